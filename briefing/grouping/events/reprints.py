"""Stories → reports: the stories that carry one text count as one source.

A reprint is found from its text: half of the shorter text's word 5-grams stand in the longer one.
Edited openings, cut ends and small edits inside sentences keep that; a borrowed quotation does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from briefing.grouping.events.days import DAYS, days_between
from briefing.grouping.events.parallels import are_form, side_by_side, text_of
from briefing.grouping.events.shingles import TEXTS, containments, sharing_pairs, shingles
from briefing.records import UNKNOWN, Report, Story, content_id
from briefing.work import HERE, Workers, map_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.grouping.events.shingles import Hashes

SHARED: Final = 0.5
"""Containment from which two texts are one.  On `neardup` (960 rows) 22 of 3,444 true pairs lie
below (other pages, comment threads) and no pair of different articles lies above .39."""
SHARED_AGENCY: Final = 0.35
"""The same where both name the same agency: a rewrite of one agency text keeps a third."""
FEWEST: Final = 8
"""Shingles a text needs for the bounds above; a shorter one must be the same almost throughout."""
SHARED_SHORT: Final = 0.8
WITNESSES: Final = 5
"""Members of a report that a story is compared with before it joins."""
READY: Final = 1024
"""Texts that are kept ready to be laid side by side, some 50 MB."""


def find_reports(stories: Sequence[Story], workers: Workers = HERE) -> tuple[Report, ...]:
    """Return the reports of `stories`: each story is in exactly one, the order of input is no matter.

    `workers`, where they run already, cut the texts into shingles.

    The original of a report is the agency's own copy, else the one that is known to be the earliest,
    else the fullest.  Linear in the length of all texts but for texts with very many copies.
    """
    ordered = sorted(stories, key=lambda story: (story.id, story.file, story.document))
    texts = list(map_blocks(workers, shingles, (story.body for story in ordered), TEXTS))
    groups = _join(ordered, texts)
    reports = [_report([ordered[number] for number in group], texts, group) for group in groups]
    return tuple(sorted(reports, key=lambda report: report.id))


def separate_reports(stories: Sequence[Story]) -> tuple[Report, ...]:
    """Return each story as a report of its own, in the order of :func:`find_reports`: nothing is compared."""
    reports = [
        Report(id=content_id("report", one.id), stories=(one,), agency=one.agency)
        for one in stories
    ]
    return tuple(sorted(reports, key=lambda report: report.id))


def _same_text(share: float, first: Hashes, second: Hashes, *, same_agency: bool) -> bool:
    """Whether two texts are one of which the longer holds so much of the shorter."""
    if min(len(first), len(second)) < FEWEST:
        alike = 2 * min(len(first), len(second)) > max(len(first), len(second))
        return alike and share >= SHARED_SHORT
    return share >= (SHARED_AGENCY if same_agency else SHARED)


def _join(stories: Sequence[Story], texts: Sequence[Hashes]) -> list[list[int]]:
    """Return groups of story numbers; fuller texts come first and later ones join them."""
    compared = _Compared(stories, texts)
    partners_of = _partners(sharing_pairs(texts).astype(np.int32), len(texts))
    order = sorted(range(len(stories)), key=lambda number: (-len(texts[number]), number))
    group_of: dict[int, int] = {}
    groups: list[list[int]] = []
    for number in order:
        near = sorted({group_of[other] for other in partners_of(number) if other in group_of})
        witnesses = [groups[group][:WITNESSES] for group in near]
        supports = compared.supports(number, witnesses)
        best, group = max(zip(supports, (-group for group in near), strict=True), default=(0.0, 0))
        if best <= 0.5:
            group = -len(groups)
            groups.append([])
        group_of[number] = -group
        groups[-group].append(number)
    return groups


def _partners(pairs: NDArray[np.int32], count: int) -> Callable[[int], list[int]]:
    """Return what tells with which others a number is paired; `pairs` are sorted.

    As lists of Python's numbers the pairs of many copies would take ten times the room.
    """
    first, second = pairs.T
    order = np.argsort(second, kind="stable")
    later, earlier = second, first[order]
    numbers = np.arange(count + 1)
    ends, turned = np.searchsorted(first, numbers), np.searchsorted(second[order], numbers)

    def partners_of(number: int) -> list[int]:
        before = earlier[turned[number] : turned[number + 1]]
        found: list[int] = np.concatenate([before, later[ends[number] : ends[number + 1]]]).tolist()
        return found

    return partners_of


class _Compared:
    """Stories, which are compared by their numbers: the texts of the last are kept ready to be laid side by side."""

    def __init__(self, stories: Sequence[Story], texts: Sequence[Hashes]) -> None:
        self._stories, self._texts = stories, texts
        self._laid = lru_cache(maxsize=READY)(lambda number: text_of(stories[number]))

    def supports(self, number: int, groups: Sequence[Sequence[int]]) -> list[float]:
        """Return for each group, given by its first members, the share of them that carry the same text as a story.

        One is not enough once there are several: a round-up holds two short reports whole, which does
        not make them one report.
        """
        every = [other for group in groups for other in group]
        shares = containments(self._texts[number], [self._texts[other] for other in every])
        same = {
            other
            for other, share in zip(every, shares, strict=True)
            if share >= SHARED_AGENCY and self._are_same(number, other, share)
        }
        return [len(same.intersection(group)) / len(group) for group in groups]

    def _are_same(self, number: int, other: int, share: float) -> bool:
        first, second = self._stories[number], self._stories[other]
        same_agency = first.agency not in (UNKNOWN, "") and first.agency == second.agency
        own, others = self._texts[number], self._texts[other]
        if not _same_text(share, own, others, same_agency=same_agency):
            return False
        mine, theirs = self._laid(number), self._laid(other)
        if days_between(first, second) <= DAYS:
            return not are_form(mine, theirs)
        found = side_by_side(mine, theirs)
        return not found.is_form and found.is_copy


def _report(stories: list[Story], texts: Sequence[Hashes], group: list[int]) -> Report:
    size = dict(zip((story.id for story in stories), (len(texts[n]) for n in group), strict=True))
    ordered = sorted(stories, key=lambda story: _originality(story, size))
    agencies = Counter(story.agency for story in stories if story.agency != UNKNOWN)
    agency = min(agencies, key=lambda name: (-agencies[name], name)) if agencies else UNKNOWN
    identity = content_id("report", *sorted(story.id for story in ordered))
    return Report(id=identity, stories=tuple(ordered), agency=agency)


def _originality(story: Story, size: Mapping[str, int]) -> tuple[bool, str, int, str, str]:
    own = story.agency != UNKNOWN and story.outlet == story.agency
    day = story.when.day
    # A wide interval proves nothing about being early; unknown days come after known ones.
    known = story.when.earliest.isoformat() if day is not None else "9999"
    return (not own, known, -size[story.id], story.id, story.file)
