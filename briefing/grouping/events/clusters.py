"""Reports → events: the independent reports about one happening.

::

    reports ─ one text each ─▶ views ─▶ candidate pairs ─▶ scores ─▶ average link ─▶ events
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.days import DAYS
from briefing.grouping.events.linkage import Links, average_link, connected
from briefing.grouping.events.outlets import of_one_outlet, outlets_of
from briefing.grouping.events.parallels import are_one_form, forget, may_be_forms
from briefing.grouping.events.persons import are_of_others
from briefing.records import Event, Record, Report, Story, content_id
from briefing.work import HERE, Workers, map_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.grouping.events.features import Views
    from briefing.grouping.events.pairs import Pairs


BOUND: Final = 0.12
"""Mean pair score from which two groups are one event.  With topics and days left out, the mean BCubed F1
over the development sets, three real days and their variants is flat from .1 to .15; the lower bound
keeps events whole."""
GROWTH: Final = 0.05
"""What the bound grows by with every doubling of the smaller group.  Two look-alike events of ten
stories each used to merge whole: cluster_ecbplus .915 without it, .931 with it, the others unmoved
(772, 300 and 902 rows, topics left out)."""
PER_TEXT: Final = 0.06
"""What each text of a crowd adds to the score that one pair of two groups must have; see `clear_pairs`."""
LISTED: Final = 0.02
"""Scores below this count as 0: nine in ten candidates, and no group hangs on them."""


WORDY: Final = 0.1
"""Likeness of the pairs of words of two texts from which they are laid side by side."""


class GroupingSettings(Record):
    """How stories are grouped into events; one setting serves every kind of input."""

    threshold: float = BOUND
    """Mean score between two groups from which they are one event, 0 to 1; more parts more."""
    must_link: tuple[tuple[str, str], ...] = ()
    """Pairs of story ids that are one event, whatever the texts say."""
    cannot_link: tuple[tuple[str, str], ...] = ()
    """Pairs of story ids that are two events.  Where both lists join and part, `must_link` wins."""


@dataclass(frozen=True)
class Scored:
    """Stories with their views, the pairs compared and a score for each pair."""

    stories: tuple[Story, ...]
    views: Views
    pairs: Pairs
    measures: NDArray[np.float32]
    scores: NDArray[np.float64]

    def of(self, first: int, second: int) -> int | None:
        """Return the position of the pair of two row numbers, None where it was not compared."""
        low, high = min(first, second), max(first, second)
        codes = self.pairs.first * len(self.stories) + self.pairs.second
        position = int(np.searchsorted(codes, low * len(self.stories) + high))
        found = position < len(codes) and codes[position] == low * len(self.stories) + high
        return position if found else None


FORMS: Final = 200
"""Pairs of wordy texts that one worker lays side by side at a time."""


def score_stories(stories: Sequence[Story], workers: Workers = HERE) -> Scored:
    """Return `stories`, in canonical order, with scores for every pair worth comparing."""
    from briefing.grouping.events.across import tell_little
    from briefing.grouping.events.features import build_views
    from briefing.grouping.events.pairs import candidate_pairs, describe, scorer

    ordered = tuple(sorted(stories, key=lambda story: (story.id, story.file, story.document)))
    views = build_views(ordered)
    pairs = candidate_pairs(views, workers)
    measures = describe(views, pairs, workers)
    scores = scorer()(measures)
    scores[tell_little(views, pairs)] = 0.0
    return Scored(ordered, views, pairs, measures, scores)


def find_events(
    reports: Sequence[Report],
    settings: GroupingSettings | None = None,
    workers: Workers = HERE,
) -> tuple[Event, ...]:
    """Return the events of `reports`: each report is in exactly one.

    A report speaks through its fullest story.  The order of the input is no matter.  `workers`, where they run already, compare by blocks.
    """
    if not reports:
        return ()
    chosen = settings or GroupingSettings()
    speakers = [max(one.stories, key=lambda story: (story.length, story.id)) for one in reports]
    scored = score_stories(speakers, workers)
    by_speaker = {story.id: report for story, report in zip(speakers, reports, strict=True)}
    ordered = [by_speaker[story.id] for story in scored.stories]
    scored.views.matrices.clear()  # larger than all that follows
    wanted = Links(_numbered(chosen.must_link, ordered), _numbered(chosen.cannot_link, ordered))
    apart = _are_apart(scored, workers)
    forget()  # the last texts of the day were laid side by side
    of_one = of_one_outlet(outlets_of(ordered), scored.pairs.first, scored.pairs.second)
    listed, links = _to_link(scored, apart, of_one, wanted, min(1.0, chosen.threshold / BOUND))
    del scored
    groups = average_link(len(ordered), listed, chosen.threshold, growth=GROWTH, links=links)
    events = [_event([ordered[number] for number in group]) for group in groups]
    return tuple(sorted(events, key=lambda event: event.id))


def separate_events(reports: Sequence[Report]) -> tuple[Event, ...]:
    """Return each report as an event of its own, in the order of :func:`find_events`: nothing is compared."""
    return tuple(sorted((_event([one]) for one in reports), key=lambda event: event.id))


def _are_apart(scored: Scored, workers: Workers) -> NDArray[np.bool_]:
    """Which pairs are no one event, whatever their words: days apart, or one form filled in for two happenings."""
    from briefing.grouping.events.pairs import MEASURES, days_apart

    pairs, stories = scored.pairs, scored.stories
    apart = days_apart(scored.views.days, pairs.first, pairs.second) > DAYS
    wordy = scored.measures[:, MEASURES.index("phrases")] >= WORDY
    alike = np.flatnonzero(wordy & ~apart & (scored.scores >= LISTED))
    first, second = pairs.first[alike], pairs.second[alike]
    alike = alike[may_be_forms(stories, first, second, workers)]
    beside = [
        (stories[a], stories[b])
        for a, b in zip(pairs.first[alike], pairs.second[alike], strict=True)
    ]
    apart[alike] = list(map_blocks(workers, _are_forms, beside, FORMS))
    return np.asarray(apart)


def _are_forms(pairs: Sequence[tuple[Story, Story]]) -> list[bool]:
    return [are_one_form(first, second) for first, second in pairs]


def _to_link(
    scored: Scored,
    apart: NDArray[np.bool_],
    of_one: NDArray[np.bool_],
    wanted: Links,
    part: float,
) -> tuple[Iterable[tuple[int, int, float]], Links]:
    """The scored pairs that can count when groups are joined, and the links.

    Groups are joined where a pair is clear, so that texts which no chain of clear pairs connects never meet, and what lies between
    them is of no matter: of 100,000 made stories nine in ten scores, and all but a few of two million pairs that are days apart.
    """
    first, second, scores = scored.pairs.first, scored.pairs.second, scored.scores
    kept = ~apart & (scores >= LISTED)
    clear = kept.copy()
    clear[kept] = clear_pairs(scored.measures[kept], scores[kept], part)
    house = np.flatnonzero(clear & of_one)
    clear[house] = clear_in_one_outlet(scored.measures[house], part)
    certain = np.flatnonzero(clear)
    beside = list(zip(first[certain].tolist(), second[certain].tolist(), strict=True))
    clear[certain] = ~are_of_others(scored.stories, beside)
    joinable = zip(first[clear].tolist(), second[clear].tolist(), strict=True)
    net = np.array(connected(len(scored.stories), chain(joinable, wanted.must)))
    near = net[first] == net[second]
    parted, kept = near & apart, near & kept
    cannot = zip(first[parted].tolist(), second[parted].tolist(), strict=True)
    links = wanted._replace(cannot={*wanted.cannot, *cannot}, clear=clear[kept].tolist())
    columns = (first[kept].tolist(), second[kept].tolist(), scores[kept].tolist())
    return zip(*columns, strict=True), links


def clear_pairs(
    measures: NDArray[np.float32], scores: NDArray[np.float64], part: float = 1.0
) -> NDArray[np.bool_]:
    """Return which pairs are clear enough to join two groups: the larger the crowd, the higher their score.

    On a day full of one theme (a campaign, a protest) two texts that share it alone score .2 or .4 by the dozen;
    where hardly another text is as alike, any score will do.  `part` of the bound is asked for.
    """
    from briefing.grouping.events.pairs import MEASURES

    crowd = np.expm1(measures[:, MEASURES.index("crowd")])
    clear: NDArray[np.bool_] = scores >= part * PER_TEXT * crowd
    return clear


def clear_in_one_outlet(measures: NDArray[np.float32], part: float = 1.0) -> NDArray[np.bool_]:
    """Return the same of pairs of one outlet: by what is seldom its mere manner they must be one event.

    Only whether they are clear is asked so: where another outlet's text joins two groups, those of one outlet speak for it
    as all others do.
    """
    from briefing.grouping.events.pairs import scorer

    scores = scorer().of_one_outlet(measures)
    clear: NDArray[np.bool_] = (scores >= part * BOUND) & clear_pairs(measures, scores, part)
    return clear


def _numbered(links: Sequence[tuple[str, str]], reports: Sequence[Report]) -> set[tuple[int, int]]:
    """Return links between story ids as pairs of report numbers; unknown ids link nothing."""
    linked = frozenset(chain.from_iterable(links))
    number = {
        story.id: n
        for n, report in enumerate(reports if linked else ())
        for story in report.stories
        if story.id in linked
    }
    known = (link for link in links if link[0] in number and link[1] in number)
    pairs = ((number[first], number[second]) for first, second in known)
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def _event(reports: list[Report]) -> Event:
    ordered = tuple(sorted(reports, key=lambda report: (-len(report.stories), report.id)))
    identity = content_id("event", *sorted(report.id for report in ordered))
    return Event(id=identity, reports=ordered)


def shared_terms(scored: Scored, first: int, second: int, limit: int = 8) -> tuple[str, ...]:
    """Return the words that speak most for one event, as they are written, weightiest first."""
    body = scored.views.matrices["body"]
    one, other = (slice(body.indptr[row], body.indptr[row + 1]) for row in (first, second))
    columns, left, right = np.intersect1d(
        body.indices[one], body.indices[other], assume_unique=True, return_indices=True
    )
    weights = body.data[one][left].astype(np.float64) * body.data[other][right]
    ranked = np.lexsort((columns, -weights))[:limit]
    return tuple(scored.views.spoken[column] for column in columns[ranked].tolist())
