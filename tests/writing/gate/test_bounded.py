"""What the gate looks at is bounded, whatever a draft and its passages say; calls are counted, nothing is timed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

import pytest

from briefing.language.sentences import LONGEST
from briefing.language.text import read
from briefing.language.tokens import Token
from briefing.writing.gate import align as aligning
from briefing.writing.gate import check, rounding
from briefing.writing.gate.align import BEAM, MOST_MOVES, align, moves, source_of
from briefing.writing.gate.english.speech import attributions, bounds
from briefing.writing.gate.reasons import Reason


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one with each move that is weighed."""
    found = list[int]()
    move = aligning._move

    def counted(last: int, place: int, source: aligning.Source, *, content: bool) -> float:
        found.append(place)
        return move(last, place, source, content=content)

    monkeypatch.setattr(aligning, "_move", counted)
    return found


def test_a_draft_of_few_words_again_and_again_is_aligned_along_few_ways(
    weighed: list[int],
) -> None:
    """All moves would be thirteen million."""
    draft = read("the ferry and " * 30).tokens
    source = source_of(["the ferry and the port and " * 500])
    found = align(draft, source)
    assert len(weighed) <= len(draft) * BEAM * (BEAM + 1)
    assert all(place >= 0 for place in found.places)


def test_ordinary_sentences_are_aligned_with_all_moves(weighed: list[int]) -> None:
    text = "The ferry to Skarn was stopped on Tuesday after 40 people were hurt, the port said."
    words = read(text).tokens
    places = {token.stem: [at for at, one in enumerate(words) if one.stem == token.stem] for token in words}  # fmt: skip
    assert 0 < moves(words, places) < MOST_MOVES / 1000
    assert align(words, source_of([text])).places == tuple(
        at if token.kind != "punct" else -1 for at, token in enumerate(words)
    )
    assert len(weighed) <= moves(words, places)


def test_a_sentence_is_found_by_bisection() -> None:
    tokens = read("It is so. The port said that the ferry was late. It sails.").tokens
    for at, token in enumerate(tokens):
        start, end = bounds(tokens, at)
        assert start <= at < end
        assert {one.sentence for one in tokens[start:end]} == {token.sentence}
        assert all(one.sentence != token.sentence for one in (*tokens[:start], *tokens[end:]))


def test_figures_without_a_mark_of_rounding_are_held_against_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rounding, "stands_for", lambda *given: pytest.fail(str(given)))
    text = " ".join(f"{number} ships" for number in range(200))
    check(text.replace("1", "7"), [text])


class _Counted(Sequence[Token]):
    """Tokens that count how many of them are looked at."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens, self.seen = tokens, 0

    def __len__(self) -> int:
        return len(self._tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | Sequence[Token]:
        found = self._tokens[at]
        self.seen += 1 if isinstance(at, int) else len(self._tokens[at])
        return found

    def __iter__(self) -> Iterator[Token]:
        for at in range(len(self)):
            yield self[at]


@pytest.mark.parametrize(
    "unit", ["said ", "he said, ", "and, he said, ", '"Yes," she said, ', "according to "]
)
def test_speakers_are_looked_for_once_however_many_speak_in_a_sentence(unit: str) -> None:
    """Each token is looked at some twenty times, and by bisection; the square would be a million."""
    tokens = _Counted(read(unit * (1_000 // len(unit.split()))).tokens)
    assert list(attributions(tokens))
    assert tokens.seen < 60 * len(tokens)


def test_a_draft_longer_than_any_sentence_is_refused_for_its_length_alone(
    weighed: list[int],
) -> None:
    passage = "The ferry left. " * (LONGEST // 16 + 1)
    assert check(passage.replace("left", "sank"), [passage]) == (Reason.TOO_LONG,)
    assert weighed == []
    assert check(passage.strip(), [passage]) == ()


def test_a_draft_of_that_length_is_looked_at(weighed: list[int]) -> None:
    draft = ("The ferry sank. " * (LONGEST // 16)).strip()
    assert Reason.WORDS in check(draft, [draft.replace("sank", "left")])
    assert weighed
