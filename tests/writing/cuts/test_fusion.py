"""A clause of one report in the sentence of another that says the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.language.syntax import Analysis
from briefing.models.base import Tree
from briefing.records import UNKNOWN_WHEN, Sentence, Story
from briefing.writing.asking import analyse, fusions
from briefing.writing.cuts.fusion import fuse
from briefing.writing.cuts.shorten import Cut, Draft
from briefing.writing.gate.checks import check_fused
from briefing.writing.gate.reasons import Reason
from briefing.writing.ladder import climb
from briefing.writing.plan.selection import Pick

pytestmark = pytest.mark.model

Parse = Callable[[str], Tree]

CAPTAIN = "“The pump has failed for the third time,” Lund told the harbour board of Tarn in a long letter on Monday."
WHO = "Ivo Lund, the master of the ferry Linnet, told the harbour board that the pump has failed for the third time."
CREW = "A navy crew from Corrie pulled the swimmer out of the cold water off the pier on Tuesday evening."
ROPE = "A navy crew pulled the swimmer out of the water and took the boat in tow."


def known_of(tree_of: Parse, *texts: str) -> dict[str, Analysis]:
    return dict(analyse({one: one for one in texts}, map(tree_of, texts)))


def fused(tree_of: Parse, basis: str, *others: str) -> Cut | None:
    known = known_of(tree_of, basis, *others)
    return fuse(known.pop(basis), known)


@pytest.mark.parametrize(
    ("basis", "other", "whole"),
    [
        (CAPTAIN, WHO, CAPTAIN.replace("Lund told", "Lund, the master of the ferry Linnet, told")),
        (CREW, ROPE, CREW.replace("evening.", "evening and took the boat in tow.")),
        (
            "The fire began in the kitchen of Marlow Hall.",
            "The fire began in the kitchen of Marlow Hall, which was built by a brewer.",
            "The fire began in the kitchen of Marlow Hall, which was built by a brewer.",
        ),
    ],
    ids=["who somebody is", "what was also done", "what something is"],
)
def test_a_clause_is_added_where_both_have_the_words_that_it_hangs_on(
    tree_of: Parse, basis: str, other: str, whole: str
) -> None:
    cut = fused(tree_of, basis, other)
    assert cut is not None
    assert cut.whole == whole
    assert cut.addition is not None
    assert cut.addition.source == other
    offered = any(cut.whole[one.start : one.end] == cut.addition.text for one in cut.parts)
    assert offered == (basis != CAPTAIN), "who a bare surname is may not be left out again"


NOT_ADDED = {
    "another name": (CAPTAIN, WHO.replace("Ivo Lund", "Ivo Moss")),
    "nothing new": (
        CAPTAIN.replace("the harbour board of Tarn", "the master of the ferry Linnet"),
        WHO,
    ),
    "what is told already": (CAPTAIN.replace("Lund told", "Lund, a pilot, told"), WHO),
    "what two are": (
        CAPTAIN,
        "Ann Lee and Ivo Lund, who run the ferry Linnet, told the harbour board that it failed.",
    ),
    "another verb": (CREW, ROPE.replace("pulled", "watched")),
    "another object": (CREW, ROPE.replace("swimmer", "pilot")),
    "what the police say": (CREW, f"Police said {ROPE[0].lower()}{ROPE[1:]}"),
    "what may be": (CREW, ROPE.replace("pulled", "may have pulled")),
    "whoever he is": (CREW, ROPE.replace("the boat", "his boat")),
    "a day of its own": (CREW, ROPE.replace("in tow", "in tow yesterday")),
    "the state of a town": (
        "The storm closed the road from Corrie to Tarn, Minn., the police said.",
        "The storm closed the road from Corrie to Tarn, a town of mills, the police said.",
    ),
    "a quotation": (CREW, ROPE.replace("the boat", "“the boat”")),
    "behind another clause": (
        "A navy crew pulled the swimmer out of the water that had flooded the pier.",
        ROPE,
    ),
    "another's deed": (
        CREW,
        "A navy crew pulled the swimmer who had cut the rope and sunk the boat with an axe.",
    ),
    "behind another deed": (CREW.replace("pulled", "came and pulled"), ROPE),
}


@pytest.mark.parametrize(("basis", "other"), NOT_ADDED.values(), ids=NOT_ADDED)
def test_nothing_is_added_that_could_mean_another_thing(
    tree_of: Parse, basis: str, other: str
) -> None:
    assert fused(tree_of, basis, other) is None


def test_a_clause_goes_with_the_words_that_it_hangs_on(tree_of: Parse) -> None:
    basis = "The mill of Tarn was bought by a firm in Corrie, led by Lund, for two million crowns."
    cut = fused(tree_of, basis, "The firm of Ivo Lund, a maker of boats, bought the mill.")
    assert cut is not None
    led = [one for one in cut.parts if cut.whole[one.start :].startswith(", led by")]
    assert [cut.whole[one.start : one.end] for one in led] == [", led by Lund, a maker of boats,"]


def test_the_gate_holds_each_side_against_its_own_source(tree_of: Parse) -> None:
    cut = fused(tree_of, CAPTAIN, WHO)
    assert cut is not None
    assert cut.addition is not None

    def reasons(text: str) -> tuple[Reason, ...]:
        assert cut is not None
        assert cut.addition is not None
        return check_fused(text, cut.addition, CAPTAIN, UNKNOWN_WHEN)

    assert reasons(cut.whole) == ()
    assert reasons(CAPTAIN) == (Reason.WORDS,)
    assert reasons(cut.whole.replace("Lund, the", "Moss, the")) != ()
    assert Reason.ROLES in reasons(
        CAPTAIN.replace("board of Tarn", "board of Tarn, the master of the ferry Linnet,")
    )
    assert reasons(cut.whole.replace("third", "fourth")) != ()


def sentence(text: str, document: str) -> Sentence:
    return Sentence(
        story=document, document=document, start=5, end=5 + len(text), text=text, paragraph=0
    )


def story_of(one: Sentence) -> Story:
    return Story(
        id=one.story,
        document=one.document,
        file=f"{one.story}.txt",
        title=None,
        sentences=(one,),
        spans=((one.start, one.end),),
    )


def test_a_fused_sentence_cites_both_reports_and_is_called_compressed(tree_of: Parse) -> None:
    basis = CAPTAIN.replace(" on Monday", ", which was read out at its meeting on Monday")
    rows = (sentence(basis, "a"), sentence(WHO, "b"))
    known = known_of(tree_of, basis, WHO)
    cut = fusions([Pick(fact="f", sentences=rows, role="lead")], known)[basis]
    read_out = next(one for one in cut.parts if "which was read" in cut.whole[one.start : one.end])
    drafts = [cut._replace(gone=(read_out,)).draft, Draft(basis)]
    cited = [story_of(one).cite(one) for one in rows]
    claim = climb(cited, drafts, UNKNOWN_WHEN).claim
    assert claim is not None
    assert claim.text == (
        "“The pump has failed for the third time,” Lund, the master of the ferry Linnet, told the "
        "harbour board of Tarn in a long letter."
    )
    assert claim.verdict.kind == "compressed"
    assert [one.file for one in claim.citations] == ["a.txt", "b.txt"]


def test_without_its_clause_a_fused_sentence_is_like_any_other(tree_of: Parse) -> None:
    cut = fused(tree_of, CREW, ROPE)
    assert cut is not None
    assert cut.addition is not None
    added = next(one for one in cut.parts if cut.whole[one.start : one.end] == cut.addition.text)
    assert not cut._replace(gone=(added,)).keeps_addition


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.tuples(
        *2
        * [
            st.lists(
                st.sampled_from(
                    [
                        "Ivo",
                        "Lund",
                        ",",
                        "a",
                        "pilot",
                        "sank",
                        "and",
                        "left",
                        "who",
                        "it",
                        "12",
                        ".",
                    ]
                ),
                min_size=1,
                max_size=14,
            )
        ]
    )
)
def test_any_two_texts_give_the_basis_with_one_clause_more_or_nothing(
    tree_of: Parse, texts: tuple[list[str], list[str]]
) -> None:
    basis, other = (" ".join(words) for words in texts)
    cut = fused(tree_of, basis, other) if basis != other else None
    if cut is not None:
        assert cut.addition is not None
        place = cut.addition.place
        assert cut.whole == basis[:place] + cut.addition.text + basis[place:]
