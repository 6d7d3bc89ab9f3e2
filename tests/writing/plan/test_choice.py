"""The exact search: what it may not do, and that nothing better is left."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import log2

from hypothesis import given
from hypothesis import strategies as st

from briefing.writing.plan.choice import Choice, Limits, Option, choose
from briefing.writing.plan.salience import Concept
from briefing.writing.plan.supposing import Supposing

WORTH: dict[Concept, float] = {("fire",): 3.0, ("store",): 2.0, ("arson",): 4.0, ("since",): 0.1}


def option(*words: str, length: int = 10, **more: object) -> Option:
    return Option(frozenset((word,) for word in words), length, **more)  # type: ignore[arg-type]


def chosen(options: list[Option], **limits: float) -> tuple[int, ...]:
    given_limits = {"words": 100, "sentences": 5, **limits}
    return choose(options, WORTH, Limits(**given_limits)).chosen  # type: ignore[arg-type]


def test_what_was_said_is_worth_nothing_when_it_is_said_again() -> None:
    options = [option("fire", "store"), option("fire", "store"), option("arson")]
    assert chosen(options, price=0.01) == (0, 2)


def test_the_first_sentence_is_always_chosen_however_long_it_is() -> None:
    assert chosen([option("since", length=90), option("arson", length=20)], words=60) == (0,)


def test_a_word_costs_what_its_sentence_has_to_be_worth() -> None:
    options = [option("fire"), option("since", length=10)]
    assert chosen(options, price=0.005) == (0, 1)
    assert chosen(options, price=0.02) == (0,)


def test_a_sentence_that_rests_on_another_takes_it_along() -> None:
    options = [option("fire"), option("since"), option("arson", rests=True)]
    assert chosen(options, price=0.05) == (0, 1, 2)
    assert chosen(options, price=0.05, sentences=2) == (0,)


def test_a_gap_is_left_where_it_pays() -> None:
    options = [option("fire"), option("since", place=1), option("arson", place=2, gap=0.5)]
    assert chosen(options, price=0.1, sentences=2) == (0, 2)
    options[2] = option("arson", place=2, gap=9.0)
    assert chosen(options, price=0.1, sentences=2) == (0,)


def test_a_wide_gap_costs_more_than_a_narrow_one_whoever_else_could_be_told() -> None:
    near, far = (option("arson", place=place, gap=2.0) for place in (2, 16))
    assert chosen([option("fire"), near]) == (0, 1)
    assert chosen([option("fire"), far]) == (0,)


def test_the_next_sentence_leaves_no_gap() -> None:
    assert chosen([option("fire"), option("arson", place=1, gap=9.0)]) == (0, 1)


def test_of_two_that_say_the_same_one_is_chosen() -> None:
    options = [option("fire"), option("store"), option("arson", repeats=frozenset({1}))]
    assert chosen(options) == (0, 2)


def test_what_is_taken_for_known_costs_where_it_was_not_told() -> None:
    teller = Supposing(frozenset(), frozenset({"kern"}))
    asking = Supposing(frozenset({"kern"}), frozenset())
    options = [option("fire"), option("store", supposing=asking)]
    assert chosen(options, unknown=1.0) == (0, 1)
    assert chosen(options, unknown=9.0) == (0,)
    options[0] = option("fire", supposing=teller)
    assert chosen(options, unknown=9.0) == (0, 1)


def test_who_asks_takes_along_who_tells() -> None:
    teller = option("since", supposing=Supposing(frozenset(), frozenset({"kern"})))
    asking = option("arson", supposing=Supposing(frozenset({"kern"}), frozenset()))
    assert chosen([option("fire"), teller, asking], price=0.03, unknown=2.0) == (0, 1, 2)
    assert chosen([option("fire"), teller, asking], price=0.03) == (0, 2)


def test_what_has_a_price_is_told_only_where_it_is_worth_that() -> None:
    assert chosen([option("fire"), option("store", price=1.9)]) == (0, 1)
    assert chosen([option("fire"), option("store", price=2.1)]) == (0,)
    assert chosen([option("fire", price=9.0)]) == (0,)


STEMS = st.frozensets(st.sampled_from(["kern", "group"]))
OPTIONS = st.lists(
    st.builds(
        Option,
        concepts=st.frozensets(st.sampled_from(sorted(WORTH)), max_size=3),
        words=st.integers(5, 30),
        rests=st.booleans(),
        place=st.integers(0, 20),
        gap=st.sampled_from([0.0, 0.5, 3.0]),
        repeats=st.frozensets(st.integers(0, 6), max_size=1),
        supposing=st.builds(Supposing, STEMS, STEMS),
        price=st.sampled_from([0.0, 0.5, 4.0]),
    ),
    min_size=1,
    max_size=7,
)


@given(OPTIONS, st.integers(1, 4), st.integers(20, 70))
def test_nothing_that_is_allowed_is_worth_more(
    options: list[Option], sentences: int, words: int
) -> None:
    limits = Limits(words, sentences, price=0.05, free=25, unknown=0.8)
    found: Choice = choose(options, WORTH, limits)
    rest = range(1, len(options))
    every = [
        (0, *some)
        for size in range(min(sentences, len(options)))
        for some in combinations(rest, size)
    ]
    best = max(_worth(one, options, limits) for one in every)
    assert abs(found.worth - best) < 1e-6
    assert abs(_worth(found.chosen, options, limits) - best) < 1e-6


def _worth(chosen: tuple[int, ...], options: list[Option], limits: Limits) -> float:
    rows = [options[one] for one in chosen]
    words = sum(row.words for row in rows)
    stands = [before == one - 1 for before, one in pairwise(chosen)]
    if (
        (len(chosen) > 1 and words > limits.words)
        or any(row.rests and not near for row, near in zip(rows[1:], stands, strict=True))
        or any(row.repeats & set(chosen[:at]) for at, row in enumerate(rows))
    ):
        return float("-inf")
    covered = frozenset().union(*(row.concepts for row in rows))
    gaps = sum(row.gap * log2(max(1, row.place - before.place)) for before, row in pairwise(rows))
    unknown, told = 0, frozenset[str]()
    for row in rows:
        unknown += len(row.supposing.supposes - told)
        told |= row.supposing.tells
    price = gaps + limits.cost(words) + limits.unknown * unknown + sum(row.price for row in rows)
    return sum(WORTH[one] for one in covered) - price
