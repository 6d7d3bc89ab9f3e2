# ruff: noqa: T201 - a command prints its figures
"""What users would take instead, on the same stories: ``python -m tests.benchmarks.side_by_side SEEDS [--stories 100] [--only ours,lexrank]``.

Each row is a process of its own, so that its memory is its own: this program cold, warm and without a model; transformers' text-generation
pipeline with the same model, one story at a time, on a few stories and scaled up; LexRank (sumy) over trafilatura.  What is not installed is
left out with the reason.  The pipeline writes freely: nothing that it says is checked.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

DAY: Final = date(2025, 6, 17)
SENTENCES: Final = 3
"""Sentences that LexRank takes of a story, and that the pipeline is asked for."""
TOKENS: Final = 120


class Row(NamedTuple):
    """What one way took for all stories: seconds, seconds of the processor, MB, words."""

    wall: float
    busy: float
    memory: float
    words: float


# -- the ways, each run in a process of its own ---------------------------------------------------------


def ours(folder: Path, work: Path, model: str) -> Row:
    """`briefing make` as a user starts it; the state in `work` is what the next run finds."""
    arguments = ["make", str(folder), "--date", str(DAY), "--out", str(work / "out"), "--anew"]
    environment = {**os.environ, "XDG_STATE_HOME": str(work / "state")}
    command = [sys.executable, "-m", "briefing", *arguments, *(["--model", model] if model else [])]
    row, _ = timed(command, environment, {0, 3})
    brief = json.loads((work / "out" / str(DAY) / "brief.json").read_text())
    words = sum(len(one["text"].split()) for item in brief["items"] for one in item["sentences"])
    return row._replace(words=words)


# The others are functions of this script, which tell how many words they wrote.


def pipeline(folder: Path, work: Path, model: str) -> int:  # one shape for all
    """transformers' own pipeline, greedy, one story at a time."""
    import torch
    from transformers import pipeline as ready_made

    write = ready_made("text-generation", model=model, dtype=torch.float32)
    words = 0
    for path in sorted(folder.iterdir()):
        asked = f"Summarise this news story in {SENTENCES} sentences.\n\n{path.read_text()}"
        told = write([{"role": "user", "content": asked}], max_new_tokens=TOKENS, do_sample=False)
        words += len(told[0]["generated_text"][-1]["content"].split())
    return words


class Plain:
    """Sentences and words by their marks: sumy's own tokeniser fetches data from elsewhere."""

    def to_sentences(self, text: str) -> list[str]:
        """Return the sentences of a text."""
        return re.split(r"(?<=[.!?])\s+", text)

    def to_words(self, text: str) -> list[str]:
        """Return its words."""
        return re.findall(r"\w+", text)


def lexrank(folder: Path, work: Path, model: str) -> int:  # one shape for all
    """LexRank over what trafilatura takes from a page."""
    import trafilatura
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer

    words = 0
    for path in sorted(folder.iterdir()):
        paragraphs = "".join(f"<p>{one}</p>" for one in path.read_text().split("\n\n"))
        page = f"<html><body><article>{paragraphs}</article></body></html>"
        text = trafilatura.extract(page) or ""
        parser = PlaintextParser.from_string(text, Plain())
        chosen = LexRankSummarizer()(parser.document, SENTENCES)
        words += sum(len(str(one).split()) for one in chosen)
    return words


WAYS: Final[Mapping[str, Callable[[Path, Path, str], int]]] = {
    "pipeline": pipeline,
    "lexrank": lexrank,
}
NEEDS: Final = {"pipeline": ("torch", "transformers"), "lexrank": ("sumy", "trafilatura", "numpy")}


def measured(way: str, folder: Path, work: Path, model: str, python: str) -> Row:
    """Run one way in a process of its own."""
    command = [python, __file__, "--way", way, str(folder), "--work", str(work), "--model", model]
    row, told = timed(command, os.environ, {0})
    return row._replace(words=json.loads(told)["words"])


def timed(
    command: Sequence[str], environment: Mapping[str, str], fine: AbstractSet[int]
) -> tuple[Row, str]:
    """Run a program with all that it starts: what it took, without words, and what it printed."""
    start = time.perf_counter()
    child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # fmt: skip
    told = child.stdout.read() if child.stdout else ""
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if child.returncode not in fine:
        raise RuntimeError(f"{' '.join(command)}: exit code {child.returncode}")
    return Row(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, 0), told


def scaled(row: Row, few: Row, times: float) -> Row:
    """What `row`, of few stories, would be for `times` as many: what `few` (one story) spends on loading is counted once."""
    wall, busy = (few[at] + (row[at] - few[at]) * times for at in (0, 1))
    return Row(wall, busy, row.memory, row.words * times)


def shown(name: str, row: Row) -> str:
    """Return a line of the table."""
    return f"| {name} | {row.wall:.1f} | {row.busy:.1f} | {row.memory:,.0f} | {row.words:,.0f} |"


def missing(way: str, python: str) -> str:
    """Return which library is not there for a way; empty where it can run."""
    for name in NEEDS.get(way, ()):
        code = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({name!r}) is None)"
        if subprocess.run([python, "-c", code], check=False).returncode:
            return name
    return ""


def copied(files: Sequence[Path], folder: Path) -> Path:
    """Return a folder with these files alone."""
    folder.mkdir()
    for one in files:
        (folder / one.name).write_bytes(one.read_bytes())
    return folder


def table(data: Path, wanted: argparse.Namespace) -> None:
    """Print the table, row by row."""
    from briefing.evaluation import synthetic
    from briefing.reading import ReadingSettings, ingest, read
    from briefing.records import Document

    settings = ReadingSettings(day=DAY)
    got = [ingest(one.name, one.read_bytes(), settings) for one in sorted(data.iterdir()) if one.is_file()]  # fmt: skip
    readings = read([one for one in got if isinstance(one, Document)], settings)
    stories = [story for one in readings for story in one.stories]
    sample = [(story.headline, [one.text for one in story.sentences]) for story in stories]
    only = wanted.only.split(",")
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        folder = root / "stories"
        folder.mkdir()
        for name, content in synthetic.pages(wanted.stories, sample, DAY):
            (folder / name).write_bytes(content)
        files = sorted(folder.iterdir())
        print(f"{len(files)} stories of {sum(one.stat().st_size for one in files) / len(files):,.0f} bytes\n")  # fmt: skip
        print("| way | s | s of the processor | MB | words |\n|---|---|---|---|---|", flush=True)
        if "ours" in only:
            for name, work, model in (("ours, cold", "with", ""), ("ours, warm", "with", ""), ("ours, no model", "none", "none")):  # fmt: skip
                (root / work).mkdir(exist_ok=True)
                print(shown(name, ours(folder, root / work, model)), flush=True)  # fmt: skip
        for way, model, few in (("pipeline", wanted.model, wanted.few), ("lexrank", "", 0)):
            if way not in only:
                continue
            lacking = missing(way, wanted.python)
            if lacking or (way == "pipeline" and not Path(model).is_dir()):
                print(f"| {way}: left out, {lacking or model} is not there | | | | |")
            elif few:
                one = measured(way, copied(files[:1], root / f"{way}-one"), root, model, wanted.python)  # fmt: skip
                some = measured(way, copied(files[: 1 + few], root / f"{way}-few"), root, model, wanted.python)  # fmt: skip
                times = (len(files) - 1) / few
                print(shown(f"{way}, {few} of them scaled up; writes freely", scaled(some, one, times)._replace(words=some.words * len(files) / (1 + few))), flush=True)  # fmt: skip
            else:
                print(shown(way, measured(way, folder, root, model, wanted.python)), flush=True)


def main() -> None:
    """Print the table; with ``--way`` one row's work, told as an object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="pages from whose sentences the stories are made")
    parser.add_argument("--stories", type=int, default=100)
    parser.add_argument("--few", type=int, default=5, help="stories that the pipeline writes")
    parser.add_argument("--only", default="ours,pipeline,lexrank")
    parser.add_argument("--model", default="", help="folder of the model in transformers' format")
    parser.add_argument("--python", default=sys.executable, help="that has the other libraries")
    parser.add_argument("--way", default="", help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, default=Path(), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if not wanted.way:
        table(wanted.data, wanted)
        return
    print(json.dumps({"words": WAYS[wanted.way](wanted.data, wanted.work, wanted.model)}))


if __name__ == "__main__":
    main()
