"""What an item adds to the briefs of the last days, sentence by sentence.

Each sentence is held against the latest brief that spoke of it.  All that is printed counts: main
sentences, what only one outlet says, and the values of disagreements; so an event counts as
unchanged only where the reader would learn nothing from it.  What a brief has shortened or left out
as unchanged is kept on with the day on which it was printed, or it would come back as news.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from briefing.records import (
    Citation,
    Claim,
    Item,
    Novelty,
    NoveltyLine,
    Verdict,
    content_id,
)
from briefing.remembering.compare import compare

Row = Mapping[str, str]
"""A sentence that a brief printed: headline, text, and the first citation as quote, document, file,
start and end.  `day` is there where an earlier brief printed it.  Rows of older releases have
headline, text and quote alone."""

_VALUE: Final = Verdict(kind="verbatim", score=1.0)


class JudgedItem(NamedTuple):
    """An item with its novelty, and the earlier sentences that it says again."""

    item: Item
    again: tuple[Row, ...]


class _Found(NamedTuple):
    """A printed sentence beside the earlier one that it repeats or changes."""

    state: str
    day: date
    row: Row
    matched: str
    """The text or the quote of `row`, whichever is the more alike."""
    code: str
    """ISO 639-1 code of the language in which both are read."""


# -- what a brief keeps -------------------------------------------------------------------------


def remember(items: Sequence[Item], judged: Sequence[JudgedItem] = ()) -> tuple[Row, ...]:
    """Return what a brief said with `items`, for the novelty of later ones.

    Of the `judged` items, printed or not, what they would only have said again is kept as well.
    """
    rows = [_row(item.headline, claim) for item in items for claim in _printed(item)]
    texts = {row["text"] for row in rows}
    again = {row["text"]: row for one in judged for row in one.again if row["text"] not in texts}
    return (*rows, *again.values())


def _row(headline: str, claim: Claim) -> Row:
    first = claim.citations[0]
    return {
        "headline": headline,
        "text": claim.text,
        "quote": first.quote,
        "document": first.document,
        "file": first.file,
        "start": str(first.start),
        "end": str(first.end),
    }


def _printed(item: Item) -> list[Claim]:
    """All sentences of an item, no passage twice; values of disagreements as quoted sentences."""
    values = [
        Claim(text=" ".join(cited.quote.split()), citations=(cited,), verdict=_VALUE)
        for one in item.disagreements
        for value in one.values
        for cited in value.citations
    ]
    only = [claim for one in item.only_in for claim in one.claims]
    claims: dict[str, Claim] = {}
    quotes: set[str] = set()
    for claim in (*item.claims, *only, *values):
        if claim.verdict is not _VALUE or claim.citations[0].quote not in quotes:
            claims.setdefault(claim.text, claim)
        quotes.update(cited.quote for cited in claim.citations)
    return list(claims.values())


# -- judging ------------------------------------------------------------------------------------


def judge(
    items: Sequence[Item], earlier: Mapping[date, Sequence[Row]], language: str = "en"
) -> tuple[JudgedItem, ...]:
    """Return `items` with their novelty; an item that no earlier brief spoke of has none.

    `earlier` gives the rows of earlier briefs by day; days may be missing.  A sentence is compared in
    its story's language, in that of the ISO 639-1 code `language` where this is not known.
    """
    rows = [_printed(item) for item in items]
    stories = [one.story for item in items for one in item.stories]
    codes = {story.document: story.language_or(language) for story in stories}
    claims = [(one, codes.get(one.citations[0].document, language)) for row in rows for one in row]
    found = iter(_find(claims, earlier))
    return tuple(
        _judged(item, [(claim, next(found)) for claim in claims])
        for item, claims in zip(items, rows, strict=True)
    )


def _find(
    claims: Sequence[tuple[Claim, str]], earlier: Mapping[date, Sequence[Row]]
) -> list[_Found | None]:
    """For each sentence, with its language, what the latest brief that spoke of it said; None for none."""
    found: list[_Found | None] = [None] * len(claims)
    for day in sorted(earlier, reverse=True):
        rows = {row[key]: row for key in ("quote", "text") for row in reversed(earlier[day])}
        near = _Index(rows)
        for number, (claim, code) in enumerate(claims):
            state, text = _state(claim, rows, near, code) if found[number] is None else ("new", "")
            if state != "new":
                row = rows[text]
                printed = date.fromisoformat(row["day"]) if "day" in row else day
                found[number] = _Found(state, printed, row, text, code)
    return found


def _state(claim: Claim, rows: Mapping[str, Row], near: _Index, code: str) -> tuple[str, str]:
    """How a sentence stands to the texts of one brief, and to which of them."""
    for cited in claim.citations:  # the same words again, even those that hold nothing to compare
        if cited.quote in rows:
            return "unchanged", cited.quote
    # The passages: a sentence may have been shortened by the very figure that changed.
    quotes = [cited.quote for cited in claim.citations]
    found = compare(quotes, near.to(quotes), code)
    return found.state, found.earlier


class _Index:
    """Finds the texts that share words with a sentence, which spares comparing all with all.

    30 items of 8 sentences (random words) against 3 briefs of as many: 1.2 s of processor time; all against all took 9.2 s on the clock.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._holding: defaultdict[str, list[str]] = defaultdict(list)
        for text in texts:
            for word in _beginnings(text):
                self._holding[word].append(text)

    def to(self, texts: Sequence[str]) -> list[str]:
        """Return the texts that share two words with those of a fact, or one where either has few."""
        found: Counter[str] = Counter()
        words = {word for text in texts for word in _beginnings(text)}
        for word in sorted(words):
            if len(self._holding.get(word, ())) <= _COMMON:
                found.update(self._holding.get(word, ()))
        few = len(words) < _FEW
        return [
            text
            for text, shared in found.items()
            if shared > 1 or few or len(_beginnings(text)) < _FEW
        ]


_COMMON: Final = 60
"""Texts of a brief from which on a word that all of them have tells none apart."""
_FEW: Final = 6


def _beginnings(text: str) -> frozenset[str]:
    """The first letters of the words of a text: endings and figures may differ."""
    return frozenset(word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold()))


def _judged(item: Item, pairs: Sequence[tuple[Claim, _Found | None]]) -> JudgedItem:
    known = [one for _, one in pairs if one is not None]
    if not known:
        return JudgedItem(item.model_copy(update={"new_since": None}), ())
    new = [
        NoveltyLine(text=claim.text, citations=claim.citations) for claim, one in pairs if not one
    ]
    changed = [_change(claim, one) for claim, one in pairs if one and one.state == "changed"]
    novelty = Novelty(date=max(one.day for one in known), new=tuple(new), changed=tuple(changed))
    again = tuple(
        {**one.row, "day": one.day.isoformat()} for one in known if one.state == "unchanged"
    )
    return JudgedItem(item.model_copy(update={"new_since": novelty}), again)


# -- corrections --------------------------------------------------------------------------------


def _change(claim: Claim, found: _Found) -> NoveltyLine:
    text, earlier = _wording(claim, found)
    return NoveltyLine(
        text=" ".join(text.split()),
        earlier=" ".join(earlier.split()),
        citations=claim.citations,
        earlier_citations=tuple(_cited(found)),
        earlier_date=found.day,
    )


def _wording(claim: Claim, found: _Found) -> tuple[str, str]:
    """The briefs' own sentences where they show the change, else the passages that they cite."""
    now = dict.fromkeys([claim.text, *(cited.quote for cited in claim.citations)])
    before = dict.fromkeys([found.row["text"], found.matched])
    for text in now:
        for earlier in before:
            if compare([text], [earlier], found.code).state == "changed":
                return text, earlier
    return claim.citations[0].quote, found.matched


def _cited(found: _Found) -> Iterator[Citation]:
    """The citation that a row kept; none in rows of older releases."""
    row = found.row
    if {"file", "start", "end"} <= row.keys():
        yield Citation(
            document=row.get("document") or content_id(str(found.day), row["file"]),
            file=row["file"],
            start=int(row["start"]),
            end=int(row["end"]),
            quote=row["quote"],
        )


# -- unchanged events ---------------------------------------------------------------------------


def fresh(items: Sequence[Item], unchanged: Literal["line", "full", "drop"]) -> tuple[Item, ...]:
    """Return `items`, those without news cut to their first sentence ("line") or left out ("drop")."""
    if unchanged == "full":
        return tuple(items)
    if unchanged == "drop":
        return tuple(item for item in items if not is_unchanged(item))
    return tuple(_shortened(item) if is_unchanged(item) else item for item in items)


def is_unchanged(item: Item) -> bool:
    """Whether an earlier brief said all that the item says."""
    since = item.new_since
    return since is not None and not since.new and not since.changed


def _shortened(item: Item) -> Item:
    return item.model_copy(update={"claims": item.claims[:1], "only_in": (), "disagreements": ()})
