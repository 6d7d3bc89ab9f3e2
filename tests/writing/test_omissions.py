from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.records import (
    Citation,
    Claim,
    Item,
    OnlyIn,
    Role,
    Sentence,
    Story,
    StoryEntry,
    Verdict,
)
from briefing.writing.omissions import find_omissions

LEAD = "The hall of Port Ellery was closed on Tuesday, June 17, 2025, manager Oswin Pell said."
SECOND = "About 140 guests and 3.2 million bees had to leave, and one of them waited for Mrs Holm."
THIRD = "The Great Library of Marrin lent 18 towels to Ursula Vane."


def story(name: str, *texts: str) -> Story:
    start, sentences = 0, []
    for number, text in enumerate(texts):
        end = start + len(text)
        sentences.append(
            Sentence(story=name, document=name, start=start, end=end, text=text, paragraph=number)
        )
        start = end + 1
    return Story(
        id=name,
        document=name,
        file=f"{name}.txt",
        title=None,
        sentences=tuple(sentences),
        spans=((0, start),),
    )


def claim(text: str) -> Claim:
    cited = Citation(document="d", file="d", start=0, end=len(text) or 1, quote=text)
    return Claim(text=text, citations=(cited,), verdict=Verdict(kind="verbatim", score=1.0))


def item(*printed: str, only: str = "", **stories: tuple[Role, tuple[str, ...]]) -> Item:
    return Item(
        id="i",
        rank=1,
        headline="Hall closed",
        reports=1,
        claims=tuple(map(claim, printed)),
        only_in=(OnlyIn(outlet="o", file="f", claims=(claim(only),)),) if only else (),
        stories=tuple(
            StoryEntry(story=story(name, *texts), role=role)
            for name, (role, texts) in stories.items()
        ),
    )


def test_names_and_figures_that_no_sentence_has_are_listed_in_reading_order() -> None:
    told = item("The hall was closed.", a=("independent", (LEAD, SECOND, THIRD)))
    assert find_omissions(told) == ("Port Ellery", "Oswin Pell", "140", "3.2 million", "Holm")


def test_an_item_that_says_the_opening_leaves_nothing_out() -> None:
    assert find_omissions(item(LEAD, SECOND, a=("independent", (LEAD, SECOND, THIRD)))) == ()


def test_what_only_one_outlet_says_is_said() -> None:
    assert find_omissions(item(LEAD, only=SECOND, a=("original", (LEAD, SECOND)))) == ()


def test_a_reprint_adds_nothing_and_every_report_counts() -> None:
    told = item(LEAD, a=("original", (LEAD,)), b=("reprint", (SECOND,)), c=("original", (THIRD,)))
    assert find_omissions(told) == ("Great Library", "Marrin", "18", "Ursula Vane")


@pytest.mark.parametrize(
    ("opening", "printed", "left_out"),
    [
        ("It was Oswin Pell.", "The hall closed, Pell said.", ()),
        ("It was Pell.", "Manager Oswin Pell closed it.", ()),
        ("It was up to the High Court.", "It was up to the Supreme Court.", ("High Court",)),
        ("They met in Evian-les-Bains.", "They met in Evian.", ("Evian-les-Bains",)),
        ("There were twelve boats.", "There were 12 boats.", ()),
        ("It cost $2.5 million.", "It cost $2,500,000.", ()),
        ("It cost $2.5 million.", "It cost a lot.", ("2.5 million",)),
        ("The first one came in the first week.", "It came.", ()),
        ("It was built in 1974.", "It was built.", ("1974",)),
        ("It opens on 3 March 2026.", "It opens.", ()),
        ("It belongs to the U.S. and the UK.", "It belongs to the United States.", ("UK",)),
        ("Boats came to the quay.", "It was quiet.", ()),
        ("Marrin slept. ", "It was quiet.", ()),
        ("Divers came, and Marrin slept.", "It was quiet.", ("Marrin",)),
        ("“Quillan is mad,” said Pell.", "It was quiet.", ("Pell",)),
    ],
)
def test_what_counts_as_said(opening: str, printed: str, left_out: tuple[str, ...]) -> None:
    assert find_omissions(item(printed, a=("independent", (opening,)))) == left_out


def test_a_name_that_only_opens_sentences_counts_where_the_story_has_it_elsewhere_too() -> None:
    texts = ("Marrin slept.", "It rained.", "Nobody in Marrin woke.")
    assert find_omissions(item("It rained.", a=("independent", texts))) == ("Marrin",)


@given(texts=st.lists(st.text(st.characters(), min_size=1, max_size=40), min_size=1, max_size=3))
def test_whatever_is_printed_whole_is_not_left_out(texts: list[str]) -> None:
    assert find_omissions(item(*texts, a=("independent", tuple(texts)))) == ()
