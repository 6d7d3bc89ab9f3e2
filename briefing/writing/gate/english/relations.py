"""Who does what to whom: every seam of a draft must be one that cannot change the sense.

A draft is read as its source with words left out or moved (:mod:`gate_align`).  What fits no known
harmless pattern is a change of roles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.language.base import language
from briefing.writing.gate.align import Alignment, Jump
from briefing.writing.gate.english.cuts import (
    Gap,
    cut_before_verb,
    cuts,
    gap_may_go,
    lead_may_go,
    left_out,
    sentence_of,
    tail_may_go,
)
from briefing.writing.gate.english.speech import Attribution
from briefing.writing.gate.english.voice import passives, segment, stray_helpers, voice_changed
from briefing.writing.gate.reasons import Reason

_EN: Final = language("en")
_ARTICLES: Final = _EN.words("classes.articles")
_THIRD: Final = frozenset({"he", "she", "they", "it"})


def roles(alignment: Alignment, attributions: Sequence[Attribution]) -> set[Reason]:
    """Reasons from what a draft left out, from what it moved, and from the voice of its verbs."""
    passive = passives(alignment)
    found: set[Reason] = set()
    for cut in cuts(alignment):
        if not _may_go(alignment, cut, attributions, passive):
            found.add(Reason.UNFINISHED if cut_before_verb(alignment, cut) else Reason.ROLES)
    for jump in alignment.jumps():
        inner = jump.left >= 0 and jump.right < len(alignment.draft)
        if inner and not _order_kept(alignment, jump, attributions, passive):
            found.add(Reason.ROLES)
    if voice_changed(alignment, passive) or stray_helpers(alignment, passive):
        found.add(Reason.ROLES)
    if len(alignment.kept) < len(alignment.aligned):
        found.add(Reason.REPETITION)
    return found


def _may_go(
    alignment: Alignment, cut: Gap, attributions: Sequence[Attribution], passive: set[int]
) -> bool:
    tokens = alignment.source.tokens
    if cut.before < 0:
        agentless = any(alignment.places[at] == cut.after for at in passive)
        return agentless or lead_may_go(alignment, cut.after) or _fused_lead(alignment, cut.after)
    if cut.after < 0:
        if any(each.verb == cut.before and each.scope.stop <= each.verb for each in attributions):
            return True  # "…, X told [reporters in Lisbon after talks]"
        return tail_may_go(alignment, cut.before)
    if not any(tokens[at].kind != "punct" for at in range(cut.before + 1, cut.after)):
        return True
    return gap_may_go(alignment, cut.before, cut.after)


def _order_kept(
    alignment: Alignment, jump: Jump, attributions: Sequence[Attribution], passive: set[int]
) -> bool:
    tokens = alignment.source.tokens
    if tokens[jump.before].sentence != tokens[jump.after].sentence:
        return _fused(alignment, jump)
    if jump.after > jump.before:
        return True
    return _moved(alignment, jump, attributions) or bool({jump.left, jump.right} & passive)


def _fused(alignment: Alignment, jump: Jump) -> bool:
    """A seam between two sentences: a clause border in the draft, whole clauses on both sides."""
    tokens = alignment.source.tokens
    if _completes_pronoun(alignment, jump):
        return True
    border = alignment.draft[jump.left + 1 : jump.right + 1]
    if not any(word.low in {",", ";", "—", "and", "but", "while"} for word in border):
        return False
    start = sentence_of(alignment, jump.after).start
    dropped = left_out(alignment, range(start, jump.after))
    if len(dropped) == 1 and dropped[0].low in _THIRD and tokens[jump.after].verbal:
        return _one_name(alignment, jump)
    return not tokens[jump.after].verbal


def _fused_lead(alignment: Alignment, after: int) -> bool:
    """The lone pronoun that opens a sentence may go where the seam before it was found sound."""
    start = sentence_of(alignment, after).start
    dropped = left_out(alignment, range(start, after))
    opens_draft = alignment.places[alignment.aligned[0]] == after
    return len(dropped) == 1 and dropped[0].low in _THIRD and not opens_draft


def _completes_pronoun(alignment: Alignment, jump: Jump) -> bool:
    """A name in place of the pronoun that opens the next sentence, where only one name can be meant."""
    opening = alignment.draft[: jump.left + 1]
    names = [word for word in opening if word.kind != "punct" and word.low not in _ARTICLES]
    start = sentence_of(alignment, jump.after).start
    dropped = left_out(alignment, range(start, jump.after))
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
    places = sentence_of(alignment, jump.before)
    if places.stop != sentence_of(alignment, jump.after).start:
        return False
    if alignment.source.passages[jump.before] != alignment.source.passages[jump.after]:
        return False
    runs, inside = 0, False
    for at in places:
        named = tokens[at].capital and tokens[at].content and not tokens[at].calendar
        runs += named and not inside
        inside = named
    return runs == 1


def _moved(alignment: Alignment, jump: Jump, attributions: Sequence[Attribution]) -> bool:
    """A backward jump that changes nothing: an attribution, a date or a possessive moved."""
    tokens = alignment.source.tokens
    left, right = segment(alignment, jump.left, -1), segment(alignment, jump.right, 1)
    for attribution in attributions:
        if set(left) <= set(attribution.phrase) and len(left) >= 2:
            return lead_may_go(alignment, jump.after)
        if set(right) <= set(attribution.phrase) and len(right) >= 2:
            return tail_may_go(alignment, jump.before)
    for places, ends in ((left, True), (right, False)):
        if any(tokens[at].calendar for at in places) and all(
            tokens[at].calendar
            or tokens[at].kind == "number"
            or tokens[at].low in {"on", "in", "at", "last", "of"}
            for at in places
        ):
            return lead_may_go(alignment, jump.after) if ends else True
    return _possessive_swapped(alignment, jump)


def _possessive_swapped(alignment: Alignment, jump: Jump) -> bool:
    tokens = alignment.source.tokens
    between = {word.low for word in alignment.draft[jump.left : jump.right + 1]}
    span = {token.low for token in tokens[jump.after : jump.before + 1]}
    near = 0 < jump.before - jump.after <= 4
    swapped = ("of" in between and "'s" in span) or ("'s" in between and "of" in span)
    return near and swapped and not any(t.verbal for t in tokens[jump.after : jump.before])
