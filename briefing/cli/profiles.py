"""The briefs that one call makes: one, or one for each profile of the settings.

::

    SOURCE…, --profile, --all-profiles ─ briefs_to_make ─▶ Wish … ─ each ─▶ made one after the other, none ends the others
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from briefing.cli.common import Talk, expanded, resolved, settings_from
from briefing.errors import BriefingError, ConfigError, UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.settings.config import Resolved


class Wish(NamedTuple):
    """A brief that is wished for: of what, with which settings."""

    sources: Sequence[str]
    resolved: Resolved

    @property
    def name(self) -> str:
        """Of its profile; empty without one."""
        return self.resolved.profile.name if self.resolved.profile else ""

    @property
    def target(self) -> Path:
        """The folder that holds its days."""
        return expanded(self.resolved.settings.output.folder)

    @property
    def no_input(self) -> tuple[Path, ...]:
        """Folders whose contents are no sources: its own, and the one that has the briefs of other profiles too."""
        profile, origins = self.resolved.profile, self.resolved.origins
        if profile is None or origins["output.folder"] == profile.layer:
            return (self.target,)
        return (self.target, self.target.parent)


def briefs_to_make(
    sources: Sequence[str],
    config: Path | None,
    flags: Mapping[str, Any],
    profile: str | None,
    *,
    every: bool,
) -> list[Wish]:
    """Return what is to be made, with all settings checked before the first is begun.

    Sources that are named go before those of a profile.  Raises :class:`UsageError` where there are none, and
    :class:`ConfigError` for a profile that there is not, and for two that write into one folder.
    """
    if every and profile is not None:
        raise UsageError("--profile and --all-profiles: one of them, please.")
    names = all_names(config, flags) if every else [profile]
    wishes = [_wish(sources, settings_from(config, flags, name)) for name in names]
    if len(wishes) > 1 and "-" in sources:
        raise UsageError("standard input can be read once; name files for several profiles.")
    _require_own_folders(wishes, settings_from(config, flags))
    return wishes


def _require_own_folders(wishes: Sequence[Wish], common: Resolved) -> None:
    """Raise :class:`ConfigError` where two write into one folder, or one into what an archive or an editor keeps beside the days."""
    from briefing.settings.profiles import TAKEN

    around = {resolved(expanded(common.settings.output.folder))}
    around |= {resolved(wish.target) for wish in wishes}
    folders: dict[Path, str] = {}
    for wish in wishes:
        place = resolved(wish.target)
        if place.name.casefold() in TAKEN and place.parent in around:
            raise ConfigError(
                f"profile {wish.name}: {wish.target}: other briefs have something else there; give it another output.folder."
            )
        other = folders.setdefault(place, wish.name)
        if other != wish.name:
            raise ConfigError(
                f"profiles {other} and {wish.name} both write into {wish.target}; give one another output.folder."
            )


def all_names(config: Path | None, flags: Mapping[str, Any]) -> list[str | None]:
    """Return the names of all profiles.  Raises :class:`ConfigError` where there are none."""
    names: list[str | None] = [*settings_from(config, flags).profiles]
    if not names:
        raise ConfigError(
            "--all-profiles: there are none; a section [profiles.NAME] in your settings makes one."
        )
    return names


def _wish(sources: Sequence[str], resolved: Resolved) -> Wish:
    found = sources or (resolved.profile.sources if resolved.profile else ())
    if not found and resolved.profile:
        raise UsageError(
            f"profile {resolved.profile.name} names no sources; name SOURCE, or its sources."
        )
    if not found:
        raise UsageError(
            "SOURCE is missing; name a folder, a file, - for standard input, or a --profile that has sources."
        )
    return Wish(found, resolved)


def each(wishes: Sequence[Wish], make: Callable[[Wish], None], talk: Talk) -> None:
    """Make all that is wished for; of several none ends the others, and the exit code is the highest of theirs."""
    if len(wishes) == 1:
        make(wishes[0])
        return
    codes = [0]
    for wish in wishes:
        try:
            make(wish)
        except BriefingError as error:
            talk.warn(f"profile {wish.name}: {error}")
            codes.append(error.exit_code)
        except typer.Exit as ended:
            codes.append(ended.exit_code)
    if any(codes):
        raise typer.Exit(max(codes))
