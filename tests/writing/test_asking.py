from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.models.base import SLOT, Answer, Frame, Tree
from briefing.records import Sentence
from briefing.writing.asking import analyse, parse, requests

FRAME = Frame(messages=(("user", SLOT),), digest="d")
LONG = "The swimming hall of Dunmore was closed on Tuesday after a pipe burst in the cellar, the town said."


def sentence(text: str) -> Sentence:
    return Sentence(story="s", document="d", start=0, end=len(text), text=text, paragraph=0)


def test_each_text_is_asked_about_once_with_its_white_space_joined() -> None:
    broken = LONG.replace(" after ", "\r\n  after ")
    asked = requests([sentence(LONG), sentence(broken), sentence(LONG)], FRAME)
    assert {text: prompt.text for text, prompt in asked.items()} == {LONG: LONG, broken: LONG}
    assert {prompt.frame for prompt in asked.values()} == {FRAME}


@pytest.mark.parametrize("text", ["It rained.", LONG * 7], ids=["short", "long"])
def test_what_is_plain_already_or_too_long_is_not_asked_about(text: str) -> None:
    assert requests([sentence(text)], FRAME) == {}


@pytest.mark.parametrize(
    ("text", "draft"),
    [
        ("  The hall\tis closed. ", "The hall is closed."),
        ("Answer: The hall is closed.", "The hall is closed."),
        ("REWRITTEN : The hall is closed.", "The hall is closed."),
        ("The answer: no.", "The answer: no."),
        ("", ""),
    ],
)
def test_a_draft_is_the_answer_without_labels_and_spare_space(text: str, draft: str) -> None:
    assert parse(Answer(text=text, finish="stop")) == draft


@pytest.mark.parametrize("finish", ["length", "memory"])
def test_an_answer_that_was_cut_off_is_no_draft(finish: str) -> None:
    assert parse(Answer.model_validate({"text": "The hall is", "finish": finish})) == ""


@given(text=st.text(max_size=80))
def test_a_draft_is_one_line_without_space_around(text: str) -> None:
    draft = parse(Answer(text=text, finish="stop"))
    assert draft == " ".join(draft.split())


@pytest.mark.model
def test_a_text_is_known_by_its_source_with_what_may_go_from_it(
    tree_of: Callable[[str], Tree],
) -> None:
    text = "Ines Carter, who chaired the talks, closed the harbour of Tarn."
    texts = {f"TARN — {text}": text, "(Copyright 2014)": "Copyright 2014."}
    known = analyse(texts, map(tree_of, texts.values()))
    one, other = known[f"TARN — {text}"], known["(Copyright 2014)"]
    assert one.core == "Ines Carter closed the harbour of Tarn."
    assert one.loose == pytest.approx((len(text) - len(one.core)) / len(text))
    assert (one.stands_alone, other.stands_alone) == (True, False)
    assert (other.core, other.loose) == (other.text, 0.0)
