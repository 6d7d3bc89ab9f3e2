"""From a draft to a printed sentence: rewritten, compressed, verbatim, or withheld.

Every rung is judged by the same gate against the cited passage, and what is in the model's own words
by the verifier as well.  A rung that fails is logged with
its reasons and the next one is tried, so one bad draft never costs more than itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from briefing.language.base import language
from briefing.language.text import read
from briefing.records import Citation, Claim, Verdict, When
from briefing.writing.cuts import (
    LONG,
    Draft,
    compress,
    is_compression,
    without_dateline,
    without_wire,
)
from briefing.writing.gate import (
    REASONS,
    Reason,
    check,
    check_cut,
    knows_grammar,
    support,
)
from briefing.writing.plan import bears_out
from briefing.writing.support import verify

Printed = Literal["rewritten", "compressed", "verbatim"]


class Rungs(NamedTuple):
    """What came of one fact."""

    claim: Claim | None
    """The sentence to print, if any rung held."""
    withheld: tuple[Claim, ...]
    """The drafts that failed."""
    draft: Draft | None = None
    """The draft that is printed, where it is one of the model's."""


class Place(NamedTuple):
    """What a sentence's place in its item asks of it."""

    follows: bool = False
    """The sentence before it in its story is printed right before it: it may rest on that."""
    said: str | None = None
    """What the item has said so far, empty for its first sentence: no name, figure or day may be cut that it has not.  None: any may."""


def climb(
    citations: Sequence[Citation],
    drafts: Sequence[Draft],
    when: When,
    code: str = "en",
    place: Place = Place(),  # noqa: B008  # a tuple, never changed
) -> Rungs:
    """Print the best rung that passes for one fact.

    `citations` quote sentences that say the same, the one to write from first; all stay that still
    say what is printed.  `drafts` are the model's, the preferred one first; `code` is the ISO 639-1 code
    of the language of all.  What is in one whose grammar is not known is not shortened.
    """
    source = citations[0].quote
    failed: list[tuple[str, tuple[str, ...]]] = []
    # As in `cuts/places.py`, where a tree tells what may go.
    is_short_lead = place.said == "" and len(source.split()) <= LONG
    for kind, draft in _rungs(source, drafts, code, whole=place.follows or is_short_lead):
        text = draft.text
        found = {*_against(draft, source, when, code), *draft.against}
        if _parted(text, " ".join(source.split())):
            found.add(Reason.ROLES)
        if points_at_dateline(text, source, code):
            found.add(Reason.DANGLING)
        if place.follows:
            found.discard(Reason.NOT_SELF_STANDING)
        if place.said is not None and not keeps_particulars(f"{place.said} {text}", source, code):
            found.add(Reason.PARTICULARS)
        if draft.whole and place.said == "" and lost_opening(text, source):
            found.add(Reason.PARTICULARS)
        reasons = tuple(str(one) for one in REASONS if one in found)
        if kind == "rewritten" and not reasons and not verify([source], [text]).supported:
            reasons = (str(Reason.SUPPORT),)
        if not reasons:
            cited = _carrying(draft, citations, code)
            verdict = Verdict(kind=kind, score=support(text, [source], code))
            claim = Claim(text=text, citations=cited, verdict=verdict)
            printed = draft if draft in drafts else None
            return Rungs(claim, tuple(_withheld(failed, citations, kind)), printed)
        failed.append((text, reasons))
    return Rungs(None, tuple(_withheld(failed[-1:], citations, "")))


def keeps_particulars(text: str, source: str, code: str = "en") -> bool:
    """Whether a text, with what was said before it, has all names, figures and days of the sentence that it was cut from."""
    plain = without_dateline(without_wire(" ".join(source.split())))
    said, told = read(text, code), read(plain, code)
    days = {day.text for day in said.days(None)}
    return (
        told.name_terms <= said.name_terms
        and {one.key for one in told.figures} <= {one.key for one in said.figures}
        and {day.text for day in told.days(None)} <= days
    )


_CLAUSE: Final = 4
"""Words from which what stands before the subject is a clause, and not "On Monday" or "Meanwhile"."""


def lost_opening(text: str, source: str) -> bool:
    """Whether a first sentence has lost, by a cut, the clause that its source opens with.

    What a reporter puts before the subject of a lead is why it is news: its cause, its occasion, who says so.
    """
    plain = without_dateline(without_wire(" ".join(source.split()))).casefold()
    start = plain.find(" ".join(text.casefold().split()[:3]))
    return start > 0 and len(plain[:start].split()) >= _CLAUSE


def points_at_dateline(text: str, source: str, code: str = "en") -> bool:
    """Whether a text says "here" and lacks the dateline of its source, which tells where that is."""
    plain, words = " ".join(source.split()), language(code)
    without = without_dateline(without_wire(plain))
    cut = without != plain and text[:8].casefold() == without[:8].casefold()
    if not cut or not words.has("form.of_datelines"):
        return False
    return not words.words("form.of_datelines").isdisjoint(
        token.low for token in read(text, code).tokens
    )


def _against(draft: Draft, source: str, when: When, code: str) -> tuple[Reason, ...]:
    if draft.text == without_dateline(" ".join(source.split())):
        source = draft.text
    elif draft.text == without_wire(draft.text):
        source = without_wire(source)
    if draft.parts:
        return check_cut(draft.text, draft.whole, draft.parts, source, when)
    return check(draft.text, [source], when, code)


def _rungs(
    source: str, drafts: Sequence[Draft], code: str, *, whole: bool
) -> Iterator[tuple[Printed, Draft]]:
    """The texts to try, best first; each shorter than the source, but for the source itself.

    Nothing of a `whole` one goes by patterns of words.
    """
    plain = " ".join(source.split())
    for draft in drafts:
        text = draft.text
        if text and len(text) < len(plain):
            only_cut = is_compression(text, plain)
            yield ("compressed" if only_cut else "rewritten"), draft
    # Patterns of words only where no tree has told what may go.
    trimmed = next((draft.whole for draft in drafts if draft.whole), "")
    short = trimmed or (compress(plain) if knows_grammar(code) and not whole else plain)
    if short != plain:
        yield "compressed", Draft(short)
    without = without_dateline(plain)
    if without not in (plain, short):
        yield "compressed", Draft(without)
    yield "verbatim", Draft(plain)


_JOINING: Final = language("en").words("classes.coordinators_after_commas")
_STOP: Final = re.compile(r"[a-z0-9][.!?][\"”’]?\s+[A-Z\"“]")
_PAIR: Final = re.compile(r"(?=\b(\w+), (\w+))")


def _parted(draft: str, source: str) -> bool:
    """Whether a comma parts two words of `draft` that stand side by side in `source`.

    "Business Insider Facebook is buying" is not "Business Insider, Facebook, is buying": no word
    tells, and the gate looks at words.  A comma before "and" or "or" is a matter of style.  A full
    stop that the source lacks parts a claim from its speaker.
    """
    if len(_STOP.findall(draft)) > len(_STOP.findall(source)):
        return True
    spaced = f" {' '.join(source.split())} "
    return any(
        f" {first} {second} " in spaced and f" {first}, {second} " not in spaced
        for first, second in _PAIR.findall(draft)
        if second not in _JOINING
    )


def _withheld(
    failed: Sequence[tuple[str, tuple[str, ...]]], citations: Sequence[Citation], kind: str
) -> Iterator[Claim]:
    instead: Literal["verbatim", "compressed", ""] = (
        "verbatim" if kind == "verbatim" else "compressed" if kind == "compressed" else ""
    )
    for text, reasons in failed:
        verdict = Verdict(kind="withheld", score=0.0, reasons=reasons, instead=instead)
        yield Claim(text=text, citations=tuple(citations), verdict=verdict)


def _carrying(draft: Draft, citations: Sequence[Citation], code: str) -> tuple[Citation, ...]:
    """The first citation, and those that bear out what is left of it."""
    first, *others = citations
    return (first, *(one for one in others if bears_out(one.quote, draft.text, code)))
