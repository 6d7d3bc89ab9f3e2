"""The gate on labelled cases of our own writing, and on whatever text there is."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.records import UNKNOWN_WHEN, When
from briefing.writing.gate.checks import check, support
from briefing.writing.gate.reasons import FORM, REASONS, Reason

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "gate_cases.jsonl").read_text("utf-8").splitlines()
]
TEXT = """The mayor of Ostrava, Jana Kovac, said on Monday that "no one" would be evicted, after 12 families lost their homes; U.S. aid of
$2.5 million was not expected before 3 p.m. Police in St. Ives rejected the bill, which Mr. Okoro's party reportedly will oppose if it passes."""
NEWS = TEXT.split()


def when_of(case: dict[str, Any]) -> When:
    day = case.get("day")
    return When.on(date.fromisoformat(day), "stated", "") if day else UNKNOWN_WHEN


def found(case: dict[str, Any]) -> tuple[Reason, ...]:
    return check(case["draft"], case["sources"], when_of(case))


def test_no_wrong_draft_among_the_labelled_cases_passes() -> None:
    passed = [case["draft"] for case in CASES if case["reasons"] and not found(case)]
    assert passed == []


def test_nearly_all_good_drafts_among_the_labelled_cases_pass() -> None:
    good = [case for case in CASES if not case["reasons"]]
    accepted = [case for case in good if not found(case)]
    assert len(good) >= 100
    assert len(accepted) / len(good) >= 0.97


def test_wrong_drafts_are_rejected_for_a_reason_that_names_the_fault() -> None:
    named: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for case in CASES:
        for reason in case["reasons"][:1]:
            total[reason] += 1
            named[reason] += bool(set(case["reasons"]) & {str(one) for one in found(case)})
    for reason, count in total.most_common():
        print(f"{reason:30} {named[reason]:3} of {count}")  # noqa: T201 -- shown with -s
    assert sum(named.values()) / sum(total.values()) >= 0.97


def test_every_reason_of_the_closed_list_has_a_plain_name() -> None:
    assert len(set(REASONS)) == len(REASONS) == len(Reason)
    assert all(reason.value == reason.value.lower() for reason in REASONS)


def test_reasons_come_in_the_order_of_the_closed_list() -> None:
    reasons = check("He ate 7 pies", ["The baker of Lund sold bread on Monday."])
    assert list(reasons) == [reason for reason in REASONS if reason in reasons]


@pytest.mark.parametrize("sources", [[], [""], ["   "]])
def test_without_a_passage_nothing_passes(sources: list[str]) -> None:
    assert check("The ferry sank on Monday.", sources) == (Reason.EMPTY,)
    assert support("The ferry sank on Monday.", sources) == 0.0


def test_a_sentence_that_one_of_several_passages_carries_passes() -> None:
    copies = ["The port was shut, officials said.", "The port was shut on Friday by high winds."]
    assert check("The port was shut by high winds.", copies) == ()


def test_the_passages_are_not_mixed_inside_a_clause() -> None:
    passages = ["Vera Lind sued the bank on Monday.", "Otto Brandt praised the mayor on Monday."]
    assert Reason.ROLES in check("Vera Lind praised the mayor on Monday.", passages)


def test_a_weekday_may_be_written_as_the_day_that_the_story_means() -> None:
    when = When.on(date(2025, 6, 17), "stated", "")
    source = "The council voted on Tuesday to widen the road to Elm Street."
    assert (
        check("The council voted on 17 June 2025 to widen the road to Elm Street.", [source], when)
        == ()
    )
    assert check(
        "The council voted on 16 June 2025 to widen the road to Elm Street.", [source], when
    )


def test_verbatim_text_has_full_support_and_a_shorter_one_less() -> None:
    source = "The old mill, built in 1870, burned down on Friday."
    assert support(source, [source]) == 1.0
    assert 0.5 < support("The old mill burned down on Friday.", [source]) < 1.0


@given(st.text(max_size=200), st.lists(st.text(max_size=200), max_size=3))
def test_no_text_makes_the_gate_fail(text: str, sources: list[str]) -> None:
    assert set(check(text, sources)) <= set(REASONS)
    assert 0.0 <= support(text, sources) <= 1.0


@given(st.text(max_size=200))
def test_verbatim_text_is_rejected_only_for_its_form(text: str) -> None:
    assert set(check(text, [text])) <= FORM


@given(
    st.lists(st.sampled_from(NEWS), min_size=1, max_size=25),
    st.lists(st.sampled_from(NEWS), min_size=1, max_size=40),
)
def test_shuffled_news_does_not_make_the_gate_fail(draft: list[str], source: list[str]) -> None:
    day = When.on(date(2025, 6, 17), "stated", "")
    assert set(check(" ".join(draft), [" ".join(source)], day)) <= set(REASONS)


@given(st.lists(st.booleans(), min_size=len(NEWS), max_size=len(NEWS)))
def test_whatever_is_cut_out_of_a_text_a_number_never_changes_its_value(kept: list[bool]) -> None:
    draft = " ".join(word for word, keep in zip(NEWS, kept, strict=True) if keep)
    changed = draft.replace("12", "13").replace("2.5", "3.5")
    reasons = check(changed, [" ".join(NEWS)])
    assert reasons if changed != draft else True


def test_a_sentence_about_some_of_them_does_not_stand_alone() -> None:
    text = "Not all of them will be carried out, the economist Dana Ospanova said on Monday."
    assert Reason.NOT_SELF_STANDING in check(text, [text])
