"""Which words of a sentence may be left out, by what stands on either side of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.language.tokenise import tokenise
from briefing.writing.gate.align import Alignment, align, source_of
from briefing.writing.gate.english.cuts import (
    Gap,
    binds,
    cut_before_verb,
    cuts,
    end_may_stand,
    gap_may_go,
    is_adverb,
    lead_may_go,
    left_out,
    sentence_of,
    tail_may_go,
)

from ..conftest import Aligned


def lost_words(alignment: Alignment, cut: Gap) -> list[str]:
    """The words of one cut, in the order of the source."""
    sentence = sentence_of(alignment, max(cut))
    start = sentence.start if cut.before < 0 else cut.before + 1
    stop = sentence.stop if cut.after < 0 else cut.after
    return [token.text for token in left_out(alignment, range(start, stop))]


def may_go(alignment: Alignment) -> list[bool]:
    """What the rules say of each place where words are missing."""
    answers = []
    for cut in cuts(alignment):
        if not lost_words(alignment, cut):
            continue
        if cut.before < 0:
            answers.append(lead_may_go(alignment, cut.after))
        elif cut.after < 0:
            answers.append(tail_may_go(alignment, cut.before))
        else:
            answers.append(gap_may_go(alignment, cut.before, cut.after))
    return answers


LEADS = {
    "an opening behind a comma": ("Last year, the mill closed.", "the mill closed."),
    "a connective": ("But the mill closed.", "The mill closed."),
    "an article": ("The ferries sank.", "Ferries sank."),
    "an adverb": ("Finally the mill closed.", "The mill closed."),
    "what a name is": ("Norwegian skier Kari Moen won.", "Kari Moen won."),
    "a first clause": ("Prices fell, but the mill closed.", "The mill closed."),
}
NO_LEADS = {
    "who acts": ("The owner closed the mill.", "Closed the mill."),
    "an adjective": ("The old mill closed.", "Mill closed."),
    "words that bind the name": ("Sources close to Kari Moen won.", "Kari Moen won."),
    "the noun of a relative": ("The clerk who sold the mill left.", "Who sold the mill left."),
    "the first of two things": ("The wife of Lund and the mayor left.", "The mayor left."),
    "a clause without a comma": ("Lund bought boats and the mill closed.", "The mill closed."),
}


@pytest.mark.parametrize(("source", "draft"), LEADS.values(), ids=LEADS)
def test_an_opening_may_go_that_the_rest_does_not_hang_on(
    aligned: Aligned, source: str, draft: str
) -> None:
    assert may_go(aligned(draft, source)) == [True]


@pytest.mark.parametrize(("source", "draft"), NO_LEADS.values(), ids=NO_LEADS)
def test_an_opening_stays_that_the_rest_hangs_on(aligned: Aligned, source: str, draft: str) -> None:
    assert may_go(aligned(draft, source)) == [False]


TAILS = {
    "a time": ("The mill closed after the flood.", "The mill closed."),
    "a place behind its noun": ("Lund met the owners in Tarn.", "Lund met the owners."),
    "a second deed": ("Lund sold the mill and left.", "Lund sold the mill."),
    "a clause behind a comma": ("The mill closed, as the mayor had feared.", "The mill closed."),
    "a purpose": ("Lund beat Rossi to win the race.", "Lund beat Rossi."),
    "a day": ("Lund sold the mill Monday.", "Lund sold the mill."),
    "a place behind a noun that could be a verb": ("They rise in Tarn.", "They rise."),
}
NO_TAILS = {
    "the object": ("Lund met the owners.", "Lund met."),
    "what somebody agreed to": ("Lund agreed to sell the mill.", "Lund agreed."),
    "the other side of a comparison": ("The pier is longer than the quay.", "The pier is longer."),
    "what it is of": ("Lund saw the end of the quarrel.", "Lund saw the end."),
    "the second of a pair": ("Lund saw both Tarn and Corrie.", "Lund saw both Tarn."),
    "what it is as high as": ("The mill is as high as the church.", "The mill is as high."),
    "the verb behind an aside": ("The clerk of Tarn, left.", "The clerk of Tarn."),
    "half of a compound": ("Lund wrote a two-page letter.", "Lund wrote a two."),
}


@pytest.mark.parametrize(("source", "draft"), TAILS.values(), ids=TAILS)
def test_an_end_may_go_that_no_word_before_it_asks_for(
    aligned: Aligned, source: str, draft: str
) -> None:
    assert may_go(aligned(draft, source)) == [True]


@pytest.mark.parametrize(("source", "draft"), NO_TAILS.values(), ids=NO_TAILS)
def test_an_end_stays_that_completes_what_is_before_it(
    aligned: Aligned, source: str, draft: str
) -> None:
    assert may_go(aligned(draft, source)) == [False]


GAPS = {
    "an aside": ("The ferry, which was late, sank.", "The ferry sank."),
    "a phrase of a noun": ("The council of Tarn met.", "The council met."),
    "a participle of a noun": ("A ferry carrying 212 passengers sank.", "A ferry sank."),
    "an adjective": ("The resource-rich region voted.", "The region voted."),
    "an adverb": ("Lund quickly left the town.", "Lund left the town."),
    "a first deed": ("Lund met Moss and left the town.", "Lund left the town."),
    "whose it is": ("He visited Lund's Tarn.", "He visited Tarn."),
    "a day before its noun": ("A Friday crash killed two.", "A crash killed two."),
    "a title": ("Lund met President Moss.", "Lund met Moss."),
    "an age behind an opening": ("After Lund, 40, fell, Moss left.", "After Lund fell, Moss left."),
    "an apposition behind an opening": ("In May, Lund, the boss, left.", "In May, Lund left."),
    "the on of a date": ("The mill burned on May 5.", "The mill burned May 5."),
    "one of two phrases": ("The men from Corrie in Tarn left.", "The men in Tarn left."),
}
NO_GAPS = {
    "half of a pair": ("The talks between Tarn and Corrie failed.", "The talks between Tarn failed."),
    "the subject behind an opening": ("After Lee left Lund, the boss, wept.", "After Lee left wept."),
    "the noun of a relative": ("Lund met a clerk who sold boats.", "Lund who sold boats."),
    "a relative without commas": ("The firm that owned the mill shut.", "The firm shut."),
    "what is said": ("A man saying nothing fell.", "A man fell."),
    "a first saying": ("Lund said nothing and left the town.", "Lund left the town."),
    "one of two subjects": ("The clerk for boats and the mayor left.", "The clerk left."),
    "a middle name": ("Jan Peter Moss left.", "Jan Moss left."),
    "the word that takes its article": ("A big old mill burned.", "A old mill burned."),
    "to whom": ("The firm paid the clerk a fee.", "The firm paid a fee."),
    "whose it is without a name": ("Lund told Moss's wife of it.", "Lund told wife of it."),
    "what somebody agreed to": ("Lund agreed to sell to Moss.", "Lund agreed to Moss."),
    "the noun of an aside": ("The mill of the town, Lund said, shut.", "The mill Lund said, shut."),
    "the first of a list": ("Lund told of Tarn, boats and ferries.", "Lund told boats and ferries."),
    "phrases across a comma": ("Lund met men of Tarn, Corrie in May.", "Lund met men in May."),
    "what a pronoun is near": ("The road near it closed.", "The road closed."),
    "where a road leads": ("The road to Corrie closed.", "The road closed."),
    "a preposition that is another's": ("The men from Corrie of Tarn left.", "The men of Tarn left."),
    "a participle before its noun": ("Lund told of broken mills.", "Lund told of mills."),
}  # fmt: skip


@pytest.mark.parametrize(("source", "draft"), GAPS.values(), ids=GAPS)
def test_words_may_go_from_between_two_that_do_not_need_them(
    aligned: Aligned, source: str, draft: str
) -> None:
    assert may_go(aligned(draft, source)) == [True]


@pytest.mark.parametrize(("source", "draft"), NO_GAPS.values(), ids=NO_GAPS)
def test_words_stay_without_which_two_others_would_mean_another_thing(
    aligned: Aligned, source: str, draft: str
) -> None:
    assert may_go(aligned(draft, source)) == [False]


@pytest.mark.parametrize(
    ("draft", "before_verb"),
    [("The mayor.", True), ("The mayor has been sued.", False), ("Has been sued.", False)],
)
def test_a_draft_that_ends_where_its_verb_would_begin_is_known(
    aligned: Aligned, draft: str, *, before_verb: bool
) -> None:
    alignment = aligned(draft, "The mayor has been sued over the pier.")
    assert any(cut_before_verb(alignment, cut) for cut in cuts(alignment)) is before_verb


def test_words_that_only_modify_are_told_from_hedges_and_names_of_months() -> None:
    words = tokenise("quickly also allegedly only July family fly mill")
    assert [word.text for word in words if is_adverb(word)] == ["quickly", "also"]


def test_verbs_prepositions_conjunctions_and_relatives_bind() -> None:
    words = tokenise("sold of and which could if mill old Moss")
    assert [word.text for word in words if binds(word)] == [
        "sold", "of", "and", "which", "could", "if",
    ]  # fmt: skip


def test_any_clause_may_end_where_its_text_does() -> None:
    tokens = tokenise("Lund met the")
    assert end_may_stand(tokens, len(tokens) - 1)


TEXT = "When rain fell, Lund, who was ill, sold his mill. Moss left Tarn on Monday, and wept."
WORDS = TEXT.split()


@given(st.lists(st.booleans(), min_size=len(WORDS), max_size=len(WORDS)))
def test_every_word_left_out_of_a_used_sentence_lies_in_exactly_one_cut(kept: list[bool]) -> None:
    draft = " ".join(word for word, keep in zip(WORDS, kept, strict=True) if keep)
    alignment = align(tokenise(draft), source_of([TEXT]))
    tokens = alignment.source.tokens
    used = {tokens[place].sentence for place in alignment.kept}
    missing = [
        token.text
        for at, token in enumerate(tokens)
        if token.sentence in used and token.kind != "punct" and at not in alignment.kept
    ]
    assert [word for cut in cuts(alignment) for word in lost_words(alignment, cut)] == missing
    assert all(isinstance(answer, bool) for answer in may_go(alignment))
