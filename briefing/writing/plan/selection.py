"""Which facts make an item, in which order: what the reports share, then what only one has.

Greedy choice by maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998) over facts whose
sentence can stand alone; the lead first, then in the order of the event's first report.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, Literal

from briefing.language.base import language
from briefing.language.names import capitals_tell_names
from briefing.language.syntax import UNPARSED, Analysis
from briefing.language.text import Text, read
from briefing.records import Event, Fact, Record, Sentence
from briefing.writing.cuts import without_dateline
from briefing.writing.gate import form
from briefing.writing.plan.quotations import torn_by_quotation

_SHARED: Final = 1.0  # weight of the share of reports that say it
_EARLY: Final = 0.8  # of standing early in its story: news leads with the news
_CENTRAL: Final = 0.6  # of using the words that the event's sentences share
_COMMON: Final = 1.5  # of a word that all reports use
_OWN: Final = 1 / 3  # of the commonest word of the only report
_CONCRETE: Final = 0.2  # of names and numbers
_LOOSE: Final = 1.0  # of the share that may go: what is left says the same in fewer words
_LEANING: Final = 0.4  # cost of a subject that an earlier sentence has to explain
_REDUNDANT: Final = 0.9  # cost of repeating what is chosen
_SAME: Final = 0.6
"""Overlap of content words from which a fact says again what a chosen one said (not chosen), and a
copy's sentence says the same as the chosen one (cited with it)."""
_MOST_CITED: Final = 4
MOST: Final = 0.75
"""Share of a printed sentence's content words from which a passage of another report says it."""
LITTLE_ELSE: Final = 0.8
"""Share of a passage's content words that are the sentence's, from which `_SAME` of these is enough."""
NAMES_MISSING: Final = 1
"""Words of names that such a passage may lack, where it has no others."""
LONGEST: Final = 60
"""Words; longer "sentences" are mostly lists or failed sentence splits."""


@cache
def _leaning(code: str) -> re.Pattern[str]:
    """“The conversation was …”, “The move comes …”: which one, only the text before tells."""
    words = language(code)
    return re.compile(
        rf"\W*{words.either('form.leaning_determiners')}(?: [a-z-]+){{1,2}}"
        rf" {words.either('form.leaning_verbs')}\b"
    )


class Pick(Record):
    """One fact to write about: the sentences to write from and cite, the anchor first."""

    fact: str
    """Id of the fact."""
    sentences: tuple[Sentence, ...]
    role: Literal["lead", "detail"]
    follows: bool = False
    """Whether it rests on the pick before it, behind which it stands in their story: that tells who "he" is and what "the move".

    The first pick does where it points to something and its story begins with it: nothing stands before it.
    """


class Candidate(Record):
    """A fact that may be told, by its clearest sentence."""

    fact: Fact
    sentence: Sentence
    stems: frozenset[str]
    score: float
    early: float
    """1 for the first sentence of any story, 1/2 for the second, and so on."""
    position: float
    """Where it stands in the story, 0 first to 1 last; for the reading order."""


def select(
    facts: Sequence[Fact],
    event: Event,
    budget: int,
    parsed: Mapping[str, Analysis] = UNPARSED,
) -> tuple[Pick, ...]:
    """At most `budget` facts of `event`, the lead first, the others in reading order.

    `parsed` is what is known of sentences by their trees, by text.  A fact none of whose sentences can
    stand alone is never chosen, nor one that repeats a chosen one; so there may be fewer than `budget`,
    and none where nothing fits.
    """
    candidates = candidates_of(facts, event, parsed)
    if not candidates or budget < 1:
        return ()
    lead = max(candidates, key=lambda one: (_lead_score(one), one.fact.id))
    chosen = _choose(candidates, lead, budget)
    details = sorted(chosen[1:], key=lambda one: (one.position, one.fact.id))
    return (
        pick_of(lead, "lead", event),
        *(pick_of(one, "detail", event) for one in details),
    )


def stems_of(text: str, code: str) -> frozenset[str]:
    """Return the stems of a sentence's content words."""
    return frozenset(token.stem for token in read(text, code).tokens if token.content)


def usable(sentence: Sentence, code: str = "en", *, parsed: bool = True) -> bool:
    """Whether a sentence may be chosen, as far as its words tell; a dateline does not count.

    `code` is the ISO 639-1 code of its language; where it is not `parsed`, what words alone take for unfinished is.
    """
    text = sentence.text
    sources = [text] if parsed else []
    return (
        len(text.split()) <= LONGEST
        and not form(text, code, sources)
        and not form(without_dateline(" ".join(text.split())), code, sources)
    )


def candidates_of(
    facts: Sequence[Fact], event: Event, parsed: Mapping[str, Analysis]
) -> list[Candidate]:
    """Return the facts of which a sentence can stand alone, with what speaks for telling them."""
    torn = frozenset[tuple[str, int]]().union(
        *(torn_by_quotation(story.sentences) for story in event.stories)
    )
    usable = [(fact, one) for fact in facts if (one := _clearest(fact, event, torn, parsed))]
    weights = _weights(facts, event)
    reports = max(1, len(event.reports))
    found = []
    for fact, sentence in usable:
        known, code = parsed.get(sentence.text), event.code_of(sentence)
        stems = stems_of(known.core if known else sentence.text, code)
        early = max((1 / (1 + event.place_of(one)) for one in fact.sentences), default=0.0)
        central = sum(weights.get(stem, 0.0) for stem in stems) / math.sqrt(len(stems) or 1)
        score = (
            _SHARED * len(fact.reports) / reports
            + _EARLY * early
            + _CENTRAL * central
            + _CONCRETE * _concrete(sentence.text, code)
            + _LOOSE * (known.loose if known else 0.0)
            - _LEANING * bool(_leaning(code).match(sentence.text))
        )
        position = _position(fact, sentence, event)
        found.append(
            Candidate(
                fact=fact,
                sentence=sentence,
                stems=stems,
                score=score,
                early=early,
                position=position,
            )
        )
    return found


def _clearest(
    fact: Fact, event: Event, torn: frozenset[tuple[str, int]], parsed: Mapping[str, Analysis]
) -> Sentence | None:
    """The anchor, or the first other sentence of the fact that can stand alone."""
    for sentence in (fact.anchor, *fact.sentences):
        known = parsed.get(sentence.text)
        code = event.code_of(sentence)
        stands = known is None or known.stands_alone
        fits = usable(sentence, code, parsed=known is not None) and stands
        if fits and (sentence.document, sentence.start) not in torn:
            return sentence
    return None


def _weights(facts: Sequence[Fact], event: Event) -> Mapping[str, float]:
    """How far a word is the event's: what share of the reports use it, or of the facts of the only one.

    A page that got in by mistake has words of its own, however often it says them.
    """
    used: Counter[str] = Counter()
    users: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        for stem in stems_of(fact.anchor.text, event.code_of(fact.anchor)):
            used[stem] += 1
            users[stem].update(fact.reports)
    most = max(used.values(), default=1)
    reports = len({report for fact in facts for report in fact.reports})
    if reports < 2:
        return {stem: _OWN * (count - 1) / most for stem, count in used.items()}
    return {stem: _COMMON * (len(users[stem]) - 1) / (reports - 1) for stem in used}


def _position(fact: Fact, sentence: Sentence, event: Event) -> float:
    """Place in the first report where it has the fact; else the relative place in its own story."""
    first = event.reports[0].original.id
    shown = next((one for one in fact.sentences if one.story == first), sentence)
    return event.place_of(shown) / len(event.story_of(shown).sentences)


def _concrete(text: str, code: str) -> float:
    tokens = [token for token in read(text, code).tokens if token.kind != "punct"]
    tells = capitals_tell_names(code)
    named = sum(
        token.kind == "number" or (tells and token.capital and token.content)
        for token in tokens[1:]
    )
    return min(1.0, 4 * named / max(1, len(tokens)))


def _lead_score(candidate: Candidate) -> float:
    return candidate.score + candidate.early


def _choose(candidates: Sequence[Candidate], lead: Candidate, budget: int) -> list[Candidate]:
    chosen = [lead]
    rest = [one for one in candidates if one is not lead]
    while rest and len(chosen) < budget:
        rest = [one for one in rest if _redundancy(one, chosen) < _SAME]
        if not rest:
            break
        best = max(
            rest, key=lambda one: (one.score - _REDUNDANT * _redundancy(one, chosen), one.fact.id)
        )
        chosen.append(best)
        rest.remove(best)
    return chosen


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared content words over those of the shorter of the two."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0


def bears_out(quote: str, text: str, code: str = "en") -> bool:
    """Whether a passage of another report says what a printed sentence says, so that it may be cited for it.

    It has most of its content words, its figures, days and names, and denies where it denies.  A short quotation lies
    whole in many a sentence and bears out none.
    """
    said, told = stems_of(text, code), stems_of(quote, code)
    shared = len(said & told)
    says_it = shared >= MOST * len(said) or (
        shared >= _SAME * len(said) and shared >= LITTLE_ELSE * len(told)
    )
    return says_it and _has_particulars(read(quote, code), read(text, code))


def _has_particulars(quote: Text, text: Text) -> bool:
    """Whether a passage has the figures, days and names of a text, and denies where it denies.

    A day may be missing where the passage tells none, and a word of a name where it tells no other: who speaks, a first name, a country.
    """
    days, own = ({day.text for day in one.days(None)} for one in (text, quote))
    lost, other = text.name_terms - quote.name_terms, quote.name_terms - text.name_terms
    return (
        {one.key for one in text.figures} <= {one.key for one in quote.figures}
        and (days <= own or not own)
        and (not lost or (len(lost) <= NAMES_MISSING and not other))
        and _denies(text) == _denies(quote)
    )


def _denies(text: Text) -> bool:
    negations = language(text.code).words("grammar.negations")
    return any(token.low in negations for token in text.tokens)


def _redundancy(candidate: Candidate, chosen: Sequence[Candidate]) -> float:
    return max(overlap(candidate.stems, other.stems) for other in chosen)


def pick_of(candidate: Candidate, role: Literal["lead", "detail"], event: Event) -> Pick:
    """Return a candidate as a pick, with the sentences of other stories that say the same."""
    anchor = candidate.sentence
    code = event.code_of(anchor)
    stems = stems_of(anchor.text, code)
    telling = [
        one for one in candidate.fact.sentences if overlap(stems, stems_of(one.text, code)) >= _SAME
    ]
    cited, seen = [anchor], {anchor.story}
    for other in sorted(telling, key=lambda one: not bears_out(one.text, anchor.text, code)):
        if other.story not in seen and len(cited) < _MOST_CITED:
            cited.append(other)
            seen.add(other.story)
    return Pick(fact=candidate.fact.id, sentences=tuple(cited), role=role)
