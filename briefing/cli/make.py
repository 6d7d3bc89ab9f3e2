"""`briefing make`: the main job."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from briefing import __version__
from briefing.cli import completion
from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    DeviceOption,
    ModelOption,
    ProfileOption,
    QuietOption,
    Talk,
    VerboseOption,
    folders,
    parse_day,
    parse_days,
    print_text,
    require_named,
    require_writable,
    workers,
)
from briefing.errors import (
    DeliveryError,
    FullerBriefKept,
    LockedError,
    ModelError,
    NothingToReport,
    UsageError,
)

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.run import Made, Progress, Run
    from briefing.cli.profiles import Wish
    from briefing.models.choose import Chosen
    from briefing.settings.config import Resolved, Settings
    from briefing.settings.overrides import Overrides
    from briefing.sources import FoundFile
    from briefing.store import Store


EPILOG = """Examples:

  briefing make seeds/ --date 2025-06-17

  briefing make ~/scraped --date yesterday --out ~/briefs --quiet     (from cron)

  briefing make ~/scraped --missing --since 2025-06-01                (days that were left out)

  briefing make ~/scraped --minutes 5 --follow "Port Ellery" --mute football

  curl -s … | briefing make - --json                                  (one file on standard input)

  briefing make --all-profiles --date yesterday                       (each [profiles.NAME] of your settings)

Exit codes: 0 brief written, 1 internal error, 2 wrong usage or configuration, 3 brief written but
some inputs could not be read, an event failed, nothing could be kept for later runs, the archive is not
whole or it could not be mailed (mail.after_make), 4 nothing to report (--fail-empty), 5 model missing or
refused (--require-model), 6 no story was found and a brief with items that is there was kept (--force
replaces it), 11 another run holds the lock, 130/143 interrupted.  Of several days the highest counts; none
ends the others."""


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE", help="Folders, files, or - for stdin; default: those of the profile."
    ),
]
AllProfilesOption = Annotated[
    bool, typer.Option("--all-profiles", help="Make the brief of each profile.")
]
DayOption = Annotated[
    str | None,
    typer.Option(
        "--date",
        help="YYYY-MM-DD, today (default), yesterday, -1, monday, or a range A..B.",
        autocompletion=completion.days,
    ),
]
OutOption = Annotated[str | None, typer.Option("--out", help="Output folder.")]
ItemsOption = Annotated[int | None, typer.Option("--max-items", help="Events at most.")]
MinutesOption = Annotated[
    float | None, typer.Option("--minutes", help="Reading time of the brief; 0: no limit.")
]
SinceOption = Annotated[
    str | None,
    typer.Option(
        "--since", help="Earlier days that news is told against; with --missing, the first day."
    ),
]
MissingOption = Annotated[
    bool, typer.Option("--missing", help="Make the days that lack a brief, oldest first.")
]
LogFormatOption = Annotated[
    Literal["text", "json"], typer.Option("--log-format", help="Form of the messages.")
]
LogFileOption = Annotated[
    Path | None, typer.Option("--log-file", help="File that gets all messages, quiet or not.")
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help="Read, and say what would be made; write nothing.")
]
FollowOption = Annotated[
    list[str] | None,
    typer.Option("--follow", help="Word or name whose events come first; repeatable."),
]
MuteOption = Annotated[
    list[str] | None,
    typer.Option("--mute", help="Word or name whose events are left out; repeatable."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print brief.json on stdout.")]
FailEmptyOption = Annotated[
    bool, typer.Option("--fail-empty", help="Exit with 4 on a day without stories.")
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Replace a brief even by one without items.")
]
RequireModelOption = Annotated[
    bool, typer.Option("--require-model", help="Exit with 5 rather than go extractive.")
]


def command(
    sources: Sources = None,
    day: DayOption = None,
    out: OutOption = None,
    profile: ProfileOption = None,
    all_profiles: AllProfilesOption = False,
    model: ModelOption = None,
    device: DeviceOption = None,
    max_items: ItemsOption = None,
    minutes: MinutesOption = None,
    since: SinceOption = None,
    follow: FollowOption = None,
    mute: MuteOption = None,
    as_json: JsonOption = False,
    fail_empty: FailEmptyOption = False,
    force: ForceOption = False,
    missing: MissingOption = False,
    dry_run: DryRunOption = False,
    require_model: RequireModelOption = False,
    log_format: LogFormatOption = "text",
    log_file: LogFileOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Read SOURCE and write the brief of one day: brief.md, brief.html, brief.json."""
    flags: dict[str, Any] = {
        "model.generator": model,
        "model.device": device,
        "brief.max_items": max_items,
        "brief.minutes": minutes,
        "brief.follow": follow or None,
        "brief.mute": mute or None,
        "output.folder": out,
    }
    from briefing.cli.profiles import briefs_to_make, each

    _require_folder(out)
    if since is not None and since.isdigit():
        flags["brief.since_days"] = int(since)
    elif since is not None and not missing:
        raise UsageError(f"--since {since}: a number of days; a date goes with --missing.")
    wishes = briefs_to_make(sources or [], config, flags, profile, every=all_profiles)
    asked = _Asked(day, since, as_json, fail_empty, force, missing, dry_run, require_model)
    talk = partial(Talk, quiet=quiet, verbose=verbose, form=log_format, log=log_file)
    each(wishes, lambda wish: _make_days(wish, asked, talk()), talk())


class _Asked(NamedTuple):
    """What the command line says beside sources and settings."""

    day: str | None
    since: str | None
    as_json: bool
    fail_empty: bool
    force: bool
    missing: bool
    dry_run: bool
    require_model: bool

    def days(self, settings: Settings, target: Path) -> list[date]:
        """The days to make, oldest first."""
        days = parse_days(self.day, settings)
        if not self.missing:
            return days
        since = self.since if self.since and not self.since.isdigit() else None
        return _missing(target, days[-1], parse_day(since, settings) if since else None)


def _make_days(wish: Wish, asked: _Asked, talk: Talk) -> None:
    """Make the briefs of the days; ends with the exit code where one is not as it should be."""
    notice = _Notice(wish, talk)
    if asked.dry_run:
        job, days = _job(wish, asked, talk)
        job.rehearse(days)
        return
    with notice:
        job, days = _job(wish, asked, talk, notice)
        codes = [
            _make_one(
                job._replace(day=one),
                alone=len(days) == 1,
                as_json=asked.as_json,
                fail_empty=asked.fail_empty,
            )
            for one in days
        ]
        if days:
            codes.append(_with_other_days(job.target, days, wish.resolved, talk))
        else:
            talk.note("no day lacks its brief.")
        if any(codes):
            raise typer.Exit(max(codes))


def _job(
    wish: Wish, asked: _Asked, talk: Talk, notice: _Notice | None = None
) -> tuple[_Job, list[date]]:
    """What is to be made, of the last of the days, and the days; raises :class:`UsageError` for what cannot be made."""
    from briefing.sources import find_files

    resolved, target = wish.resolved, wish.target
    days = asked.days(resolved.settings, target)
    if notice:
        notice.days = days
    if len(days) > 1 and "-" in wish.sources:
        raise UsageError("standard input can be read once, for one day; name files for several.")
    found = find_files(wish.sources, skip=wish.no_input)
    if not found:
        talk.warn(f"{' '.join(wish.sources)}: no files there; the brief will say so.")
    _require_possible(resolved.settings, target)
    for one in days:
        _overrides(target, one)
    last = days[-1] if days else date.min
    return _Job(found, last, target, resolved, talk, asked.require_model, asked.force), days


def _require_possible(settings: Settings, target: Path) -> None:
    """Raise :class:`ConfigError`, before any work is done, for outputs and mails that cannot be made."""
    from briefing.cli.mail import Post
    from briefing.publishing import choose, renderings

    choose(renderings(), settings.output.formats)
    if settings.mail.after_make:
        Post(settings.mail, target).check()


def _overrides(target: Path, day: date) -> Overrides:
    """What an editor decided about a day.  Raises :class:`ConfigError` for what cannot be read."""
    from briefing.settings.overrides import overrides_path, read_overrides

    return read_overrides(overrides_path(target, day))


def _require_folder(out: str | None) -> None:
    """Refuse what was given and names no folder."""
    require_named(out)
    if out == "-":
        raise UsageError(
            "--out -: a brief is a folder; --json prints brief.json on standard output."
        )


class _Notice:
    """Around a run: tells the user's own program and web address how it ended (:mod:`briefing.cli.notify`)."""

    def __init__(self, wish: Wish, talk: Talk) -> None:
        from briefing.cli.notify import check_notice

        self._settings = wish.resolved.settings.notify
        check_notice(self._settings)
        self._profile = wish.name
        self._talk = talk
        self.days: Sequence[date] = ()
        """The days of the run, as soon as they are known."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from briefing.cli.notify import notify

        code, told = _ended(error)
        body = {
            "version": __version__,
            "profile": self._profile,
            "dates": [one.isoformat() for one in self.days],
            "code": code,
            "message": told,
        }
        notify(self._settings, {**body, "warnings": self._talk.warnings}, self._talk)


def _ended(error: BaseException | None) -> tuple[int, str]:
    """The exit code that a run ends with by `error`, and what is told of it."""
    if isinstance(error, SystemExit):  # by a signal, whose number is in the code
        return (error.code if isinstance(error.code, int) else 1), "interrupted"
    code = getattr(error, "exit_code", 0 if error is None else 1)
    return code, "" if error is None or isinstance(error, typer.Exit) else str(error)


def _make_one(job: _Job, *, alone: bool, as_json: bool, fail_empty: bool) -> int:
    """Make the brief of one day, print where it is, and return the exit code; of several days none ends the others."""
    from briefing.store import note_success

    try:
        made, written = job.run()
        _print(job, written, as_json=as_json)
        note_success(folders().state, datetime.now(UTC), job.day)
        return max(_mailed(job), _code(made, fail_empty=fail_empty))
    except (FullerBriefKept, NothingToReport) as error:
        if alone and isinstance(error, NothingToReport):  # its brief is written
            _with_other_days(job.target, [job.day], job.resolved, job.talk)
        if alone:
            raise
        job.talk.warn(str(error))
        return error.exit_code


def _print(job: _Job, written: dict[str, str | bytes], *, as_json: bool) -> None:
    """Print the brief, or where it is."""
    if as_json:
        print_text(str(written["brief.json"]), end="")
    elif not job.talk.is_quiet:
        folder = job.target / job.day.isoformat()
        print_text("\n".join(str(folder / name) for name in written if "/" not in name))


def _mailed(job: _Job) -> int:
    """Mail the brief where that is wanted; 3 where it could not be: the brief itself is there."""
    settings = job.resolved.settings.mail
    if not settings.after_make:
        return 0
    from briefing.cli.mail import Post

    try:
        Post(settings, job.target).send(job.day, job.talk)
    except (DeliveryError, UsageError) as error:
        job.talk.warn(str(error))
        return 3
    return 0


def _with_other_days(target: Path, days: Sequence[date], resolved: Resolved, talk: Talk) -> int:
    """Keep what the days' briefs say for `briefing search`, and write the archive where it is wished for; returns the exit code.

    The briefs are written by now: what goes wrong here costs nothing but this.
    """
    from briefing.cli.archive import note_days, update

    settings = resolved.settings
    if not settings.output.archive:
        note_days(target, days, settings)
        return 0
    try:
        return 0 if update(target, settings, talk) else 3
    except (UsageError, LockedError) as error:
        talk.warn(f"warning: {error}")
        return 3


def _missing(target: Path, last: date, first: date | None) -> list[date]:
    """The days up to `last` that lack a brief in `target`, oldest first: from `first`, or since the earliest of the last month."""
    there = {
        date.fromisoformat(path.parent.name)
        for path in target.glob("????-??-??/brief.json")
        if _is_day(path.parent.name)
    }
    recent = [one for one in there if last - timedelta(days=_MONTH) <= one <= last]
    start = first or min(recent, default=last)
    if (last - start).days > _YEAR:
        raise UsageError(f"--since {start}: more than {_YEAR} days back.")
    days = [start + timedelta(days=number) for number in range((last - start).days + 1)]
    return [one for one in days if one not in there]


def _is_day(name: str) -> bool:
    try:
        date.fromisoformat(name)
    except ValueError:
        return False
    return True


_MONTH, _YEAR = 31, 366
"""Days back that --missing looks for a first brief, and that --since may ask for."""


class _Job(NamedTuple):
    """One run, with everything that the user decided."""

    found: Sequence[FoundFile]
    day: date
    target: Path
    resolved: Resolved
    talk: Talk
    require_model: bool
    force: bool

    def run(self) -> tuple[Made, dict[str, str | bytes]]:
        """Make the brief and write it, under the lock; returns it and its files by name."""
        from briefing.assembly.job import earlier_days, with_models
        from briefing.assembly.pipeline import publish
        from briefing.assembly.run import Run
        from briefing.store import Store, lock

        started, wall = time.perf_counter(), datetime.now(UTC)
        settings, user, folder = self.resolved.settings, folders(), self.target.resolve()
        require_writable(self.target, "choose another --out, or change its permissions")
        with (
            lock(user.state, folder),
            Store(user.state / "state.sqlite") as store,
            self.talk.progress() as progress,
        ):
            chosen = self._models(store, progress)
            earlier = earlier_days(store, folder, self.day, settings.brief.since_days)
            run = Run(self.day, settings, None, earlier, progress=progress, workers=workers())
            run = run._replace(overrides=_overrides(self.target, self.day))
            made = self._brief(with_models(run, chosen), chosen.why_none)
            for told in made.statistics.without_effect:
                self.talk.warn(f"warning: {told}")
            self._spare_better(made)
            files = publish(made, settings.output.formats)
            seconds = time.perf_counter() - started
            files["run.json"] = _run_json(made, self.resolved, wall, seconds, self.talk.warnings)
            self._write(files)
            store.keep_brief(str(folder), self.day, made.said)
            if store.trouble:
                made.statistics.counts["state failed"] = 1
                self.talk.warn(f"warning: {store.trouble}")
        _report(made, self.talk, seconds)
        return made, files

    def rehearse(self, days: Sequence[date]) -> None:
        """Read and group, and print what would be made: a line a day."""
        from briefing.assembly.job import contents
        from briefing.assembly.pipeline import prepare
        from briefing.assembly.run import Run

        for day in days:
            run = Run(day, self.resolved.settings, None, workers=workers())
            run = run._replace(overrides=_overrides(self.target, day))
            prepared = prepare(contents(self.found, run.settings), run)
            stories = sum(len(event.stories) for event in prepared.events)
            folder = self.target / day.isoformat()
            state = "replaces a brief" if (folder / "brief.json").exists() else "new"
            print_text(
                f"{folder}: {len(self.found)} files, {stories} stories of the day, "
                f"{len(prepared.events)} events; {state}"
            )

    def _spare_better(self, made: Made) -> None:
        """Raise :class:`FullerBriefKept` where a source without a story of the day would replace a brief that has some."""
        there = self.target / self.day.isoformat() / "brief.json"
        used = any(entry.state == "used" for entry in made.brief.files)
        items = 0 if self.force or used else _items_of(there)
        if items:
            _tell_unread(made, self.talk)
            raise FullerBriefKept(
                f"{there.parent}: no story of this day was found this time; the brief of {items} items that is there is "
                "kept. --force replaces it."
            )

    def _models(self, store: Store, progress: Progress) -> Chosen:
        from briefing.models.choose import choose

        told = partial(progress, "writing")
        chosen = choose(self.resolved.settings.model, folders().cache / "models", store, told)
        missing = chosen.why_none or chosen.warning.removeprefix("warning: ")
        if self.require_model and missing:
            raise ModelError(f"--require-model: {missing}.")
        if chosen.warning:
            self.talk.warn(chosen.warning)
        return chosen

    def _brief(self, run: Run, why_none: str) -> Made:
        """Make the brief; with fewer models, and a warning, where one is not there or cannot be used."""
        from briefing.assembly.job import contents, make_with

        inputs = contents(self.found, run.settings)
        made, why = make_with(inputs, run, why_none, require_model=self.require_model)
        if why:
            tell = self.talk.note if run.settings.model.generator == "none" else self.talk.warn
            tell(f"warning: {why}.")
        return made

    def _write(self, files: dict[str, str | bytes]) -> None:
        from briefing.store import write_folder

        folder = self.target / self.day.isoformat()
        try:
            write_folder(folder, files)
        except OSError as error:
            what = f"{error.strerror or type(error).__name__}"
            raise UsageError(f"{folder}: {what}; the brief is not written.") from error


def _items_of(path: Path) -> int:
    """How many items the brief in `path` has; 0 where there is none, or none that can be read."""
    try:
        return len(json.loads(path.read_text(encoding="utf-8"))["items"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return 0


def _versions() -> dict[str, str]:
    """The versions of the libraries that an answer may depend on, of those that are installed."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in ("torch", "transformers", "spacy", "trafilatura", "scikit-learn", "numpy"):
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _run_json(
    made: Made, resolved: Resolved, started: datetime, seconds: float, warnings: Sequence[str]
) -> str:
    """What changes from run to run: times, host, counts, and the settings in force."""
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


def _tell_unread(made: Made, talk: Talk) -> None:
    for entry in made.brief.files:
        if entry.state in {"unreadable", "too_large"}:
            talk.warn(f"{entry.file}: {entry.state.replace('_', ' ')}: {entry.reason}")


def _report(made: Made, talk: Talk, seconds: float) -> None:
    brief, counts = made.brief, made.statistics.counts
    _tell_unread(made, talk)
    for fault in made.statistics.faults.told:
        talk.warn(f"warning: something failed, the rest of the brief is whole: {fault}")
    every = ("rewritten", "compressed", "verbatim", "withheld")
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in every if counts[kind]) or "no sentences"
    talk.note(
        f"{len(brief.items)} events from {len(brief.files)} files in {seconds:.1f} s; {kinds}"
    )
    for reason, count in made.statistics.rejections.most_common():
        talk.detail(f"  drafts rejected: {count} x {reason}")


def _code(made: Made, *, fail_empty: bool) -> int:
    if fail_empty and not made.brief.items:
        raise NothingToReport(f"{made.brief.date}: nothing to report.")
    unread = any(entry.state in {"unreadable", "too_large"} for entry in made.brief.files)
    failed = made.statistics.faults.told or made.statistics.counts["state failed"]
    return 3 if unread or failed else 0
