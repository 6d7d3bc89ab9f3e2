"""What became of each file, and what the reader is told."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.assembly.ledger import Inputs, LeftOut, ledger, notes
from briefing.language.wording import wording_for
from briefing.records import (
    UNKNOWN_WHEN,
    Document,
    FileState,
    Reading,
    Removed,
    Sentence,
    Story,
    Unread,
    When,
)

WORDS = wording_for("en")
DAY, BEFORE = date(2025, 6, 17), date(2025, 6, 16)


def story(name: str, day: date | None = DAY, language: str = "en") -> Story:
    one = Sentence(story=name, document=name, start=0, end=1, text="x", paragraph=0)
    return Story(
        id=name,
        document=name,
        file=f"{name}.txt",
        title=None,
        sentences=(one,),
        spans=((0, 1),),
        when=When.on(day, "stated", "") if day else UNKNOWN_WHEN,
        language=language,
    )


def reading(file: str, *stories: Story, sha256: str = "0") -> Reading:
    made = Document(
        id=file,
        file=file,
        sha256=sha256,
        media_type="text/plain",
        encoding="utf-8",
        text="x" * 9,
        notes=("mended",),
    )
    return Reading(
        document=made, stories=stories, removed=(Removed(1, 2, "share", 1.0),), undecided=()
    )


A, B, OLD, UNDATED = story("a"), story("b"), story("old", BEFORE), story("undated", None)


def state(stories: tuple[Story, ...], chosen: list[Story], left: LeftOut) -> tuple[FileState, str]:
    (entry,) = ledger(Inputs((reading("a.txt", *stories),), ()), chosen, (), left, WORDS)
    return entry.state, entry.reason


@pytest.mark.parametrize(
    ("stories", "chosen", "left", "expected", "reasons"),
    [
        ((), [], {}, "no_story", ["no story"]),
        ((OLD,), [], {}, "other_date", ["2025-06-16"]),
        ((UNDATED,), [], {}, "other_date", ["undated"]),
        ((UNDATED, OLD), [], {}, "other_date", ["2025-06-16", "no single day"]),
        ((A,), [A], {"muted": [[A]]}, "used", ["1 of its stories", "brief.mute"]),
        ((A, B), [A, B], {"rank": [[A], [B]]}, "used", ["2 of its stories", "brief.max_items"]),
        ((A, OLD), [A], {"unchanged": [[A]]}, "used", ["2025-06-16", "unchanged"]),
    ],
    ids=["no story", "another day", "no day", "two kinds of other days", "muted", "ranked below", "two"],
)  # fmt: skip
def test_a_file_ends_in_a_state_with_a_reason(
    stories: tuple[Story, ...],
    chosen: list[Story],
    left: LeftOut,
    expected: FileState,
    reasons: list[str],
) -> None:
    found, reason = state(stories, chosen, left)
    assert found == expected
    assert [one for one in reasons if one not in reason] == []


def test_every_file_has_an_entry_by_name_and_content() -> None:
    unread = Unread(file="b.pdf", sha256="2", state="unreadable", reason="locked")
    read = Inputs((reading("c.txt", sha256="9"), reading("c.txt", A, sha256="1")), (unread,))
    entries = ledger(read, [], (), {}, WORDS)
    assert [(one.file, one.sha256, one.state) for one in entries] == [
        ("b.pdf", "2", "unreadable"),
        ("c.txt", "1", "other_date"),
        ("c.txt", "9", "no_story"),
    ]
    assert (entries[1].stories, entries[1].notes, entries[1].encoding) == (
        ("a",),
        ("mended",),
        "utf-8",
    )
    assert entries[1].removed == (Removed(1, 2, "share", 1.0),)
    assert read.stories == [A]


@pytest.mark.parametrize(
    ("chosen", "left", "count"),
    [
        ([], {}, 1),
        ([A], {}, 0),
        ([A, UNDATED], {}, 1),
        ([A, story("f", language="fr"), story("u", language="unknown")], {}, 1),
        ([A], {"muted": [[B]], "unchanged": [[A], [B]], "rank": []}, 2),
    ],
    ids=["nothing", "nothing to say", "an undated one", "another language", "what was left out"],
)
def test_the_reader_is_told_what_he_must_know(
    chosen: list[Story], left: LeftOut, count: int
) -> None:
    assert len(list(notes(chosen, left, WORDS, "en"))) == count
