"""An item as a row of paragraphs: what mail, plain text, Word and books have in common.

Here people read outlets; file names stand in the notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import or_
from typing import Final, NamedTuple

from briefing.language.wording import Wording
from briefing.publishing.html import link_host
from briefing.publishing.origin import outlets
from briefing.publishing.page import Article, Change, Contested, Note, NotedText, Page, Single
from briefing.publishing.page import Source as Shown
from briefing.publishing.plaintext import one_line
from briefing.publishing.shown import unsaid

_DASH: Final = "\N{EN DASH}"
_NOT_IN_XML: Final = str.maketrans("", "", "\ufffe\uffff")
"""The two characters that XML 1.0 forbids and a line of text may hold (section 2.2)."""


class Part(NamedTuple):
    """A piece of a paragraph: a sentence with its mark, or a label of ours."""

    text: str
    number: int = 0
    """Of its mark; 0 for none."""
    again: bool = False
    """Whether an earlier piece of its item has this number, so that its note stands there."""
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences one after the other."""

    parts: tuple[Part, ...]


class Value(NamedTuple):
    """One of the values that stand against each other."""

    names: str
    """Who gives it: agencies and outlets."""
    part: Part
    """In the form that all of them have."""
    kind: str
    """In words, of what kind the difference is, with the value that took the others' place; or empty."""


@dataclass(frozen=True, slots=True)
class Differences:
    """The values of one thing, as a small table."""

    about: str
    kind: str
    """In words; empty where it stands with a value."""
    values: tuple[Value, ...]

    @property
    def heading(self) -> str:
        """What it is about, and of what kind the difference is."""
        return f"{self.about} · {self.kind}" if self.kind else self.about


class Passage(NamedTuple):
    """A place in a file."""

    place: str
    """The file and the characters of it; of an earlier day's, the day too."""
    quote: str
    """What these characters say beyond the sentence, in quotation marks; empty where it repeats them."""


@dataclass(frozen=True, slots=True)
class Source:
    """What one independent report has for a sentence, for a reader."""

    name: str
    """The agency or outlet, and the day where it is another than the brief's; empty where it is not known."""
    url: str
    """Where its story was published, if that is safe to link; or empty."""
    passages: tuple[Passage, ...]
    copies: str
    """In words, who else prints the same; or empty."""


@dataclass(frozen=True, slots=True)
class Endnote:
    """Where a mark leads: the number is that of the page."""

    number: int
    sources: tuple[Source, ...]
    """One for each independent report."""
    made: str
    """In words, how the sentence was made; empty for a value and for what an earlier day reported."""


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
    notes: tuple[Endnote, ...]
    """Of all marks of its blocks, in their order, each once."""
    under: bool = False
    """Whether it stands under the heading of a section, its own or an earlier one."""


def tell(page: Page, *, whole: bool = True) -> tuple[Told, ...]:
    """Return the items of `page`; all their texts are lines that can stand in XML.

    Where they are not wanted `whole`, those beyond the minutes that the reader asked for follow with their first sentence.  Those without news come
    last.  Each kind has its heading.
    """
    words = page.words
    first = [_told(one, words) for one in page.news if whole or not one.is_short]
    short = [] if whole else [_short(one, words) for one in page.short]
    quiet = [_told(one, words) for one in page.unchanged]
    told = [
        *first,
        *_headed(words.say("page.beyond_short", minutes=page.beyond), short),
        *_headed(words.say("page.unchanged"), quiet),
    ]
    under = accumulate((bool(one.opens) for one in told), or_)
    return tuple(replace(one, under=each) for one, each in zip(told, under, strict=True))


def _headed(heading: str, told: Sequence[Told]) -> list[Told]:
    """Return items of which the first opens with a heading, and no other with any."""
    return [replace(one, opens="" if n else heading) for n, one in enumerate(told)]


def _short(article: Article, words: Wording) -> Told:
    return replace(
        _told(article, words),
        blocks=(Paragraph(_sentences(article.lead)),) if article.lead else (),
        notes=tuple(_note(line, words) for line in article.lead),
    )


def clean(text: str) -> str:
    """Return `text` as one line without what steers a terminal or cannot stand in XML."""
    return one_line(text.translate(_NOT_IN_XML))


def title(page: Page) -> str:
    """Return the title of the brief with its date."""
    return clean(page.title)


def length(page: Page, *, whole: bool = True) -> str:
    """Return how long the brief takes to read, as :func:`tell` tells it, or, of one without items, that there is nothing."""
    if not page.articles:
        return page.words.say("empty")
    return page.words.counted(page.minutes if whole else page.minutes_short, "counted.minute")


def about(page: Page) -> tuple[str, ...]:
    """Return what stands at the end: what the reader must know of how the brief was made, and what it was made from."""
    return tuple(map(clean, (*page.remarks, page.counts)))


def _told(article: Article, words: Wording) -> Told:
    return Told(
        opens=clean(article.opens),
        rank=article.item.rank,
        headline=clean(article.item.headline),
        provenance=clean(article.origin),
        language=article.language,
        blocks=tuple(_blocks(article, words)),
        notes=tuple(_note(line, words) for line in article.told if line.number and not line.again),
    )


def _blocks(article: Article, words: Wording) -> Iterable[Paragraph | Differences]:
    yield from _news(article, words)
    if article.lines:
        yield Paragraph(_sentences(article.lines))
    for one in article.contested:
        yield _differences(one, words)
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


def _differences(one: Contested, words: Wording) -> Differences:
    kind = words.say(f"disagreements.{one.kind}")
    values = [
        Value(
            clean(outlets(value, words)),
            _part(value)._replace(text=clean(form)),
            kind if later else "",
        )
        for value, form, later in zip(one.values, one.forms, one.later, strict=True)
    ]
    return Differences(clean(one.about), "" if any(one.later) else kind, tuple(values))


def _only(single: Single, words: Wording) -> Paragraph:
    name = (
        f"{words.say('only_outlet')} {single.outlet}" if single.outlet else words.say("only_report")
    )
    return Paragraph((_label(f"{name}:"), *_sentences(single.lines)))


def _label(text: str) -> Part:
    return Part(clean(text), is_label=True)


def _part(line: NotedText) -> Part:
    return Part(clean(line.text), line.number, line.again)


def _sentences(lines: Iterable[NotedText]) -> tuple[Part, ...]:
    return tuple(map(_part, lines))


def _note(line: NotedText, words: Wording) -> Endnote:
    made = words.say(f"verdicts.{line.verdict.kind}") if line.verdict else ""
    return Endnote(line.number, tuple(_source(one, line, words) for one in line.sources), made)


def _source(source: Shown, line: NotedText, words: Wording) -> Source:
    day = words.long_date(source.day) if source.day else ""
    same = ", ".join(source.copies)
    return Source(
        name=clean(", ".join(part for part in (source.name, day) if part)) if source.name else "",
        url=source.url if link_host(source.url) else "",
        passages=tuple(_passage(note, line, words) for note in source.notes),
        copies=clean(words.say("same_in", names=same)) if same else "",
    )


def _passage(note: Note, line: NotedText, words: Wording) -> Passage:
    cited = note.citation
    place = f"{cited.file} {cited.start}{_DASH}{cited.end}"
    if note.earlier is not None:
        place += f" ({words.say('reported_on', date=words.long_date(note.earlier))})"
    quote = clean(unsaid(note, line))
    return Passage(clean(place), words.quote(quote) if quote else "")
