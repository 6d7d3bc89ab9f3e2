"""The gate on a finished item: its sentences one behind the other, as a stranger reads them.

Each sentence is true by itself; an item fails its reader where somebody is not introduced, a word points at nothing that
was told, the lead lost its day or place, a fact is told twice, or figures contradict each other and nobody says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.names import Name, capitals_tell_names
from briefing.language.text import Text, read
from briefing.language.tokens import stem
from briefing.language.words import background, fold
from briefing.records import Citation, Disagreement, Objection
from briefing.writing.gate.differing import figures_of, tells_one_side
from briefing.writing.gate.english import CODE as ENGLISH
from briefing.writing.gate.english import nameless_pronoun, newly_definite, places
from briefing.writing.gate.reasons import Reason
from briefing.writing.gate.wellformed import form

GIVEN: Final = 0.6
"""Share of capitals in news from which a word may be part of a person's name: no "White House", no "Port Ellery"."""
KNOWN: Final = 0.7
"""Share of a sentence's content words that the sentences before it have, from which it tells their fact again."""
FEWEST: Final = 4
"""Content words of a sentence below which it is not asked whether it repeats."""


class Printed(NamedTuple):
    """A sentence of an item in its place."""

    text: str
    citations: tuple[Citation, ...]
    code: str = ENGLISH
    """ISO 639-1 code of its language."""
    follows: bool = False
    """Whether the sentence before it in its story is printed right before it."""


def judge_item(
    headline: str,
    sentences: Sequence[Printed],
    sources: Sequence[str],
    disagreements: Sequence[Disagreement] = (),
) -> tuple[Objection, ...]:
    """Return what stands against an item, sentence by sentence; 0 is the headline, which introduces nobody.

    `sources` are the sentences of its stories, from which is known how people are called in full.
    """
    full = _full_names(sources, sentences[0].code) if sentences else {}
    found: list[Objection] = []
    for number, one in enumerate(sentences, start=1):
        before = sentences[: number - 1]
        found += _unintroduced(number, one, before, full)
        found += _dangling(number, one, before)
        found += _lead_lost(one, sentences) if number == 1 else ()
        found += _repeated(number, one, before)
    found += _contradictions(headline, sentences, disagreements)
    return tuple(found)


# -- who is who -----------------------------------------------------------------------------------


def _full_names(sources: Sequence[str], code: str) -> Mapping[str, str]:
    """Return how the bearers of surnames are called in full, by surname.

    Left out are namesakes, and what the sources have behind an article or a preposition of place: "a Republican", "in Florida".
    """
    found: dict[str, set[str]] = {}
    others: set[str] = set()
    if not capitals_tell_names(code):
        return {}
    articles = language(code).words("classes.articles")
    for text in (read(one, code) for one in sources):
        others |= {last.stem for first, last in pairwise(text.tokens) if first.low in articles}
        if code == ENGLISH:
            others |= {token.stem for place in places(text) for token in place}
        for name in text.names:
            whole = " ".join(one.text for one in name[-2:])
            if len(name) > 1 and len(name[-1].text) > 1 and whole in text.text:
                found.setdefault(name[-1].text, set()).add(whole)
    return {
        last: whole
        for last, (whole, *namesakes) in ((last, sorted(names)) for last, names in found.items())
        if not namesakes and all(_may_be_name(word, others, code) for word in whole.split())
    }


def _may_be_name(word: str, others: AbstractSet[str], code: str) -> bool:
    """Whether a word is part of a person's name as far as news tells: mostly with a capital, or never seen; and no title."""
    share = background().capitals(stem(fold(word)))
    titles = language(code).words("names.titles", "names.honorifics")
    if word.isupper() or word.lower() in titles or stem(word.lower()) in others:
        return False
    return share is None or share >= GIVEN


def _unintroduced(
    number: int, one: Printed, before: Sequence[Printed], full: Mapping[str, str]
) -> Iterator[Objection]:
    """Surnames alone whose bearer the sources call in full, and no sentence up to there does."""
    told = {
        name[-1].text
        for other in (*before, one)
        for name in read(other.text, other.code).names
        if len(name) > 1
    }
    for name in read(one.text, one.code).names:
        alone = len(name) == 1 and name[0].text in full and name[0].text not in told
        if alone and not _is_described(name, one):
            yield Objection(reason=str(Reason.UNINTRODUCED), sentence=number, words=name[0].text)


def _is_described(name: Name, one: Printed) -> bool:
    """Whether a name has an article, or stands before a noun: "the Senate", "Republican nominee" are no persons."""
    tokens = read(one.text, one.code).tokens
    at = next(place for place, token in enumerate(tokens) if token.start == name[0].start)
    before, after = tokens[at - 1 : at], tokens[at + 1 : at + 2]
    noun = bool(after) and after[0].content and not after[0].verbal
    return noun or (bool(before) and before[0].low in language(one.code).words("classes.articles"))


# -- what points at what --------------------------------------------------------------------------


def _dangling(number: int, one: Printed, before: Sequence[Printed]) -> Iterator[Objection]:
    """A sentence that leans on one that is not printed before it."""
    words = _unmet(number, one, before) or _taken_for_known(one, before)
    if words:
        yield Objection(reason=str(Reason.DANGLING), sentence=number, words=words)


def _unmet(number: int, one: Printed, before: Sequence[Printed]) -> str:
    """What leans on the sentence before in its story, where that is not the one printed before; empty for nothing."""
    if one.follows:
        return ""
    pronoun = nameless_pronoun(read(one.text, one.code)) if one.code == ENGLISH else ""
    leans = Reason.NOT_SELF_STANDING in form(one.text, one.code)
    nobody = not any(read(other.text, other.code).names for other in before)
    return (pronoun or one.text.split()[0]) if leans or (pronoun and (nobody or number > 1)) else ""


def _taken_for_known(one: Printed, before: Sequence[Printed]) -> str:
    """What a sentence takes for known that its passages only introduce, and no sentence before tells of; empty for nothing."""
    if one.code != ENGLISH:
        return ""
    quotes = [read(" ".join(cited.quote.split()), one.code) for cited in one.citations]
    noun = newly_definite(read(one.text, one.code), quotes)
    told = frozenset[str]().union(*(_content(read(other.text, other.code)) for other in before))
    return noun.text if noun and noun.stem not in told else ""


def _lead_lost(lead: Printed, sentences: Sequence[Printed]) -> Iterator[Objection]:
    """The days and places of the lead's source that no sentence of the item tells."""
    source = read(" ".join(lead.citations[0].quote.split()), lead.code)
    told = [read(one.text, one.code) for one in sentences]
    days = {day.text for one in told for day in one.days(None)}
    lost = [day for day in source.days(None) if day.text not in days]
    if lost and not days:
        yield Objection(reason=str(Reason.LEAD), sentence=1, words=lost[0].text)
    terms = frozenset[str]().union(*(one.name_terms for one in told))
    for name in places(source) if lead.code == ENGLISH else ():
        words = source.text[name[0].start : name[-1].end]
        if not read(words, lead.code).name_terms <= terms:
            yield Objection(reason=str(Reason.LEAD), sentence=1, words=words)


# -- what is told twice, and against itself -------------------------------------------------------


def against_what_is_told(
    sentences: Sequence[Printed], disagreements: Sequence[Disagreement]
) -> Reason | None:
    """Return why the last of some sentences may not follow the others: it tells a fact again, or another figure for it."""
    last, number = sentences[-1], len(sentences)
    if repeats_fact(last.text, [one.text for one in sentences[:-1]], last.code):
        return Reason.TWICE
    against = _contradictions("", sentences, disagreements)
    return Reason.CONTRADICTION if any(one.sentence == number for one in against) else None


def _repeated(number: int, one: Printed, before: Sequence[Printed]) -> Iterator[Objection]:
    if repeats_fact(one.text, [other.text for other in before], one.code):
        yield Objection(reason=str(Reason.TWICE), sentence=number, words=one.text)


def repeats_fact(text: str, before: Sequence[str], code: str = ENGLISH) -> bool:
    """Whether a sentence tells again what those before it told: no new figure, day or name, and hardly a new word."""
    own, told = read(text, code), [read(one, code) for one in before]
    content = _content(own)
    if len(content) < FEWEST or not told:
        return False
    known = frozenset[str]().union(*map(_content, told))
    figures = {one.key for other in told for one in other.figures}
    names = frozenset[str]().union(*(other.name_terms for other in told))
    new = {one.key for one in own.figures} - figures or own.name_terms - names
    return not new and len(content & known) >= KNOWN * len(content)


def _content(text: Text) -> frozenset[str]:
    return frozenset(token.stem for token in text.tokens if token.content)


def _contradictions(
    headline: str, sentences: Sequence[Printed], disagreements: Sequence[Disagreement]
) -> Iterator[Objection]:
    """Sentences that give another value of a disagreement than the headline or a sentence before, and a headline that gives one alone."""
    texts = [headline, *(one.text for one in sentences)]
    code = sentences[0].code if sentences else ENGLISH
    for row in disagreements:
        if tells_one_side(headline, row, code):
            words = " / ".join(one.value for one in row.values)
            yield _contradiction(0, words)
            continue
        given = list(_given(texts, sentences, row))
        for place, values in given[1:]:
            if not set(values) & set(given[0][1]):
                yield _contradiction(place, f"{given[0][1][0]} / {values[0]}")


def _contradiction(sentence: int, words: str) -> Objection:
    reason = str(Reason.CONTRADICTION)
    return Objection(reason=reason, sentence=sentence, words=" ".join(words.split()))


def _given(
    texts: Sequence[str], sentences: Sequence[Printed], row: Disagreement
) -> Iterator[tuple[int, list[str]]]:
    """Which values of a disagreement each sentence gives, by the passages that it cites; the headline by its words."""
    for place, text in enumerate(texts):
        figures = {one.key for one in read(text).figures}
        cited = set(sentences[place - 1].citations) if place else None
        values = [
            value.value
            for value in row.values
            if cited is None or cited & set(value.citations)
            if (said := figures_of(value)) and said <= figures
        ]
        if values:
            yield place, values
