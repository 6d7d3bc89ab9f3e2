"""Sentences of an item that say so where another report gives another figure: "12 or 15 people", both cited.

A figure that the sentence gives to a speaker stays that speaker's: the other one stands behind it, and
says where it is from.  What a later report has put in the place of a figure stands behind it as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.figures import Figure
from briefing.language.quotes import inside_quotes
from briefing.language.text import read
from briefing.records import Citation, Claim, Disagreement, Value
from briefing.writing.gate import Differing, check_differing, figures_of

KINDS: Final = ("cardinal",)
"""Of figures that stand beside each other: no shares, ranges, ranks or ages, whose words seldom go together."""


class _Given(NamedTuple):
    """A figure where a sentence gives it."""

    figure: Figure
    text: str
    """The sentence."""
    source: str
    """The sentence of the source that it is cited from."""

    @property
    def inside(self) -> str:
        """The figure as it is written inside a sentence."""
        written = self.text[self.figure.start : self.figure.end]
        return written[:1].lower() + written[1:] if self.figure.start == 0 else written


def with_differences(claim: Claim, rows: Sequence[Disagreement], code: str) -> Claim:
    """Return `claim` with the other figure beside each of its own that certainly conflicts with another report's, or that a later report replaced.

    What the gate does not let through stays as it was, as does all of a language without such templates.
    """
    if not language(code).has("wording.differing"):
        return claim
    for row in rows:
        if row.certain:
            claim = _with_row(claim, row, code)
    return claim


def _with_row(claim: Claim, row: Disagreement, code: str) -> Claim:
    for own, other in (row.values, row.values[::-1]):
        told = _given(claim.text, own, claim.citations, code)
        # What the sentence itself says of the other figure is left to it.
        tells_both = figures_of(other, code) <= {one.key for one in read(claim.text, code).figures}
        if told and not tells_both and (row.kind == "conflict" or other.later):
            for cited in other.citations:
                beside = _source(other, cited, code)
                if beside and min(told.figure.value, beside.figure.value) > 1:
                    one = _stretch(told, beside, code, is_later=row.kind == "update")
                    return _with(claim, one, cited, code)
    return claim


def _given(text: str, value: Value, cited: Sequence[Citation], code: str) -> _Given | None:
    """Where a sentence gives a value whose source it cites; None where it does not, or has the figure twice."""
    source = next((one.quote for one in value.citations if one in cited), None)
    figure = _only(text, value, code)
    return _Given(figure, text, source) if source and figure else None


def _source(value: Value, cited: Citation, code: str) -> _Given | None:
    text = " ".join(cited.quote.split())
    figure = _only(text, value, code)
    return _Given(figure, text, cited.quote) if figure else None


def _only(text: str, value: Value, code: str) -> Figure | None:
    wanted = read(" ".join(value.value.split()), code).figures[:1]
    found = [one for one in read(text, code).figures if wanted and one.key == wanted[0].key]
    if len(found) != 1 or text[found[0].end :].startswith("-"):
        return None
    fits = found[0].kind in KINDS and found[0].bound == "exact"
    return found[0] if fits and found[0].start not in inside_quotes(text) else None


def _with(claim: Claim, one: Differing, cited: Citation, code: str) -> Claim:
    """The claim with both figures, as it was where the gate does not let that through."""
    text = claim.text[: one.start] + one.text + claim.text[one.start + len(one.told) :]
    if check_differing(text, one, claim.text, code):
        return claim
    every = claim.citations if cited in claim.citations else (*claim.citations, cited)
    verdict = claim.verdict.model_copy(update={"kind": "rewritten"})
    return claim.model_copy(update={"text": text, "citations": every, "verdict": verdict})


def _stretch(told: _Given, other: _Given, code: str, *, is_later: bool) -> Differing:
    """The stretch that tells both figures: as alternatives where nobody is said to put it so, else one behind the other."""
    own, beside = _without_common_end(told.inside, other.inside)
    start, end = told.figure.start, told.figure.start + len(own)
    name, (first, second) = "either", (own, beside)
    # "an alleged 10" of the other report is no alternative to a plain nine.
    if is_later or any(_is_attributed(one.text, code) for one in (told, other)):
        name, end = "later" if is_later else "elsewhere", _end_of_counted(told, code)
        first = own + told.text[start + len(own) : end]
    elif other.figure.value < told.figure.value:
        first, second = second, first
    text = language(code).text(f"wording.differing.{name}").format(first=first, second=second)
    if start == 0:
        text = text[:1].upper() + text[1:]
    return Differing(start, text, told.text[start:end], (own, beside), (told.source, other.source))


def _without_common_end(first: str, second: str) -> tuple[str, str]:
    """Two figures without the words at their end that both have: "1.2 million", "1.4 million" are 1.2 and 1.4."""
    one, other = first.split(), second.split()
    while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return first[: len(" ".join(one))], second[: len(" ".join(other))]


def _is_attributed(text: str, code: str) -> bool:
    """Whether somebody is said to say what the sentence says."""
    words = language(code).either("speech.saying", "speech.sources", "events.counting")
    return re.search(rf"\b{words}\b", text, re.IGNORECASE) is not None


def _end_of_counted(told: _Given, code: str) -> int:
    """Where what the figure counts ends: its noun, or a unit of time behind it."""
    end = told.figure.end + len(told.figure.counted)
    unit = re.compile(rf"\s{language(code).either('events.time_units')}\b").match(told.text, end)
    return unit.end() if unit and not told.figure.counted else end
