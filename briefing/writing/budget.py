"""What a reader has time for: the items of a brief cut to a number of words.

By value: every item's first sentence by rank while room lasts, then round by round the next part of
each, so that a short brief tells a little of much rather than all of little.  Parts are whole
sentences and tables, and keep their citations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.language.pace import WORDS_PER_MINUTE
from briefing.records import Citation, Item, Novelty, NoveltyLine, OnlyIn

__all__ = ["WORDS_PER_MINUTE", "fit", "words"]


def fit(items: Sequence[Item], room: int) -> tuple[Item, ...]:
    """Return the items, given by rank, with the parts that fit into `room` words together.

    The parts of an item are its first sentence (with the headline), its other sentences, its
    disagreements, and what only one outlet says; a later part never stands without those before.
    Items whose first sentence finds no room drop from the end.
    """
    shown: list[Item] = []
    for item in items:
        lead = _first(item, 1)
        if words(lead) > room:
            break
        room -= words(lead)
        shown.append(lead)
    open_ = list(range(len(shown)))
    count = 1
    while open_:
        count += 1
        still = []
        for number in open_:
            more = _first(items[number], count)
            cost = words(more) - words(shown[number])
            if count <= _parts(items[number]) and cost <= room:
                room -= cost
                shown[number] = more
                still.append(number)
        open_ = still
    return tuple(shown)


def words(item: Item) -> int:
    """Return how many words the reader gets with an item, what changed since earlier days included."""
    texts = [item.headline, *(claim.text for claim in item.claims)]
    texts += [claim.text for only in item.only_in for claim in only.claims]
    texts += [one.about for one in item.disagreements]
    texts += [value.value for one in item.disagreements for value in one.values]
    if item.new_since:
        texts += [text for line in item.new_since.changed for text in (line.text, line.earlier)]
        texts = list(dict.fromkeys(texts))
    return sum(len(text.split()) for text in texts)


def _parts(item: Item) -> int:
    only = sum(len(one.claims) for one in item.only_in)
    return len(item.claims) + len(item.disagreements) + only


def _first(item: Item, count: int) -> Item:
    """The item with its first `count` parts, and the news lines that rest on these alone."""
    claims = item.claims[:count]
    disagreements = item.disagreements[: max(0, count - len(item.claims))]
    only = _only(item.only_in, count - len(item.claims) - len(item.disagreements))
    shown = {"claims": claims, "disagreements": disagreements, "only_in": only}
    dropped = _cited(item) - _cited(item.model_copy(update=shown))
    since = item.new_since and _novelty(item.new_since, dropped)
    return item.model_copy(update={**shown, "new_since": since})


def _cited(item: Item) -> set[Citation]:
    """The passages behind what is printed of an item, its news left aside."""
    claims = [*item.claims, *(claim for only in item.only_in for claim in only.claims)]
    cited = {cited for claim in claims for cited in claim.citations}
    values = [value for one in item.disagreements for value in one.values]
    return cited | {cited for value in values for cited in value.citations}


def _novelty(whole: Novelty, dropped: set[Citation]) -> Novelty | None:
    """The lines that rest on nothing `dropped`; None where none is left: that would say "unchanged"."""
    lines = {"new": _lines(whole.new, dropped), "changed": _lines(whole.changed, dropped)}
    said_nothing = not whole.new and not whole.changed
    return whole.model_copy(update=lines) if said_nothing or any(lines.values()) else None


def _only(parts: Iterable[OnlyIn], count: int) -> tuple[OnlyIn, ...]:
    kept = []
    for one in parts:
        if count > 0:
            kept.append(one.model_copy(update={"claims": one.claims[:count]}))
        count -= len(one.claims)
    return tuple(kept)


def _lines(lines: Iterable[NoveltyLine], dropped: set[Citation]) -> tuple[NoveltyLine, ...]:
    return tuple(line for line in lines if dropped.isdisjoint(line.citations))
