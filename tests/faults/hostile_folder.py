"""All hostile files in one folder beside good ones, and each alone: ``python -m tests.faults.hostile_folder [--alone] [--model] [--only WORD]``.

A run goes on, tells each bad file in one line without anything raw in it, and has the items of the good files.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from tests.faults.hostile import NAMES, READ, TOLD, WORK, Maker, odd_files

SEEDS: Final = Path(__file__).parents[2] / "seeds"
DAY: Final = "2025-06-17"
MOST_SECONDS, MOST_MEGABYTES = 2.0, 300.0
"""Of one hostile file, beyond a run without it."""


_PARTLY: Final = "warning: something failed, the rest of the brief is whole: "
"""What stands before the name of a file of which a part was not read."""


class Ran(NamedTuple):
    """What a run did."""

    code: int
    err: str
    items: Any
    files: Mapping[str, str]
    """File and state, as the brief's ledger has them."""
    seconds: float
    """Of the processor, those of its workers as well."""
    megabytes: float
    """Of the largest process."""


def run(source: Path, folder: Path, *, model: bool = False) -> Ran:
    """Make the brief of `source`, in a process of its own; `folder` holds output and state."""
    out = folder / "out"
    words = ["make", str(source), "--out", str(out), "--date", DAY, "--anew"]
    words += [] if model else ["--model", "none"]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ}
    own = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "config")}
    with (folder / "err").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", *words],
            stdout=subprocess.DEVNULL,
            stderr=err,
            env={**kept, **own, "OMP_NUM_THREADS": "1", "BRIEFING_BRIEF__TIMEZONE": "UTC"},
        )
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    told = (folder / "err").read_bytes().decode("utf-8", "backslashreplace")
    made = out / DAY / "brief.json"
    brief = json.loads(made.read_text("utf-8")) if made.exists() else {"items": None, "files": []}
    states = {one["file"]: one["state"] for one in brief["files"]}
    return Ran(process.returncode, told, brief["items"], states, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e3)  # fmt: skip


def good_files(source: Path) -> Path:
    """Copy the good files to a new folder."""
    shutil.copytree(SEEDS, source)
    return source


def bad_files(source: Path, makers: Mapping[str, Maker]) -> list[str]:
    """Put everything that costs a line beside the good files, and what is read besides; return the names of the first."""
    for name, make in makers.items():
        (source / name).write_bytes(make())
    for raw in NAMES:
        Path(os.fsdecode(os.fsencode(source) + b"/" + raw)).write_bytes(b"\0\1\2" * 100)
    return [*(name for name in makers if name in TOLD), *map(shown, NAMES), *odd_files(source)]


def shown(name: bytes) -> str:
    """A file's name as its ledger has it."""
    return name.decode("utf-8", "backslashreplace")


def wrong(got: Ran, good: Ran, told: Iterable[str], quiet: Iterable[str]) -> list[str]:
    """What is not as promised, in words.  `told` are files with a line of their own, `quiet` those without."""
    found = [] if got.code in {0, 3} else [f"exit {got.code}"]
    found += [] if got.items == good.items else ["other items"]
    lines = got.err.splitlines()
    found += [f"raw on the terminal: {line!a}" for line in lines if any(map(_is_raw, line))]
    found += ["a traceback"] if "Traceback" in got.err else []
    heads = Counter(head for line in lines for head in _heads(line))
    for name in told:
        number = heads[_folded(name)] or _in_ledger(got, name)
        found += [] if number == 1 else [f"{name!a}: {number} lines"]
    found += [f"{name}: a line" for name in quiet if heads[_folded(name)]]
    return found


def _is_raw(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def _heads(line: str) -> set[str]:
    """The files that a line may be about: what stands in front, the archive of a file, the last steps of a path."""
    path, _, _ = line.removeprefix(_PARTLY).partition(": ")
    return {_folded(path), _folded(path.split("/")[0]), _folded("/".join(path.split("/")[-2:]))}


def _folded(name: str) -> str:
    """A name without what no terminal may show, and without spaces."""
    shown = re.sub(r"\x1b\[[0-9;]*m", "", name)
    return "".join(char for char in shown if char.isprintable() and not char.isspace())[:80]


def _in_ledger(got: Ran, name: str) -> int:
    """Whether the ledger alone tells that a file holds no story, or is none to be read; archives by their files."""
    states = [
        state
        for file, state in got.files.items()
        if file.endswith(name) or file.startswith(f"{name}/")
    ]
    return int(bool(states) and set(states) <= {"no_story", "skipped"})


def main() -> None:
    """Print a line for each file and for the folder; exit code 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alone", action="store_true", help="each file alone, too")
    parser.add_argument("--work", type=int, default=0, help="files of so many ordinary items")
    parser.add_argument("--model", action="store_true", help="with the models that are there")
    parser.add_argument("--only", default="", help="files whose name holds this")
    arguments = parser.parse_args()
    broken = 0
    makers = {name: make for name, make in {**TOLD, **READ}.items() if arguments.only in name}
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root)
        source = good_files(folder / "news")
        run(
            source, folder, model=arguments.model
        )  # what tells languages is unpacked, answers are kept
        good = run(source, folder, model=arguments.model)
        say(f"good files alone: exit {good.code}, {good.seconds:.1f} s, {good.megabytes:.0f} MB")
        for name, make in makers.items() if arguments.alone else ():
            path = source / name
            path.write_bytes(make())
            broken += judge(name, run(source, folder, model=arguments.model), good)
            path.unlink()
        for name, many in WORK.items() if arguments.work else ():
            path = source / name
            path.write_bytes(many(arguments.work))
            got = run(source, folder, model=arguments.model)
            each = 1000 * (got.seconds - good.seconds) / arguments.work
            say(f"{arguments.work} in {name}: {each:.2f} ms each, {got.megabytes:.0f} MB")
            path.unlink()
        told = bad_files(source, makers)
        got = run(source, folder, model=arguments.model)
        faults = wrong(got, good, told, [name for name in makers if name in READ])
        say(
            f"all {len(told) + len(makers) - sum(n in TOLD for n in makers)} in one folder: exit {got.code}, {got.seconds - good.seconds:.1f} s and "
            f"{got.megabytes - good.megabytes:.0f} MB more, {len(got.err.splitlines())} lines, {'; '.join(faults) or 'as promised'}"
        )
        (Path.cwd() / "build").mkdir(exist_ok=True)
        (Path.cwd() / "build" / "hostile.err").write_text(
            got.err, encoding="utf-8", errors="backslashreplace"
        )
        shutil.copy(folder / "out" / DAY / "brief.json", "build/hostile.json")
        broken += len(faults)
        (source / "locked.txt").chmod(0o600)
    raise SystemExit(1 if broken else 0)


def judge(name: str, got: Ran, good: Ran) -> int:
    """Print what one file cost; return how many promises it broke."""
    faults = wrong(got, good, [name] if name in TOLD else [], [name] if name in READ else [])
    seconds, megabytes = got.seconds - good.seconds, got.megabytes - good.megabytes
    faults += ["too slow"] if seconds > MOST_SECONDS else []
    faults += ["too much memory"] if megabytes > MOST_MEGABYTES else []
    line = next(
        (line for line in got.err.splitlines() if _folded(name) in _heads(line)),
        got.files.get(name, ""),
    )
    say(
        f"{name}: {seconds:.1f} s, {megabytes:.0f} MB, exit {got.code}, {'; '.join(faults) or 'as promised'} | {line[:150]}"
    )
    return len(faults)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
