"""Models of the hub: what a hub id says, what of it is on disk, and getting the rest.

The hub's own library does the work: it goes on with a download that was broken off, and honours ``HF_TOKEN``,
``HF_HOME``, ``HF_HUB_CACHE``, ``HF_HUB_OFFLINE`` and ``HF_ENDPOINT``.  It is imported when a hub id is looked for.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.errors import MissingModelError, ModelError
from briefing.models.names import shown

if TYPE_CHECKING:  # at run time inside the functions
    from huggingface_hub import CachedRepoInfo, HFCacheInfo

_SAFE: Final = ("*.json", "*.safetensors", "*.model", "*.txt", "*.jinja", "README.md")
"""What is fetched: nothing that could run code.  The README tells the licence."""
_ID: Final = re.compile(
    r"(?P<repo>[\w.-]+(?:/[\w.-]+)?)(?:@(?P<revision>[\w./-]+))?(?::(?P<file>[\w./-]+\.gguf))?",
    re.ASCII,
)
_MOST_NAMES: Final = 6
"""Files that a message lists."""


class HubName(NamedTuple):
    """``ORG/NAME``, with ``@REVISION`` and ``:FILE.gguf`` where they are given."""

    repo: str
    revision: str | None = None
    file: str | None = None


def read_name(name: str) -> HubName | None:
    """Return what a hub id says; None where the name is none."""
    found = _ID.fullmatch(name)
    return HubName(**found.groupdict()) if found else None


def find_hub(name: str) -> Path | None:
    """Return the snapshot folder of a hub id, or the file of it that the id names; None where it is not on disk."""
    wanted = read_name(name)
    if wanted is None:
        return None
    import httpx2
    from huggingface_hub.errors import HFValidationError

    with suppress(HFValidationError, httpx2.HTTPError, OSError, ValueError):
        return _get(wanted, local_only=True)
    return None


def fetch_hub(name: str) -> Path:
    """Get what a hub id names, and return where it is; what is there is not got again.

    Raises :class:`ModelError` with the reason and the way out, a :class:`MissingModelError` where there is no such
    model.
    """
    wanted = read_name(name)
    if wanted is None:
        raise MissingModelError(
            f"{shown(name)}: no hub id; they are ORG/NAME, with @REVISION or :FILE.gguf."
        )
    import httpx2
    from huggingface_hub import errors

    try:
        return _get(wanted, local_only=False)
    except errors.GatedRepoError as error:
        raise ModelError(
            f"{name}: a gated model: accept its terms at https://huggingface.co/{wanted.repo}, and set HF_TOKEN to a "
            "token of the account that did."
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise MissingModelError(
            f"{name}: the hub has no such model, or a private one; check the name, or set HF_TOKEN to a token that may "
            "read it."
        ) from error
    except (errors.RevisionNotFoundError, errors.EntryNotFoundError) as error:
        raise _without_part(name, wanted, error) from error
    except (httpx2.HTTPError, errors.HFValidationError, OSError, ValueError) as error:
        raise ModelError(f"{name}: {_reason(error)}.") from error


def _get(wanted: HubName, *, local_only: bool) -> Path:
    from huggingface_hub import hf_hub_download, snapshot_download

    if wanted.file:
        return Path(
            hf_hub_download(
                wanted.repo, wanted.file, revision=wanted.revision, local_files_only=local_only
            )
        )
    return Path(
        snapshot_download(
            wanted.repo,
            revision=wanted.revision,
            allow_patterns=list(_SAFE),
            local_files_only=local_only,
        )
    )


def _without_part(name: str, wanted: HubName, error: Exception) -> ModelError:
    from huggingface_hub.errors import LocalEntryNotFoundError, RevisionNotFoundError

    if isinstance(error, LocalEntryNotFoundError):  # it has asked, and nobody answered
        return MissingModelError(f"{name}: {_reason(error)}.")
    what = (
        f"revision '{wanted.revision}'" if isinstance(error, RevisionNotFoundError) else wanted.file
    )
    return MissingModelError(f"{name}: the hub's {wanted.repo} has no {what}.")


def _reason(error: Exception) -> str:
    from huggingface_hub.constants import is_offline_mode
    from huggingface_hub.errors import LocalEntryNotFoundError, OfflineModeIsEnabled

    if is_offline_mode() or isinstance(error, OfflineModeIsEnabled):
        return "not on disk, and HF_HUB_OFFLINE forbids to get it"
    if isinstance(error, LocalEntryNotFoundError):
        return "the hub cannot be reached; what was got so far is kept, pull again to go on"
    line = str(error).strip().partition("\n")[0][:200].rstrip(".")
    return line or type(error).__name__


def gguf_files(name: str) -> list[str]:
    """Return the hub ids of the GGUF files that a model of the hub has; none where it cannot be asked."""
    wanted = read_name(name)
    import httpx2
    from huggingface_hub import HfApi

    with suppress(httpx2.HTTPError, OSError, ValueError):
        files = HfApi().list_repo_files(wanted.repo, revision=wanted.revision) if wanted else []
        return [f"{name}:{file}" for file in files if file.endswith(".gguf")][:_MOST_NAMES]
    return []


# -- what is on disk ----------------------------------------------------------------------------


class Kept(NamedTuple):
    """A model of the hub in the hub's own cache."""

    name: str
    size: int
    """Bytes of all its revisions."""
    licence: str
    """As its README says; empty where that is not on disk or does not tell."""
    place: Path


def kept_models() -> Iterator[Kept]:
    """Yield the models in the hub's cache whose weights can be loaded safely, by name."""
    for repo in _repos():
        files = [file for one in repo.revisions for file in one.files]
        if any(file.file_name.endswith((".safetensors", ".gguf")) for file in files):
            readmes = [file.file_path for file in files if file.file_name == "README.md"]
            licence = next(filter(None, map(_licence, readmes)), "")
            yield Kept(repo.repo_id, repo.size_on_disk, licence, repo.repo_path)


def _cache() -> HFCacheInfo | None:
    from huggingface_hub import constants, scan_cache_dir
    from huggingface_hub.errors import CacheNotFound

    try:
        return scan_cache_dir(constants.HF_HUB_CACHE)
    except (CacheNotFound, OSError, ValueError):
        return None


def _repos() -> list[CachedRepoInfo]:
    cache = _cache()
    found = cache.repos if cache else ()
    models = [repo for repo in found if repo.repo_type == "model"]
    return sorted(models, key=lambda repo: repo.repo_id)


def _licence(readme: Path) -> str:
    """The licence in the head of a model's README."""
    try:
        head = readme.read_text(encoding="utf-8", errors="replace")[:4000]
    except OSError:
        return ""
    found = re.search(r"^license:[ \t]*([\w.+-]{1,40})[ \t]*$", head, re.MULTILINE)
    return found[1] if found else ""


def remove_hub(name: str) -> int | None:
    """Delete a model of the hub from the hub's cache, and return the bytes that are free again; None where it is not there.

    Of an id with a revision that one goes alone; one with a file is what became of the file, and is none of these.
    """
    cache, wanted = _cache(), read_name(name)
    if wanted is None or wanted.file:
        return None
    revisions = [
        one.commit_hash
        for repo in _repos()
        if repo.repo_id == wanted.repo
        for one in repo.revisions
        if wanted.revision in {None, one.commit_hash, *one.refs}
    ]
    if not (cache and revisions):
        return None
    doomed = cache.delete_revisions(*revisions)
    doomed.execute()
    return doomed.expected_freed_size


def damaged_hub(name: str) -> list[str] | None:
    """Return the files of a model of the hub whose bytes are not those that the hub gave; None where none can be told.

    The cache names large files by their SHA-256; the small ones beside them by a digest of git.
    """
    files = {
        (file.blob_path, file.file_name)
        for repo in _repos()
        if repo.repo_id == name
        for one in repo.revisions
        for file in one.files
    }
    named = [
        (blob, file)
        for blob, file in files
        if re.fullmatch(r"[0-9a-f]{64}|[0-9a-f]{40}", blob.name)
    ]
    if not named:
        return None
    return sorted(file for blob, file in named if _digest(blob) != blob.name)


def _digest(blob: Path) -> str:
    try:
        with blob.open("rb") as file:
            if len(blob.name) == 64:
                return hashlib.file_digest(file, "sha256").hexdigest()
            data = file.read()
    except OSError:
        return ""
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()  # noqa: S324  # git's own
