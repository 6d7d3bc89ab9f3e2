"""A reading travels as offsets and comes back whole."""

from __future__ import annotations

import pickle
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from briefing.reading import ReadingSettings, ingest, read
from briefing.reading.packing import pack, unpack
from briefing.records import UNKNOWN_WHEN, Document, Reading, Removed, Span, Story, When

TEXT = "Mill burns\n\nIt rained in Tarn. It snowed.\n\nWhat now\n\nShare this"


def document(text: str = TEXT) -> Document:
    return Document(
        id="d", file="a.txt", sha256="0", media_type="text/plain", encoding="utf-8", text=text
    )


def reading(title: bool, when: When = UNKNOWN_WHEN) -> Reading:  # noqa: FBT001  one of two cases
    made = document()
    story = Story(
        id="s",
        document="d",
        file="a.txt",
        title=made.sentence("s", 0, 10, -1) if title else None,
        sentences=(made.sentence("s", 12, 30, 0), made.sentence("s", 31, 41, 0)),
        subheads=(Span(document="d", start=43, end=51),),
        spans=((0, 51),),
        outlet="Tarn Weekly",
        agency="PPA",
        when=when,
        language="en",
        url="https://t.example",
    )
    return Reading(
        document=made,
        stories=(story,),
        removed=(Removed(53, 63, "share", 0.9),),
        undecided=(),
    )


def test_nothing_is_lost_on_the_way() -> None:
    when = When.on(date(2025, 6, 17), "stated", "17 June")
    for made in (reading(title=True, when=when), reading(title=False)):
        assert unpack(made.document, pack(made)) == made


def test_the_text_itself_does_not_travel() -> None:
    made = reading(title=True)
    carried = pickle.dumps(pack(made))
    assert b"rained" not in carried
    assert unpack(made.document, pickle.loads(carried)) == made


LINES = [
    "Mill burns",
    "It rained in Tarn all day, and the mill of Lund burned down.",
    "",
    "Share",
    "17 June 2025",
]


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
def test_whatever_is_read_comes_back(text: str) -> None:
    settings = ReadingSettings(day=date(2025, 6, 17))
    found = ingest("a.txt", text.encode(), settings)
    if isinstance(found, Document):
        (made,) = read([found], settings)
        assert unpack(found, pack(made)) == made
