from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.publishing.context import CONTEXT, Passage, Piece, context_of, passages
from briefing.publishing.page import Note, NotedText
from briefing.records import Citation, Verdict

VALUE = NotedText("12", (), None)


def note(text: str, start: int, end: int, document: str = "d") -> Note:
    cited = Citation(
        document=document, file=f"{document}.txt", start=start, end=end, quote=text[start:end]
    )
    return Note(cited, None)


def said(text: str, kind: str) -> NotedText:
    return NotedText(text, (), Verdict.model_validate({"kind": kind, "score": 0.9}))


def shown(passage: Passage) -> str:
    return "".join(piece.text for piece in passage.pieces)


def test_a_passage_is_kept_apart_from_what_stands_around_it() -> None:
    text = "One two three."
    assert passages(VALUE, [note(text, 4, 7)], {"d": text}) == (
        Passage(
            (Piece("One ", "around"), Piece("two", "kept"), Piece(" three.", "around")),
            cut_before=False,
            cut_after=False,
        ),
    )


def test_what_a_shortened_sentence_leaves_out_stands_in_its_passage() -> None:
    text = "Before. The mayor, who had promised it, said on Monday that it works. After."
    line = said("The mayor said that it works.", "compressed")
    (passage,) = passages(line, [note(text, 8, 69)], {"d": text})
    assert passage.pieces == (
        Piece("Before. ", "around"),
        Piece("The mayor, ", "kept"),
        Piece("who had promised it,", "left out"),
        Piece(" said ", "kept"),
        Piece("on Monday", "left out"),
        Piece(" that it works.", "kept"),
        Piece(" After.", "around"),
    )


def test_nothing_is_left_out_of_what_is_quoted_or_told_in_other_words() -> None:
    text = "The mayor said on Monday that it works."
    for kind in ("verbatim", "rewritten"):
        (passage,) = passages(
            said("It works, the mayor said.", kind), [note(text, 0, 39)], {"d": text}
        )
        assert passage.pieces == (Piece(text, "kept"),)


def test_passages_that_overlap_are_one() -> None:
    text = "abcdefgh"
    (passage,) = passages(VALUE, [note(text, 1, 5), note(text, 3, 7)], {"d": text})
    assert passage.pieces == (
        Piece("a", "around"),
        Piece("bcdefg", "kept"),
        Piece("h", "around"),
    )


def test_passages_far_apart_stand_alone_and_in_whole_words() -> None:
    text = "start " + "word " * 400 + "end"
    found = passages(VALUE, [note(text, 0, 5), note(text, 2006, 2009)], {"d": text})
    assert [(one.cut_before, one.cut_after) for one in found] == [(False, True), (True, False)]
    for one in found:
        assert set(shown(one).split()) <= {"start", "word", "end"}


def test_a_quote_that_is_not_in_the_text_stands_alone() -> None:
    lost = Note(Citation(document="d", file="d.txt", start=3, end=16, quote="It works now."), None)
    (passage,) = passages(said("It works.", "compressed"), [lost], {"d": "another text"})
    assert passage == Passage(
        (Piece("It works ", "kept"), Piece("now.", "left out")), cut_before=True, cut_after=True
    )


SPANS = st.tuples(st.integers(0, 1500), st.integers(1, 200))


@given(st.lists(SPANS, min_size=1, max_size=6), st.integers(0, 9))
def test_passages_show_the_text_and_keep_just_what_is_cited(
    spans: list[tuple[int, int]], seed: int
) -> None:
    # No two stretches of 30 characters are alike, so that each is found where it stands.
    text = " ".join(f"{place * 7 + seed:05d}" for place in range(290))
    cited = [(start, start + length) for start, length in spans]
    found = passages(VALUE, [note(text, start, end) for start, end in cited], {"d": text})
    kept: set[int] = set()
    last = -1
    for passage in found:
        place = text.index(shown(passage))
        assert place > last
        for piece in passage.pieces:
            if piece.kind == "kept":
                kept |= set(range(place, place + len(piece.text)))
            place += len(piece.text)
        last = place
    assert kept == {place for start, end in cited for place in range(start, end)}
    for start, end in cited:
        around = text[max(start - CONTEXT, 0) : min(end + CONTEXT, len(text))]
        assert any(around in shown(passage) for passage in found)


@given(
    st.lists(
        st.sampled_from(["a", "b", "c", "the", "of", "mayor", "said"]), min_size=1, max_size=20
    ),
    st.data(),
)
def test_what_is_kept_of_a_shortened_sentence_is_the_sentence(
    words: list[str], data: st.DataObject
) -> None:
    chosen = [word for word in words if data.draw(st.booleans())]
    text = " ".join(words)
    line = said(" ".join(chosen) or words[0], "compressed")
    (passage,) = passages(line, [note(text, 0, len(text))], {"d": text})
    assert shown(passage) == text
    kept = " ".join(piece.text for piece in passage.pieces if piece.kind == "kept").split()
    left = iter(line.text.split())
    assert all(word in left for word in kept)
    assert kept


def test_context_is_of_the_same_story() -> None:
    text = "Another story ends. This one is cited. Here it goes on. A third begins."
    one = note(text, 20, 38)
    cited = Note(one.citation, None, None, extent=(20, 55))
    (passage,) = passages(VALUE, [cited], {"d": text})
    assert passage == Passage(
        (Piece("This one is cited.", "kept"), Piece(" Here it goes on.", "around")),
        cut_before=False,
        cut_after=False,
    )


def test_context_shrinks_on_a_page_of_many_marks() -> None:
    assert [context_of(marks) for marks in (0, 60, 90, 200, 1000)] == [140, 140, 100, 60, 60]
