"""Marks and their sources: each sentence has one mark, behind it one entry for each independent report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Final

from briefing.publishing.plaintext import closed_up
from briefing.publishing.reporters import ItemReport, entry_of, item_reports, outlet_name
from briefing.publishing.shown import Note, NotedText, Source
from briefing.records import Citation, Claim, Item, StoryEntry, Verdict

_SAME: Final = 0.5
"""Likeness of two passages, of a text and of its copy, from which they say the same: half of the words in order.
A copy repeats a sentence nearly word for word; of 1,535 pairs of sentences of one story (two days, 306 stories)
one was so alike."""


@dataclass(slots=True)
class Numbering:
    """Gives texts their numbers, in the order of the calls, and remembers them."""

    day: date
    """That of the brief."""
    marked: list[NotedText] = field(default_factory=list)
    _reports: tuple[ItemReport, ...] = ()
    _known: dict[object, int] = field(default_factory=dict)

    def begin(self, item: Item) -> None:
        """Go on with the next item: what it cites is looked up in its stories."""
        self._reports = item_reports(item)
        self._known = {}

    def line(
        self,
        text: str,
        citations: Sequence[Citation],
        verdict: Verdict | None = None,
        earlier: date | None = None,
    ) -> NotedText:
        """Return `text`, closed up, with its mark: that of an earlier text of the item with the same passages, or a new one."""
        notes = tuple(
            Note(cited, verdict, earlier, None if earlier else self._extent(cited))
            for cited in citations
        )
        sources = self._sources(notes)
        key = frozenset(_place(note) for source in sources for note in source.notes)
        known = self._known.get(key)
        number = (known or len(self.marked) + 1) if notes else 0
        made = NotedText(closed_up(text), notes, verdict, number, sources, known is not None)
        if notes and known is None:
            self._known[key] = number
            self.marked.append(made)
        return made

    def claims(self, claims: Iterable[Claim]) -> tuple[NotedText, ...]:
        """Return the lines of `claims`."""
        return tuple(self.line(claim.text, claim.citations, claim.verdict) for claim in claims)

    def _extent(self, citation: Citation) -> tuple[int, int] | None:
        found = entry_of(citation, self._reports)
        spans = found[1].story.spans if found else ((0, 0),)
        start, end = spans[0][0], spans[-1][1]
        return (start, end) if start <= citation.start and citation.end <= end else None

    def _sources(self, notes: Iterable[Note]) -> tuple[Source, ...]:
        """Group notes by independent report; what no story of the item holds, by document."""
        groups: dict[object, list[tuple[Note, StoryEntry | None]]] = {}
        for note in notes:
            found = None if note.earlier else entry_of(note.citation, self._reports)
            key = found[0] if found else note.citation.document
            groups.setdefault(key, []).append((note, found[1] if found else None))
        return tuple(self._source(key, group) for key, group in groups.items())

    def _source(self, key: object, group: Sequence[tuple[Note, StoryEntry | None]]) -> Source:
        name = self._reports[key].name if isinstance(key, int) else ""
        original = group[0][1]
        day = original.story.when.day if original else None
        url = original.story.url if original else ""
        kept: list[Note] = []
        copies: list[str] = []
        for note, entry in group:
            if entry is not original and entry and any(_same(note, one) for one in kept):
                copies.append(outlet_name(entry) or entry.story.file)
            else:
                kept.append(note)
        others = tuple(copy for copy in dict.fromkeys(copies) if copy != name)
        return Source(name, None if day == self.day else day, tuple(kept), others, url)


def _place(note: Note) -> tuple[str, int, int]:
    return note.citation.document, note.citation.start, note.citation.end


def _same(one: Note, other: Note) -> bool:
    words = one.citation.quote.casefold().split(), other.citation.quote.casefold().split()
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= _SAME
