"""A draft's marked roundings brought to the figures of the source: "about 3,000" for 2,987."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.language.figures import marks_rounding, stands_for
from briefing.language.tokens import Token
from briefing.writing.gate.align import Source


def settle_rounding(draft: list[Token], source: Source) -> list[Token]:
    """Return `draft` with the figure of the source in place of each that may stand for it.

    The words that mark it as round are then accounted for.
    """
    known = dict.fromkeys(token.stem for token in source.tokens if token.kind == "number")
    for at, token in enumerate(draft):
        if token.kind != "number" or token.stem in known or at == 0:
            continue
        for marks in (draft[at - 1 : at], draft[max(0, at - 2) : at]):
            exact = _rounded_from(token, " ".join(mark.low for mark in marks), known)
            if exact is not None:
                draft[at] = token._replace(stem=exact)
                draft[at - len(marks) : at] = [mark._replace(kind="punct") for mark in marks]
                break
    return draft


def _rounded_from(token: Token, mark: str, known: Iterable[str]) -> str | None:
    """The number of the source, of those `known`, that a round number behind `mark` stands for, if any."""
    value = _value(token.stem) if marks_rounding(mark) else None
    for other in known if value else ():
        exact = _value(other)
        if value and exact and stands_for(value, exact, mark):
            return other
    return None


def _value(stem: str) -> float | None:
    try:
        return float(stem)
    except ValueError:
        return None
