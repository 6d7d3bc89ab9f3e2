"""Reports: one text, however often it is printed."""

from __future__ import annotations

import random
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grouping import find_reports, separate_reports
from briefing.grouping.events import parallels, reprints
from briefing.grouping.events.days import DAYS, days_between
from briefing.grouping.events.sharing import CROWD
from briefing.grouping.events.shingles import SIZE, Shingler, containment
from briefing.records import Document, Reading, Story, When
from briefing.store import Shelf

from ..labelled import make_story

AGENCY_TEXT = [
    "The port of Marel reopened on Monday after a strike of crane drivers that had lasted for eleven days.",
    "Sixty ships were waiting outside the harbour, the port authority said in a statement to shipping companies.",
    "The drivers had demanded shorter night shifts and a second crew for each of the nine large cranes.",
    "Under the agreement a second crew will be hired before the end of the year, both sides announced.",
    "Grain exporters had warned that their silos would be full within a week if the strike went on.",
]
OTHER_TEXT = [
    "Crane drivers in Marel are back at work, and the queue of ships outside the harbour is getting shorter.",
    "For eleven days nothing had moved in the country's largest port while both sides refused to talk.",
    "The exporters of grain say that the damage will be felt until the next harvest comes in.",
    AGENCY_TEXT[1],
]


def _on(story: Story, day: int) -> Story:
    return story.model_copy(update={"when": When.on(date(2025, 3, day), "stated", "test")})


def test_a_copy_with_a_new_opening_and_a_cut_end_is_a_reprint() -> None:
    first = make_story("a", AGENCY_TEXT)
    copy = make_story("b", ["Ships are moving again in Marel.", *AGENCY_TEXT[1:4]])
    (report,) = find_reports([first, copy])
    assert report.stories == (first, copy)
    assert report.original == first


def test_small_edits_inside_sentences_leave_it_one_report() -> None:
    edited = [
        text.replace("Monday", "Mon.").replace("crane drivers", "drivers") for text in AGENCY_TEXT
    ]
    assert len(find_reports([make_story("a", AGENCY_TEXT), make_story("b", edited)])) == 1


def test_a_borrowed_paragraph_is_no_reprint() -> None:
    assert len(find_reports([make_story("a", AGENCY_TEXT), make_story("b", OTHER_TEXT)])) == 2


def test_a_round_up_does_not_make_two_reports_one() -> None:
    first, second = make_story("a", AGENCY_TEXT), make_story("b", OTHER_TEXT[:3])
    reports = find_reports([first, second, make_story("c", [*AGENCY_TEXT, *OTHER_TEXT[:3]])])
    assert not any(first in report.stories and second in report.stories for report in reports)


def test_the_earliest_copy_is_the_original() -> None:
    early = _on(make_story("b", AGENCY_TEXT[:4]), 3)
    late = _on(make_story("a", AGENCY_TEXT), 4)
    (report,) = find_reports([late, early])
    assert report.stories == (early, late)


def test_the_agencys_own_copy_is_the_original() -> None:
    own = make_story("b", AGENCY_TEXT[:4]).model_copy(update={"agency": "AFP", "outlet": "AFP"})
    copy = make_story("a", AGENCY_TEXT).model_copy(update={"agency": "AFP"})
    (report,) = find_reports([copy, own])
    assert (report.original, report.agency) == (own, "AFP")


def test_very_short_stories_must_be_the_same_throughout() -> None:
    texts = ["Markets closed lower.", "Markets closed lower.", "Markets closed higher."]
    stories = [make_story(name, [text]) for name, text in zip("abc", texts, strict=True)]
    assert [{story.id for story in report.stories} for report in find_reports(stories)] in (
        [{"a", "b"}, {"c"}],
        [{"c"}, {"a", "b"}],
    )


def test_no_stories_give_no_reports() -> None:
    assert find_reports([]) == ()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_stories_is_no_matter(seed: int) -> None:
    rng = random.Random(seed)
    stories = [
        make_story(f"s{n}", rng.sample(AGENCY_TEXT if n % 2 else OTHER_TEXT, rng.randrange(2, 5)))
        for n in range(12)
    ]
    expected = find_reports(stories)
    rng.shuffle(stories)
    assert find_reports(stories) == expected
    assert sorted(one.id for report in expected for one in report.stories) == sorted(
        one.id for one in stories
    )


def test_containment_is_the_share_of_the_smaller_set() -> None:
    shingler = Shingler()
    whole, part = shingler("one two three four five six seven"), shingler("two three four five six")
    assert containment(whole, part) == 1.0
    assert containment(part, shingler("")) == 0.0


@pytest.mark.parametrize("count", [CROWD - 1, CROWD + 1, 4 * CROWD])
def test_a_text_with_very_many_copies_is_one_report_however_long_their_openings(count: int) -> None:
    draw = random.Random(2)
    copies = [
        make_story(
            f"{draw.random()}",
            [" ".join(f"w{number}x{word}" for word in range(draw.randrange(1, 60))), *AGENCY_TEXT],
        )
        for number in range(count)
    ]
    assert len(find_reports(copies)) == 1


NAMES = ("Marel", "Kolm", "Tarn")
FRAMES = (
    "The council of {} voted on Monday to close the old lido by the river for good.",
    "About {} people had signed a letter against it, the mayor of the town said.",
    "The lido of {} was opened in the year 1931 and has cost money ever since.",
    "A new one is to be built behind the railway station, as {} has long asked for.",
    "He left.",
)
SAID = st.builds(str.format, st.sampled_from(FRAMES), st.sampled_from(NAMES))
TOLD = st.lists(
    st.tuples(
        st.lists(SAID, min_size=1, max_size=6),
        st.sampled_from(("", "AFP")),
        st.sampled_from((3, 4, 9)),
    ),
    max_size=9,
)


@given(TOLD)
def test_the_reports_are_those_of_comparing_each_text_with_all(
    told: list[tuple[list[str], str, int]],
) -> None:
    stories = [
        _on(make_story(f"s{number}", texts), day).model_copy(update={"agency": agency})
        for number, (texts, agency, day) in enumerate(told)
    ]
    found = {frozenset(one.id for one in report.stories) for report in find_reports(stories)}
    assert found == _compared_each_with_all(stories)


def _compared_each_with_all(stories: list[Story]) -> set[frozenset[str]]:
    hashes = {story.id: Shingler()(story.body) for story in stories}
    groups: list[list[Story]] = []
    for story in sorted(stories, key=lambda one: (-len(hashes[one.id]), one.id)):
        best = 0.5, -1
        for number, group in enumerate(groups):
            witnesses = group[: reprints.WITNESSES]
            same = [_are_same(story, one, hashes) for one in witnesses]
            if sum(same) / len(same) > best[0]:
                best = sum(same) / len(same), number
        if best[1] < 0:
            groups.append([])
        groups[best[1]].append(story)
    return {frozenset(one.id for one in group) for group in groups}


def _are_same(one: Story, other: Story, hashes: dict[str, Any]) -> bool:
    sizes = [len(hashes[each.id]) for each in (one, other)]
    bound = reprints.SHARED
    if min(sizes) < reprints.FEWEST:
        bound = reprints.SHARED_SHORT if 2 * min(sizes) > max(sizes) else 2.0
    elif one.agency and one.agency == other.agency:
        bound = reprints.SHARED_AGENCY
    if containment(hashes[one.id], hashes[other.id]) < bound:
        return False
    said = [[sentence.text for sentence in each.sentences] for each in (one, other)]
    fewer, more = sorted(said, key=len)
    rest = iter(more)
    if all(len(text.split()) >= SIZE for text in more) and all(text in rest for text in fewer):
        return True
    beside = parallels.parallel(one, other)
    return not beside.is_form and (days_between(one, other) <= DAYS or beside.is_copy)


WON = (
    "The cup final on Sunday was won before thirty thousand people in the rain.",
    "This is the club of Kolm Rovers.",
    "The other side lost its captain after nine minutes of the first half.",
    "This is the club of Marel United.",
    "The prize of two million crowns goes to the winner of the match.",
)


def test_the_same_sentences_in_another_order_may_say_something_else() -> None:
    other = [WON[0], WON[3], WON[2], WON[1], WON[4]]
    assert len(find_reports([make_story("a", [*WON]), make_story("b", other)])) == 2


def test_a_bulletin_whose_figures_lack_the_comma_is_another() -> None:
    """Words are folded for what they are compared by, and "10,5" is 105 there."""
    texts = (
        "Die Zahl der Ansteckungen je Woche und 100.000 Einwohner lag im Kreis Marel am Montag bei {}, teilte das Amt mit.",
        "In der Stadt Kolm waren es nach den Angaben vom selben Tag {} Ansteckungen je Woche und 100.000 Einwohner.",
    )
    first, second = (
        [text.format(figure) for text, figure in zip(texts, figures, strict=True)]
        for figures in (("10,5", "21,4"), ("105", "214"))
    )
    stories = [_on(make_story("a", first), 1), _on(make_story("b", second), 9)]
    assert len(find_reports(stories)) == 2


def test_a_short_text_within_one_twice_as_long_is_another() -> None:
    short = "The ferry of Tarn left the pier"
    stories = [
        make_story("a", [f"{short}."]),
        make_story("b", [f"{short} at noon with two cars and a cow on deck."]),
    ]
    assert len(find_reports(stories)) == 2


def test_results_in_short_sentences_are_laid_side_by_side_as_they_stand() -> None:
    """The same sentences, and the clubs exchanged."""
    frame = "The club that has won the cup on a cold evening by the harbour is the old one. {}. The one that lost, and goes home with nothing at all, is the new one. {}. Few had come to see it."
    first, second = (
        make_story(name, re.split(r"(?<=\.) ", frame.format(*clubs)))
        for name, clubs in (("a", ("Marel", "Kolm")), ("b", ("Kolm", "Marel")))
    )
    assert parallels.parallel(first, second).is_form
    assert len(find_reports([first, second])) == 2


def test_a_text_is_made_ready_once_and_only_where_another_has_its_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ready: list[str] = []

    def counted(story: Story) -> Any:
        ready.append(story.id)
        return text_of(story)

    text_of = parallels.text_of
    monkeypatch.setattr(reprints, "text_of", counted)
    copies = [
        make_story(name, [*AGENCY_TEXT, f"So the paper of village {name} has it."])
        for name in "abcd"
    ]
    others = [make_story("e", OTHER_TEXT), *(make_story(name, AGENCY_TEXT) for name in "fg")]
    assert len(find_reports([*copies, *others])) == 2
    assert sorted(ready) == ["a", "b", "c", "d"]  # of the others all sentences stand there


def test_reports_are_put_together_without_reading_their_stories_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They lie on disk, where there are many."""
    shelf = Shelf()
    story = make_story("a", AGENCY_TEXT)
    document = Document(
        id="doc-a",
        file="a.txt",
        sha256="0" * 64,
        media_type="text/plain",
        encoding="utf-8",
        text="",
    )
    (light,) = shelf.reading(Reading(document=document, stories=(story,), removed=())).stories
    monkeypatch.setattr(shelf, "read", None)
    (report,) = separate_reports([light])
    assert report.original is light
