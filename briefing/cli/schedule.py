"""`briefing schedule`: what makes the brief every morning, for cron or systemd, ready to be put in its place."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from briefing.addresses import is_address
from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    ProfileOption,
    expanded,
    print_text,
    settings_file,
    settings_from,
)
from briefing.cli.profiles import all_names
from briefing.cli.units import Job, cron_lines, service, timer
from briefing.errors import UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.settings.config import Resolved

EPILOG = """Examples:

  briefing schedule ~/scraped --out ~/briefs --cron | crontab -      (replaces your other lines)

  briefing schedule /srv/pages --out /srv/briefs --systemd --write /etc/systemd/system

  systemctl enable --now briefing.timer

  briefing schedule --profile sport --cron                           (its own sources and folder)

  briefing schedule --all-profiles --systemd                         (the briefs of all, one after the other)

Exit codes: 0 printed, 2 wrong usage or configuration."""

_TIME: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE", help="Folders or files, as for make; default: those of the profile."
    ),
]
CronOption = Annotated[bool, typer.Option("--cron", help="Print lines for crontab.")]
SystemdOption = Annotated[bool, typer.Option("--systemd", help="Print a service and its timer.")]
TimeOption = Annotated[str, typer.Option("--time", help="HH:MM in the configured zone.")]
OutOption = Annotated[str | None, typer.Option("--out", help="Output folder.")]
AllProfilesOption = Annotated[
    bool, typer.Option("--all-profiles", help="Make the brief of each profile.")
]
NameOption = Annotated[
    str | None,
    typer.Option(
        "--name",
        help="Name of the units, for more than one brief a day; default: briefing, and the profile.",
    ),
]
WriteOption = Annotated[
    Path | None, typer.Option("--write", help="Folder that the units are written to.")
]
FailureOption = Annotated[
    str | None, typer.Option("--on-failure", help="Unit that is started when a run fails.")
]
NetworkOption = Annotated[
    bool,
    typer.Option(
        "--network",
        help="Allow the network: for a model server. Mail, notify.url, an engine and an address as SOURCE allow it by themselves.",
    ),
]


def command(
    sources: Sources = None,
    cron: CronOption = False,
    systemd: SystemdOption = False,
    time: TimeOption = "06:30",
    out: OutOption = None,
    profile: ProfileOption = None,
    all_profiles: AllProfilesOption = False,
    name: NameOption = None,
    write: WriteOption = None,
    on_failure: FailureOption = None,
    network: NetworkOption = False,
    config: ConfigOption = None,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Print what runs `briefing make` every morning: a line for cron, or units of systemd."""
    if cron == systemd:
        raise UsageError("say which: --cron or --systemd.")
    unit = name or (f"briefing-{profile}" if profile else "briefing")
    if not re.fullmatch(r"[A-Za-z0-9][\w.-]{0,100}", unit):
        raise UsageError(f"--name {unit}: letters, digits, '-', '_' and '.' alone, please.")
    own = settings_file(config) if profile or all_profiles else config
    flags = {"output.folder": out}
    if all_profiles:
        job = _job_of_all(sources or [], _all(config, flags, profile), own, _parsed_time(time))
    else:
        job = _job(sources or [], settings_from(config, flags, profile), own, _parsed_time(time))
    job = job._replace(failure=on_failure, network=network or job.network)
    if cron:
        print_text(cron_lines(job))
        return
    units = {f"{unit}.service": service(job, unit), f"{unit}.timer": timer(job)}
    for file, text in units.items():
        if write is None:
            print_text(f"# -- {file} --\n{text}")
        else:
            print_text(str(_written(expanded(write) / file, text)))


def _written(path: Path, text: str) -> Path:
    """Write a unit; returns its path.  Raises :class:`UsageError` where that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(f"--write: {path}: {why}; name another folder.") from error
    return path


def _job(
    sources: Sequence[str], resolved: Resolved, file: Path | None, time: tuple[int, int]
) -> Job:
    """What is run by the settings alone."""
    settings, profile = resolved.settings, resolved.profile
    words = _command(sources, resolved, file)
    read = [*words, *(profile.sources if profile else ())]
    out = Path(_whole(_folder_to_write(resolved)))
    homes = any(_in_home(expanded(word)) for word in read if word.startswith(("/", "~")))
    homes = homes or _in_home(out)
    online = bool(settings.mail.host or settings.notify.url or settings.engine.address)
    # A cluster of this machine's cores talks over the loopback, of which a private network has one, but sockets of its kind must be allowed.
    online = online or settings.engine.name != "local" or any(map(is_address, read))
    return Job(words, time, _zone(settings.brief.timezone), (out,), homes, None, online)


def _all(config: Path | None, flags: Mapping[str, Any], profile: str | None) -> list[Resolved]:
    """The settings of each profile."""
    if profile is not None:
        raise UsageError("--profile and --all-profiles: one of them, please.")
    return [settings_from(config, flags, name) for name in all_names(config, flags)]


def _job_of_all(
    sources: Sequence[str], several: Sequence[Resolved], file: Path | None, time: tuple[int, int]
) -> Job:
    """One run for all profiles: it writes where any of them does, and has the network where any needs it."""
    jobs = [_job(sources, one, file, time) for one in several]
    if len({job.zone for job in jobs}) > 1:
        raise UsageError("the profiles are in several time zones; schedule each by --profile.")
    first = jobs[0]
    words = [sys.executable, "-m", "briefing", "make", *map(_whole, sources), "--all-profiles"]
    words += _out_of_all(several)
    words += ["--quiet", *(["--config", _whole(file)] if file else [])]
    outs = tuple(dict.fromkeys(out for job in jobs for out in job.outs))
    homes, network = any(job.homes for job in jobs), any(job.network for job in jobs)
    return first._replace(command=words, outs=outs, homes=homes, network=network)


def _out_of_all(several: Sequence[Resolved]) -> list[str]:
    """The flag for the folder around those of all profiles; none where one has its own, before which a flag would go."""
    shared = [one for one in several if not _has_own_folder(one)]
    if len(shared) == len(several):
        return ["--out", _whole(_folder_to_write(several[0]))]
    if any(not expanded(_folder_to_write(one)).is_absolute() for one in shared):
        raise UsageError(
            f"output.folder = {_folder_to_write(shared[0])}: a schedule needs the whole path where a profile has a folder of its own."
        )
    return []


def _command(sources: Sequence[str], resolved: Resolved, file: Path | None) -> list[str]:
    """The words of `make`, with whole paths: nobody knows from which folder it will be run."""
    profile = resolved.profile
    if not sources and not (profile and profile.sources):
        raise UsageError("SOURCE is missing; name a folder, a file, or a --profile with sources.")
    words = [sys.executable, "-m", "briefing", "make", *map(_whole, sources)]
    words += ["--profile", profile.name] if profile else []
    folder = _folder_to_write(resolved)
    if profile is None or not _has_own_folder(resolved):
        words += ["--out", _whole(folder)]
    elif not expanded(folder).is_absolute():
        raise UsageError(
            f"profile {profile.name}: output.folder = {folder}: a schedule needs the whole path."
        )
    words.append("--quiet")
    if file is not None:
        words += ["--config", _whole(file)]
    if any("\n" in word or "\r" in word for word in words):
        raise UsageError("a name with a line break can stand neither in a crontab nor in a unit.")
    return words


def _has_own_folder(resolved: Resolved) -> bool:
    """Whether the profile in force names its folder itself: no flag must be given then, which goes before it."""
    return bool(resolved.profile and resolved.origins["output.folder"] == resolved.profile.layer)


def _folder_to_write(resolved: Resolved) -> Path:
    """The output folder; for a profile the one around its own, which is made in it on the first morning."""
    folder = Path(resolved.settings.output.folder)
    return folder.parent if resolved.profile and not _has_own_folder(resolved) else folder


def _whole(place: str | Path) -> str:
    """A path in full; an address as it is."""
    if isinstance(place, str) and is_address(place):
        return place
    return str(expanded(place).absolute())


def _parsed_time(text: str) -> tuple[int, int]:
    found = _TIME.fullmatch(text)
    if not found:
        raise UsageError(f"--time {text}: no time of day; write HH:MM.")
    return int(found.group(1)), int(found.group(2))


def _in_home(path: Path) -> bool:
    return path.parts[1:2] in {("home",), ("root",)} or path.is_relative_to(Path.home())


def _zone(name: str) -> str:
    """The configured zone; for ``local`` the one that the system is set to, UTC where nothing tells it."""
    if name != "local":
        return name
    place = Path("/etc/localtime").resolve().as_posix()
    return place.partition("/zoneinfo/")[2] or "UTC"
