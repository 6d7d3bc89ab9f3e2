"""Sentences and headlines of an event that tell nothing of it, and are passed over where there are others.

A brief states: a question that nobody is said to have asked is passed over, too.  What stands in one paragraph with an aside, right
beside it, and has nothing in common with the event belongs to the aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from briefing.language.asides import Tie, is_aside, ties
from briefing.language.instructions import QUOTED, is_attributed
from briefing.language.tokens import normal
from briefing.records import Event, Sentence

Place = tuple[str, int]
"""Document and start of a sentence."""
LOOSE: Final = 4.0
"""Summed rarity of the terms that a sentence shares with its event up to which one common word is all they have in common."""
GAP: Final = 8
"""Characters between two sentences of a paragraph from which something stood there that reading took for no part of the story."""


def passed_over(event: Event) -> frozenset[Place]:
    """Return the places of what has nothing to do with its event; none where that would be all its sentences.

    What the reports of an event say is held against all of them, so that a sentence which two of them have is of the event.
    """
    found: set[Place] = set()
    tied: dict[Place, Tie] = {}
    for code, texts in _by_language(event).items():
        own = ties([one.text for one in texts], code)
        tied |= {_place(one): own[one.text] for one in texts if one.text in own}
        found |= {
            _place(one)
            for one in texts
            if _asks(one, code) or is_aside(one.text, own.get(one.text), code)
        }
    for story in event.stories:
        _spread(story.sentences, found, tied)
    sentences = (one for story in event.stories for one in story.sentences)
    return frozenset(found) if any(_place(one) not in found for one in sentences) else frozenset()


def _by_language(event: Event) -> Mapping[str, Sequence[Sentence]]:
    """All sentences and headlines of an event."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    for story in event.stories:
        title = [story.title] if story.title else []
        found[story.language_or(event.language)] += [*title, *story.sentences]
    return found


def _asks(sentence: Sentence, code: str) -> bool:
    """Whether a sentence of the text asks something in the story's own voice; a headline may."""
    plain = QUOTED.sub('""', normal(sentence.text))
    return (
        sentence.paragraph >= 0 and plain.rstrip().endswith("?") and not is_attributed(plain, code)
    )


def _spread(sentences: Sequence[Sentence], found: set[Place], tied: Mapping[Place, Tie]) -> None:
    """Pass over what has nothing in common with the event beside what is passed over already, or was no part of the story."""
    for ordered in (sentences, sentences[::-1]):
        for before, after in pairwise(ordered):
            gap = max(before.start, after.start) - min(before.end, after.end)
            near = before.paragraph == after.paragraph
            strange = near and (gap > GAP or _place(before) in found)
            tie = tied.get(_place(after))
            if strange and tie is not None and tie.shared <= LOOSE:
                found.add(_place(after))


def _place(sentence: Sentence) -> Place:
    return sentence.document, sentence.start
