"""The models that there are: how large, under which licence, in use for what, and whether they are whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from briefing.errors import ModelError
from briefing.models.find import find, is_whole, own_folder
from briefing.models.gguf import folder_of, is_converted, source, told_of
from briefing.models.hub import damaged_hub, kept_models, read_name, remove_hub
from briefing.models.names import shown
from briefing.models.pins import PINS
from briefing.models.pull import remove

Uses = Mapping[str, Sequence[str]]
"""What each model is used for, by its name."""


class Listed(NamedTuple):
    """One model."""

    name: str
    kind: Literal["embedded", "hub", "gguf", "folder", "server"]
    size: int | None
    """Bytes on disk; None where nothing of it is on this disk."""
    licence: str
    """Empty: it is not known."""
    uses: tuple[str, ...]
    """What the settings use it for: "generator", "parser", …"""
    verified: bool | None
    """Whether all bytes are those that were got; None: it was not looked at, or nothing tells."""
    place: str
    """Folder or address; empty: it is not here."""


def list_models(cache: Path, uses: Uses) -> list[Listed]:
    """Return the embedded models, those of the hub and from GGUF files on disk, and whatever else is in use.

    Embedded ones are read whole (a second for the three); others only by :func:`verify_model`.
    """
    found = [_embedded(name, cache, uses) for name in PINS]
    found += [
        Listed(
            one.name, "hub", one.size, one.licence, _uses_of(one.name, uses), None, str(one.place)
        )
        for one in kept_models()
    ]
    found += _converted(cache, uses)
    known = {one.name for one in found}
    return found + [one for one in map(_other, uses.items()) if one and one.name not in known]


def _uses_of(repo: str, uses: Uses) -> tuple[str, ...]:
    """What a model of the hub is used for, of whatever revision."""
    named = [(read_name(name), roles) for name, roles in uses.items()]
    return tuple(
        role
        for name, roles in named
        if name and name.repo == repo and not name.file
        for role in roles
    )


def _embedded(name: str, cache: Path, uses: Uses) -> Listed:
    folder, pin = cache / name, PINS[name]
    there = folder.is_dir()
    return Listed(
        name,
        "embedded",
        _size(folder) if there else None,
        pin.licence,
        tuple(uses.get(name, ())),
        is_whole(folder, thorough=True) if there else None,
        str(folder) if there else "",
    )


def _converted(cache: Path, uses: Uses) -> Iterator[Listed]:
    """What GGUF files became, each by its file's name, or by the folder's where several files have one name."""
    told = {folder: told_of(folder) for folder in _gguf_folders(cache)}
    names = Counter(name for name, _ in told.values())
    of_use = [(_made_of(used, cache), roles) for used, roles in uses.items()]
    for folder, (name, licence) in told.items():
        used = tuple(role for one, roles in of_use if one == folder for role in roles)
        shown_as = name if names[name] == 1 else folder.name
        yield Listed(shown_as, "gguf", _size(folder), licence, used, None, str(folder))


def _other(use: tuple[str, Sequence[str]]) -> Listed | None:
    """What is in use and lies elsewhere: a folder of the user's, or a server."""
    name, roles = use
    if name.casefold().startswith(("http://", "https://")):
        return Listed(shown(name), "server", None, "", tuple(roles), None, shown(name))
    folder = own_folder(name)
    if folder:
        return Listed(name, "folder", _size(folder), "", tuple(roles), None, str(folder))
    return None


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _gguf_folders(cache: Path) -> list[Path]:
    return sorted(filter(is_converted, cache.iterdir())) if cache.is_dir() else []


def _made_of(name: str, cache: Path) -> Path | None:
    """The folder that the very file of a name became: a file of that name from elsewhere is another model."""
    file = source(name)
    folder = folder_of(file, cache) if file else None
    return folder if folder and folder.is_dir() else None


def _gguf_folder(name: str, cache: Path) -> Path | None:
    """The folder that the file of a path or hub id became, or the one that the list calls so.

    Raises :class:`ModelError` where several files of the name were made ready.
    """
    if "/" in name:
        return _made_of(name, cache)
    found = [one for one in _gguf_folders(cache) if name in {one.name, told_of(one)[0]}]
    if len(found) > 1:
        names = ", ".join(one.name for one in found)
        raise ModelError(f"{name}: several models are called so; name one of these: {names}.")
    return found[0] if found else None


def verify_model(name: str, cache: Path) -> tuple[bool | None, str]:
    """Return whether a model is as it was got, and what is wrong; None where nothing tells.

    Raises :class:`ModelError` where there is none of the name.
    """
    if name in PINS and (cache / name).is_dir():
        whole = is_whole(cache / name, thorough=True)
        return whole, "" if whole else f"delete it, then: briefing models pull {name}"
    if folder := _gguf_folder(name, cache):
        whole = is_whole(folder, thorough=True)
        return whole, "" if whole else f"delete it: briefing models rm {name}; then pull it again"
    wanted = read_name(name)
    damaged = damaged_hub(wanted.repo) if wanted else None
    if damaged is not None:
        told = f"damaged: {', '.join(damaged)}; briefing models rm {name}, then pull it again"
        return not damaged, told if damaged else ""
    if (own := own_folder(name)) and (broken := damaged_weights(own)):
        return False, broken
    if find(name, cache) is None:
        raise ModelError(f"{shown(name)}: no such model is on disk; see 'briefing models list'.")
    return None, "nothing tells what its bytes were"


def damaged_weights(folder: Path) -> str:
    """Return what is wrong with the weights in a folder of the user's own, as far as they tell; "" where nothing is.

    Takes torch, and as long as reading the weights.
    """
    from briefing.models.networks.numbers import files_without_numbers

    broken = files_without_numbers(folder)
    return (
        f"weights are no numbers ({broken[0]}, {len(broken)} in all): get the model again"
        if broken
        else ""
    )


def remove_model(name: str, cache: Path) -> int:
    """Delete a model that this program or the hub's library got, and return the bytes that are free again.

    Raises :class:`ModelError` where there is none of the name; a folder of the user's own is never touched.
    """
    freed = remove(name, cache) if name in PINS else None
    if freed is None and (folder := _gguf_folder(name, cache)):
        freed = remove(folder.name, cache)
    freed = remove_hub(name) if freed is None and name not in PINS else freed
    if freed is None:
        raise ModelError(
            f"{shown(name)}: no such model was got; 'briefing models list' names them. Folders of your own are yours to delete."
        )
    return freed
