"""Average link over sparse pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.grouping.events.linkage import Links, average_link, connected

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]),
    st.floats(0.01, 1.0),
    max_size=30,
)


def _edges(pairs: dict[tuple[int, int], float]) -> list[tuple[int, int, float]]:
    return [(first, second, score) for (first, second), score in pairs.items()]


def test_a_chain_of_single_links_does_not_hold() -> None:
    chain = [(n, n + 1, 0.6) for n in range(5)]
    assert all(len(group) <= 2 for group in average_link(6, chain, 0.5))


def test_the_bound_grows_with_the_groups() -> None:
    edges = [(0, 1, 0.9), (2, 3, 0.9), *((a, b, 0.4) for a in (0, 1) for b in (2, 3))]
    assert average_link(4, edges, 0.35) == [[0, 1, 2, 3]]
    assert average_link(4, edges, 0.35, growth=0.1) == [[0, 1], [2, 3]]


def test_doubts_alone_join_nothing_however_many_they_are() -> None:
    edges = [(0, 1, 0.9), (2, 3, 0.9), *((a, b, 0.4) for a in (0, 1) for b in (2, 3))]
    assert average_link(4, edges, 0.3, links=Links(clear=[s > 0.5 for *_, s in edges])) == [
        [0, 1],
        [2, 3],
    ]
    assert average_link(
        4, edges, 0.3, links=Links(clear=[True, True, True, False, False, False])
    ) == [[0, 1, 2, 3]]


def test_a_clear_pair_stays_clear_when_its_groups_have_grown() -> None:
    edges = [(0, 1, 0.9), (2, 3, 0.8), (1, 2, 0.6), (0, 2, 0.5), (0, 3, 0.5), (1, 3, 0.5)]
    clear = [True, True, True, False, False, False]
    assert average_link(4, edges, 0.3, links=Links(clear=clear)) == [[0, 1, 2, 3]]


def test_a_large_event_with_low_scores_throughout_stays_whole() -> None:
    edges = [(a, b, 0.2) for a in range(64) for b in range(a + 1, 64)]
    assert len(average_link(64, edges, 0.125, growth=0.05)) == 1


@given(PAIRS, st.floats(0.1, 0.9))
def test_every_item_is_in_exactly_one_group(
    pairs: dict[tuple[int, int], float], bound: float
) -> None:
    groups = average_link(10, _edges(pairs), bound)
    assert sorted(n for group in groups for n in group) == list(range(10))


@given(PAIRS, st.permutations(range(10)))
def test_links_of_the_user_are_obeyed(
    pairs: dict[tuple[int, int], float], order: list[int]
) -> None:
    must, cannot = {(min(order[:2]), max(order[:2]))}, {(min(order[2:4]), max(order[2:4]))}
    groups = average_link(10, _edges(pairs), 0.3, links=Links(must, cannot))
    together = {number: k for k, group in enumerate(groups) for number in group}
    assert all(together[a] == together[b] for a, b in must)
    assert all(together[a] != together[b] for a, b in cannot)


def test_what_a_chain_connects_shares_its_least_number() -> None:
    assert connected(7, [(5, 3), (6, 5), (0, 2), (2, 0)]) == [0, 1, 0, 3, 4, 3, 3]


@given(PAIRS, st.sets(st.sampled_from([(a, b) for a in range(9) for b in range(a + 1, 10)])))
def test_what_no_chain_of_clear_pairs_connects_is_of_no_matter(
    pairs: dict[tuple[int, int], float], cannot: set[tuple[int, int]]
) -> None:
    net = connected(10, [pair for pair, score in pairs.items() if score >= 0.5])
    near = {pair: score for pair, score in pairs.items() if net[pair[0]] == net[pair[1]]}
    every, few = (
        average_link(10, _edges(some), 0.1, growth=0.05, links=Links(cannot=no, clear=clear))
        for some, no in (
            (pairs, cannot),
            (near, {one for one in cannot if net[one[0]] == net[one[1]]}),
        )
        for clear in ([score >= 0.5 for score in some.values()],)
    )
    assert every == few
