"""The line of telling: one report's own sentences in their order, and what other reports add.

A journalist's opening introduces everybody, says who, where and when, and each sentence rests on the one before.  Sentences picked
one by one from everywhere lose that.  So the item follows one report, the one whose opening tells best what the event's reports share,
and takes from others what it lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from briefing.language.base import language
from briefing.language.syntax import UNPARSED, Analysis
from briefing.language.text import read
from briefing.records import Event, Fact, Sentence, Story
from briefing.writing.gate import Reason, form
from briefing.writing.plan.quotations import torn_by_quotation
from briefing.writing.plan.selection import (
    Candidate,
    Pick,
    candidates_of,
    overlap,
    pick_of,
    stems_of,
)

OPENING: Final = 3
"""Sentences, from the first, of which one has to tell the event."""
WORDS: Final = 70
"""Words of an item's sentences; the last one may go beyond."""
ADDED: Final = 1
"""Facts that other reports add, at most."""
FIRST, ORIGINAL = 4.0, 0.5
"""What it is worth that the very first sentence opens the telling, and that the story is its report's original."""
SOBER: Final = 1.0
"""What a day, or who says so, in the opening is worth; a writer who argues or says "you" there costs twice as much.
Set by hand: without it an opinion led the first item of a real day of nine outlets, told as fact."""
COPIES: Final = 5
"""Copies of one report that are looked at: each may have the better opening."""
FULL: Final = 8
"""Sentences from which a report is told at length."""
SAME: Final = 0.6
"""Overlap of content words from which a sentence says again what was said."""
KNOWN: Final = 0.4
"""Overlap from which the report that is followed says a fact somewhere itself."""
OF_EVENT: Final = 3
"""Content words of headline and first sentence that a fact of one other report has, to be of the event and no aside."""
QUOTED: Final = 0.5
"""Share of a sentence's characters in quotation marks from which it is a quotation: a voice, no news."""


Role = Literal["lead", "detail"]


class _Line(NamedTuple):
    """A report's story as it may be told: its sentences, and the fact of each."""

    story: Story
    code: str
    facts: Mapping[tuple[str, int], Candidate]
    """Of all stories of the event, by the place of each sentence."""
    torn: frozenset[tuple[str, int]]
    parsed: Mapping[str, Analysis]
    is_original: bool
    """The agency's own copy, or the earliest: copies are cut and given other openings."""


def tell(
    facts: Sequence[Fact],
    event: Event,
    budget: int,
    parsed: Mapping[str, Analysis] = UNPARSED,
) -> tuple[Pick, ...]:
    """Return at most `budget` picks, the lead first: the opening of one report, and what others add.

    None where no report opens with a sentence that tells something by itself.
    """
    candidates = candidates_of(facts, event, parsed)
    if budget < 1 or not candidates:
        return ()
    of_place = {_place(sentence): one for one in candidates for sentence in one.fact.sentences}
    lines = [
        _Line(
            story=story,
            code=story.language_or(event.language),
            facts=of_place,
            torn=torn_by_quotation(story.sentences),
            parsed=parsed,
            is_original=story is report.original,
        )
        for report in event.reports
        for story in report.stories[:COPIES]
    ]
    told = max((line for line in lines if _opening(line)), key=_merit, default=None)
    if told is None:
        return ()
    several = len(event.stories) > 1 and budget > 2
    picks = list(_picks(told, event, budget - ADDED * several))
    added = (
        _added(candidates, [pick.sentences[0] for pick in picks], told, event) if several else []
    )
    return (*picks, *(pick_of(one, "detail", event) for one in added[:ADDED]))


def _place(sentence: Sentence) -> tuple[str, int]:
    return sentence.document, sentence.start


def _is_sound(sentence: Sentence, line: _Line) -> bool:
    """Whether a sentence tells something by itself."""
    known = line.parsed.get(sentence.text)
    # What opens a story rests on nothing, whatever its tree is taken for: of 172 first sentences the tree is wrong about six.
    opens = sentence is line.story.sentences[0]
    stands = opens or known is None or known.stands_alone
    return stands and not form(sentence.text, line.code) and _is_news(sentence, line)


def _is_news(sentence: Sentence, line: _Line) -> bool:
    """Whether a sentence is whole and no mere quotation."""
    quoted = sum(len(part) for part in read(sentence.text).quotes)
    return _place(sentence) not in line.torn and quoted < QUOTED * len(sentence.text)


def _opening(line: _Line) -> int | None:
    """Return which of the first sentences opens the telling, counted from 1; None where none does."""
    places = range(min(OPENING, len(line.story.sentences)))
    return next((one + 1 for one in places if _is_sound(line.story.sentences[one], line)), None)


def _weight(sentence: Sentence, line: _Line) -> float:
    one = line.facts.get(_place(sentence))
    return one.score if one else 0.0


def _merit(line: _Line) -> tuple[float, str]:
    """How well a report serves as the line of telling: its opening, and how fully it tells."""
    place = (_opening(line) or 1) - 1
    first = line.story.sentences[place]
    full = min(1.0, len(line.story.sentences) / FULL)
    opens = FIRST / (1 + place) + ORIGINAL * line.is_original
    return _weight(first, line) + opens + full + _sobriety(line), line.story.id


def _sobriety(line: _Line) -> float:
    """How far a story opens as news does: with a day, with who says so, and no voice of the writer's."""
    words = language(line.code)
    text = " ".join(one.text for one in line.story.sentences[:OPENING])
    dated = bool(read(text, line.code).days(line.story.when.day))
    said = (
        bool(re.search(words.pattern("events.attribution"), text))
        if words.has("events.attribution")
        else False
    )
    argued = words.groups("importance.plain").get("argued", ()) if words.has("importance") else ()
    argues = not set(argued).isdisjoint(
        map(str.lower, read(_outside_quotes(text), line.code).words)
    )
    return SOBER * (dated + said - 2 * argues)


def _outside_quotes(text: str) -> str:
    for quote in read(text).quotes:
        text = text.replace(quote, " ")
    return text


def _follow(line: _Line, budget: int) -> Iterator[tuple[Sentence, bool]]:
    """Yield the sentences of the telling, and whether each rests on the one before."""
    sentences = line.story.sentences
    place = (_opening(line) or 1) - 1
    taken = [sentences[place]]
    yield sentences[place], False
    words, last = len(sentences[place].text.split()), place
    for here in range(place + 1, len(sentences)):
        one = sentences[here]
        if len(taken) == budget or words >= WORDS:
            return
        rests = not _is_sound(one, line)
        if (not rests or (here == last + 1 and _leans(one, line))) and not _is_again(
            one, taken, line.code
        ):
            taken.append(one)
            words, last = words + len(one.text.split()), here
            yield one, rests


def _leans(sentence: Sentence, line: _Line) -> bool:
    """Whether nothing but the sentence before is missing: it says “he” or “the move”."""
    return form(sentence.text, line.code) <= {Reason.NOT_SELF_STANDING} and _is_news(sentence, line)


def _is_again(one: Sentence, taken: Sequence[Sentence], code: str) -> bool:
    mine = stems_of(one.text, code)
    return any(overlap(mine, stems_of(other.text, code)) >= SAME for other in taken)


def _picks(line: _Line, event: Event, budget: int) -> Iterator[Pick]:
    for number, (sentence, follows) in enumerate(_follow(line, budget)):
        role: Role = "detail" if number else "lead"
        known = line.facts.get(_place(sentence))
        if known is None:
            name = f"{sentence.document}:{sentence.start}"
            yield Pick(fact=name, sentences=(sentence,), role=role, follows=follows)
        else:
            made = pick_of(known.model_copy(update={"sentence": sentence}), role, event)
            yield made.model_copy(update={"follows": follows})


def _added(
    candidates: Sequence[Candidate], told: Sequence[Sentence], line: _Line, event: Event
) -> list[Candidate]:
    """Return what other reports say and the told one does not, what more of them say first.

    Another report's first sentence tells the event once more in other words: it adds nothing.
    """
    said = [stems_of(one.text, line.code) for one in line.story.sentences]
    printed = frozenset().union(*(stems_of(one.text, event.code_of(one)) for one in told))
    lead = stems_of(f"{line.story.headline} {told[0].text}", line.code)
    new = [
        one
        for one in candidates
        if one.early < 1
        and (len(one.fact.reports) > 1 or len(one.stems & lead) >= OF_EVENT)
        and all(overlap(one.stems, other) < KNOWN for other in said)
        and overlap(one.stems, printed) < SAME
    ]
    return sorted(new, key=lambda one: (-one.score, one.fact.id))
