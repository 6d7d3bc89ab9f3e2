"""The frozen records that travel between the rooms.

::

    bytes ─ reading ─▶ Document ─▶ Reading(Story, Removed)
            grouping ─▶ Report ─▶ Event ─▶ Fact, Disagreement
            writing  ─▶ Claim(Citation, Verdict) ─▶ Item
            pipeline ─▶ Brief ─ publishing ─▶ files

Offsets count characters (code points) of :attr:`Document.text`; ``text[start:end]`` is the passage.
Times are naive datetimes in the brief's time zone.  What is not known is the value ``unknown``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from functools import cache, cached_property
from operator import is_
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

__all__ = [
    "UNKNOWN",
    "UNKNOWN_WHEN",
    "Brief",
    "Citation",
    "Claim",
    "Disagreement",
    "DisagreementKind",
    "Document",
    "Event",
    "Fact",
    "FileEntry",
    "FileState",
    "Item",
    "ModelIdentity",
    "Novelty",
    "NoveltyLine",
    "Objection",
    "OnlyIn",
    "Reading",
    "Record",
    "Removed",
    "Report",
    "Role",
    "Section",
    "Sentence",
    "Span",
    "Story",
    "StoryEntry",
    "Undecided",
    "Unread",
    "Value",
    "Verdict",
    "When",
    "content_id",
]

UNKNOWN: Final = "unknown"
"""The value of an outlet, agency or language that nothing in the file tells."""

FileState = Literal[
    "used", "duplicate", "other_date", "no_story", "skipped", "unreadable", "too_large"
]
Basis = Literal["stated", "relative", "inferred", "unknown"]
Role = Literal["original", "reprint", "independent"]
VerdictKind = Literal["verbatim", "compressed", "rewritten", "withheld"]
DisagreementKind = Literal["update", "rounding", "scope", "conflict"]


def content_id(*parts: str) -> str:
    """Return a 16-digit hexadecimal id that depends on nothing but `parts` (SHA-256, cut)."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Record(BaseModel):
    """Base of all records: frozen, typed, closed against unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _context: object, /) -> None:
        """Let all records of a kind share the set of their fields' names.

        pydantic keeps one for each: 5.6 of the 31 kB that a dump of 5 KB leaves.
        """
        object.__setattr__(self, "__pydantic_fields_set__", _field_names(type(self)))

    def model_copy(self, *, update: Mapping[str, object] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values, which shares the set of names as well."""
        copied = super().model_copy(update=update, deep=deep)
        copied.model_post_init(None)
        return copied

    def whole(self) -> Self:
        """Return the record with all its fields at hand: itself, where none was put aside on disk."""
        return self


@cache
def _field_names(kind: type[BaseModel]) -> set[str]:
    return set(kind.model_fields)


class Span(Record):
    """Characters `start` to `end` (exclusive) of one document's text."""

    document: str
    start: int
    end: int

    @model_validator(mode="after")
    def _is_inside(self) -> Self:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got {self.start}..{self.end}")
        return self


# -- reading ------------------------------------------------------------------------------------


class Section(Record):
    """A stretch of a document that its format delimits, with what the format states about it.

    A page is one section, each row of an export and each entry of a feed is one.  Plain text has
    none: there the stories must be found.  Empty strings mean that the format does not say.
    """

    start: int
    end: int
    title: str = ""
    outlet: str = ""
    published: str = ""
    """The date as the format gives it, unparsed."""
    url: str = ""
    language: str = ""


class Document(Record):
    """One input file as text."""

    id: str
    """Of the bytes alone: ids break ties, and what a brief says must not hang on what a file is called."""
    file: str
    """Path relative to the SOURCE it came from, with ``/``."""
    sha256: str
    media_type: str
    encoding: str
    text: str
    extracted: bool = False
    """True where `text` was extracted (HTML, mail, feeds …) and is stored beside the brief."""
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    """What reading had to mend or leave out, in words (hidden text, double encoding …)."""

    def sentence(self, story: str, start: int, end: int, paragraph: int) -> Sentence:
        """Return what stands from `start` to `end` as a sentence of the story with this id."""
        return _sentence(story, self.id, start, end, self.text[start:end], paragraph)


class Unread(Record):
    """An input file that gave no document, and why."""

    file: str
    sha256: str
    state: FileState
    reason: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A passage that is not story text, with the name of the rule that says so.

    A day has hundreds of thousands of these and of sentences: as slotted dataclasses they take 80 and
    96 bytes each, as models they took 350.
    """

    start: int
    end: int
    rule: str
    score: float = 1.0
    """How sure the rule is, 0 to 1."""


class When(Record):
    """When something was published, as an interval with its evidence."""

    earliest: datetime
    latest: datetime
    """Last instant that is still possible (inclusive)."""
    basis: Basis
    evidence: str = ""
    """Why, in words a reader understands; quotes the passage where there is one."""
    span: Span | None = None

    @property
    def day(self) -> date | None:
        """The one day that is meant, or None where the interval is wider than a day."""
        first = self.earliest.date()
        return first if first == self.latest.date() else None

    def touches(self, day: date) -> bool:
        """Whether `day` is possible."""
        return self.earliest.date() <= day <= self.latest.date()

    @classmethod
    def on(cls, day: date, basis: Basis, evidence: str, span: Span | None = None) -> When:
        """The whole of one day."""
        start, end = datetime.combine(day, time.min), datetime.combine(day, time.max)
        return cls(earliest=start, latest=end, basis=basis, evidence=evidence, span=span)


UNKNOWN_WHEN: Final = When(earliest=datetime.min, latest=datetime.max, basis="unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a story: where it stands and what it says."""

    story: str
    document: str
    start: int
    end: int
    text: str
    """Exactly ``document.text[start:end]``."""
    paragraph: int
    """Number of the story's paragraph that it stands in, from 0."""

    def __reduce__(self) -> tuple[Callable[..., Sentence], tuple[str, str, int, int, str, int]]:
        """Be read back by one call: dataclasses would ask for the fields of each sentence anew, three times as long."""
        told = self.story, self.document, self.start, self.end, self.text, self.paragraph
        return _sentence, told


_SET_SLOTS: Final = tuple(getattr(Sentence, one.name).__set__ for one in fields(Sentence))
_story, _document, _start, _end, _text, _paragraph = _SET_SLOTS


def _sentence(  # noqa: PLR0913  # as it was written
    story: str, document: str, start: int, end: int, text: str, paragraph: int
) -> Sentence:
    """Return a sentence; its slots are set as they are, in two fifths of the time that a frozen dataclass takes."""
    one = object.__new__(Sentence)
    _story(one, story)
    _document(one, document)
    _start(one, start)
    _end(one, end)
    _text(one, text)
    _paragraph(one, paragraph)
    return one


class Citation(Record):
    """The exact characters of the exact file behind a claim: ``document.text[start:end] == quote``."""

    document: str
    file: str
    start: int
    end: int
    quote: str


class Story(Record):
    """One news story: a headline, where known, and its paragraphs."""

    id: str
    document: str
    file: str
    title: Sentence | None
    """The headline, where the file has one (`paragraph` is -1)."""
    sentences: tuple[Sentence, ...]
    """The body in order, sub-headlines left out."""
    subheads: tuple[Span, ...] = ()
    spans: tuple[tuple[int, int], ...]
    """(start, end) of headline, paragraphs and sub-headlines, in order, not overlapping."""
    outlet: str = UNKNOWN
    agency: str = UNKNOWN
    when: When = UNKNOWN_WHEN
    language: str = UNKNOWN
    """ISO 639-1 code."""
    url: str = ""

    @property
    def headline(self) -> str:
        """The headline, or the first sentence of a story that has none."""
        return (self.title or self.sentences[0]).text

    @property
    def length(self) -> int:
        """Characters of its sentences."""
        return sum(one.end - one.start for one in self.sentences)

    def language_or(self, default: str) -> str:
        """Return the ISO 639-1 code of its language, and `default` where that is not known."""
        return default if self.language == UNKNOWN else self.language[:2].lower()

    @property
    def body(self) -> str:
        """The sentences joined with spaces, paragraphs with line breaks."""
        parts: list[str] = []
        last = None
        for sentence in self.sentences:
            if last is not None:
                parts.append(" " if sentence.paragraph == last else "\n")
            parts.append(sentence.text)
            last = sentence.paragraph
        return "".join(parts)

    def cite(self, sentence: Sentence) -> Citation:
        """Return the citation of one of the story's sentences."""
        return Citation(
            document=sentence.document,
            file=self.file,
            start=sentence.start,
            end=sentence.end,
            quote=sentence.text,
        )

    @model_validator(mode="after")
    def _has_text(self) -> Self:
        if not self.sentences:
            raise ValueError("a story needs at least one sentence")
        return self


@dataclass(frozen=True, slots=True)
class Undecided:
    """What reading decided by a narrow margin, or could not do."""

    words: str
    line: int | None = None
    """Number of the line that it is about, from 1; None where it is about the whole file."""

    @property
    def text(self) -> str:
        """The words, behind the number of their line."""
        return self.words if self.line is None else f"line {self.line}: {self.words}"


class Reading(Record):
    """One document read: kept spans, removed spans and white space together are its whole text."""

    document: Document
    stories: tuple[Story, ...]
    """In order; once the day's reports are known, dated by their reprints."""
    removed: tuple[Removed, ...]
    undecided: tuple[Undecided, ...] = ()


# -- grouping -----------------------------------------------------------------------------------


class Report(Record):
    """The stories that carry one text: an original and its reprints.  Counts as one source."""

    id: str
    stories: tuple[Story, ...]
    """All stories of the report, the original first."""
    agency: str = UNKNOWN

    @property
    def original(self) -> Story:
        """The story that stands for the text."""
        return self.stories[0]


class Event(Record):
    """The independent reports about one happening."""

    id: str
    reports: tuple[Report, ...]
    language: str = "en"
    """ISO 639-1 code of the brief: in it is read what is in no language that is known."""
    importance: float = 0.5
    """How much it weighs, 0 to 1; .5 is middling."""

    def whole(self) -> Event:
        """Return the event with all that its stories say at hand."""
        told = [tuple(story.whole() for story in report.stories) for report in self.reports]
        if all(
            all(map(is_, one.stories, own)) for one, own in zip(self.reports, told, strict=True)
        ):
            return self
        reports = (
            one.model_copy(update={"stories": own})
            for one, own in zip(self.reports, told, strict=True)
        )
        # What was looked up before is of the stories put aside, and is not taken along.
        held = {name: vars(self)[name] for name in type(self).model_fields}
        return type(self).model_construct(**{**held, "reports": tuple(reports)})

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories of its reports, report by report."""
        return tuple(story for report in self.reports for story in report.stories)

    def story_of(self, sentence: Sentence) -> Story:
        """Return the story that `sentence` stands in; :class:`KeyError` for one of another event."""
        return self._by_id[sentence.story]

    def code_of(self, sentence: Sentence) -> str:
        """Return the ISO 639-1 code of the language in which `sentence` is read."""
        return self.story_of(sentence).language_or(self.language)

    def place_of(self, sentence: Sentence) -> int:
        """Return which sentence of its story `sentence` is, from 0."""
        return self._places[sentence.story, sentence.start]

    @cached_property
    def _places(self) -> Mapping[tuple[str, int], int]:
        return {
            (story.id, one.start): place
            for story in self.stories
            for place, one in reversed(tuple(enumerate(story.sentences)))
        }

    @cached_property
    def _by_id(self) -> Mapping[str, Story]:
        # Sentences hold the id: with the story itself each would hold all others, and no story could
        # be made before its sentences.
        return {story.id: story for story in self.stories}


class Fact(Record):
    """Sentences from the reports of one event that say the same."""

    id: str
    anchor: Sentence
    """The clearest of them: the one to write from."""
    sentences: tuple[Sentence, ...]
    """All of them, the anchor first."""
    reports: tuple[str, ...]
    """Ids of the independent reports that say it."""


class Value(Record):
    """One of the values that reports give for the same thing, and who gives it."""

    value: str
    citations: tuple[Citation, ...]
    later: bool = False
    """Of an update: whether it is known to have taken the place of the others."""


class Disagreement(Record):
    """A slot that the reports fill with different values."""

    about: str
    kind: DisagreementKind
    values: tuple[Value, ...]
    certain: bool = False
    """Whether it is so sure that two exact figures of one thing differ that a sentence with one of them must say so."""


# -- writing ------------------------------------------------------------------------------------


class Verdict(Record):
    """What became of a draft: how its sentence was made, how well supported it is, and why."""

    kind: VerdictKind
    score: float
    """Support by the cited passages, 0 to 1."""
    reasons: tuple[str, ...] = ()
    """Names of the checks that failed."""
    instead: Literal["verbatim", "compressed", ""] = ""
    """For a `withheld` draft: what was printed in its place; empty where nothing was."""


class Claim(Record):
    """One sentence of the brief with its citations and its verdict."""

    text: str
    citations: tuple[Citation, ...]
    verdict: Verdict

    @model_validator(mode="after")
    def _is_cited(self) -> Self:
        if not self.citations:
            raise ValueError("a claim needs at least one citation")
        return self


class OnlyIn(Record):
    """What a single report says, attributed to its outlet."""

    outlet: str
    file: str
    claims: tuple[Claim, ...]


class NoveltyLine(Record):
    """A sentence that is new or has changed against what was reported on earlier days."""

    text: str
    earlier: str = ""
    """What was reported instead."""
    citations: tuple[Citation, ...] = ()
    earlier_citations: tuple[Citation, ...] = ()
    """The passage that says so, in a file of the input of that day."""
    earlier_date: date | None = None
    """On which day; None: that of `Novelty.date`."""


class Novelty(Record):
    """What an item adds to what was reported on earlier days."""

    date: date
    """The latest day that reported on it."""
    new: tuple[NoveltyLine, ...] = ()
    changed: tuple[NoveltyLine, ...] = ()


class StoryEntry(Record):
    """A story as it counts in an item."""

    story: Story
    role: Role


class Objection(Record):
    """What stands against an item as a whole: what a stranger would stumble over."""

    reason: str
    """From the closed list of the gate."""
    sentence: int
    """Number of the sentence, from 1; 0 is the headline."""
    words: str
    """What it is about, as it stands there or in the source."""


class Item(Record):
    """One event as the reader gets it."""

    id: str
    rank: int
    headline: str
    reports: int
    """Independent reports: reprints of one text count once."""
    claims: tuple[Claim, ...]
    withheld: tuple[Claim, ...] = ()
    """Drafts that failed: most were replaced (`Verdict.instead`), some left nothing to print."""
    disagreements: tuple[Disagreement, ...] = ()
    only_in: tuple[OnlyIn, ...] = ()
    new_since: Novelty | None = None
    omitted: tuple[str, ...] = ()
    """Names and figures of the reports' first sentences that no sentence of the item has."""
    objections: tuple[Objection, ...] = ()
    section: str = ""
    """Of the reader's own sections; empty where there are none."""
    edited: tuple[Literal["pin", "headline"], ...] = ()
    """What an editor decided about it by hand: that it comes first, how it is called."""
    stories: tuple[StoryEntry, ...]


class FileEntry(Record):
    """What became of one input file.  Every file that was found has exactly one entry."""

    file: str
    sha256: str
    state: FileState
    reason: str
    stories: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
    notes: tuple[str, ...] = ()
    encoding: str = ""
    """How the file's bytes became the text that offsets count in; empty where there is no text."""


class ModelIdentity(Record):
    """Which weights spoke."""

    name: str
    digest: str


class Brief(Record):
    """One day's brief, complete: what the publishing room turns into files."""

    date: date
    mode: Literal["model", "extractive"]
    items: tuple[Item, ...]
    files: tuple[FileEntry, ...]
    generator: ModelIdentity | None = None
    embedder: ModelIdentity | None = None
    parser: ModelIdentity | None = None
    shortener: ModelIdentity | None = None
    prompts: tuple[tuple[str, str], ...] = ()
    """(name, digest) of each prompt used."""
    language: str = "en"
    """ISO 639-1 code of the words around the stories."""
    title: str = ""
    """What the reader calls it; empty: what its language calls one."""
    minutes: float = 0
    """That the reader has for it; 0: nobody said."""
    notes: tuple[str, ...] = ()
    """What the reader must know about how this brief was made (no model, undated stories …)."""
