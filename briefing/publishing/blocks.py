"""An item as a row of paragraphs: what mail, plain text, Word and books have in common.

Here people read outlets; file names stand in the notes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from briefing.language.wording import Wording
from briefing.publishing.html import link_host
from briefing.publishing.origin import by_hand
from briefing.publishing.page import Article, Change, Contested, Note, NotedText, Page, Single
from briefing.publishing.plaintext import one_line
from briefing.records import UNKNOWN, Story

_DASH: Final = "\N{EN DASH}"
_NOT_IN_XML: Final = str.maketrans("", "", "\ufffe\uffff")
"""The two characters that XML 1.0 forbids and a line of text may hold (section 2.2)."""


class Part(NamedTuple):
    """A piece of a paragraph: a sentence with its notes, or a label of ours."""

    text: str
    notes: tuple[Note, ...] = ()
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences one after the other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """The values that stand against each other."""

    rows: tuple[tuple[str, str, tuple[Part, ...]], ...]
    """(what it is about, of what kind, its values); the kind stands with the value that took the others' place, where that is known."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a note leads, for a reader."""

    number: int
    name: str
    """The outlet or agency; empty where it is not known."""
    url: str
    """Where its story was published, if that is safe to link; or empty."""
    place: str
    """The file and the characters of it."""
    remark: str
    """How the sentence was made, or of which day the file is; or empty."""
    passage: str
    """The cited characters, in quotation marks."""
    is_told: bool
    """Whether the sentence is the passage, word for word."""


@dataclass(frozen=True, slots=True)
class Told:
    """An item, ready to be set."""

    opens: str
    """The section that begins with it, or empty."""
    rank: int
    headline: str
    provenance: str
    language: str
    """ISO 639-1 code, or empty."""
    blocks: tuple[Paragraph | Differences, ...]
    sources: tuple[Source, ...]
    """Of all notes of its blocks, in their order."""


def tell(page: Page) -> tuple[Told, ...]:
    """Return the items of `page`; all their texts are lines that can stand in XML."""
    return tuple(_told(article, page.words) for article in page.articles)


def clean(text: str) -> str:
    """Return `text` as one line without what steers a terminal or cannot stand in XML."""
    return one_line(text.translate(_NOT_IN_XML))


def title(page: Page) -> str:
    """Return the title of the brief with its date."""
    return clean(page.title)


def remarks(page: Page) -> tuple[str, ...]:
    """Return what the reader must know of the brief; that it is empty, too."""
    empty = () if page.articles else (page.words.say("empty"),)
    return tuple(map(clean, (*page.remarks, *empty)))


def _told(article: Article, words: Wording) -> Told:
    blocks = tuple(_blocks(article, words))
    parts = [part for block in blocks for part in _parts(block)]
    return Told(
        opens=clean(article.opens),
        rank=article.item.rank,
        headline=clean(article.item.headline),
        provenance=_provenance(article, words),
        language=article.language,
        blocks=blocks,
        sources=tuple(_source(note, part, article, words) for part in parts for note in part.notes),
    )


def _parts(block: Paragraph | Differences) -> Iterable[Part]:
    if isinstance(block, Paragraph):
        return block.parts
    return (value for _, _, values in block.rows for value in values)


def _blocks(article: Article, words: Wording) -> Iterable[Paragraph | Differences]:
    yield from _news(article, words)
    if article.lines:
        yield Paragraph(_sentences(article.lines))
    if article.contested:
        yield Differences(tuple(_difference(one, words) for one in article.contested))
    for single in article.single:
        yield _only(single, words)


def _news(article: Article, words: Wording) -> list[Paragraph]:
    """What is new since an earlier day, and what has changed."""
    since = article.item.new_since
    if since is None:
        return []
    day = words.long_date(since.date)
    if not since.new and not since.changed:
        return [Paragraph((_label(words.say("unchanged", date=day)),))]
    lead = _label(words.say("new_since", date=day))
    new = [Paragraph((lead, *_sentences(article.new)))] if article.new else []
    changes = [_change(one, words) for one in article.changes]
    return [*changes, *new] if article.changes_first else [*new, *changes]


def _change(change: Change, words: Wording) -> Paragraph:
    earlier = words.say("earlier_said", date=words.long_date(change.day))
    return Paragraph(
        (
            _label(words.say("changed")),
            _part(change.now),
            _label(earlier),
            _part(change.before),
        )
    )


def _difference(one: Contested, words: Wording) -> tuple[str, str, tuple[Part, ...]]:
    kind = words.say(f"disagreements.{one.kind}")
    values = tuple(
        part._replace(text=f"{part.text} ({kind})") if later else part
        for part, later in zip(
            _sentences(one.values), one.later or [False] * len(one.values), strict=True
        )
    )
    return clean(one.about), "" if any(one.later) else kind, values


def _only(single: Single, words: Wording) -> Paragraph:
    lead = "only_outlet" if single.outlet else "only_file"
    name = f"{words.say(lead)} {single.outlet or single.file}:"
    return Paragraph((_label(name), *_sentences(single.lines)))


def _label(text: str) -> Part:
    return Part(clean(text), is_label=True)


def _part(line: NotedText) -> Part:
    return Part(clean(line.text), line.notes)


def _sentences(lines: Iterable[NotedText]) -> tuple[Part, ...]:
    return tuple(map(_part, lines))


def _provenance(article: Article, words: Wording) -> str:
    """Who reports it, of when, and what an editor decided about it."""
    names = f" ({', '.join(article.names)})" if article.names else ""
    reports = words.counted(article.item.reports, "counted.report") + names
    dates = dict.fromkeys(dating.words for dating in article.datings)
    return clean(" · ".join([reports, *dates, *by_hand(article.item.edited, words)]))


def _source(note: Note, part: Part, article: Article, words: Wording) -> Source:
    cited = note.citation
    story = None if note.earlier else _cited_story(note, article)
    return Source(
        number=note.number,
        name=clean(_name(story)),
        url=story.url if story and link_host(story.url) else "",
        place=clean(f"{cited.file} {cited.start}{_DASH}{cited.end}"),
        remark=_remark(note, words),
        passage=words.quote(clean(cited.quote)),
        is_told=clean(cited.quote) == part.text,
    )


def _remark(note: Note, words: Wording) -> str:
    if note.earlier is not None:
        return words.say("reported_on", date=words.long_date(note.earlier))
    return words.say(f"verdicts.{note.verdict.kind}") if note.verdict else ""


def _cited_story(note: Note, article: Article) -> Story | None:
    """The story of the item that the cited characters belong to, if it is one of these."""
    cited = note.citation
    there = [entry.story for entry in article.item.stories if entry.story.file == cited.file]
    if len(there) == 1:
        return there[0]
    around = (one for one in there if one.spans[0][0] <= cited.start < one.spans[-1][1])
    return next(around, None)


def _name(story: Story | None) -> str:
    known = [] if story is None else [story.outlet, story.agency]
    return next((name for name in known if name != UNKNOWN), "")
