"""Voice, tense and modality: a passive is recognised, a plan stays a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from briefing.language.base import language
from briefing.language.tokens import Token, word_classes
from briefing.writing.gate.align import Alignment
from briefing.writing.gate.english.cuts import BORDER, binds, end_may_stand, is_adverb, lead_may_go

_EN: Final = language("en")
_BE: Final = _EN.words("classes.be")
_BE_OR_POSSESSIVE: Final = _EN.words("classes.be", "classes.be_or_possessive")
_PERFECT: Final = _EN.words("classes.perfect")
_HELPERS: Final = _BE | _PERFECT | {"by"}
_REPORTING: Final = _EN.words("speech.reporting", "speech.sources")
_PLAIN: Final = _EN.words("speech.plain")
_UNREALISED: Final = _EN.words("verbs.unrealised")
_IRREGULAR: Final = word_classes("en").irregular


def segment(alignment: Alignment, at: int, step: int) -> list[int]:
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


def passives(alignment: Alignment) -> set[int]:
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
        if any(binds(token) or token.low in BORDER - {","} for token in between):
            continue
        if before + 1 in alignment.kept or end_may_stand(tokens, before):
            found |= {at, *_agent(alignment, index, place)}
    return found


def _agent(alignment: Alignment, index: int, verb: int) -> set[int]:
    """The word after "by", where it starts a run that ends right before the verb in the source."""
    used = alignment.aligned
    if index + 1 >= len(used):
        return set()
    at = used[index + 1]
    by = any(word.low == "by" for word in alignment.draft[used[index] : at])
    run = segment(alignment, at, 1)
    tokens = alignment.source.tokens
    if not by or run[-1] >= verb or not lead_may_go(alignment, run[0]):
        return set()
    between = tokens[run[-1] + 1 : verb]
    bracketed = len(between) > 1 and between[0].low in BORDER and between[-1].low in BORDER
    return {at} if bracketed or all(is_adverb(t) or t.low in _PERFECT for t in between) else set()


def _participle(token: Token) -> bool:
    return token.low.endswith("ed") or token.low in _IRREGULAR


def _helped(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form of "be" stands before the verb, adverbs and negation skipped."""
    for back in range(at - 1, max(-1, at - 4), -1):
        if tokens[back].low in _BE:
            return True
        if not (is_adverb(tokens[back]) or tokens[back].low in {"not", "n't", "being", "been"}):
            return False
    return False


def voice_changed(alignment: Alignment, passive: set[int]) -> bool:
    """Whether a participle gained or lost its form of "be" outside a recognised passive."""
    for at in alignment.aligned:
        word = alignment.draft[at]
        if not _participle(word) or word.low in _BE_OR_POSSESSIVE or at in passive:
            continue
        if _helped(alignment.draft, at) != _helped(alignment.source.tokens, alignment.places[at]):
            return True
    return False


def stray_helpers(alignment: Alignment, passive: set[int]) -> bool:
    """An inserted "was", "had" or "by" that belongs to no known verb pattern."""
    for at, word in enumerate(alignment.draft):
        if alignment.places[at] >= 0 or word.low not in _HELPERS:
            continue
        following = next(
            (i for i in range(at + 1, len(alignment.draft)) if not is_adverb(alignment.draft[i])),
            None,
        )
        if following is None:
            return True
        if word.low in _PERFECT and alignment.draft[following].verbal:
            continue
        if following not in passive and not (word.low == "by" and set(range(at, at + 4)) & passive):
            return True
    return False


def _form(low: str) -> str:
    if low.endswith("ing"):
        return "ing"
    if low.endswith("ed") or (
        low in _IRREGULAR and low != _IRREGULAR[low] and not low.endswith("s")
    ):
        return "past"
    return "base"


_INVARIANT: Final = _EN.words("verbs.invariant")


def forms(alignment: Alignment, passive: set[int]) -> Iterator[tuple[Token, Token]]:
    """Pairs (draft word, source word) of one stem whose forms belong to different tenses."""
    for at in alignment.aligned:
        word, origin = alignment.draft[at], alignment.source.tokens[alignment.places[at]]
        if word.kind != "word" or word.low == origin.low or "." in word.stem:
            continue
        if word.low in _PLAIN and origin.low in _REPORTING:
            continue
        if at in passive and origin.low in _INVARIANT:
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
            if low in _UNREALISED and back not in kept and tokens[back].kind == "word":
                return True
            if not (low in {"to", "be", "have", "been", "not", "n't"} or is_adverb(tokens[back])):
                break
    return any(True for _ in forms(alignment, passives(alignment)))
