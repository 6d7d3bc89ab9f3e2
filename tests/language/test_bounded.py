"""What no text makes slow: runs of marks, endless words and sentences.  Counted is what is looked at; nothing is timed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grouping import align_facts, separate_reports
from briefing.grouping.events.linkage import Links, average_link
from briefing.language import sentences, tokenise
from briefing.language.figures import Figure, find_figures
from briefing.language.likeness import Content, content_of, likeness
from briefing.language.sentences import LONGEST, LONGEST_WORD, split_sentences
from briefing.reading import ReadingSettings, given_story, ingest, read
from briefing.records import Document, Event

SETTINGS = ReadingSettings(day=date(2025, 6, 17))
LEAD = "The ferry to Skarn was stopped on Tuesday after 40 people were hurt, the port said."


@pytest.mark.parametrize("mark", ['"', "'", ")", "]", "”"])
def test_a_run_of_closing_marks_is_walked_once(mark: str) -> None:
    """The end of the run is known for each of its marks from the next one."""
    count = 2_000
    assert tokenise._behind_closers([False] + [True] * (count - 1)) == [count] * count
    tokens = tokenise.tokenise(f"It is so.{mark * count} The port said so.")
    assert {token.sentence for token in tokens} == {0, 1}


@given(st.lists(st.booleans(), max_size=12))
def test_behind_each_token_stand_no_closing_marks(closers: list[bool]) -> None:
    def walked(at: int) -> int:
        at += 1
        while at < len(closers) and closers[at]:
            at += 1
        return at

    assert tokenise._behind_closers(closers) == [walked(at) for at in range(len(closers))]


def _handed_to_the_splitter(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the splitter of English is asked from now on."""
    handed = list[str]()
    splitter = sentences._rules("en").splitter
    ask = splitter.span_tokenize

    def noted(text: str) -> object:
        handed.append(text)
        return ask(text)

    monkeypatch.setattr(splitter, "span_tokenize", noted)
    return handed


def test_an_endless_word_reaches_the_splitter_without_its_marks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The splitter looks at the whole word for each mark in it."""
    handed = _handed_to_the_splitter(monkeypatch)
    text = f"It is so. {'?!' * 20_000} The port said so."
    spans = split_sentences(text, 0, len(text))
    assert [text[start:end][:16] for start, end in spans][-1] == "The port said so"
    assert sum(one.count("?") for one in handed) < LONGEST_WORD


@pytest.mark.parametrize(("size", "muted"), [(LONGEST_WORD - 1, False), (LONGEST_WORD, True)])
def test_a_paragraph_may_be_one_endless_word(
    size: int,
    muted: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed = _handed_to_the_splitter(monkeypatch)
    text = ("so.it." * LONGEST_WORD)[:size]
    split_sentences(text, 0, size)
    assert (handed != [text]) == muted
    assert all(len(one) <= len(text) for one in handed)


def _read(text: str) -> list[str]:
    got = ingest("a.txt", text.encode(), SETTINGS)
    assert isinstance(got, Document)
    (reading,) = read([got], SETTINGS)
    return [one.text for story in reading.stories for one in story.sentences]


def test_a_sentence_longer_than_four_thousand_characters_is_not_written_about() -> None:
    """It stays in the story's extent, as an aside; the sentences beside it are as ever."""
    endless = "the port and the ferry and " * (LONGEST // 20) + "so."
    text = f"Ferry to Skarn stopped\n\n17 June 2025\n\n{LEAD}\n\n{endless}\n\nThe ferry will run again on Friday.\n"
    found = _read(text)
    assert LEAD in found
    assert max(map(len, found)) <= LONGEST
    story = given_story("1", f"{LEAD}\n{endless}")
    assert story is not None
    assert [one.text for one in story.sentences] == [LEAD]


def test_a_title_longer_than_that_is_none() -> None:
    found = [given_story("1", LEAD, "x" * size) for size in (LONGEST, LONGEST + 1)]
    assert [one is not None and one.title is not None for one in found] == [True, False]


def test_of_nothing_but_an_endless_sentence_the_beginning_stays() -> None:
    story = given_story("1", "the port " * LONGEST)
    assert story is not None
    (only,) = story.sentences
    assert (only.start, only.end) == (0, LONGEST)


def _figure(value: float, noun: str) -> Figure:
    return Figure(value, value, "cardinal", "", noun, "exact", 0, 1, f"{value:g}")


def test_figures_are_compared_by_what_they_count_and_each_value_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Eight values a thousand times over are 64 comparisons at most for each thing, not millions."""
    asked = 0
    allows = Figure.allows

    def counted(self: Figure, other: Figure) -> bool:
        nonlocal asked
        asked += 1
        return allows(self, other)

    monkeypatch.setattr(Figure, "allows", counted)
    first, second = (
        Content(
            frozenset({"port"}),
            tuple(_figure(start + n % 8, noun) for n in range(1000) for noun in ("ship", "man")),
            negated=False,
            directions=frozenset(),
        )
        for start in (1, 101)
    )
    assert likeness(first, second) == 0
    assert 0 < asked <= 64
    assert likeness(first, first) == 1


def test_equal_figures_in_other_words_still_agree() -> None:
    one, other = content_of("Twelve ships sank off Skarn."), content_of("12 ships sank off Skarn.")
    assert likeness(one, other) > 0
    assert likeness(one, content_of("13 ships sank off Skarn.")) == 0
    assert find_figures("") == ()


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]),
        st.floats(0.01, 1.0),
        max_size=20,
    ),
    st.lists(st.frozensets(st.sampled_from("abc"), max_size=2), min_size=8, max_size=8),
)
def test_marks_part_as_all_their_pairs_do(
    pairs: dict[tuple[int, int], float], marks: list[frozenset[str]]
) -> None:
    """Pairs of a story's sentences grow with their square, their marks do not."""
    edges = [(first, second, score) for (first, second), score in pairs.items()]
    cannot = {(a, b) for a in range(8) for b in range(a + 1, 8) if marks[a] & marks[b]}
    assert average_link(8, edges, 0.3, links=Links(alike=marks)) == average_link(
        8, edges, 0.3, links=Links(cannot=cannot)
    )


def test_sentences_of_one_story_are_parted_without_listing_their_pairs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed = list[Links]()

    def noted(*given: object, links: Links, **others: object) -> list[list[int]]:
        handed.append(links)
        return [[number] for number in range(len(links.alike))]

    monkeypatch.setattr("briefing.grouping.facts.average_link", noted)
    story = given_story(
        "1", "\n".join(f"The {n}th ferry left port {n} on time." for n in range(300))
    )
    assert story is not None
    event = Event(id="1", reports=separate_reports([story]))
    assert len(align_facts(event)) == 300
    assert not handed[0].cannot
    assert sum(map(len, handed[0].alike)) == 300
