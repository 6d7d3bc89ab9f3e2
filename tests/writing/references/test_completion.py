"""Who somebody is, put in where an item first names them; nothing else changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from briefing.models.base import Tree
from briefing.records import Claim, Event, Report, Sentence, Story, Verdict
from briefing.writing.asking import analyse
from briefing.writing.references import Told, complete, to_look_up

pytestmark = pytest.mark.model

Parse = Callable[[str], Tree]

FIRE = "A fire destroyed the old grain store of Marlow on Tuesday."
PUMPS = "The brigade brought nine pumps to the quay."


def story(name: str, *texts: str, language: str = "en") -> Story:
    start, sentences = 0, []
    for number, text in enumerate(texts):
        sentences.append(
            Sentence(
                story=name,
                document=f"doc-{name}",
                start=start,
                end=start + len(text),
                text=text,
                paragraph=number,
            )
        )
        start += len(text) + 1
    return Story(
        id=name,
        document=f"doc-{name}",
        file=f"{name}.txt",
        title=None,
        sentences=tuple(sentences),
        spans=((0, start),),
        language=language,
    )


def event(*stories: Story) -> Event:
    return Event(id="e", reports=tuple(Report(id=one.id, stories=(one,)) for one in stories))


def completed(tree_of: Parse, told: Sequence[str], *stories: Story) -> list[Claim | None]:
    """The sentences `told` of the stories as an item has them."""
    of_text = {one.text: (each, one) for each in stories for one in each.sentences}
    rows = []
    for text in told:
        each, sentence = of_text[text]
        verdict = Verdict(kind="verbatim", score=1.0)
        claim = Claim(text=text, citations=(each.cite(sentence),), verdict=verdict)
        rows.append(Told(claim, sentence))
    texts = list(of_text)
    parsed = analyse({text: text for text in texts}, map(tree_of, texts))
    return list(complete(rows, event(*stories), parsed))


def texts_of(claims: Sequence[Claim | None]) -> list[str]:
    return [one.text if one else "" for one in claims]


@pytest.mark.parametrize(
    ("bare", "full", "whole"),
    [
        (
            "Dunphy said the store had burned for six hours.",
            "Smoke could be seen from Corrie, chief engineer Fergal Dunphy told reporters.",
            "Chief engineer Fergal Dunphy said the store had burned for six hours.",
        ),
        (
            "The store had burned for six hours, according to Dunphy.",
            "Smoke could be seen from Corrie, said Fergal Dunphy, the head of the brigade.",
            "The store had burned for six hours, according to Fergal Dunphy, the head of the brigade.",
        ),
        (
            "Dunphy said the store had burned for six hours.",
            "Fergal Dunphy, who leads the brigade, told reporters that smoke could be seen from Corrie.",
            "Fergal Dunphy, who leads the brigade, said the store had burned for six hours.",
        ),
        (
            "Mr Dunphy said the store had burned for six hours.",
            "Smoke could be seen from Corrie, Marlow fire chief Fergal Dunphy told reporters.",
            "Marlow fire chief Fergal Dunphy said the store had burned for six hours.",
        ),
        (
            "Governor Dunphy said the store had burned for six hours.",
            "Fergal Dunphy told reporters that smoke could be seen from Corrie.",
            "Governor Fergal Dunphy said the store had burned for six hours.",
        ),
        (
            "Dunphy went to the store at noon.",
            "The owner was with a caseworker, 53-year-old Fergal Dunphy.",
            "Fergal Dunphy went to the store at noon.",
        ),
        (
            "PM Dunphy met the crews after the store had burned.",
            "Prime Minister Fergal Dunphy told reporters that smoke could be seen from Corrie.",
            "PM Fergal Dunphy met the crews after the store had burned.",
        ),
        (
            "“It burned for six hours,” Dunphy said.",
            "Former Corrie Mayor Fergal Dunphy said that smoke could be seen.",
            "“It burned for six hours,” former Corrie Mayor Fergal Dunphy said.",
        ),
        (
            "Smoke drifted over Dunphy’s house for six hours.",
            "Fergal Dunphy, the head of the brigade, said that smoke could be seen from Corrie.",
            "Smoke drifted over Fergal Dunphy’s house for six hours.",
        ),
    ],
    ids=[
        "in front",
        "behind",
        "who",
        "courtesy",
        "office",
        "age",
        "initials",
        "opens its source",
        "possessive",
    ],
)
def test_a_surname_gets_the_form_that_a_report_has(
    tree_of: Parse, bare: str, full: str, whole: str
) -> None:
    (_, claim) = completed(tree_of, [FIRE, bare], story("a", FIRE, bare, full))
    assert claim is not None
    assert claim.text == whole
    assert [one.quote for one in claim.citations] == [bare, full]
    assert claim.verdict.kind == "rewritten"


def test_another_report_may_tell_who_it_is(tree_of: Parse) -> None:
    bare = "Dunphy said the store had burned for six hours."
    full = "Smoke could be seen from Corrie, chief engineer Fergal Dunphy told reporters."
    (claim,) = completed(tree_of, [bare], story("a", bare, FIRE), story("b", full, PUMPS))
    assert claim is not None
    assert claim.text.startswith("Chief engineer Fergal Dunphy said")
    assert [one.file for one in claim.citations] == ["a.txt", "b.txt"]


@pytest.mark.parametrize("when", ["In 2011", "In 2011,", "On May 3, 2011,"])
def test_an_office_of_another_year_is_not_put_in(tree_of: Parse, when: str) -> None:
    bare = "Dunphy said the store had burned for six hours."
    then = f"{when} chief engineer Fergal Dunphy had asked for pumps."
    (claim,) = completed(tree_of, [bare], story("a", bare, FIRE, then))
    assert claim is not None
    assert claim.text.startswith("Fergal Dunphy said")


@pytest.mark.parametrize(("opened", "closed"), [("", ""), ("“", "”")])
def test_what_somebody_is_called_inside_a_quotation_is_not_put_in(
    tree_of: Parse, opened: str, closed: str
) -> None:
    bare = "Dunphy said the store had burned for six hours."
    speech = (f"{opened}The pumps were late.", f"Chief engineer Fergal Dunphy wept.{closed}")
    made = story("a", bare, *speech)
    inside = (made.sentences[0], *(replace(one, paragraph=1) for one in made.sentences[1:]))
    (claim,) = completed(tree_of, [bare], made.model_copy(update={"sentences": inside}))
    assert claim is not None
    assert claim.text.startswith("Dunphy said" if opened else "Chief engineer Fergal Dunphy said")


@pytest.mark.parametrize(
    "others",
    [
        [
            "Smoke could be seen from Corrie, said Nora Dunphy.",
            "Chief engineer Fergal Dunphy left.",
        ],
        ["Dunphy’s wife, Nora Dunphy, told reporters that smoke could be seen from Corrie."],
        ["The ferry from Dunphy brought chief engineer Fergal Dunphy, who lives in Dunphy."],
        ["“I saw chief engineer Fergal Dunphy there,” a baker said."],
        ["Smoke could be seen from the Fergal Dunphy."],
        ["When Will Dunphy came, Fergal Dunphy, the engineer, left."],
        ["MARLOW, Va.—Engineer Dunphy told reporters that smoke could be seen."],
        ["Smoke could be seen from Corrie."],
    ],
    ids=[
        "two people",
        "the wife",
        "a place",
        "in a quotation",
        "a ship",
        "two in one sentence",
        "a dateline",
        "nobody",
    ],
)
def test_where_it_may_be_somebody_else_the_surname_stays(tree_of: Parse, others: list[str]) -> None:
    bare = "Dunphy said the store had burned for six hours."
    assert texts_of(completed(tree_of, [bare], story("a", FIRE, bare, *others))) == [bare]


@pytest.mark.parametrize(
    "bare",
    [
        "The Dunphy inquiry said the store had burned for six hours.",
        "“Dunphy knew it,” a baker said.",
        "The company Hale & Dunphy said the store had burned for six hours.",
        "The store of Dunphy-Hale had burned for six hours.",
    ],
    ids=["in front of a noun", "in a quotation", "of a firm", "with a hyphen"],
)
def test_what_is_no_surname_alone_stays(tree_of: Parse, bare: str) -> None:
    full = "Smoke could be seen from Corrie, chief engineer Fergal Dunphy told reporters."
    assert texts_of(completed(tree_of, [bare], story("a", bare, FIRE, full))) == [bare]


def test_a_description_that_needs_another_person_is_not_put_in(tree_of: Parse) -> None:
    bare = "Dunphy said the store had burned for six hours."
    full = "The mayor and brother Fergal Dunphy told reporters that smoke could be seen."
    (claim,) = completed(tree_of, [bare], story("a", bare, FIRE, full))
    assert claim is not None
    assert "brother" not in claim.text


def test_what_happened_to_somebody_is_not_who_they_are(tree_of: Parse) -> None:
    bare = "Dunphy said the store had burned for six hours."
    full = "Fergal Dunphy, who was hurt on Monday, told reporters that smoke could be seen."
    (claim,) = completed(tree_of, [bare], story("a", bare, FIRE, full))
    assert claim is not None
    assert claim.text == "Fergal Dunphy said the store had burned for six hours."


def test_in_a_row_of_people_only_the_name_is_put_in(tree_of: Parse) -> None:
    bare = "Dunphy and Hale said the store had burned for six hours."
    full = "Smoke could be seen from Corrie, said Fergal Dunphy, the head of the brigade."
    (claim,) = completed(tree_of, [bare], story("a", bare, FIRE, full))
    assert claim is not None
    assert claim.text == "Fergal Dunphy and Hale said the store had burned for six hours."


def test_who_was_introduced_is_called_by_surname(tree_of: Parse) -> None:
    first = "Chief engineer Fergal Dunphy said the store had burned for six hours."
    second = "Fergal Dunphy praised the brigade."
    third = "Dunphy left at noon."
    done = completed(tree_of, [first, second, third], story("a", first, second, third))
    assert texts_of(done) == [first, "Dunphy praised the brigade.", third]


def test_a_body_that_nobody_calls_by_its_last_word_keeps_its_name(tree_of: Parse) -> None:
    first = "Corrie Fargo said the store had burned for six hours."
    second = "Corrie Fargo praised the brigade."
    done = completed(tree_of, [first, second], story("a", first, second, FIRE))
    assert texts_of(done) == [first, second]


def test_an_acronym_is_written_out_where_the_item_first_has_it(tree_of: Parse) -> None:
    bare = "The MHA said the store had burned for six hours."
    full = "Smoke could be seen, a clerk of the Marlow Harbour Authority (MHA) told reporters."
    again = "The MHA praised the brigade."
    done = completed(tree_of, [bare, again], story("a", bare, again, full))
    assert texts_of(done) == [
        "The Marlow Harbour Authority (MHA) said the store had burned for six hours.",
        again,
    ]


@pytest.mark.parametrize(
    "full",
    [
        "A clerk of the Marlow Harbour (MHA) told reporters.",
        "A clerk of the Marlow Harbour Authority told reporters.",
        "A clerk of the Marlow Harbour Authority (MHA) met one of the Mill Hands Association (MHA).",
    ],
    ids=["a letter is missing", "not said", "two bodies"],
)
def test_an_acronym_that_may_be_another_stays(tree_of: Parse, full: str) -> None:
    bare = "The MHA said the store had burned for six hours."
    assert texts_of(completed(tree_of, [bare], story("a", bare, FIRE, full))) == [bare]


def test_also_goes_where_what_it_adds_to_is_not_there(tree_of: Parse) -> None:
    also = "The brigade has also brought nine pumps to the quay of Marlow."
    apart = completed(tree_of, [FIRE, also], story("a", FIRE, PUMPS, also))
    beside = completed(tree_of, [PUMPS, also], story("a", FIRE, PUMPS, also))
    assert texts_of(apart)[1] == "The brigade has brought nine pumps to the quay of Marlow."
    assert texts_of(beside)[1] == also


@pytest.mark.parametrize(
    "also",
    [
        "Beyond that, the brigade has also brought nine pumps to the quay of Marlow.",
        "The brigade met Fergal Dunphy, also called Red Fergal, on the quay of Marlow.",
    ],
)
def test_also_stays_where_its_own_sentence_has_what_it_adds_to(tree_of: Parse, also: str) -> None:
    assert texts_of(completed(tree_of, [FIRE, also], story("a", FIRE, PUMPS, also)))[1] == also


def test_also_stays_in_a_storys_first_sentence(tree_of: Parse) -> None:
    also = "The town learns that stores also burn."
    assert texts_of(completed(tree_of, [also], story("a", also, PUMPS))) == [also]
    assert texts_of(completed(tree_of, [also], story("a", PUMPS, also))) != [also]


def test_a_saying_without_what_was_said_is_left_out_where_two_others_stay(tree_of: Parse) -> None:
    torn = "Fergal Dunphy said when asked on Tuesday."
    whole = "Fergal Dunphy said that the store had burned for six hours."
    each = story("a", FIRE, torn, PUMPS, whole)
    assert texts_of(completed(tree_of, [FIRE, torn, PUMPS], each)) == [FIRE, "", PUMPS]
    assert texts_of(completed(tree_of, [FIRE, torn], each)) == [FIRE, torn]
    assert texts_of(completed(tree_of, [FIRE, PUMPS, whole], each))[2] == whole
    for behind in (
        "The store burned for six hours on Tuesday, the brigade said.",
        "The May 3 letter called on Marlow to be frank about the store, the brigade said.",
    ):
        each = story("a", FIRE, PUMPS, behind)
        assert texts_of(completed(tree_of, [FIRE, PUMPS, behind], each))[2] == behind


def test_without_trees_or_in_another_language_nothing_changes(tree_of: Parse) -> None:
    bare = "Dunphy said the store had burned for six hours."
    full = "Smoke could be seen from Corrie, chief engineer Fergal Dunphy told reporters."
    foreign = story("a", bare, full, language="fr")
    assert texts_of(completed(tree_of, [bare], foreign)) == [bare]
    each = story("a", bare, full)
    verdict = Verdict(kind="verbatim", score=1.0)
    claim = Claim(text=bare, citations=(each.cite(each.sentences[0]),), verdict=verdict)
    assert complete([Told(claim, each.sentences[0])], event(each), {}) == (claim,)


def test_what_names_somebody_in_full_is_looked_up() -> None:
    bare = "He said Dunphy had seen the smoke."
    full = "He met chief engineer Fergal Dunphy."
    each = story("a", FIRE, bare, full, PUMPS)
    picked = [each.sentences[1]]
    assert [one.text for one in to_look_up(event(each), picked, {})] == [bare, full]
