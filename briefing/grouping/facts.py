"""Sentences of an event → facts: which sentences of different reports say the same.

Copies inside one report align almost exactly, independent reports by their content words, names and
figures.  A figure, a negation or a direction that clashes keeps two sentences apart: that is a
disagreement to show, not one fact.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from briefing.grouping.events import Links, average_link
from briefing.language.base import language
from briefing.language.likeness import Content, content_of, likeness
from briefing.language.names import capitals_tell_names
from briefing.language.text import read
from briefing.records import Event, Fact, Sentence, Story, content_id

ALIKE: Final = 0.5
"""Mean likeness from which sentences are one fact; best pair F1 on the labelled events of
`tests/grouping/disagreements/events.json`."""
LISTED: Final = 0.3
"""Likeness below which a pair is not looked at."""
SAME_LEAD: Final = 0.72
"""Cosine of two reports' first sentences from which they say the same, where their words leave it in
doubt (likeness `LISTED` to `ALIKE`).  Of 1,079 pairs of leads of real events words join 78, and the
cosine of all-MiniLM-L6-v2 62 more (`training/scorer/leads.py`); of 43 that were read 40 say the same.
From .70 to .72 it is 4 of 7, and below a likeness of .3 it is 3 of 6."""
FULL: Final = 8
"""Words of a first sentence that can be a lead; shorter ones are rubrics and cries."""
Vectors = Mapping[str, Sequence[float]]
"""Unit vectors of sentences by their text; from an embedder, where one is at hand."""


def leads_in_doubt(events: Iterable[Event]) -> tuple[str, ...]:
    """Return the texts of first sentences whose words alone do not tell whether they say the same.

    Vectors of these, and of no other sentences, are worth their price (:func:`align_facts`).
    """
    found: set[str] = set()
    for event in events:
        leads = [lead for story in event.stories if (lead := _lead(story))]
        owners = [frozenset((lead.story,)) for lead in leads]
        contents = [content_of(lead.text, event.code_of(lead)) for lead in leads]
        for first, second, score in _alike(contents, owners):
            if score < ALIKE:
                found.update((leads[first].text, leads[second].text))
    return tuple(sorted(found))


def _lead(story: Story) -> Sentence | None:
    return next((one for one in story.sentences if len(one.text.split()) >= FULL), None)


def align_facts(event: Event, vectors: Vectors | None = None) -> tuple[Fact, ...]:
    """Return the facts of `event`: each sentence of its stories is in exactly one.

    Facts come in the order in which their anchors stand, those of fuller reports first.  Two
    sentences of one story are never one fact unless they are the same words.  `vectors` of
    :func:`leads_in_doubt` join first sentences that tell one happening in other words.
    """
    report_of = {story.id: report.id for report in event.reports for story in report.stories}
    sentences = [sentence for story in event.stories for sentence in story.sentences]
    by_words: defaultdict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        by_words[" ".join(sentence.text.split()).casefold()].append(number)
    distinct = list(by_words.values())
    codes = [event.code_of(sentences[numbers[0]]) for numbers in distinct]
    texts = [sentences[numbers[0]].text for numbers in distinct]
    contents = [content_of(text, code) for text, code in zip(texts, codes, strict=True)]
    owners = [frozenset(sentences[n].story for n in numbers) for numbers in distinct]
    pairs = (
        (first, second, _raised(score, vectors or {}, texts[first], texts[second]))
        for first, second, score in _alike(contents, owners)
    )
    groups = average_link(len(distinct), pairs, ALIKE, links=Links(alike=owners))
    facts = [
        _fact([sentences[n] for k in group for n in distinct[k]], event, report_of)
        for group in groups
    ]
    return tuple(facts)


def _raised(score: float, vectors: Vectors, first: str, second: str) -> float:
    """Return the likeness of two sentences, raised to their cosine where that is a clear one."""
    if score >= ALIKE or first not in vectors or second not in vectors:
        return score
    cosine = sum(a * b for a, b in zip(vectors[first], vectors[second], strict=True))
    return cosine if cosine >= SAME_LEAD else score


def _alike(
    contents: Sequence[Content], owners: Sequence[frozenset[str]]
) -> Iterable[tuple[int, int, float]]:
    """Yield the pairs of sentences that share a telling word and are alike."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for number, content in enumerate(contents):
        for term in content.terms:
            holding[term].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in holding.values():
        # A word in more sentences than this is what the event is about and tells none apart.
        if len(numbers) <= 60:
            shared.update((a, b) for k, a in enumerate(numbers) for b in numbers[k + 1 :])
    for (first, second), count in sorted(shared.items()):
        few = min(len(contents[first].terms), len(contents[second].terms)) < 4
        # One word in common is not enough, and most pairs have no more.
        if (count > 1 or few) and not owners[first] & owners[second]:
            score = likeness(contents[first], contents[second])
            if score >= LISTED:
                yield first, second, score


_FULL_NAME: Final = re.compile(r"\b[A-Z][\w'’-]+ (?:[A-Z]\.? )?[A-Z][\w'’-]+")


class _Clues(NamedTuple):
    """What tells, in one language, how well a sentence stands on its own."""

    open_start: re.Pattern[str]
    attribution: re.Pattern[str]


@cache
def _clues(code: str) -> _Clues:
    words = language(code)
    return _Clues(
        re.compile(rf"^[\"“„'‘]?{words.pattern('events.open_starts')}\b", re.IGNORECASE),
        re.compile(rf"\b{words.pattern('events.attribution')}\b", re.IGNORECASE),
    )


def clarity(sentence: Sentence, code: str = "en") -> float:
    """Return how well a sentence stands on its own: full names, attribution, no open beginning.

    `code` is the ISO 639-1 code of its language.
    """
    text, clues = sentence.text, _clues(code)
    words = len(text.split())
    names = len(_FULL_NAME.findall(text)) if capitals_tell_names(code) else 0
    return (
        min(names, 3)
        + bool(clues.attribution.search(text))
        + min(len(read(text, code).counts), 2) * 0.5
        - 3 * bool(clues.open_start.match(text))
        - 2 * (not text.rstrip("\"”'’) ").endswith((".", "!", "?")))
        - 2 * (words < 6)
        # Beyond some 35 words a sentence is hard to read and to shorten.
        - max(0, words - 35) * 0.1
    )


def _fact(sentences: list[Sentence], event: Event, report_of: Mapping[str, str]) -> Fact:
    ordered = sorted(
        sentences,
        key=lambda s: (-clarity(s, event.code_of(s)), s.paragraph, s.story, s.start),
    )
    reports = tuple(sorted({report_of[sentence.story] for sentence in ordered}))
    identity = content_id("fact", *sorted(f"{s.story}:{s.start}:{s.end}" for s in ordered))
    return Fact(id=identity, anchor=ordered[0], sentences=tuple(ordered), reports=reports)
