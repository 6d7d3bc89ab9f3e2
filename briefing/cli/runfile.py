"""``run.json``: how a brief came about; what changes from run to run, beside the brief that does not."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from briefing import __version__

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.run import Made
    from briefing.settings.config import Resolved, Settings


def run_json(
    made: Made, resolved: Resolved, started: datetime, seconds: float, warnings: Sequence[str]
) -> str:
    """Return what changes from run to run: times, host, counts, and the settings in force."""
    body: dict[str, Any] = {
        "version": __version__,
        "started": started.isoformat(timespec="seconds"),
        "seconds": {"total": round(seconds, 3), **made.statistics.seconds},
        "counts": dict(sorted(made.statistics.counts.items())),
        "rejections": dict(sorted(made.statistics.rejections.items())),
        "faults": made.statistics.faults.told,
        "warnings": warnings,
        "libraries": _versions(),
        "host": platform.node(),
        "python": platform.python_version(),
        "settings": _told_settings(resolved.settings),
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _versions() -> dict[str, str]:
    """The versions of the libraries that an answer may depend on, of those that are installed."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in ("torch", "transformers", "spacy", "trafilatura", "scikit-learn", "numpy"):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _told_settings(settings: Settings) -> dict[str, Any]:
    """The settings in force, without who gets mail, and without a web address, which may hold a key: run.json lies beside the brief."""
    from briefing.delivery import host_of
    from briefing.settings.discretion import printable

    body = settings.model_dump(mode="json", exclude={"mail"})
    model = body["model"]
    model |= {key: printable(f"model.{key}", value) for key, value in model.items()}
    model["server"]["url"] = printable("model.server.url", model["server"]["url"])
    body["notify"]["url"] = host_of(settings.notify.url)
    body["notify"]["command"] = settings.notify.command[:1]  # its words, too, may hold a key
    return body
