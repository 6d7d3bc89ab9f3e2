"""`briefing make`: the main job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from briefing.addresses import without_key
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
)
from briefing.cli.days import missing_days
from briefing.cli.job import Job, overrides_of
from briefing.cli.notify import Notice
from briefing.errors import (
    BriefingError,
    ConfigError,
    DeliveryError,
    LockedError,
    NothingToReport,
    UsageError,
)

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.again import Outcome
    from briefing.cli.profiles import Wish
    from briefing.settings.config import Resolved, Settings


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
refused (--require-model), 8 the engine is not there or gave up (--engine), 6 no story was found and a brief with items that is there was kept (--force
replaces it), 11 another run holds the lock, 129/130/143 interrupted.  Of several days the highest counts; none
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
    float | None, typer.Option("--minutes", help="The reader's: what is beyond folds; 0: no limit.")
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
EngineOption = Annotated[
    str | None,
    typer.Option("--engine", help="Where the work is done: local, or ray (a Ray cluster)."),
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Replace a brief even by one without items.")
]
AnewOption = Annotated[
    bool, typer.Option("--anew", help="Make it again even where nothing has changed.")
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
    engine: EngineOption = None,
    max_items: ItemsOption = None,
    minutes: MinutesOption = None,
    since: SinceOption = None,
    follow: FollowOption = None,
    mute: MuteOption = None,
    as_json: JsonOption = False,
    fail_empty: FailEmptyOption = False,
    force: ForceOption = False,
    anew: AnewOption = False,
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
        "engine.name": engine,
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
    asked = _Asked(day, since, as_json, fail_empty, force, anew, missing, dry_run, require_model)
    talk = partial(Talk, quiet=quiet, verbose=verbose, form=log_format, log=log_file)
    each(wishes, lambda wish: _make_days(wish, asked, talk()), talk())


class _Asked(NamedTuple):
    """What the command line says beside sources and settings."""

    day: str | None
    since: str | None
    as_json: bool
    fail_empty: bool
    force: bool
    anew: bool
    missing: bool
    dry_run: bool
    require_model: bool

    def days(self, settings: Settings, target: Path) -> list[date]:
        """The days to make, oldest first."""
        days = parse_days(self.day, settings)
        if not self.missing:
            return days
        since = self.since if self.since and not self.since.isdigit() else None
        return missing_days(target, days[-1], parse_day(since, settings) if since else None)


def _make_days(wish: Wish, asked: _Asked, talk: Talk) -> None:
    """Make the briefs of the days; ends with the exit code where one is not as it should be."""
    from briefing.assembly.engines import start_engine

    notice = Notice(wish, talk)
    if asked.dry_run:
        job, days = _job(wish, asked, talk)
        job.rehearse(days)
        return
    with notice:
        job, days = _job(wish, asked, talk, notice)
        if not days:
            talk.note("no day lacks its brief.")
            return
        require_writable(job.target, "choose another --out, or change its permissions")
        with start_engine(wish.resolved.settings.engine) as engine:
            codes = [
                _make_one(
                    job._replace(day=one, engine=engine),
                    alone=len(days) == 1,
                    as_json=asked.as_json,
                    fail_empty=asked.fail_empty,
                )
                for one in days
            ]
        codes.append(_with_other_days(job.target, days, wish.resolved, talk))
        if any(codes):
            raise typer.Exit(max(codes))


def _job(
    wish: Wish, asked: _Asked, talk: Talk, notice: Notice | None = None
) -> tuple[Job, list[date]]:
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
        talk.warn(f"{' '.join(map(without_key, wish.sources))}: no files there.")
    _require_possible(resolved.settings, target)
    for one in days:
        overrides_of(target, one)
    last = days[-1] if days else date.min
    job = Job(found, last, target, resolved, talk, asked.require_model, asked.force, asked.anew)
    return job, days


def _require_possible(settings: Settings, target: Path) -> None:
    """Raise :class:`ConfigError`, before any work is done, for an engine that there is not, and outputs and mails that cannot be made."""
    from briefing.assembly.engines import engine_kind
    from briefing.cli.mail import Post
    from briefing.publishing import choose, renderings

    engine_kind(settings.engine.name)
    choose(renderings(), settings.output.formats)
    if settings.mail.after_make:
        Post(settings.mail, target).check()


def _require_folder(out: str | None) -> None:
    """Refuse what was given and names no folder."""
    require_named(out)
    if out == "-":
        raise UsageError(
            "--out -: a brief is a folder; --json prints brief.json on standard output."
        )


def _make_one(job: Job, *, alone: bool, as_json: bool, fail_empty: bool) -> int:
    """Make the brief of one day, print where it is, and return the exit code; of several days none ends the others."""
    from briefing.store import note_success

    try:
        outcome, written = job.run()
        _print(job, written, as_json=as_json)
        note_success(folders().state, datetime.now(UTC), job.day)
        return max(_mailed(job), _code(outcome, job.day, fail_empty=fail_empty))
    except ConfigError:  # wrong for all days
        raise
    except BriefingError as error:
        if alone and isinstance(error, NothingToReport):  # its brief is written
            _with_other_days(job.target, [job.day], job.resolved, job.talk)
        if alone:
            raise
        day = job.day.isoformat()
        job.talk.warn(str(error) if day in str(error) else f"{day}: {error}")
        return error.exit_code


def _print(job: Job, written: Mapping[str, str | bytes], *, as_json: bool) -> None:
    """Print the brief, or where it is."""
    if as_json:
        brief = written["brief.json"]
        print_text(brief if isinstance(brief, str) else brief.decode(), end="")
    elif not job.talk.is_quiet:
        folder = job.target / job.day.isoformat()
        print_text("\n".join(str(folder / name) for name in written if "/" not in name))


def _mailed(job: Job) -> int:
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


def _code(outcome: Outcome, day: date, *, fail_empty: bool) -> int:
    if fail_empty and not outcome.items:
        raise NothingToReport(f"{day}: nothing to report.")
    return 3 if outcome.failed else 0
