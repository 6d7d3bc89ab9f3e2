"""What an item adds to what was reported on the last days, sentence by sentence.

The sentences of an item are held against all that the stories of the same happening said on earlier
days, printed or not: an old fact that is told again is no news.  A count that has another value than it
had is told as changed, with both citations, also where it is in none of the sentences that are printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from briefing.records import Citation, Claim, Item, Novelty, NoveltyLine, Verdict, content_id
from briefing.remembering.changes import Count, counts_in
from briefing.remembering.comparison import Compared, compare
from briefing.remembering.threads import Row, Thread, Threads, quote_of

_VALUE: Final = Verdict(kind="verbatim", score=1.0)
_NEWS: Final = ("new", "changed")
"""What a second sentence about one change is as well: the earlier sentence stands once."""
MORE: Final = 2
"""Changes at most that are told of an item's stories beside those of its printed sentences."""


class _Found(NamedTuple):
    """A sentence beside the earlier one that it repeats or changes."""

    claim: Claim
    how: Compared
    day: date | None
    row: Row


def judge(
    items: Sequence[Item], earlier: Mapping[date, Sequence[Row]], language: str = "en"
) -> tuple[Item, ...]:
    """Return `items` with their novelty; an item that goes on with nothing of earlier days has none.

    `earlier` gives what was reported on earlier days (:func:`remember`); days may be missing.  A sentence
    is compared in its story's language, in that of the ISO 639-1 code `language` where this is not known.
    """
    threads = Threads(earlier, items)
    return tuple(_judged(item, threads.of(item), language) for item in items)


def _judged(item: Item, threads: Sequence[Thread], language: str) -> Item:
    return item.model_copy(
        update={"new_since": _novelty(item, threads, language) if threads else None}
    )


def _novelty(item: Item, threads: Sequence[Thread], language: str) -> Novelty | None:
    """What the item adds; None where that is not certain of any sentence."""
    stories = [entry.story for entry in item.stories]
    codes = {story.document: story.language_or(language) for story in stories}
    past = _Past(_by_text(threads), codes, language)
    main = [past.find(claim) for claim in item.claims]
    first = {one.how.earlier: one for one in reversed(main) if one.how.state == "changed"}
    changed = [one for one in main if first.get(one.how.earlier) is one]
    new = [_line(one.claim) for one in main if one.how.state in _NEWS and one not in changed]
    changed += _further(item, changed, past)
    everything = [*main, *(past.find(claim) for claim in _beside(item))]
    if not new and not changed and any(one.how.state != "unchanged" for one in everything):
        return None
    days = [one.day for one in (*changed, *everything) if one.day] or [threads[0].day]
    return Novelty(date=max(days), new=tuple(new), changed=tuple(map(_change, changed)))


def _by_text(threads: Iterable[Thread]) -> dict[date, dict[str, Row]]:
    """The rows of some happenings by day and by their words, the first to say them."""
    found: dict[date, dict[str, Row]] = {}
    for thread in threads:
        for row in thread.rows:
            found.setdefault(thread.day, {}).setdefault(quote_of(row), row)
    return found


class _Past(NamedTuple):
    """What the happening's stories said on earlier days, the latest first, by their words."""

    days: Mapping[date, Mapping[str, Row]]
    codes: Mapping[str, str]
    """ISO 639-1 code of each document."""
    language: str

    def find(self, claim: Claim) -> _Found:
        """Return how the passages of a sentence stand to what was said.

        The passages: a sentence may have been shortened by the very figure that changed.
        """
        quotes = [cited.quote for cited in claim.citations]
        how = compare(quotes, [tuple(rows) for rows in self.days.values()], self.code_of(claim))
        day = next((day for day, rows in self.days.items() if how.earlier in rows), None)
        return _Found(claim, how, day, self.days[day][how.earlier] if day else {})

    def code_of(self, claim: Claim) -> str:
        """Return the ISO 639-1 code of the language in which a sentence is read."""
        return self.codes.get(claim.citations[0].document, self.language)


def _beside(item: Item) -> Iterator[Claim]:
    """What is printed beside the main sentences: what one outlet says, and the values that differ."""
    yield from (claim for one in item.only_in for claim in one.claims)
    for cited in (c for one in item.disagreements for value in one.values for c in value.citations):
        yield _as_claim(cited)


def _as_claim(cited: Citation) -> Claim:
    return Claim(text=" ".join(cited.quote.split()), citations=(cited,), verdict=_VALUE)


# -- changes ------------------------------------------------------------------------------------


def _further(item: Item, told: Sequence[_Found], past: _Past) -> list[_Found]:
    """Changes in sentences that are not printed, of counts of which no printed sentence tells one."""
    cited = {one.quote for claim in item.claims for one in claim.citations}
    counts = [one.how.count for one in told if one.how.count]
    printed = [
        count
        for claim in item.claims
        for one in claim.citations
        for count in counts_in(one.quote, past.code_of(claim))
    ]
    found: list[_Found] = []
    for claim in _unprinted(item, cited):
        if len(found) == MORE:
            break
        one = past.find(claim) if counts_in(claim.text, past.code_of(claim)) else None
        if one and one.how.count and not _is_told(one.how.count, counts, printed):
            found.append(one)
            counts.append(one.how.count)
    return found


def _unprinted(item: Item, cited: Iterable[str]) -> Iterator[Claim]:
    stories = [entry.story for entry in item.stories]
    for story in stories:
        for sentence in story.sentences:
            if sentence.text not in cited:
                yield _as_claim(story.cite(sentence))


def _is_told(count: Count, changed: Iterable[Count], printed: Iterable[Count]) -> bool:
    """Whether a printed sentence or another change tells of the same count or value."""
    return any(count.counts_same(one) for one in changed) or any(
        count.figure.agrees(one.figure) for one in printed
    )


def _change(found: _Found) -> NoveltyLine:
    return NoveltyLine(
        text=found.claim.text,
        earlier=" ".join(found.how.earlier.split()),
        citations=found.claim.citations,
        earlier_citations=tuple(_cited(found.row, found.day)),
        earlier_date=found.day,
    )


def _line(claim: Claim) -> NoveltyLine:
    return NoveltyLine(text=claim.text, citations=claim.citations)


def _cited(row: Row, day: date | None) -> Iterator[Citation]:
    """The passage that a row holds; none in rows of the oldest releases, which do not tell its file."""
    if {"file", "start"} <= row.keys():
        quote, start = quote_of(row), int(row["start"])
        yield Citation(
            document=row.get("document") or content_id(str(day), row["file"]),
            file=row["file"],
            start=start,
            end=start + len(quote),
            quote=quote,
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
    """Whether all that the item says was reported on earlier days."""
    since = item.new_since
    return since is not None and not since.new and not since.changed


def _shortened(item: Item) -> Item:
    return item.model_copy(update={"claims": item.claims[:1], "only_in": (), "disagreements": ()})
