"""Places and machines as they are found: folders, databases, limits, users, clocks, orders.  Each row tells what is broken, or nothing."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from tests.faults.place import DAY, Place, digest_of
from tests.faults.server import Done

NOBODY: Final = 65534
Row = Callable[[Place], list[str]]


def expect(done: Done, code: int, *words: str) -> list[str]:
    """What is wrong with how a run ended: its code, words that are missing, more than a line for a thing."""
    wrong = (
        [f"exit {done.code}, not {code}: {done.err.strip()[-200:]}"] if done.code != code else []
    )
    wrong += [
        f"not told: {word} ({done.err.strip()[-200:]})" for word in words if word not in done.err
    ]
    if "internal error" in done.err or "Traceback" in done.err:
        wrong.append(done.err.strip()[-300:])
    return wrong


def same(place: Place, wanted: str, what: str) -> list[str]:
    """A word where the brief is another."""
    return [] if place.digest == wanted else [f"{what}: another brief"]


# -- folders ------------------------------------------------------------------------------------


def state_that_is_full(place: Place) -> list[str]:
    """Files may have 200 bytes: neither database nor brief can be written, the former brief stays."""
    place.run()
    wanted = place.digest
    done = place.run(limits={"FSIZE": 200})
    return expect(done, 2, "not written") + same(place, wanted, "full disk")


def state_that_cannot_be_written(place: Place) -> list[str]:
    """A state that is a file, and one of somebody else."""
    wanted = _wanted(place)
    place.anew()
    place.state.write_text("no folder", encoding="utf-8")
    wrong = expect(place.run(), 3, "nothing is kept") + same(place, wanted, "a file as state")
    place.state.unlink()
    place.state.mkdir()
    _open_to_all(place)
    place.state.chmod(0o555)
    shutil.rmtree(place.out)
    place.out.mkdir()
    place.out.chmod(0o777)
    wrong += expect(place.run(user=NOBODY), 3, "nothing is kept")
    return wrong + same(place, wanted, "read-only state")


def output_that_cannot_be_written(place: Place) -> list[str]:
    """A read-only folder, a file, a link to nothing."""
    _open_to_all(place)
    place.out.mkdir(exist_ok=True)
    place.out.chmod(0o555)
    wrong = expect(place.run(user=NOBODY), 2, str(place.out))
    place.out.chmod(0o755)
    place.anew()
    place.out.write_text("no folder", encoding="utf-8")
    wrong += expect(place.run(), 2, str(place.out))
    place.out.unlink()
    place.out.symlink_to(place.root / "nowhere" / "at all")
    return wrong + expect(place.run(), 2, str(place.out))


def output_that_is_a_link(place: Place) -> list[str]:
    """Links to the output folder, and to the day's folder, are followed and stay."""
    wanted = _wanted(place)
    place.anew()
    real = place.root / "real"
    real.mkdir()
    place.out.symlink_to(real)
    wrong = expect(place.run(), 0) + same(place, wanted, "a link to the output folder")
    day = place.root / "elsewhere"
    shutil.move(real / DAY, day)
    (real / DAY).symlink_to(day)
    wrong += expect(place.run(), 0) + same(place, wanted, "a link to the day's folder")
    wrong += [] if (real / DAY).is_symlink() and place.out.is_symlink() else ["a link was replaced"]
    place.out.unlink()
    return wrong


def output_in_the_source(place: Place) -> list[str]:
    """Output and source are one folder, or one in the other: the own output is no news, twice."""
    wanted = _wanted(place)
    wrong: list[str] = []
    for out in (place.source, place.source / "briefs", place.source.parent):
        for turn in ("first", "second"):
            words = ["make", str(place.source), "--out", str(out), *place.options]
            wrong += expect(place.run(*words), 0)
            texts = [(folder / DAY / "brief.json").read_bytes() for folder in (out, place.out)]
            heads = [text.count(b'"headline"') for text in texts]
            if heads[0] != heads[1]:
                wrong.append(f"output {out.name}, {turn} time: {heads}")
        shutil.rmtree(out / DAY)
    return wrong + same(place, wanted, "output in the source")


def two_days_and_two_outputs(place: Place) -> list[str]:
    """Two days, and two outputs, sharing one state: each as if it were alone."""
    wanted = _wanted(place)
    place.anew()
    other = place.root / "other"
    words = ["make", str(place.source), "--model", "none", "--quiet", "--date"]
    wrong = expect(place.run(*words, "2025-06-16", "--out", str(place.out)), 0)
    wrong += expect(place.run(*words, DAY, "--out", str(other)), 0)
    if digest_of(other / DAY) != wanted:
        wrong.append("another output changed the brief")
    wrong += expect(place.run(*words, DAY, "--out", str(place.out)), 0)
    wrong += expect(place.run(*words, DAY, "--out", str(other)), 0)
    return wrong + ([] if digest_of(other / DAY) == wanted else ["made again: another brief"])


def databases(place: Place) -> list[str]:
    """A database that is broken, cut off, of a later release, none at all: the brief is as ever, and what was damaged is told once."""
    wanted = _wanted(place)
    path = place.state / "briefing" / "state.sqlite"
    wrong: list[str] = []
    whole = path.read_bytes()
    for name, body in (
        ("text", b"this is no database"),
        ("cut off", whole[: len(whole) // 2]),
        ("overwritten", whole[:4096] + os.urandom(len(whole) - 4096)),
        ("empty", b""),
    ):
        path.write_bytes(body)
        wrong += expect(place.run(), 0, "was damaged") + same(place, wanted, f"{name} database")
        again = place.run()
        wrong += expect(again, 0) + ([f"told again: {again}"] if again.err else [])
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 999")
        database.execute("ALTER TABLE briefs ADD COLUMN more TEXT")
    database.close()
    wrong += expect(place.run(), 0) + same(place, wanted, "a later release's database")
    return wrong


def locked_database(place: Place) -> list[str]:
    """Another program holds the database: 5 s, then the brief is written, with a word."""
    wanted = _wanted(place)
    held = sqlite3.connect(place.state / "briefing" / "state.sqlite", isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    done = place.run()
    held.close()
    return expect(done, 3, "another program holds this database") + same(place, wanted, "locked")


# -- the machine --------------------------------------------------------------------------------


def limits(place: Place) -> list[str]:
    """64 open files, and 30 MB of addresses above what is loaded."""
    wanted = _wanted(place)
    wrong = expect(place.run(limits={"NOFILE": 64}), 0) + same(place, wanted, "64 files")
    pages = (
        int(Path("/proc/self/statm").read_text("utf-8").split()[0]) if Path("/proc").exists() else 0
    )
    done = place.run(limits={"AS": 2_000_000_000 if pages else 2**62})
    return wrong + expect(done, 0) + same(place, wanted, "2 GB of addresses")


def little_memory(place: Place) -> list[str]:
    """Less memory than is needed: a message and a code, and the former brief whole."""
    wanted = _wanted(place)
    wrong: list[str] = []
    for megabytes in (5, 50, 150):
        done = place.run(limits_above={"AS": megabytes * 1_000_000})
        if done.code not in {0, 1, 2, 3} or (done.code and not done.err.strip()):
            wrong.append(f"{megabytes} MB: exit {done.code}: {done.err[-200:]}")
        if not place.is_whole or (done.code not in {0, 3} and place.digest != wanted):
            wrong.append(f"{megabytes} MB: the former brief is not whole")
    return wrong


def users(place: Place) -> list[str]:
    """Another user, no home, a home that cannot be entered, no locale, cwd ``/``."""
    wanted = _wanted(place)
    _open_to_all(place)
    home = place.root / "home"
    home.mkdir(mode=0o700)
    folders = ("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    wrong: list[str] = []
    ways: Mapping[str, dict[str, Any]] = {
        "another user": {"user": NOBODY},
        "a home that cannot be entered": {"user": NOBODY, "environment": {"HOME": str(home)}},
        "no HOME": {"without": ("HOME",)},
        "no locale": {"environment": {"LC_ALL": "", "LANG": ""}},
        "a locale that is not there": {"environment": {"LC_ALL": "xx_YY.UTF-8"}},
        "nothing in the environment": {"without": ("HOME", "PATH", "OMP_NUM_THREADS")},
    }
    for name, how in ways.items():
        place.anew()
        for folder in (place.out, place.state):
            folder.mkdir(mode=0o777)
            folder.chmod(0o777)
        wrong += [f"{name}: {one}" for one in expect(place.run(**how), 0)]
        wrong += same(place, wanted, name)
    homeless = place.run(user=12345, without=("HOME", *folders))
    return wrong + ([] if homeless.code in {2, 3} and homeless.err else [f"homeless: {homeless}"])


def closed_streams(place: Place) -> list[str]:
    """Streams that are closed: by the shell, as some service managers do."""
    wanted = _wanted(place)
    line = f"cd / && {shlex.join([sys.executable, '-m', 'briefing', *place.words])} <&- >&- 2>&-"
    kept = {**os.environ, **place.environment}
    code = subprocess.run(line, shell=True, env=kept, check=False).returncode
    return ([] if code == 0 else [f"closed streams: exit {code}"]) + same(place, wanted, "closed")


# -- time ---------------------------------------------------------------------------------------


def clocks(place: Place) -> list[str]:
    """A clock that stands in 1970 or 2100, or jumps back between stages: the same brief."""
    wanted = _wanted(place)
    wrong: list[str] = []
    for shift in (-1_750_000_000, 2_400_000_000, "back and forth"):
        wrong += expect(place.run(clock=shift), 0) + same(place, wanted, f"clock {shift}")
    return wrong


DAYS: Final[Mapping[str, tuple[str, ...]]] = {
    "Europe/Berlin": ("2025-03-30", "2025-10-26", "2024-02-29", "2025-12-31", "2026-01-01"),
    "America/New_York": ("2025-03-09", "2025-11-02"),
    "Australia/Lord_Howe": ("2025-04-06", "2025-10-05"),
    "Africa/Casablanca": ("2025-02-23", "2025-04-06"),
    "Pacific/Apia": ("2011-12-29", "2011-12-31"),
}
"""Zones and days on which their clocks change, or that only some years have; Apia had no 30 December 2011."""


def odd_days(place: Place) -> list[str]:
    """A story of such a day is of its brief, in whatever zone the reader lives; it is not in its neighbours'."""
    wrong: list[str] = []
    for zone, days in DAYS.items():
        for text in days:
            day = date.fromisoformat(text)
            place.anew()
            for path in place.source.iterdir():
                path.unlink()
            story = f"Leak closes the hall\n\n{day:%A, %B} {day.day}, {day.year}\n\nThe hall of Dunmore was closed at 2:30 in the night, the town said.\n"
            (place.source / "leak.txt").write_text(story, encoding="utf-8")
            for asked, items in (
                (day, 1),
                (day + timedelta(days=1), 0),
                (day - timedelta(days=1), 0),
            ):
                words = ["make", str(place.source), "--out", str(place.out), "--model", "none", "--json", "--date", str(asked)]  # fmt: skip
                done = place.run(*words, environment={"BRIEFING_BRIEF__TIMEZONE": zone, "TZ": zone})
                got = done.out.count('"rank"')
                if done.code or got != items:
                    wrong.append(f"{zone} {day}, asked for {asked}: {got} items, exit {done.code}")
    return wrong


# -- order --------------------------------------------------------------------------------------


def same_bytes(place: Place) -> list[str]:
    """Hash seeds, zones, locales, threads, cold and warm, in processes of their own: the same brief."""
    wanted = _wanted(place)
    wrong: list[str] = []
    for more in (
        {"PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "OMP_NUM_THREADS": "2"},
    ):  # fmt: skip
        place.anew()
        for _ in range(2):
            with place.start(more) as run:
                run.communicate()
            wrong += [f"exit {run.returncode}"] if run.returncode else []
            wrong += same(place, wanted, str(more))
    return wrong


def shuffled(place: Place) -> list[str]:
    """Files made in another order: the same bytes; under other names, in other folders: the same items but for the names."""
    wanted, before = _wanted(place), _items(place)
    bodies = {path.name: path.read_bytes() for path in place.source.iterdir()}
    names = sorted(bodies)
    wrong: list[str] = []
    for turn in range(3):
        ordered = list(reversed(names[turn:] + names[:turn]))
        _fill(place, {name: bodies[name] for name in ordered})
        wrong += expect(place.run(), 0) + same(place, wanted, f"order {turn}")
        _fill(
            place,
            {
                f"sub{number}/{number}{Path(name).suffix}": bodies[name]
                for number, name in enumerate(ordered)
            },
        )
        wrong += expect(place.run(), 0)
        wrong += [] if _items(place) == before else [f"names {turn}: other items"]
    return wrong


def _fill(place: Place, files: Mapping[str, bytes]) -> None:
    shutil.rmtree(place.source)
    for name, body in files.items():
        path = place.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    place.anew()


def foreign_story(place: Place) -> list[str]:
    """A story that has to do with nothing changes no other item's text."""
    place.run()
    before = _texts(place)
    text = "Chess club of Oltamar wins the cup\n\nTuesday, June 17, 2025\n\nThe chess club of Oltamar won the cup of the islands on Tuesday evening, its captain said.\n"
    (place.source / "chess.txt").write_text(text, encoding="utf-8")
    wrong = expect(place.run(), 0)
    lost = [one for one in before if one not in _texts(place)]
    return wrong + [f"changed: {one[0][:80]}" for one in lost]


# -- helpers ------------------------------------------------------------------------------------


def _wanted(place: Place) -> str:
    """The digest of the brief as it should be."""
    done = place.run()
    assert done.code == 0, done
    return place.digest


def _brief(place: Place) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((place.out / DAY / "brief.json").read_text("utf-8"))
    return read


def _items(place: Place) -> Any:
    """The items in their order, without what names files."""
    return _nameless(_brief(place)["items"])


def _nameless(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _nameless(inner)
            for key, inner in value.items()
            if key not in {"file", "date_evidence"}
        }
    return [_nameless(inner) for inner in value] if isinstance(value, list) else value


def _texts(place: Place) -> list[list[str]]:
    """Headline and sentences of each item, in a fixed order."""
    items = _brief(place)["items"]
    return sorted([item["headline"], *(one["text"] for one in item["sentences"])] for item in items)


def _open_to_all(place: Place) -> None:
    """Let other users pass through the folders above, which pytest makes private."""
    for folder in (place.root, *place.root.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            with suppress(OSError):
                folder.chmod(folder.stat().st_mode | 0o055)


ROWS: Final[Mapping[str, Row]] = {
    row.__name__.replace("_", " "): row
    for row in (
        state_that_is_full, state_that_cannot_be_written, output_that_cannot_be_written, output_that_is_a_link, output_in_the_source,
        two_days_and_two_outputs, databases, locked_database, limits, little_memory, users, closed_streams, clocks, odd_days, same_bytes, shuffled,
        foreign_story,
    )
}  # fmt: skip
"""Each by its name."""

LONG: Final = ("locked database", "closed streams", "same bytes", "odd days")
"""Those that take seconds."""
