"""Facts and disagreements, measured: which sentences say the same, and what the reports differ on.

On labelled events there are figures; on events without such labels (stories with the names of their
events, texts with a summary) there are counts, and examples to be read one by one.  Beside it:
sentences of much the same words, and every pair of differing figures before one word.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Final, NamedTuple

from briefing import reading
from briefing.evaluation.baselines import overlap
from briefing.evaluation.grouping import StoryOfEvent
from briefing.evaluation.labelled import Clash, LabelledEvent, told
from briefing.evaluation.measures import OURS, Measure, Options, Systems
from briefing.evaluation.metrics import Figures, precision_recall, share
from briefing.evaluation.writing import Summary
from briefing.grouping import align_facts, find_disagreements, find_reports
from briefing.records import Disagreement, Event, Sentence, Story

ALIKE: Final = 0.5
"""Share of pairs of neighbouring words from which the baseline takes two sentences for one fact."""
PLAIN: Final = "words and figures"

_FIGURE: Final = re.compile(r"\b(\d[\d.,]*\d|\d)[\s-]+([^\W\d]+)")

Place = tuple[str, int]
"""Story and start of a sentence."""


class Found(NamedTuple):
    """What was made of one event."""

    facts: Sequence[Sequence[Place]]
    clashes: Sequence[Disagreement]
    plain_clashes: Sequence[tuple[str, str]]
    plain_facts: frozenset[frozenset[Place]] = frozenset()
    """Pairs of sentences that the baseline takes for one fact."""
    several: int = 0
    """Facts that more than one report tells."""
    reports: int = 0


def _find(event: Event) -> Found:
    facts = align_facts(event)
    return Found(
        [[(s.story, s.start) for s in fact.sentences] for fact in facts],
        find_disagreements(facts, event),
        list(_differing(event.stories)),
        several=sum(len(fact.reports) > 1 for fact in facts),
        reports=len(event.reports),
    )


# -- the plain way ------------------------------------------------------------------------------


def _across(stories: Sequence[Story]) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of sentences of two stories."""
    for one, other in combinations(stories, 2):
        yield from ((a, b) for a in one.sentences for b in other.sentences)


def _alike(stories: Sequence[Story]) -> Iterator[frozenset[Place]]:
    for one, other in _across(stories):
        if min(overlap(one.text, other.text), overlap(other.text, one.text)) >= ALIKE:
            yield frozenset({(one.story, one.start), (other.story, other.start)})


def _differing(stories: Sequence[Story]) -> Iterable[tuple[str, str]]:
    """Figures before one word that two stories give differently, each pair once."""
    figures = [
        (story.id, *found.groups())
        for story in stories
        for one in story.sentences
        for found in _FIGURE.finditer(one.text)
    ]
    pairs: dict[tuple[str, ...], tuple[str, str]] = {}
    for (one, figure, word), (other, rival, same) in combinations(figures, 2):
        if one != other and word.lower() == same.lower() and figure != rival:
            key = (word.lower(), *sorted((figure, rival)))
            pairs.setdefault(key, (f"{figure} {word}", f"{rival} {same}"))
    return pairs.values()


# -- labelled events ----------------------------------------------------------------------------


def _find_labelled(rows: Sequence[LabelledEvent], _: Options) -> Iterator[Found]:
    for row in rows:
        event = told(row).event
        yield _find(event)._replace(plain_facts=frozenset(_alike(event.stories)))


def _score_labelled(pairs: Sequence[tuple[LabelledEvent, Found]]) -> Systems:
    ours, plain = Counter[str](), Counter[str]()
    for row, found in pairs:
        keys = told(row).keys
        same = {frozenset(pair) for fact in found.facts for pair in combinations(fact, 2)}
        _count_facts(ours, keys, same)
        _count_facts(plain, keys, found.plain_facts)
        matched = matches(row.disagreements, [_values(clash) for clash in found.clashes])
        kinds = [found.clashes[at].kind == clash.kind for at, clash in matched.items()]
        ours.update(kinds=sum(kinds))
        _count_clashes(ours, row, found.clashes, len(matched))
        _count_clashes(
            plain, row, found.plain_clashes, len(matches(row.disagreements, found.plain_clashes))
        )
    both = {OURS: _figures(ours), PLAIN: _figures(plain)}
    both[OURS]["kind right"] = share(ours["kinds"], ours["clashes right"])
    return both


def _count_facts(
    counts: Counter[str], keys: Mapping[Place, str], same: Iterable[frozenset[Place]]
) -> None:
    wanted = {frozenset(pair) for pair in combinations(keys, 2) if keys[pair[0]] == keys[pair[1]]}
    found = set(same)
    counts.update(right=len(wanted & found), found=len(found), wanted=len(wanted))


def _count_clashes(
    counts: Counter[str], row: LabelledEvent, found: Sequence[object], right: int
) -> None:
    counts["clashes right"] += right
    counts["clashes found"] += len(found)
    counts["clashes wanted"] += len(row.disagreements)


def _figures(counts: Counter[str]) -> Figures:
    def of(what: str) -> tuple[int, int, int]:
        return (counts[f"{what}right"], counts[f"{what}found"], counts[f"{what}wanted"])

    return {
        **precision_recall(*of(""), "fact"),
        **precision_recall(*of("clashes "), "disagreement"),
    }


def _values(clash: Disagreement) -> list[str]:
    return [value.value for value in clash.values]


def matches(wanted: Sequence[Clash], found: Sequence[Sequence[str]]) -> dict[int, Clash]:
    """The labels that were found, by the place of what was found; each label is found once."""
    left, matched = list(wanted), {}
    for at, values in enumerate(found):
        match = next((clash for clash in left if _is(clash.values, values)), None)
        if match is not None:
            left.remove(match)
            matched[at] = match
    return matched


def _is(wanted: Sequence[str], given: Sequence[str]) -> bool:
    return len(given) == len(wanted) and all(
        any(one.lower() in text.lower() for text in given) for one in wanted
    )


def _misses(row: LabelledEvent, found: Found) -> str:
    """The disagreements of an event that are missed, wrong or of another kind."""
    matched = matches(row.disagreements, [_values(clash) for clash in found.clashes])
    right = list(matched.values())
    lines = [f"missed {clash.values}" for clash in row.disagreements if clash not in right]
    for at, clash in enumerate(found.clashes):
        if at not in matched:
            lines.append(f"wrong {clash.about} {_values(clash)}")
        elif matched[at].kind != clash.kind:
            lines.append(f"{clash.kind}, not {matched[at].kind}: {_values(clash)}")
    return f"{row.name}: {'; '.join(lines)}" if lines else ""


# -- events without labels ----------------------------------------------------------------------


NOTHING: Final = Found((), (), ())


def _find_clusters(rows: Sequence[StoryOfEvent], _: Options) -> Iterator[Found]:
    """What an event shows stands at the first of its stories."""
    events: defaultdict[str | int, list[StoryOfEvent]] = defaultdict(list)
    for row in rows:
        events[row.cluster].append(row)
    for row in rows:
        story = events.pop(row.cluster, [])
        yield _find_given([_given(one) for one in story]) if story else NOTHING


def _given(row: StoryOfEvent) -> Story | None:
    day = date.fromisoformat(row.date[:10]) if row.date else None
    return reading.given_story(str(row.doc_id), row.text, row.title or "", day, row.source or "")


def _find_summarised(rows: Sequence[Summary], _: Options) -> Iterator[Found]:
    for row in rows:
        yield _find_given(
            [reading.given_story(f"{row.id}/{n}", doc.text) for n, doc in enumerate(row.docs)]
        )


def _find_given(given: Iterable[Story | None]) -> Found:
    event = Event(id="event", reports=find_reports([story for story in given if story]))
    return _find(event) if len(event.reports) > 1 else NOTHING


def _listed(_: object, found: Found) -> str:
    return "\n".join(
        f"{clash.about} ({clash.kind})"
        + "".join(
            f"\n  {value.value} | {cited.file}@{cited.start} | {' '.join(cited.quote.split())}"
            for value in clash.values
            for cited in value.citations
        )
        for clash in found.clashes
    )


def _count(pairs: Sequence[tuple[object, Found]]) -> Systems:
    kinds = Counter(clash.kind for _, found in pairs for clash in found.clashes)
    return {
        OURS: {
            "events of several reports": sum(found.reports > 1 for _, found in pairs),
            "facts of several reports": sum(found.several for _, found in pairs),
            "disagreements": kinds.total(),
            **dict(sorted(kinds.items())),
        },
        PLAIN: {"disagreements": sum(len(found.plain_clashes) for _, found in pairs)},
    }


MEASURES: Final = (
    Measure(LabelledEvent, _find_labelled, _score_labelled, example=_misses),
    Measure(StoryOfEvent, _find_clusters, _count, example=_listed),
    Measure(Summary, _find_summarised, _count, example=_listed),
)
