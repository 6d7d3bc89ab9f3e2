"""Who does what to whom: every seam of a draft must be one that cannot change the sense.

A draft is read as its source with words left out or moved (:mod:`gate_align`).  Where two words
meet that were apart, the words between them decide: a bracketed aside, an adverb, an adjective, a
prepositional phrase after its noun may go; a verb, the head of a noun phrase or the preposition
that ties a word to its verb may not.  What fits no known harmless pattern is a change of roles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.writing.gate_align import Alignment, Jump
from briefing.writing.gate_reasons import Reason
from briefing.writing.gate_scope import Attribution
from briefing.writing.gate_tables import (
    ARTICLES,
    BE,
    CONNECTIVES,
    COORDINATORS,
    HEDGES,
    IRREGULAR,
    MODALS,
    PERFECT,
    PREPOSITIONS,
    RELATIVES,
    REPORTING,
    SUBORDINATORS,
    UNREALISED,
)
from briefing.writing.gate_words import Token

__all__ = ["forms", "modality", "roles"]

_BORDER: Final = frozenset({",", ";", ":", "—", "(", ")", '"', "[", "]"})
_DETERMINERS: Final = ARTICLES | {
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
_CLAUSE: Final = RELATIVES | SUBORDINATORS
_OPEN_VERB: Final = frozenset(
    {
        "for",
        "of",
        "to",
        "with",
        "from",
        "into",
        "against",
        "on",
        "that",
        "than",
        "as",
        "about",
        "over",
        "through",
    }
)
_THIRD: Final = frozenset({"he", "she", "they", "it"})


def _adverb(token: Token) -> bool:
    low = token.low
    return (low.endswith("ly") and len(low) > 4 and low not in HEDGES and low not in {"only", "family", "july"}) or low in {
        "also", "then", "too", "again", "still", "already", "now", "so", "very", "here", "there", "however", "meanwhile", "once", "soon", "instead", "later", "earlier", "even", "just", "ago", "together",
    }  # fmt: skip


def roles(alignment: Alignment, attributions: Sequence[Attribution]) -> set[Reason]:
    """Reasons from the seams and from the voice of the verbs of a draft."""
    passive = _passives(alignment)
    found: set[Reason] = set()
    for jump in alignment.jumps():
        if not _harmless(alignment, jump, attributions, passive):
            found.add(Reason.UNFINISHED if _cut_before_verb(alignment, jump) else Reason.ROLES)
    if _voice_changed(alignment, passive) or _stray_helpers(alignment, passive):
        found.add(Reason.ROLES)
    if len(alignment.kept) < len(alignment.aligned):
        found.add(Reason.REPETITION)
    return found


def _harmless(
    alignment: Alignment, jump: Jump, attributions: Sequence[Attribution], passive: set[int]
) -> bool:
    tokens = alignment.source.tokens
    if jump.left < 0:
        return _lead_may_go(alignment, jump.after)
    if jump.right >= len(alignment.draft):
        return _tail_may_go(alignment, jump.before)
    if tokens[jump.before].sentence != tokens[jump.after].sentence:
        return _fused(alignment, jump)
    if jump.after > jump.before:
        return _gap_may_go(alignment, jump.before, jump.after)
    return _moved(alignment, jump, attributions) or bool({jump.left, jump.right} & passive)


def _cut_before_verb(alignment: Alignment, jump: Jump) -> bool:
    if jump.right < len(alignment.draft):
        return False
    tokens = alignment.source.tokens
    following = tokens[jump.before + 1 : jump.before + 2]
    return bool(following) and (following[0].low in BE | MODALS | PERFECT | ARTICLES)


def _sentence(alignment: Alignment, place: int) -> range:
    tokens = alignment.source.tokens
    number, start, end = tokens[place].sentence, place, place + 1
    while start > 0 and tokens[start - 1].sentence == number:
        start -= 1
    while end < len(tokens) and tokens[end].sentence == number:
        end += 1
    return range(start, end)


def _left_out(alignment: Alignment, places: range) -> list[Token]:
    tokens, kept = alignment.source.tokens, alignment.kept
    return [tokens[at] for at in places if tokens[at].kind != "punct" and at not in kept]


def _lead_may_go(alignment: Alignment, after: int) -> bool:
    """What stood before the first kept word of a sentence."""
    tokens = alignment.source.tokens
    start = _sentence(alignment, after).start
    words = _left_out(alignment, range(start, after))
    if not words or all(word.low in ARTICLES | CONNECTIVES or _adverb(word) for word in words):
        return True
    if after > start and tokens[after - 1].low in _BORDER:
        return True
    run = _run_before(tokens, start, after)
    return (
        tokens[after].capital
        and bool(run)
        and not any(_binds(word) or word.low == "'s" or word.kind == "number" for word in run)
    )


def _run_before(tokens: Sequence[Token], start: int, after: int) -> list[Token]:
    run: list[Token] = []
    for at in range(after - 1, start - 1, -1):
        if tokens[at].low in _BORDER:
            break
        if tokens[at].kind != "punct":
            run.append(tokens[at])
    return run


def _binds(token: Token) -> bool:
    """Whether a word ties others together: a verb, preposition, conjunction or relative."""
    low = token.low
    return (
        token.verbal
        or low in PREPOSITIONS
        or low in COORDINATORS
        or low in _CLAUSE
        or low in MODALS
    )


def _tail_may_go(alignment: Alignment, before: int) -> bool:
    """What stood after the last kept word of a sentence."""
    tokens = alignment.source.tokens
    end = _sentence(alignment, before).stop
    if not _left_out(alignment, range(before + 1, end)):
        return True
    return _end_may_stand(tokens, before)


def _end_may_stand(tokens: Sequence[Token], before: int) -> bool:
    left, following = tokens[before], tokens[before + 1]
    low = following.low
    if low in _BORDER or low in {".", "!", "?"}:
        return True
    if low in {"of", "to", "than", "as", "not", "n't", "'s"} or following.kind == "punct":
        return False
    if left.verbal and (
        low in _OPEN_VERB
        or (following.content and not following.calendar and not _adverb(following))
    ):
        return False
    if not left.content and not left.calendar:
        return False
    if low in COORDINATORS:
        window = tokens[max(0, before - 8) : before]
        return not any(word.low in {"between", "both", "either", "neither"} for word in window)
    return low in PREPOSITIONS | _CLAUSE or following.calendar or _adverb(following)


def _fused(alignment: Alignment, jump: Jump) -> bool:
    """A seam between two sentences: a clause border in the draft, whole clauses on both sides."""
    tokens = alignment.source.tokens
    if _completes_pronoun(alignment, jump):
        return True
    border = alignment.draft[jump.left + 1 : jump.right + 1]
    if not any(word.low in {",", ";", "—", "and", "but", "while"} for word in border):
        return False
    if not _tail_may_go(alignment, jump.before):
        return False
    start = _sentence(alignment, jump.after).start
    dropped = _left_out(alignment, range(start, jump.after))
    if len(dropped) == 1 and dropped[0].low in _THIRD and tokens[jump.after].verbal:
        return _one_name(alignment, jump)
    return _lead_may_go(alignment, jump.after) and not tokens[jump.after].verbal


def _completes_pronoun(alignment: Alignment, jump: Jump) -> bool:
    """A name in place of the pronoun that opens the next sentence, where only one name can be meant."""
    opening = alignment.draft[: jump.left + 1]
    names = [word for word in opening if word.kind != "punct" and word.low not in ARTICLES]
    start = _sentence(alignment, jump.after).start
    dropped = _left_out(alignment, range(start, jump.after))
    return (
        bool(names)
        and all(word.capital for word in names)
        and len(dropped) == 1
        and dropped[0].low in {"he", "she"}
        and start + 1 == jump.after
        and _one_name(alignment, jump)
    )


def _one_name(alignment: Alignment, jump: Jump) -> bool:
    """Whether the sentence before names one capitalised run only and is the very next neighbour."""
    tokens = alignment.source.tokens
    places = _sentence(alignment, jump.before)
    if places.stop != _sentence(alignment, jump.after).start:
        return False
    if alignment.source.passages[jump.before] != alignment.source.passages[jump.after]:
        return False
    runs, inside = 0, False
    for at in places:
        named = tokens[at].capital and tokens[at].content and not tokens[at].calendar
        runs += named and not inside
        inside = named
    return runs == 1


def _gap_may_go(alignment: Alignment, before: int, after: int) -> bool:
    """What stood between two words that the draft puts side by side, in the order of the source."""
    tokens = alignment.source.tokens
    gap, words = tokens[before + 1 : after], _left_out(alignment, range(before + 1, after))
    light = ARTICLES | PERFECT | {"that", "also"}
    if all(word.low in light or _adverb(word) for word in words):
        return True
    opened, closed = gap[0].low in _BORDER, gap[-1].low in _BORDER
    if opened and (closed or tokens[after].low in {"and", "but"}):
        return not _swallows_subject(alignment, before, gap)
    if closed:
        return _end_may_stand(tokens, before)
    if opened:
        return False
    return _phrase_may_go(tokens[before], gap, words, tokens[after])


def _swallows_subject(alignment: Alignment, before: int, gap: Sequence[Token]) -> bool:
    """A bracket after a subordinate opening ("After he left, Xi, who …,") holds the main subject."""
    tokens = alignment.source.tokens
    start = _sentence(alignment, before).start
    opening = next((t.low for t in tokens[start:before] if t.kind != "punct"), "")
    first = next((token for token in gap if token.kind != "punct"), None)
    return (
        opening in SUBORDINATORS and first is not None and first.low not in RELATIVES | PREPOSITIONS
    )


def _phrase_may_go(left: Token, gap: Sequence[Token], words: Sequence[Token], right: Token) -> bool:
    lows = [word.low for word in words]
    verbs = any(word.verbal or word.low in MODALS for word in words)
    ties = [low for low in lows if low in PREPOSITIONS]
    clauses = any(low in _CLAUSE for low in lows)
    if lows == ["on"] and right.calendar:
        return True
    if lows[-1:] in (["and"], ["but"]) and right.verbal and not clauses:
        return words[0].verbal and not any(
            low in REPORTING | MODALS | {"not", "n't"} for low in lows
        )
    if clauses or "'s" in lows or any(low in COORDINATORS or low in BE for low in lows):
        return False
    one_phrase = len(ties) == 1 and lows[0] in ties and lows[-1] not in ties and not verbs
    if right.verbal or right.low in MODALS:
        return one_phrase and left.content
    if right.low in PREPOSITIONS | COORDINATORS:
        far = right.low == "to" and not any(t.kind == "number" for t in gap)
        return one_phrase and left.content and right.low != "of" and not far
    return _modifiers_may_go(left, words, ties, right)


def _modifiers_may_go(
    left: Token, words: Sequence[Token], ties: Sequence[str], right: Token
) -> bool:
    """Adjectives and nouns before their head ("the [resource-rich] region")."""
    if ties or not right.content:
        return False
    participle = len(words) == 1 and words[0].low.endswith("ed")
    if any(word.verbal for word in words) and not participle:
        return False
    free = left.low in _DETERMINERS or left.low in PREPOSITIONS or left.kind == "number"
    return free or (left.verbal and words[0].content) or (left.capital and right.capital)


def _segment(alignment: Alignment, at: int, step: int) -> list[int]:
    """Source places of the run of neighbours that ends (step -1) or begins (step 1) at `at`."""
    used = alignment.aligned
    index = used.index(at)
    places = [alignment.places[at]]
    while 0 <= index + step < len(used):
        index += step
        place = alignment.places[used[index]]
        if abs(place - places[-1]) > 2 or (place - places[-1]) * step <= 0:
            break
        places.append(place)
    return places


def _moved(alignment: Alignment, jump: Jump, attributions: Sequence[Attribution]) -> bool:
    """A backward jump that changes nothing: an attribution, a date or a possessive moved."""
    tokens = alignment.source.tokens
    left, right = _segment(alignment, jump.left, -1), _segment(alignment, jump.right, 1)
    for attribution in attributions:
        if set(left) <= set(attribution.phrase) and len(left) >= 2:
            return _lead_may_go(alignment, jump.after)
        if set(right) <= set(attribution.phrase) and len(right) >= 2:
            return _tail_may_go(alignment, jump.before)
    for places, ends in ((left, True), (right, False)):
        if any(tokens[at].calendar for at in places) and all(
            tokens[at].calendar
            or tokens[at].kind == "number"
            or tokens[at].low in {"on", "in", "at", "last", "of"}
            for at in places
        ):
            return _lead_may_go(alignment, jump.after) if ends else True
    return _possessive_swapped(alignment, jump)


def _possessive_swapped(alignment: Alignment, jump: Jump) -> bool:
    tokens = alignment.source.tokens
    between = {word.low for word in alignment.draft[jump.left : jump.right + 1]}
    span = {token.low for token in tokens[jump.after : jump.before + 1]}
    near = 0 < jump.before - jump.after <= 4
    swapped = ("of" in between and "'s" in span) or ("'s" in between and "of" in span)
    return near and swapped and not any(t.verbal for t in tokens[jump.after : jump.before])


def _passives(alignment: Alignment) -> set[int]:
    """Draft indices at the seams of a correct passive: "Y was V-ed (by X)" out of "X V-ed Y"."""
    found: set[int] = set()
    used, tokens = alignment.aligned, alignment.source.tokens
    for index, at in enumerate(used):
        place = alignment.places[at]
        if not index or not _participle(alignment.draft[at]) or not _helped(alignment.draft, at):
            continue
        before = alignment.places[used[index - 1]]
        if _helped(tokens, place) or not place < before <= place + 6:
            continue
        between = tokens[place + 1 : before]
        if any(_binds(token) or token.kind == "punct" for token in between):
            continue
        found |= {at, *_agent(alignment, index, place)}
    return found


def _agent(alignment: Alignment, index: int, verb: int) -> set[int]:
    """The word after "by", where it starts a run that ends right before the verb in the source."""
    used = alignment.aligned
    if index + 1 >= len(used):
        return set()
    at = used[index + 1]
    by = any(word.low == "by" for word in alignment.draft[used[index] : at])
    run = _segment(alignment, at, 1)
    return {at} if by and 0 < verb - run[-1] <= 2 else set()


def _participle(token: Token) -> bool:
    return token.low.endswith("ed") or token.low in IRREGULAR


def _helped(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form of "be" stands before the verb, adverbs and negation skipped."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if tokens[back].low in BE - {"'s"}:
            return True
        if not (_adverb(tokens[back]) or tokens[back].low in {"not", "n't", "being", "been"}):
            return False
    return False


def _voice_changed(alignment: Alignment, passive: set[int]) -> bool:
    for at in alignment.aligned:
        word = alignment.draft[at]
        if not _participle(word) or word.low in BE or at in passive:
            continue
        if _helped(alignment.draft, at) != _helped(alignment.source.tokens, alignment.places[at]):
            return True
    return False


def _stray_helpers(alignment: Alignment, passive: set[int]) -> bool:
    """An inserted "was", "had" or "by" that belongs to no known verb pattern."""
    for at, word in enumerate(alignment.draft):
        if alignment.places[at] >= 0 or word.low not in BE | PERFECT | {"by"} or word.low == "'s":
            continue
        following = next(
            (i for i in range(at + 1, len(alignment.draft)) if not _adverb(alignment.draft[i])),
            None,
        )
        if following is None:
            return True
        if word.low in PERFECT and alignment.draft[following].verbal:
            continue
        if following not in passive and not (word.low == "by" and set(range(at, at + 4)) & passive):
            return True
    return False


def _form(low: str) -> str:
    if low.endswith("ing"):
        return "ing"
    if low.endswith("ed") or (low in IRREGULAR and low != IRREGULAR[low] and not low.endswith("s")):
        return "past"
    return "base"


def forms(alignment: Alignment) -> Iterator[tuple[Token, Token]]:
    """Pairs (draft word, source word) of one stem whose forms belong to different tenses."""
    for at in alignment.aligned:
        word, origin = alignment.draft[at], alignment.source.tokens[alignment.places[at]]
        if word.kind != "word" or word.low == origin.low or "." in word.stem:
            continue
        if word.low in {"said", "says", "told"} and origin.low in REPORTING:
            continue
        if _form(word.low) != _form(origin.low):
            yield word, origin


def modality(alignment: Alignment) -> bool:
    """Whether a verb lost the modal, or the "plans to", that made it no event."""
    tokens, kept = alignment.source.tokens, alignment.kept
    for place in kept:
        if not tokens[place].content:
            continue
        for back in range(place - 1, max(-1, place - 5), -1):
            low = tokens[back].low
            if low in UNREALISED and back not in kept and tokens[back].kind == "word":
                return True
            if not (low in {"to", "be", "have", "been", "not", "n't"} or _adverb(tokens[back])):
                break
    return any(True for _ in forms(alignment))
