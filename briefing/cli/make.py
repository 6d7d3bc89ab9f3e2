"""`briefing make`: the main job."""

from __future__ import annotations

import json
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from briefing import __version__
from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    QuietOption,
    Talk,
    VerboseOption,
    folders,
    parse_day,
    settings_from,
)
from briefing.cli.generators import choose
from briefing.config import Resolved
from briefing.errors import ModelError, NothingToReport
from briefing.pipeline import Made, Run, make, publish
from briefing.records import Unread
from briefing.sources import Found, find_files, read_bytes
from briefing.store import Store, lock, prune, write_folder

__all__ = ["command"]

EPILOG = """Examples:

  briefing make seeds/ --date 2025-06-17

  briefing make ~/scraped --date yesterday --out ~/briefs --quiet     (from cron)

  curl -s … | briefing make - --json                                  (one file on standard input)

Exit codes: 0 brief written, 1 internal error, 2 wrong usage or configuration, 3 brief written but
some inputs could not be read, 4 nothing to report (--fail-empty), 5 model missing or refused
(--require-model), 11 another run holds the lock, 130/143 interrupted."""


def command(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Folders, files, or - for stdin.")
    ],
    day: Annotated[
        str | None, typer.Option("--date", help="YYYY-MM-DD, today (default) or yesterday.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Output folder.")] = None,
    model: Annotated[
        str | None, typer.Option("--model", help="Model name, hub id, folder, or 'none'.")
    ] = None,
    device: Annotated[str | None, typer.Option("--device", help="auto, cpu or cuda.")] = None,
    max_items: Annotated[int | None, typer.Option("--max-items", help="Events at most.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print brief.json on stdout.")] = False,
    fail_empty: Annotated[
        bool, typer.Option("--fail-empty", help="Exit with 4 on a day without stories.")
    ] = False,
    require_model: Annotated[
        bool, typer.Option("--require-model", help="Exit with 5 rather than go extractive.")
    ] = False,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Read SOURCE and write the brief of one day: brief.md, brief.html, brief.json."""
    flags = {
        "model.generator": model,
        "model.device": device,
        "brief.max_items": max_items,
        "output.folder": str(out) if out else None,
    }
    resolved = settings_from(config, flags)
    target = Path(resolved.settings.output.folder).expanduser()
    talk = Talk(quiet=quiet, verbose=verbose)
    started, wall = time.perf_counter(), datetime.now(UTC)
    found = find_files(sources, skip=target)
    if not found:
        talk.note(f"{' '.join(sources)}: no files there; the brief will say so.")
    user = folders()
    with (
        lock(user.state, target.resolve()),
        Store(user.state / "state.sqlite") as store,
        talk.progress() as progress,
    ):
        chosen = choose(resolved.settings.model, user.cache / "models", store, progress)
        if chosen.generator is None and require_model:
            raise ModelError(f"--require-model: {chosen.why_none}.")
        wanted = parse_day(day, resolved.settings)
        run = Run(
            day=wanted,
            settings=resolved.settings,
            generator=chosen.generator,
            earlier=_earlier(store, target, wanted, resolved.settings.brief.since_days),
            progress=progress,
        )
        made = _make(found, run, chosen.why_none, talk, require_model=require_model)
        files = publish(made)
        files["run.json"] = _run_json(made, resolved, wall, time.perf_counter() - started)
        folder = target / wanted.isoformat()
        written = write_folder(folder, files)
        prune(folder / "sources", {Path(name).name for name in files})
        store.keep_brief(str(target.resolve()), wanted, _said(made))
    _report(made, talk, time.perf_counter() - started)
    if as_json:
        sys.stdout.write(files["brief.json"])
    else:
        shown = [path for path in written if path.parent == folder]
        typer.echo("\n".join(str(path) for path in shown))
    _exit(made, fail_empty=fail_empty)


def _make(
    found: Sequence[Found], run: Run, why_none: str, talk: Talk, *, require_model: bool
) -> Made:
    """Make the brief; extractive, with a warning, where there is no model or it cannot be used."""
    if run.generator is not None:
        try:
            return make(_bytes(found, run), run)
        except ModelError as error:
            if require_model:
                raise
            why_none = str(error)
    talk.note(
        f"warning: extractive brief, no sentence is rewritten: {why_none}.".replace("..", ".")
    )
    note = "Extractive brief: no model was used, all sentences are those of the sources."
    return make(_bytes(found, run), run._replace(generator=None, notes=(note,)))


def _bytes(found: Sequence[Found], run: Run) -> Iterator[tuple[str, bytes | Unread]]:
    limit = int(run.settings.reading.max_megabytes * 1e6)
    for one in found:
        yield one.file, read_bytes(one, limit)


def _earlier(store: Store, target: Path, day: date, back: int) -> dict[date, list[dict[str, str]]]:
    """The sentences of the briefs of the last `back` days, where there are any."""
    days = [day - timedelta(days=n) for n in range(1, back + 1)]
    rows = {one: store.brief_sentences(str(target.resolve()), one) for one in days}
    return {one: said for one, said in rows.items() if said}


def _said(made: Made) -> list[dict[str, str]]:
    """What this brief said, for the novelty of later ones."""
    return [
        {"headline": item.headline, "text": claim.text, "quote": claim.citations[0].quote}
        for item in made.brief.items
        for claim in (*item.claims, *(c for only in item.only_in for c in only.claims))
    ]


def _run_json(made: Made, resolved: Resolved, started: datetime, seconds: float) -> str:
    """What changes from run to run: times, host, counts, and the settings in force."""
    body: dict[str, Any] = {
        "version": __version__,
        "started": started.isoformat(timespec="seconds"),
        "seconds": {"total": round(seconds, 3), **made.statistics.seconds},
        "counts": dict(sorted(made.statistics.counts.items())),
        "rejections": dict(sorted(made.statistics.rejections.items())),
        "host": platform.node(),
        "python": platform.python_version(),
        "settings": resolved.settings.model_dump(mode="json"),
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _report(made: Made, talk: Talk, seconds: float) -> None:
    brief, counts = made.brief, made.statistics.counts
    for entry in brief.files:
        if entry.state in {"unreadable", "too_large"}:
            talk.note(f"{entry.file}: {entry.state.replace('_', ' ')}: {entry.reason}")
    kinds = ", ".join(
        f"{counts[kind]} {kind}" for kind in ("rewritten", "compressed", "verbatim", "withheld")
    )
    talk.note(
        f"{len(brief.items)} events from {len(brief.files)} files in {seconds:.1f} s; {kinds}"
    )
    for reason, count in made.statistics.rejections.most_common():
        talk.detail(f"  drafts rejected: {count} x {reason}")


def _exit(made: Made, *, fail_empty: bool) -> None:
    if fail_empty and not made.brief.items:
        raise NothingToReport(f"{made.brief.date}: nothing to report.")
    if any(entry.state in {"unreadable", "too_large"} for entry in made.brief.files):
        raise typer.Exit(3)
