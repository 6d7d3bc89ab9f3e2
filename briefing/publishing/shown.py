"""The records of a page: what :func:`briefing.publishing.page.lay_out` makes and every rendering shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from briefing.language.wording import Wording
from briefing.publishing.plaintext import closed_up, one_line
from briefing.publishing.reporters import ItemReport
from briefing.records import Brief, Citation, FileEntry, Item, Verdict


@dataclass(frozen=True, slots=True)
class Note:
    """One citation at one place, with the verdict of the sentence that cites it."""

    citation: Citation
    verdict: Verdict | None
    """None for values of disagreements and for changes that no main sentence tells."""
    earlier: date | None = None
    """The earlier day that reported it; its file belongs to the input of that day's brief."""
    extent: tuple[int, int] | None = None
    """Where the story that it stands in begins and ends; None where no story of the item holds it."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one independent report has for a sentence."""

    name: str
    """Its agency or outlet; empty where neither is known."""
    day: date | None
    """When it was published, where that is another day than the brief's."""
    notes: tuple[Note, ...]
    """Its passages; those of its copies are left out where they say the same."""
    copies: tuple[str, ...] = ()
    """Outlets, or files of unknown outlets, of the copies that say the same."""
    url: str = ""
    """Where its story was published, as its file tells it; empty where it does not."""


@dataclass(frozen=True, slots=True)
class NotedText:
    """A sentence or a value with its sources."""

    text: str
    notes: tuple[Note, ...]
    """All its citations."""
    verdict: Verdict | None
    number: int = 0
    """Of its mark, from 1 in the order of reading; 0 where nothing is cited."""
    sources: tuple[Source, ...] = ()
    """One for each independent report that is cited."""
    again: bool = False
    """Whether the same passages stand behind an earlier text of its item, so that it has its number."""


@dataclass(frozen=True, slots=True)
class Contested:
    """A disagreement: what it is about and the values that stand against each other."""

    about: str
    kind: str
    values: tuple[NotedText, ...]
    """As their reports write them."""
    forms: tuple[str, ...] = ()
    """The values in one form."""
    later: tuple[bool, ...] = ()
    """Which of the values is known to have taken the place of the others."""


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
    origin: str = ""
    """Who reports it and of which day, in one line: no file names."""
    reports: tuple[ItemReport, ...] = ()
    """The independent reports, each with its copies."""
    beyond: bool = False
    """Whether it lies beyond the reader's minutes, so that a page shows its headline first."""
    is_short: bool = False
    """Whether outputs in which nothing folds tell its first sentence alone: it lies beyond the minutes that the reader asked for."""

    @property
    def told(self) -> tuple[NotedText, ...]:
        """All sentences and values, in the order of reading."""
        changes = [text for one in self.changes for text in (one.now, one.before)]
        news = [*changes, *self.new] if self.changes_first else [*self.new, *changes]
        values = [value for one in self.contested for value in one.values]
        return (*news, *self.lines, *values, *(line for one in self.single for line in one.lines))

    @property
    def lead(self) -> tuple[NotedText, ...]:
        """Its first sentence; none where it has none."""
        return self.told[:1]

    @property
    def changes_first(self) -> bool:
        """Whether the changes stand in front of what is new."""
        return changes_first(self.item)

    @property
    def unchanged(self) -> bool:
        """Whether an earlier day reported it and nothing is new."""
        return is_unchanged(self.item)


def unsaid(note: Note, line: NotedText) -> str:
    """Return what the passage of `note` says otherwise than `line`, or beyond it; empty where they are the same.

    A sentence that stands in its passage in one piece is not said twice: there the passage has "[…]".
    """
    quote, told = closed_up(one_line(note.citation.quote)), one_line(line.text)
    if quote == told:
        return ""
    return quote.replace(told, "[…]", 1) if line.verdict and told else quote


def changes_first(item: Item) -> bool:
    """Whether the first sentence of `item` is one that has changed."""
    changed = item.new_since.changed if item.new_since else ()
    return any(claim.text == line.text for claim in item.claims[:1] for line in changed)


def is_unchanged(item: Item) -> bool:
    """Whether an earlier day reported `item` and nothing of it is new."""
    since = item.new_since
    return since is not None and not since.new and not since.changed


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
    """By rank, those without news since an earlier day last."""
    rows: tuple[FileRow, ...]
    words: Wording
    """Those around the stories, in the language of the brief."""
    texts: Mapping[str, str]
    """Full texts by document id."""
    marked: tuple[NotedText, ...] = ()
    """What has a mark, by its number: each number once."""
    minutes: int = 0
    """Time to read it all."""
    minutes_short: int = 0
    """The same where what lies beyond the reader's minutes is one sentence of each item."""
    room: float = 0
    """The reader's minutes."""

    @property
    def name(self) -> str:
        """What the brief is called, in one line."""
        return one_line(self.brief.title) or self.words.say("page.name")

    @property
    def title(self) -> str:
        """Its name and its day."""
        return self.words.titled(self.brief.date, self.name)

    @property
    def beyond(self) -> str:
        """In words, how many minutes the reader has."""
        return self.words.counted(round(self.room) or 1, "counted.time")

    @property
    def short(self) -> tuple[Article, ...]:
        """The items of which outputs in which nothing folds tell the first sentence alone."""
        return tuple(article for article in self.articles if article.is_short)

    @property
    def news(self) -> tuple[Article, ...]:
        """The items that have news."""
        return tuple(article for article in self.articles if not article.unchanged)

    @property
    def unchanged(self) -> tuple[Article, ...]:
        """The items without news since an earlier day."""
        return tuple(article for article in self.articles if article.unchanged)


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
