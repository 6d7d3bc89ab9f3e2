"""Who said it: one quotation that two reports give to two persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from briefing.grouping.disagreements.places import mentions
from briefing.grouping.disagreements.slots import Filled, fill
from briefing.grouping.events import Shingler, containment
from briefing.language.base import language
from briefing.language.spellings import same_name
from briefing.records import Sentence, Story

FEWEST: Final = 6
"""Words from which a quotation is one that two people would not say alike."""
SAME_WORDS: Final = 0.6
"""Share of the shorter quotation's runs of three words that the longer one has."""
_QUOTED: Final = re.compile(r"[“\"]([^“”\"]{20,})[”\"]")
_EN: Final = language("en")
_VERB: Final = _EN.either("events.quoting")
_ARTICLE: Final = _EN.pattern("events.speaker_article")
_PERSON: Final = r"(?P<{0}>[A-Z][\w’'-]+(?:\s[A-Z]\.)?(?:\s[A-Z][\w’'-]+)+)"
_BEFORE: Final = re.compile(_PERSON.format("one") + rf"(?:,[^,“”\"]{{1,60}},)?\s{_VERB}\b")
_AFTER: Final = re.compile(
    rf"\b{_VERB}\s{_ARTICLE}?(?:[a-z-]+,?\s){{0,4}}?"
    + _PERSON.format("other")
    + rf"|\b{_EN.pattern('events.quoting_after')}\s{_ARTICLE}?(?:[a-z-]+,?\s){{0,4}}?"
    + _PERSON.format("third")
)
_TITLED: Final = re.compile(rf"^(?:{_EN.either('names.offices')}\s)+")
_BODIES: Final = re.compile(rf"\b{_EN.either('names.bodies')}\b")
"""An institution speaks through people: it does not clash with its official."""


@dataclass(frozen=True)
class Spoken:
    """A quotation, and the person to whom a sentence gives it."""

    filled: Filled
    quote: str


def find_speakers(sentence: Sentence, story: Story) -> tuple[Spoken, ...]:
    """Return the longer quotations of `sentence` that it gives to a person by full name."""
    text = sentence.text
    quotes = [match.group(1) for match in _QUOTED.finditer(text)]
    quotes = [quote for quote in quotes if len(quote.split()) >= FEWEST]
    # The speaker stands outside the quotation marks; blanks keep the offsets.
    outside = _QUOTED.sub(lambda match: "“" + " " * (len(match.group()) - 2) + "”", text)
    match = _BEFORE.search(outside) or _AFTER.search(outside)
    if not quotes or match is None or match.lastgroup is None:
        return ()
    start, end = match.span(match.lastgroup)
    title = _TITLED.match(text[start:end])
    start += title.end() if title else 0
    name = text[start:end]
    if " " not in name or _BODIES.search(name):
        return ()
    filled = fill("speaker", sentence, story.when.day, (start, end))
    return tuple(Spoken(filled, quote) for quote in quotes)


def clashing_speakers(
    spoken: Sequence[Spoken], report_of: Mapping[str, str], texts: Mapping[str, str]
) -> Iterator[tuple[Spoken, Spoken]]:
    """Yield pairs of sentences that give one quotation to two persons.

    A report that speaks of the other's person as well may quote one through the other, and is left
    alone.  `texts` holds the whole text of each report.
    """
    shingler = Shingler(3)
    hashes = [shingler(one.quote) for one in spoken]
    for (first, mine), (second, theirs) in combinations(zip(spoken, hashes, strict=True), 2):
        one, other = (report_of[each.filled.sentence.story] for each in (first, second))
        names = [each.filled.value.split() for each in (first, second)]
        if (
            one != other
            and containment(mine, theirs) >= SAME_WORDS
            and not same_name(names[0][-1], names[1][-1])
            and not mentions(texts[one], names[1][-1])
            and not mentions(texts[other], names[0][-1])
        ):
            yield first, second
