from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.syntax import Part
from briefing.records import UNKNOWN_WHEN, Citation
from briefing.writing import ladder
from briefing.writing.cuts.patterns import compress
from briefing.writing.cuts.shorten import Draft
from briefing.writing.gate.checks import check
from briefing.writing.gate.reasons import Reason
from briefing.writing.ladder import Place, Rungs, climb, lost_opening, points_at_dateline
from briefing.writing.support.verifier import Support

GUESTS = "About 140 guests had to leave the water, manager Oswin Pell told reporters at the entrance, and nobody was hurt in the rush to the doors."
CUTTABLE = "The dam was finished in 1934 and belongs to the Vale Water company, which says that it passed its last inspection in October."
BARE = "It was closed by them."


def cited(text: str, document: str = "d", file: str = "a.txt", start: int = 10) -> Citation:
    return Citation(document=document, file=file, start=start, end=start + len(text), quote=text)


def climbed(text: str, *drafts: str) -> Rungs:
    return climb([cited(text)], list(map(Draft, drafts)), UNKNOWN_WHEN)


def outcome(rungs: Rungs) -> tuple[str, str]:
    assert rungs.claim is not None
    return rungs.claim.verdict.kind, rungs.claim.text


def test_a_draft_that_holds_is_printed_as_rewritten() -> None:
    draft = "Manager Oswin Pell told reporters at the entrance that about 140 guests had to leave the water."
    rungs = climbed(GUESTS, draft)
    assert outcome(rungs) == ("rewritten", draft)
    assert rungs.withheld == ()


def test_a_rewritten_draft_needs_the_verifier_too(monkeypatch: pytest.MonkeyPatch) -> None:
    doubt = Support(supported=False, score=0.2, reasons=())
    monkeypatch.setattr(ladder, "verify", lambda text, claim: doubt)
    draft = "Manager Oswin Pell told reporters at the entrance that about 140 guests had to leave the water."
    rungs = climbed(GUESTS, draft)
    assert outcome(rungs)[0] != "rewritten"
    assert [one.verdict.reasons for one in rungs.withheld] == [("support too low",)]


def test_a_draft_that_only_leaves_words_out_is_called_compressed() -> None:
    draft = "About 140 guests had to leave the water, manager Oswin Pell told reporters at the entrance."
    assert outcome(climbed(GUESTS, draft)) == ("compressed", draft)


def test_a_draft_that_fails_gives_way_to_a_rule_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    short = "About 140 guests had to leave the water, manager Oswin Pell told reporters."
    monkeypatch.setattr(ladder, "compress", lambda text: short)
    draft = "Bob Crane had to leave the water in 1943."
    rungs = climbed(GUESTS, draft)
    assert outcome(rungs) == ("compressed", short)
    (lost,) = rungs.withheld
    assert (lost.text, lost.verdict.kind, lost.verdict.instead) == (draft, "withheld", "compressed")
    assert lost.verdict.reasons
    assert rungs.claim is not None
    assert lost.citations == rungs.claim.citations


def test_the_mark_of_a_list_is_not_printed() -> None:
    told = "The regatta of Corrin is known for its daring boats."
    rungs = climb([cited(f"- {told}")], [], UNKNOWN_WHEN, place=Place(said=""))
    assert outcome(rungs) == ("compressed", told)


def test_a_minus_is_no_mark_of_a_list() -> None:
    told = "- 12 degrees was measured in Corrin on Monday, the coldest night in forty years."
    assert outcome(climb([cited(told)], [], UNKNOWN_WHEN, place=Place(said=""))) == (
        "verbatim",
        told,
    )


def test_the_second_draft_is_tried_where_the_first_one_fails() -> None:
    wrong = "Bob Crane left the water."
    right = "About 140 guests had to leave the water, manager Oswin Pell told reporters."
    rungs = climbed(GUESTS, wrong, "", right)
    assert [one.text for one in rungs.withheld] == [wrong]
    assert [one.verdict.instead for one in rungs.withheld] == ["compressed"]
    assert outcome(rungs) == ("compressed", right)


def test_a_draft_that_the_item_objects_to_gives_way_whatever_its_source_says() -> None:
    text = "Manager Oswin Pell told reporters at the entrance that about 140 guests had to leave the water."
    assert climbed(GUESTS, text).draft == Draft(text)
    refused = Draft(text, against=(Reason.TWICE,))
    rungs = climb([cited(GUESTS)], [refused], UNKNOWN_WHEN)
    assert outcome(rungs)[0] in {"compressed", "verbatim"}
    assert rungs.draft is None
    assert [(one.text, one.verdict.reasons) for one in rungs.withheld] == [
        (text, ("fact told twice",))
    ]


def test_where_no_rule_cuts_the_source_speaks_itself() -> None:
    text = "The governing council of the port met on Monday in Ellery."
    assert compress(text) == text
    rungs = climbed(text, "The council met in Paris.")
    assert outcome(rungs) == ("verbatim", text)
    assert [one.verdict.instead for one in rungs.withheld] == ["verbatim"]


def test_where_nothing_holds_the_source_is_withheld_with_its_reasons() -> None:
    rungs = climbed(BARE, "")
    assert rungs.claim is None
    (lost,) = rungs.withheld
    assert (lost.text, lost.verdict.kind, lost.verdict.instead) == (BARE, "withheld", "")
    assert lost.verdict.reasons == tuple(map(str, check(BARE, [BARE], UNKNOWN_WHEN)))


@pytest.mark.parametrize("draft", ["", GUESTS, GUESTS + " It was loud, too.", "  "])
def test_a_draft_that_is_no_shorter_is_not_tried(draft: str) -> None:
    rungs = climbed(GUESTS, draft.strip())
    assert outcome(rungs)[0] in {"verbatim", "compressed"}
    assert rungs.withheld == ()


def test_all_sentences_that_say_it_are_cited_with_their_files() -> None:
    both = (cited(GUESTS), cited(GUESTS, "e", "b.txt", 0))
    rungs = climb(both, (), UNKNOWN_WHEN)
    assert rungs.claim is not None
    assert rungs.claim.citations == both


def test_a_sentence_that_tells_only_what_was_cut_is_not_cited() -> None:
    other = cited("Nobody was hurt in the rush to the doors.", "e", "b.txt", 0)
    draft = Draft("About 140 guests had to leave the water, manager Oswin Pell told reporters.")
    rungs = climb([cited(GUESTS), other], [draft], UNKNOWN_WHEN)
    assert rungs.claim is not None
    assert [one.file for one in rungs.claim.citations] == ["a.txt"]


def test_line_breaks_of_the_source_are_spaces_in_print_and_kept_in_the_quote() -> None:
    text = "The governing council of the port\r\n   met on Monday in Ellery."
    rungs = climbed(text, "")
    assert outcome(rungs) == (
        "verbatim",
        "The governing council of the port met on Monday in Ellery.",
    )
    assert rungs.claim is not None
    assert rungs.claim.citations[0].quote == text


@given(
    text=st.lists(st.sampled_from(f'{GUESTS} {CUTTABLE} " “ ” ( ) 7 not'.split(" ")), min_size=1),
    draft=st.lists(st.sampled_from(f"{GUESTS} {CUTTABLE} Paris 99".split(" "))),
)
def test_whatever_is_printed_passes_the_gate(text: list[str], draft: list[str]) -> None:
    source = " ".join(text).strip() or "."
    rungs = climbed(source, " ".join(draft))
    if rungs.claim is not None:
        assert check(rungs.claim.text, [source], UNKNOWN_WHEN) == ()
        assert len(rungs.claim.text) <= len(source)
        assert {one.verdict.instead for one in rungs.withheld} <= {"compressed", "verbatim"}
    else:
        assert [one.verdict.instead for one in rungs.withheld] == [""]


def test_a_draft_with_a_stop_that_the_source_lacks_is_refused() -> None:
    source = "“We agreed on the budget of the county,” Mayor Odalys Brenner said in a statement on Sunday night."
    draft = (
        "We agreed on the budget of the county. Mayor Odalys Brenner said in a statement on Sunday."
    )
    rungs = climb([cited(source)], [Draft(draft)], UNKNOWN_WHEN)
    assert rungs.claim is not None
    assert "county. Mayor" not in rungs.claim.text
    assert ["roles changed" in one.verdict.reasons for one in rungs.withheld] == [True]


def test_a_draft_whose_comma_parts_a_name_is_refused() -> None:
    source = "Harbour Insider Fairmont is buying the Tarn shipyard, which builds ferries, for two million crowns."
    draft = "Harbour Insider, Fairmont, is buying the Tarn shipyard for two million crowns."
    rungs = climb([cited(source)], [Draft(draft)], UNKNOWN_WHEN)
    assert rungs.claim is not None
    assert "Insider, Fairmont" not in rungs.claim.text
    assert [one.verdict.reasons for one in rungs.withheld] == [("roles changed",)]


def test_a_draft_cut_by_its_tree_is_held_against_the_sentence_that_it_was_cut_from() -> None:
    source = "Brandt, who sat on the panel, said she doubts that the toll in Tarn helps any driver."
    who = Part(6, 29, "relative clause")
    draft = Draft(source[:6] + source[29:], source, (who,))
    rungs = climb([cited(source)], [draft], UNKNOWN_WHEN)
    assert outcome(rungs) == ("compressed", draft.text)


def test_an_agency_s_dateline_is_no_part_of_who_speaks() -> None:
    told = "Tarn's Lund said on Friday it had built its first pump, adding that the tests had gone well."
    draft = Draft(told, told, ())
    rungs = climb([cited(f"PARIS (Reuters) - {told}")], [draft], UNKNOWN_WHEN)
    assert outcome(rungs) == ("compressed", told)


def test_a_sentence_that_nothing_shortens_loses_its_dateline_all_the_same() -> None:
    text = "OSTEND (CNN)The harbour was closed by divers of the navy on Monday."
    assert outcome(climbed(text)) == (
        "compressed",
        "The harbour was closed by divers of the navy on Monday.",
    )


@pytest.mark.parametrize(
    ("source", "text", "lost"),
    [
        ("After finding that the doors could be opened in flight, the agency grounded the type.", "The agency grounded the type.", True),
        ("On Monday, the agency grounded the type of aircraft.", "The agency grounded the type of aircraft.", False),
        ("The agency grounded the type after finding a fault.", "The agency grounded the type.", False),
        ("TARN, June 17 (Wire) - The agency grounded the type.", "The agency grounded the type.", False),
    ],
)  # fmt: skip
def test_the_first_sentence_keeps_the_clause_that_it_opens_with(
    source: str, text: str, *, lost: bool
) -> None:
    assert lost_opening(text, source) is lost


def test_here_needs_the_dateline_that_tells_where() -> None:
    source = "MAREL (AP) — Governor Oda Lind told a church group here Thursday that there is too much talk."
    without = source.partition("— ")[2]
    assert points_at_dateline(without, source)
    assert not points_at_dateline(source, source)
    assert not points_at_dateline(without.replace(" here", ""), source.replace(" here", ""))


SHORT = "About 140 guests had to leave the water, manager Oswin Pell told reporters."


@pytest.mark.parametrize(
    ("place", "printed"),
    [(Place(said=""), GUESTS), (Place(follows=True), GUESTS), (Place(said="A."), SHORT)],
    ids=["a lead", "what answers the sentence before", "a detail"],
)
def test_words_go_by_patterns_only_from_details(
    monkeypatch: pytest.MonkeyPatch, place: Place, printed: str
) -> None:
    monkeypatch.setattr(ladder, "compress", lambda text: SHORT)
    assert outcome(climb([cited(GUESTS)], [], UNKNOWN_WHEN, place=place))[1] == printed
