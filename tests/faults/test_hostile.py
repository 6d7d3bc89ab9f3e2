"""Hostile files beside good ones: a few of each kind here, all of them, and each alone, with ``make hostile``."""

from __future__ import annotations

from pathlib import Path

from tests.faults.hostile import READ, TOLD
from tests.faults.hostile_folder import bad_files, good_files, run, wrong

FEW = (
    *("empty.txt", "noise.txt", "odd-utf16.txt", "cut.gz", "locked.zip", "inner.zip", "brackets.json", "laughs.xml", "nested.xml", "no-feed.xml"),
    *("breaks.html", "parts.eml", "broken.pdf", "circle.pdf", "broken.warc", "lying.warc", "digits.txt", "escapes.txt", "outside.xml", "inner.eml"),
)  # fmt: skip


def test_hostile_files_in_one_folder_cost_a_line_each_and_no_item(tmp_path: Path) -> None:
    source = good_files(tmp_path / "news")
    good = run(source, tmp_path)
    assert good.items
    makers = {name: make for name, make in {**TOLD, **READ}.items() if name in FEW}
    assert len(makers) == len(FEW)
    told = bad_files(source, makers)
    got = run(source, tmp_path)
    assert wrong(got, good, told, [name for name in makers if name in READ]) == []
    (source / "locked.txt").chmod(0o600)


def test_what_is_broken_is_noticed(tmp_path: Path) -> None:
    """A check that cannot fail is none."""
    source = good_files(tmp_path / "news")
    good = run(source, tmp_path)
    worse = good._replace(
        code=1, items=[], err="a.txt: read\na.txt: read again\nb\x1b[31m: red\nTraceback"
    )
    found = wrong(worse, good, ["a.txt", "c.txt"], ["b"])
    assert [one.partition(":")[0] for one in found] == [
        "exit 1", "other items", "raw on the terminal", "a traceback", "'a.txt'", "'c.txt'", "b"
    ]  # fmt: skip
