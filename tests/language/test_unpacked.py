"""What tells languages, kept as it is once unpacked: the same answers, and never a failure."""

from __future__ import annotations

import os
from pathlib import Path

import py3langid
import pytest

from briefing.language import unpacked

TEXTS = (
    "",
    "Die Brücke über den Fluss ist seit gestern gesperrt.",
    "The ferry hit the harbour wall on Monday evening.",
    "Паром стоит у причала с понедельника.",
    "zzz qqq 123 \udc80",
)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    unpacked.load(tmp_path)
    (there,) = tmp_path.iterdir()
    return there


def answers(teller: unpacked.Teller) -> list[object]:
    return [[teller.classify(text), teller.rank(text)] for text in TEXTS]


def test_it_answers_as_the_library_does(kept: Path) -> None:
    again = unpacked.load(kept.parent)
    assert again is not py3langid  # it was read from the folder
    assert answers(again) == answers(py3langid)


def test_it_is_not_unpacked_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        pytest.fail("it was unpacked again")

    monkeypatch.setattr(unpacked, "_unpack", never)
    assert unpacked.load(kept.parent) is not py3langid


@pytest.mark.parametrize("size", [0, 1_000_000, -1])
def test_what_is_damaged_is_made_anew(kept: Path, size: int) -> None:
    whole = kept.read_bytes()
    if size < 0:  # a bit of the weights
        middle = len(whole) // 4
        kept.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    else:
        kept.write_bytes(whole[:size])
    assert answers(unpacked.load(kept.parent)) == answers(py3langid)
    assert kept.read_bytes() == whole


def test_that_of_another_release_goes(tmp_path: Path) -> None:
    (tmp_path / "0123.npz").write_bytes(b"of an earlier release")
    unpacked.load(tmp_path)
    (left,) = tmp_path.iterdir()
    assert left.name != "0123.npz"


def test_where_nothing_can_be_kept_the_library_answers(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert unpacked.load(tmp_path / "file") is py3langid
    assert unpacked.load(None) is py3langid


def test_what_a_killed_run_left_is_cleared_and_what_another_is_writing_stays(
    tmp_path: Path,
) -> None:
    old, new = tmp_path / "unpacking-old", tmp_path / "unpacking-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "half.npz").write_bytes(b"half")
    os.utime(old, (0, 0))
    unpacked.load(tmp_path)
    assert not old.exists()
    assert new.exists()


def test_a_pipe_in_its_place_is_not_waited_for(kept: Path) -> None:
    kept.unlink()
    os.mkfifo(kept)
    assert answers(unpacked.load(kept.parent)) == answers(py3langid)
