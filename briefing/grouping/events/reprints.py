"""Stories → reports: the stories that carry one text count as one source.

A reprint is found from its text: half of the shorter text's word 5-grams stand in the longer one.
Edited openings, cut ends and small edits inside sentences keep that; a borrowed quotation does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Final

import numpy as np

from briefing.grouping.events.days import DAYS, days_between
from briefing.grouping.events.matrices import Rows
from briefing.grouping.events.parallels import are_form, side_by_side, text_of
from briefing.grouping.events.sharing import Sharing, index_of
from briefing.grouping.events.shingles import TEXTS, prints
from briefing.records import UNKNOWN, Report, Story, content_id
from briefing.work import HERE, Workers, map_blocks

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
KEPT_TEXTS: Final = 8192
"""Texts the numbers of whose sentences are kept at hand, some 8 MB."""
READY: Final = 1024
"""Texts that are kept ready to be laid side by side, some 50 MB."""


def find_reports(stories: Sequence[Story], workers: Workers = HERE) -> tuple[Report, ...]:
    """Return the reports of `stories`: each story is in exactly one, the order of input is no matter.

    `workers`, where they run already, cut the texts into shingles.

    The original of a report is the agency's own copy, else the one that is known to be the earliest,
    else the fullest.  Linear in the length of all texts but for texts with very many copies.
    """
    # Copies are of one length, and sentences that were just read are at hand.
    ordered = sorted(stories, key=lambda story: (story.length, *_name(story)))
    hashes, sentences = Rows("I"), Rows("q")
    texts = ([one.text for one in story.sentences] for story in ordered)
    for one in map_blocks(workers, prints, texts, TEXTS):
        hashes.add(one.hashes)
        sentences.add(one.sentences)
    # Fuller texts come first, and later ones join them.
    sizes = np.diff(hashes.ends).tolist()
    order = sorted(range(len(sizes)), key=lambda row: (-sizes[row], *_name(ordered[row])))
    index = index_of(hashes, np.array(order, dtype=np.int64))
    del hashes  # no other part of a large day is as large
    sharing = Sharing(index, SHARED_AGENCY)
    compared = _Compared([ordered[row] for row in order], sharing, _Said(sentences, order))
    reports = [
        _report([ordered[order[number]] for number in group], sharing.sizes[group].tolist())
        for group in _join(compared)
    ]
    return tuple(sorted(reports, key=lambda report: report.id))


def separate_reports(stories: Sequence[Story]) -> tuple[Report, ...]:
    """Return each story as a report of its own, in the order of :func:`find_reports`: nothing is compared."""
    reports = [_carrying((one,), one.agency) for one in stories]
    return tuple(sorted(reports, key=lambda report: report.id))


def _name(story: Story) -> tuple[str, str, str]:
    return story.id, story.file, story.document


class _Said:
    """The numbers of the sentences of texts; those of the last are kept."""

    def __init__(self, rows: Rows, order: Sequence[int]) -> None:
        self.of: Final = lru_cache(maxsize=KEPT_TEXTS)(lambda text: rows[order[text]].tolist())

    def is_inside(self, one: int, other: int) -> bool:
        """Whether all sentences of one of two texts stand in the other in their order, and are long enough to be nobody else's."""
        fewer, more = sorted((self.of(one), self.of(other)), key=len)
        rest = iter(more)
        return bool(fewer) and all(number in rest for number in fewer)


def _join(compared: _Compared) -> list[list[int]]:
    """Return groups of the numbers of texts; each joins earlier ones, or begins a group."""
    group_of: list[int] = []
    groups: list[list[int]] = []
    for number in range(len(compared.sharing.sizes)):
        partners = compared.sharing.partners(number)
        near = sorted({group_of[other] for other in partners})
        witnesses = [groups[group][:WITNESSES] for group in near]
        supports = compared.supports(number, witnesses, partners)
        best, group = max(zip(supports, (-group for group in near), strict=True), default=(0.0, 0))
        if best <= 0.5:
            group = -len(groups)
            groups.append([])
        group_of.append(-group)
        groups[-group].append(number)
    return groups


class _Compared:
    """Stories, which are compared by their numbers: the texts of the last are kept ready to be laid side by side."""

    def __init__(self, stories: Sequence[Story], sharing: Sharing, said: _Said) -> None:
        self._stories, self.sharing, self._said = stories, sharing, said
        self._sizes: Final[list[int]] = sharing.sizes.tolist()
        self._laid = lru_cache(maxsize=READY)(lambda number: text_of(stories[number]))

    def supports(
        self, number: int, groups: Sequence[Sequence[int]], partners: Mapping[int, int]
    ) -> list[float]:
        """Return for each group, given by its first members, the share of them that carry the same text as a story.

        One is not enough once there are several: a round-up holds two short reports whole, which does
        not make them one report.  Where but one group can have more than half, it is not asked further than to half.
        """
        alike = [
            [other for other in group if self._is_held(number, other, partners)] for group in groups
        ]
        possible = [2 * len(one) > len(group) for one, group in zip(alike, groups, strict=True)]
        supports = []
        for one, group, is_possible in zip(alike, groups, possible, strict=True):
            same = (other for other in one if is_possible and self._are_same(number, other))
            enough = len(group) if sum(possible) > 1 else len(group) // 2 + 1
            supports.append(sum(1 for _ in islice(same, enough)) / len(group))
        return supports

    def _is_held(self, number: int, other: int, partners: Mapping[int, int]) -> bool:
        """Whether the longer of two texts holds so much of the shorter that they may be one."""
        first, second = self._sizes[number], self._sizes[other]
        share = SHARED
        if min(first, second) < FEWEST:
            if 2 * min(first, second) <= max(first, second):
                return False
            share = SHARED_SHORT
        else:
            agency = self._stories[number].agency
            if agency not in (UNKNOWN, "") and agency == self._stories[other].agency:
                share = SHARED_AGENCY
        return self.sharing.holds(number, other, partners, share)

    def _are_same(self, number: int, other: int) -> bool:
        """Whether what the two have in common is one text, and no form.

        Where all sentences of one stand in the other in their order, nothing is filled in otherwise.
        """
        if self._said.is_inside(number, other):
            return True
        mine, theirs = self._laid(number), self._laid(other)
        if days_between(self._stories[number], self._stories[other]) <= DAYS:
            return not are_form(mine, theirs)
        found = side_by_side(mine, theirs)
        return not found.is_form and found.is_copy


def _report(stories: Sequence[Story], sizes: Iterable[int]) -> Report:
    size = dict(zip((story.id for story in stories), sizes, strict=True))
    ordered = sorted(stories, key=lambda story: _originality(story, size))
    agencies = Counter(story.agency for story in stories if story.agency != UNKNOWN)
    agency = min(agencies, key=lambda name: (-agencies[name], name)) if agencies else UNKNOWN
    return _carrying(tuple(ordered), agency)


def _carrying(stories: tuple[Story, ...], agency: str) -> Report:
    """The report of stories, which are not looked at again: they may lie on disk."""
    identity = content_id("report", *sorted(story.id for story in stories))
    return Report.model_construct(id=identity, stories=stories, agency=agency)


def _originality(story: Story, size: Mapping[str, int]) -> tuple[bool, str, int, str, str]:
    own = story.agency != UNKNOWN and story.outlet == story.agency
    day = story.when.day
    # A wide interval proves nothing about being early; unknown days come after known ones.
    known = story.when.earliest.isoformat() if day is not None else "9999"
    return (not own, known, -size[story.id], story.id, story.file)
