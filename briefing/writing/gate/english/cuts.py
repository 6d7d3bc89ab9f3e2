"""What may be left out of a sentence without changing who does what to whom.

Where two words meet that were apart, the words between them decide: a bracketed aside, an adverb,
an adjective, a prepositional phrase after its noun may go; a verb, the head of a noun phrase or the
preposition that ties a word to its verb may not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.tokens import Token, word_classes
from briefing.writing.gate.align import Alignment

_EN: Final = language("en")
_ARTICLES: Final = _EN.words("classes.articles")
_BE: Final = _EN.words("classes.be", "classes.be_or_possessive")
_CONNECTIVES: Final = _EN.words("classes.connectives")
_COORDINATORS: Final = _EN.words("classes.coordinators")
_HEDGES: Final = _EN.words("grammar.hedges")
_IRREGULAR: Final = word_classes("en").irregular
_MODALS: Final = _EN.words("classes.modals")
_PERFECT: Final = _EN.words("classes.perfect")
_PREPOSITIONS: Final = _EN.words("classes.prepositions")
_RELATIVES: Final = _EN.words("classes.relatives")
_REPORTING: Final = _EN.words("speech.reporting", "speech.sources")
_SUBORDINATORS: Final = _EN.words("classes.subordinators")
_TITLES: Final = _EN.words("names.titles")

BORDER: Final = frozenset({",", ";", ":", "—", "(", ")", '"', "[", "]"})


_DETERMINERS: Final = (
    _ARTICLES
    | {"my", "your", "our", "some", "any", "every", "each", "no"}
    | {
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "'s",
    }
)


_CLAUSE: Final = _RELATIVES | _SUBORDINATORS


_OPEN_VERB: Final = _EN.words("verbs.open")


_JOINING: Final = frozenset({"and", "but", "although", "though", "while", "whereas", "because"})
"""Conjunctions whose clause is asserted by itself, so that it may stand without the other one."""


_CONTROL: Final = _EN.words("verbs.completed")
"""Words that a following infinitive completes: without it they say something else."""


_CLOSING: Final = _EN.words("classes.closing")
"""Function words that a clause may end with."""


def is_adverb(token: Token) -> bool:
    """Whether a word only modifies: it may go without a trace."""
    low = token.low
    return (low.endswith("ly") and len(low) > 4 and low not in _HEDGES and low not in {"only", "family", "july"}) or low in {
        "also", "then", "too", "again", "still", "already", "now", "so", "very", "here", "there", "however", "meanwhile", "once", "soon", "instead", "later", "earlier", "even", "just", "ago", "together", "late", "early", "somewhere",
    }  # fmt: skip


class Gap(NamedTuple):
    """A run of words left out of a used sentence, between two kept places (-1: its start or end)."""

    before: int
    after: int


def cuts(alignment: Alignment) -> Iterator[Gap]:
    """The cuts in the order of the source, whatever order the draft puts the rest into."""
    kept = sorted(alignment.kept)
    tokens = alignment.source.tokens
    for at, place in enumerate(kept):
        if at == 0 or tokens[kept[at - 1]].sentence != tokens[place].sentence:
            yield Gap(-1, place)
        if at + 1 == len(kept) or tokens[kept[at + 1]].sentence != tokens[place].sentence:
            yield Gap(place, -1)
        else:
            yield Gap(place, kept[at + 1])


def cut_before_verb(alignment: Alignment, cut: Gap) -> bool:
    """Whether a draft ends where the verb of its sentence would have begun."""
    if cut.after >= 0:
        return False
    tokens = alignment.source.tokens
    following = tokens[cut.before + 1 : cut.before + 2]
    return bool(following) and (following[0].low in _BE | _MODALS | _PERFECT | _ARTICLES)


def sentence_of(alignment: Alignment, place: int) -> range:
    """The places of the source sentence that `place` stands in."""
    tokens = alignment.source.tokens
    number, start, end = tokens[place].sentence, place, place + 1
    while start > 0 and tokens[start - 1].sentence == number:
        start -= 1
    while end < len(tokens) and tokens[end].sentence == number:
        end += 1
    return range(start, end)


def left_out(alignment: Alignment, places: range) -> list[Token]:
    """The words at `places` that the draft does not use anywhere."""
    tokens, kept = alignment.source.tokens, alignment.kept
    return [tokens[at] for at in places if tokens[at].kind != "punct" and at not in kept]


def lead_may_go(alignment: Alignment, after: int) -> bool:
    """What stood before the first kept word of a sentence."""
    tokens = alignment.source.tokens
    start = sentence_of(alignment, after).start
    words = left_out(alignment, range(start, after))
    if not words or all(word.low in _ARTICLES | _CONNECTIVES or is_adverb(word) for word in words):
        return True
    if tokens[after].low in {"which", "who", "whose", "whom"}:
        return False
    if after > start and tokens[after - 1].low in BORDER:
        return True
    if tokens[after - 1].low in _JOINING and not tokens[after].verbal:
        clause = after - 2 < start or any(word.verbal for word in words)
        return clause and (after - 2 < start or tokens[after - 2].low in BORDER)
    return _title_may_go(tokens[after], _run_before(tokens, start, after))


def _title_may_go(name: Token, run: Sequence[Token]) -> bool:
    """Words before a name that tie to nothing else: "[Norwegian skier] Kari Moen"."""
    bound = any(binds(word) or word.low == "'s" or word.kind == "number" for word in run)
    half = len(run) > 1 and run[0].capital and run[0].low not in _TITLES
    return name.capital and bool(run) and not bound and not half


def _calendar_phrase(words: Sequence[Token]) -> bool:
    """Whether words only tell the day: "[on Friday]", "[late on 17 June]"."""
    return any(word.calendar for word in words) and all(
        word.calendar or word.kind == "number" or word.low in {"that", "on", "in", "last", "next", "this", "of", "late", "early", "morning", "afternoon", "evening", "night"}
        for word in words
    )  # fmt: skip


def _run_before(tokens: Sequence[Token], start: int, after: int) -> list[Token]:
    run: list[Token] = []
    for at in range(after - 1, start - 1, -1):
        if tokens[at].low in BORDER:
            break
        if tokens[at].kind != "punct":
            run.append(tokens[at])
    return run


def binds(token: Token) -> bool:
    """Whether a word ties others together: a verb, preposition, conjunction or relative."""
    low = token.low
    return (
        token.verbal
        or low in _PREPOSITIONS
        or low in _COORDINATORS
        or low in _CLAUSE
        or low in _MODALS
    )


def tail_may_go(alignment: Alignment, before: int) -> bool:
    """What stood after the last kept word of a sentence."""
    tokens = alignment.source.tokens
    end = sentence_of(alignment, before).stop
    if not left_out(alignment, range(before + 1, end)):
        return True
    return end_may_stand(tokens, before)


def end_may_stand(tokens: Sequence[Token], before: int) -> bool:
    """Whether a clause may end with the word at `before`, whatever follows it in the source."""
    if before + 1 >= len(tokens):
        return True
    left, following = tokens[before], tokens[before + 1]
    low = following.low
    if low == "," and before + 2 < len(tokens) and tokens[before + 2].verbal:
        return tokens[before + 2].low in _REPORTING  # else the main verb would be gone
    if low in BORDER or low in {".", "!", "?"}:
        return True
    if low == "to":
        return _purpose_may_go(tokens, before)
    if _completed(tokens, before):
        return False
    closes = left.content or left.calendar or left.low in _CLOSING
    follows = low in _PREPOSITIONS | _CLAUSE | _COORDINATORS
    return closes and (follows or following.calendar or is_adverb(following))


def _completed(tokens: Sequence[Token], before: int) -> bool:
    """Whether the word at `before` needs the one after it: an object, a complement, a pair."""
    following = tokens[before + 1]
    low = following.low
    near = {token.low for token in tokens[max(0, before - 8) : before + 1]}
    if low in {"of", "than", "not", "n't", "'s"} or following.kind == "punct":
        return True
    if low == "as" and near & {"as", "so", "such", "same"}:
        return True
    if low in _COORDINATORS and near & {"between", "both", "either", "neither"}:
        return True
    loose = following.calendar or is_adverb(following) or not following.content
    return _acts(tokens, before) and (low in _OPEN_VERB or not loose)


def _acts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word is a verb here: a base form is one after "to", a modal or a plural ("a pay rise")."""
    token = tokens[at]
    if not token.verbal or token.low != _IRREGULAR.get(token.low):
        return token.verbal
    before = tokens[at - 1].low if at else ""
    return before in _MODALS | {"to", "not", "n't", "they", "we", "i", "you"} or before.endswith(
        "s"
    )


def _purpose_may_go(tokens: Sequence[Token], before: int) -> bool:
    """An infinitive that no word before it calls for: "beat Rossi [to win the race]"."""
    after = tokens[before + 2] if before + 2 < len(tokens) else None
    if after is None or not after.content or after.capital or after.kind == "number":
        return False
    number = tokens[before].sentence
    clause = [t for t in tokens[max(0, before - 14) : before + 1] if t.sentence == number]
    return not tokens[before].verbal and not any(t.low in (_CONTROL | _BE) - {"'s"} for t in clause)


def gap_may_go(alignment: Alignment, before: int, after: int) -> bool:
    """What stood between two words that the draft puts side by side, in the order of the source."""
    tokens = alignment.source.tokens
    gap, words = tokens[before + 1 : after], left_out(alignment, range(before + 1, after))
    light = _ARTICLES | _PERFECT | {"that", "also"}
    if all(word.low in light or is_adverb(word) for word in words) or _calendar_phrase(words):
        return tokens[after].capital or not any(word.low in _ARTICLES for word in words)
    if tokens[after].low in {"who", "which", "whose", "whom"}:
        return False  # it would belong to another noun
    opened, closed = gap[0].low in BORDER, gap[-1].low in BORDER
    if gap[-1].low == '"' and alignment.source.quoted[after]:
        closed = False  # an opening mark closes no aside
    if opened and (closed or tokens[after].low in {"and", "but"}):
        return not _swallows_subject(alignment, before, gap)
    if closed:
        return end_may_stand(tokens, before) and _resumes(tokens, after)
    if opened:
        run = _run_before(tokens, before + 1, after)
        return len(run) == len(words) and _title_may_go(tokens[after], run)
    return _phrase_may_go(tokens[before], gap, words, tokens[after])


def _resumes(tokens: Sequence[Token], after: int) -> bool:
    """Whether what follows a cut's comma can follow another word: no noun of a list, but "X said"."""
    right = tokens[after]
    tied = right.low in _PREPOSITIONS | _CLAUSE | _COORDINATORS or right.low.endswith("ing")
    said = any(token.low in _REPORTING for token in tokens[after : after + 9])
    elapsed = right.kind == "number" and any(
        token.low in _SUBORDINATORS for token in tokens[after : after + 4]
    )  # "…, five days after"
    return tied or said or elapsed or right.calendar or is_adverb(right)


def _swallows_subject(alignment: Alignment, before: int, gap: Sequence[Token]) -> bool:
    """A bracket after a subordinate opening ("After he left, Xi, who …,") holds the main subject."""
    tokens = alignment.source.tokens
    start = sentence_of(alignment, before).start
    opening = next((t.low for t in tokens[start:before] if t.kind != "punct"), "")
    first = next((token for token in gap if token.kind != "punct"), None)
    age = sum(token.kind != "punct" for token in gap) == 1 and any(t.kind == "number" for t in gap)
    if age or any(token.low in BORDER for token in tokens[start : before + 1]):
        return False
    return (
        opening in _SUBORDINATORS
        and first is not None
        and first.low not in _RELATIVES | _PREPOSITIONS
    )


def _phrase_may_go(left: Token, gap: Sequence[Token], words: Sequence[Token], right: Token) -> bool:
    """What stood, without punctuation at its ends, between two words of one clause."""
    lows = [word.low for word in words]
    if lows == ["on"] and right.calendar:
        return True
    if len(words) == 2 and lows[1] == "'s" and words[0].capital and right.capital:
        return left.verbal or left.low in _PREPOSITIONS
    clauses = any(low in _CLAUSE for low in lows)
    if lows[-1:] in (["and"], ["but"]) and right.verbal and not clauses:
        spoken = any(low in _REPORTING | _MODALS | {"not", "n't"} for low in lows)
        return words[0].verbal and not spoken
    if any(token.low in BORDER for token in gap):
        return False
    if clauses or "'s" in lows or any(low in _COORDINATORS or low in _BE for low in lows):
        return False
    return _plain_phrase_may_go(left, gap, words, right)


def _plain_phrase_may_go(
    left: Token, gap: Sequence[Token], words: Sequence[Token], right: Token
) -> bool:
    """The same without clauses, pairs and possessives: one prepositional phrase, or modifiers."""
    lows = [word.low for word in words]
    verbs = any(word.verbal or word.low in _MODALS for word in words)
    ties = [low for low in lows if low in _PREPOSITIONS]
    one_phrase = len(ties) == 1 and lows[0] in ties and lows[-1] not in ties and not verbs
    if lows[0] == "to" or any(low in {"he", "she", "they", "it", "we", "i"} for low in lows):
        one_phrase = False
    if right.verbal or right.low in _MODALS:
        return left.content and (one_phrase or _participle_phrase(words))
    if right.low in _PREPOSITIONS:
        far = right.low == "to" and not any(t.kind == "number" for t in gap)
        return one_phrase and left.content and right.low != "of" and not far
    return _modifiers_may_go(left, words, ties, right)


def _participle_phrase(words: Sequence[Token]) -> bool:
    """A shortened relative clause: "a ferry [carrying 212 passengers] sank"."""
    first, rest = words[0].low, words[1:]
    opens = first.endswith("ing") or (
        first.endswith("ed") and bool(rest) and rest[0].low in _PREPOSITIONS
    )
    return opens and first not in _REPORTING and not any(word.verbal for word in rest)


def _titled(left: Token, words: Sequence[Token]) -> bool:
    """Whether a cut before a capital takes a title, or a first name after one, and no half name."""
    return left.low in _TITLES or words[-1].low in _TITLES


def _modifiers_may_go(
    left: Token, words: Sequence[Token], ties: Sequence[str], right: Token
) -> bool:
    """Adjectives and nouns before their head ("the [resource-rich] region")."""
    if ties or not right.content or words[0].low in _DETERMINERS or right.low.endswith("ing"):
        return False
    if (left.low == "a") == (right.low[0] in "aeiou") and left.low in {"a", "an"}:
        return False
    if words[-1].capital and right.capital and not _titled(left, words):
        return False
    participle = words[0].low.endswith("ed") and (len(words) == 1 or right.capital)
    if any(word.verbal for word in words[participle:]):
        return False
    free = left.kind == "number" or left.low in _DETERMINERS | _PREPOSITIONS | _SUBORDINATORS
    return free or (left.verbal and words[0].content) or (left.capital and right.capital)
