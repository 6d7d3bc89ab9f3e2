"""A brief laid out for reading: footnotes numbered, files grouped by what dates them.

It is laid out once, and every :class:`Rendering` shows the same page: their footnotes agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from briefing.language.wording import Wording, wording_for
from briefing.publishing.counts import count, left_out, story_roles, story_words
from briefing.publishing.reporters import report_names
from briefing.records import (
    UNKNOWN,
    Brief,
    Citation,
    Claim,
    Disagreement,
    FileEntry,
    Item,
    Novelty,
    NoveltyLine,
    OnlyIn,
    StoryEntry,
    Verdict,
    When,
)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: one citation at one place, with the verdict of the sentence that cites it."""

    number: int
    citation: Citation
    verdict: Verdict | None
    """None for values of disagreements and for changes that no main sentence tells."""
    earlier: date | None = None
    """The earlier day that reported it; its file belongs to the input of that day's brief."""


@dataclass(frozen=True, slots=True)
class NotedText:
    """A sentence or a value with its footnotes."""

    text: str
    notes: tuple[Note, ...]
    verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Contested:
    """A disagreement: what it is about and the values that stand against each other."""

    about: str
    kind: str
    values: tuple[NotedText, ...]


@dataclass(frozen=True, slots=True)
class Single:
    """What only one outlet says; `outlet` is empty where it is not known."""

    outlet: str
    file: str
    lines: tuple[NotedText, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A count that has another value than on an earlier day."""

    now: NotedText
    before: NotedText
    day: date


@dataclass(frozen=True, slots=True)
class Witness:
    """Files that date an item in the same way, with the evidence in words.

    Where a file states the date, no evidence is repeated: it is the date.
    """

    basis: str
    evidence: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dating:
    """One date of an item in words, and the files that it is known from."""

    words: str
    iso: str
    """The day as YYYY-MM-DD, or empty."""
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One item as it is shown."""

    item: Item
    opens: str
    """The section that begins with it; empty within one, and where there are none."""
    names: tuple[str, ...]
    """Agencies or outlets that wrote the reports."""
    files: tuple[str, ...]
    datings: tuple[Dating, ...]
    language: str
    """ISO 639-1 code that all stories of the item share, or empty."""
    new: tuple[NotedText, ...]
    """Sentences that no earlier day reported, in an item that goes on with one of these."""
    changes: tuple[Change, ...]
    """They stand in front of what is new where the first sentence of the item is one of them."""
    lines: tuple[NotedText, ...]
    """All other sentences: none stands twice."""
    contested: tuple[Contested, ...]
    single: tuple[Single, ...]

    @property
    def changes_first(self) -> bool:
        """Whether the changes stand in front of what is new."""
        return _changes_first(self.item)


def _changes_first(item: Item) -> bool:
    changed = item.new_since.changed if item.new_since else ()
    return any(claim.text == line.text for claim in item.claims[:1] for line in changed)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One input file in the table of sources."""

    entry: FileEntry
    stories: str
    left_out: tuple[tuple[str, int], ...]
    """(rule, passages)."""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole brief as it is shown."""

    brief: Brief
    counts: str
    remarks: tuple[str, ...]
    articles: tuple[Article, ...]
    notes: tuple[Note, ...]
    rows: tuple[FileRow, ...]
    words: Wording
    """Those around the stories, in the language of the brief."""
    texts: Mapping[str, str]
    """Full texts by document id."""


class Rendering(NamedTuple):
    """One output of a brief."""

    name: str
    """Of its file."""
    render: Callable[[Page], str | bytes]
    needs: tuple[str, str] | None = None
    """The module that it cannot do without, and the extra of this package that brings it."""

    @property
    def format(self) -> str:
        """What ``output.formats`` calls it: the name of its file without ``brief.``."""
        return self.name.removeprefix("brief.")


def lay_out(brief: Brief, texts: Mapping[str, str]) -> Page:
    """Lay `brief` out: items by rank, footnotes numbered from 1 in the order of reading.

    `texts` maps document ids to full texts.
    """
    numbering, words = _Numbering(), wording_for(brief.language)
    items = sorted(brief.items, key=lambda item: item.rank)
    before = ["", *(item.section for item in items[:-1])][: len(items)]
    articles = tuple(
        _article(item, "" if item.section == last else item.section, numbering, words)
        for item, last in zip(items, before, strict=True)
    )
    roles = story_roles(brief)
    return Page(
        brief=brief,
        counts=count(brief).line(words),
        remarks=_remarks(brief, words),
        articles=articles,
        notes=tuple(numbering.notes),
        rows=tuple(
            FileRow(entry, story_words(entry, roles, words), left_out(entry, words))
            for entry in brief.files
        ),
        words=words,
        texts=texts,
    )


def _remarks(brief: Brief, words: Wording) -> tuple[str, ...]:
    """Return the notes of the brief; one that had no model never goes without saying so."""
    if brief.mode == "extractive" and not brief.notes:
        return (words.say("extractive"),)
    return brief.notes


@dataclass(slots=True)
class _Numbering:
    """Gives footnotes their numbers and remembers them."""

    notes: list[Note] = field(default_factory=list)

    def line(
        self,
        text: str,
        citations: Iterable[Citation],
        verdict: Verdict | None = None,
        earlier: date | None = None,
    ) -> NotedText:
        """Return `text` with a new footnote for each of its citations."""
        first = len(self.notes) + 1
        new = [
            Note(number, cited, verdict, earlier) for number, cited in enumerate(citations, first)
        ]
        self.notes.extend(new)
        return NotedText(text, tuple(new), verdict)

    def claims(self, claims: Iterable[Claim]) -> tuple[NotedText, ...]:
        """Return the lines of `claims`."""
        return tuple(self.line(claim.text, claim.citations, claim.verdict) for claim in claims)


def _article(item: Item, opens: str, numbering: _Numbering, words: Wording) -> Article:
    """Lay one item out.  The fields are filled in reading order, which numbers the footnotes."""
    since = item.new_since or _NOTHING
    told = {line.text for line in (*since.new, *since.changed)}
    new, changes = _news(item, since, numbering)
    return Article(
        item=item,
        opens=opens,
        names=report_names(item),
        files=_distinct(entry.story.file for entry in item.stories),
        datings=_datings(item.stories, words),
        language=_language(item),
        new=new,
        changes=changes,
        lines=numbering.claims(claim for claim in item.claims if claim.text not in told),
        contested=tuple(_contested(one, numbering) for one in item.disagreements),
        single=tuple(_single(only, numbering) for only in item.only_in),
    )


def _news(
    item: Item, since: Novelty, numbering: _Numbering
) -> tuple[tuple[NotedText, ...], tuple[Change, ...]]:
    """What is new and what has changed, numbered in the order in which they stand."""
    verdicts = {claim.text: claim.verdict for claim in item.claims}
    texts = {line.text for line in since.new}
    new = [claim for claim in item.claims if claim.text in texts]

    def changes() -> tuple[Change, ...]:
        return tuple(
            _change(one, verdicts.get(one.text), since, numbering) for one in since.changed
        )

    if _changes_first(item):
        first = changes()
        return numbering.claims(new), first
    return numbering.claims(new), changes()


_NOTHING: Final = Novelty(date=date.min)


def _change(
    line: NoveltyLine, verdict: Verdict | None, since: Novelty, numbering: _Numbering
) -> Change:
    day = line.earlier_date or since.date
    return Change(
        now=numbering.line(line.text, line.citations, verdict),
        before=numbering.line(line.earlier, line.earlier_citations, earlier=day),
        day=day,
    )


def _contested(one: Disagreement, numbering: _Numbering) -> Contested:
    values = tuple(numbering.line(value.value, value.citations) for value in one.values)
    return Contested(one.about, one.kind, values)


def _single(only: OnlyIn, numbering: _Numbering) -> Single:
    outlet = "" if only.outlet == UNKNOWN else only.outlet
    return Single(outlet, only.file, numbering.claims(only.claims))


def _datings(entries: Iterable[StoryEntry], words: Wording) -> tuple[Dating, ...]:
    """Group stories by the date they are given, then by how it is known; orders are kept."""
    groups: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
    for entry in entries:
        when = entry.story.when
        group = groups.setdefault((words.dated(when), _iso(when)), {})
        evidence = "" if when.basis == "stated" else when.evidence
        group.setdefault((when.basis, evidence), []).append(entry.story.file)
    return tuple(
        Dating(
            told,
            iso,
            tuple(Witness(*how, files=_distinct(files)) for how, files in known.items()),
        )
        for (told, iso), known in groups.items()
    )


def _iso(when: When) -> str:
    return when.day.isoformat() if when.day and when.basis != "unknown" else ""


def _language(item: Item) -> str:
    languages = {entry.story.language for entry in item.stories}
    only = languages.pop() if len(languages) == 1 else UNKNOWN
    return only if only.isascii() and only.isalpha() and len(only) <= 3 else ""


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
