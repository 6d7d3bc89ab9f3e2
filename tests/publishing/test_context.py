from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.publishing.context import CONTEXT, CitedSource, Piece, Window, cited_sources
from briefing.publishing.page import Note
from briefing.records import Citation


def note(text: str, start: int, end: int, document: str = "d") -> Note:
    cited = Citation(
        document=document, file=f"{document}.txt", start=start, end=end, quote=text[start:end]
    )
    return Note(1, cited, None)


def test_a_passage_is_marked_between_what_stands_around_it() -> None:
    text = "One two three."
    assert cited_sources([note(text, 4, 7)], {"d": text}) == {
        "d": CitedSource(
            number=1,
            file="d.txt",
            windows=(
                Window(
                    0,
                    14,
                    (
                        Piece("One ", marked=False, anchors=()),
                        Piece("two", marked=True, anchors=("passage-1-4-7",)),
                        Piece(" three.", marked=False, anchors=()),
                    ),
                    cut_before=False,
                    cut_after=False,
                ),
            ),
            anchors={(4, 7): "passage-1-4-7"},
        )
    }


def test_passages_that_overlap_are_cut_at_their_borders() -> None:
    text = "abcdefgh"
    (window,) = cited_sources([note(text, 1, 5), note(text, 3, 7)], {"d": text})["d"].windows
    assert window.pieces == (
        Piece("a", marked=False, anchors=()),
        Piece("bc", marked=True, anchors=("passage-1-1-5",)),
        Piece("de", marked=True, anchors=("passage-1-3-7",)),
        Piece("fg", marked=True, anchors=()),
        Piece("h", marked=False, anchors=()),
    )


def test_passages_far_apart_stand_in_windows_of_whole_words() -> None:
    text = "start " + "word " * 400 + "end"
    windows = cited_sources([note(text, 0, 5), note(text, 2006, 2009)], {"d": text})["d"].windows
    assert [(window.cut_before, window.cut_after) for window in windows] == [
        (False, True),
        (True, False),
    ]
    for window in windows:
        shown = "".join(piece.text for piece in window.pieces)
        assert set(shown.split()) <= {"start", "word", "end"}


def test_a_quote_that_is_not_in_the_text_stands_alone() -> None:
    lost = Note(1, Citation(document="d", file="d.txt", start=3, end=6, quote="two"), None)
    (window,) = cited_sources([lost], {"d": "another text"})["d"].windows
    assert window.pieces == (Piece("two", marked=True, anchors=("passage-1-3-6",)),)


def test_sources_stand_in_the_order_of_their_first_citation() -> None:
    notes = [note("text", 0, 1, "b"), note("text", 0, 1, "a"), note("text", 2, 3, "b")]
    found = cited_sources(notes, {})
    assert [(source.number, source.file) for source in found.values()] == [
        (1, "b.txt"),
        (2, "a.txt"),
    ]


SPANS = st.tuples(st.integers(0, 1500), st.integers(1, 200))


@given(st.lists(SPANS, min_size=1, max_size=6), st.integers(0, 9))
def test_windows_show_the_text_and_mark_just_the_passages(
    spans: list[tuple[int, int]], seed: int
) -> None:
    text = "".join(chr(97 + (place * 7 + seed) % 26) if place % 6 else " " for place in range(1700))
    passages = [(start, start + length) for start, length in spans]
    notes = [note(text, start, end) for start, end in passages]
    source = cited_sources(notes, {"d": text})["d"]
    marked: set[int] = set()
    last = -1
    for window in source.windows:
        place = window.start
        assert place > last
        for piece in window.pieces:
            assert piece.text == text[place : place + len(piece.text)]
            if piece.marked:
                marked |= set(range(place, place + len(piece.text)))
            place += len(piece.text)
        assert place == window.end
        last = place
    assert marked == {place for start, end in passages for place in range(start, end)}
    anchors = [a for window in source.windows for piece in window.pieces for a in piece.anchors]
    assert sorted(anchors) == sorted(source.anchors.values())
    for start, end in passages:
        window = next(w for w in source.windows if w.start <= start < w.end)
        assert window.start <= max(start - CONTEXT, 0)
        assert window.end >= min(end + CONTEXT, len(text))
