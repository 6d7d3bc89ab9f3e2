"""How files were read, as one self-contained page that shows their text with its cuts in colour.

::

    Reading ─ _labelled ─▶ stretches (story, part, rule) ─ fill the gaps ─▶ pieces ─▶ page

Every character of a file stands on the page once, in order; what is said about it stands beside it in
small print, and again where the pointer rests.  No script, no network (CSP level 3).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from briefing.language.wording import Wording, wording_for
from briefing.publishing.assets import style_hash, style_of, template
from briefing.publishing.plaintext import one_line
from briefing.records import UNKNOWN, Reading, Story, Unread

_DAY: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")
COLOURS: Final = 6
"""Stories take turns with so many colours."""
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f]")
_UNSEEN: Final = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Passage(NamedTuple):
    """A stretch of a file's text and what was made of it."""

    text: str
    kind: str
    """``headline``, ``text``, ``subhead``, ``aside``, ``removed``; empty for what lies between."""
    story: int = 0
    """Number of its story in the file, from 1; 0 for none."""
    why: str = ""
    """For a removed passage: rule and score."""
    note: str = ""
    """What is said in front of it: a story begins, a decision was narrow."""


class _Mark(NamedTuple):
    start: int
    end: int
    kind: str
    story: int
    why: str


class _Row(NamedTuple):
    """A story in the table above the text."""

    number: int
    headline: str
    source: str
    date: str
    evidence: Markup


class _File(NamedTuple):
    name: str
    state: str
    remarks: tuple[str, ...]
    rows: tuple[_Row, ...]
    pieces: tuple[Passage, ...]


def to_inspection(
    readings: Sequence[Reading], unread: Sequence[Unread] = (), language: str = "en"
) -> str:
    """Return the page for these files, sorted by name, with the words around them in `language`."""
    words = wording_for(language)
    pages = [_read(one.whole(), words) for one in readings]
    pages += [_File(one.file, one.state, (one.reason,), (), ()) for one in unread]
    style = style_of("inspection.css")
    return template("inspection.html.jinja").render(
        words=words,
        files=sorted(pages, key=lambda page: page.name),
        style=style,
        style_hash=style_hash(style),
        colours=COLOURS,
    )


def visible(text: str) -> str:
    r"""Return `text` with a sign that can be seen for each character that cannot be shown.

    Controls become their pictures (U+2400 and on), direction marks and halves of characters U+FFFD;
    ``\r\n`` and ``\r`` are line breaks.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub(lambda found: chr(0x2400 + ord(found[0])), text)
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


# -- one file -----------------------------------------------------------------------------------


def _read(reading: Reading, words: Wording) -> _File:
    document = reading.document
    remarks = (f"{document.media_type}, {document.encoding}", *document.notes)
    return _File(
        document.file,
        "used" if reading.stories else "no_story",
        (*remarks, *(one.words for one in reading.undecided if one.line is None)),
        tuple(_row(number, story, words) for number, story in enumerate(reading.stories, start=1)),
        tuple(_pieces(reading, words)),
    )


def _row(number: int, story: Story, words: Wording) -> _Row:
    names = [name for name in (story.outlet, story.agency) if name != UNKNOWN]
    day = story.when.day
    date = words.long_date(day) if day else words.dated(story.when)
    basis = words.say(f"inspection.bases.{story.when.basis}")
    known = f"{basis}: {one_line(story.when.evidence)}" if story.when.evidence else basis
    return _Row(number, story.headline, " / ".join(names), date, _whole_days(known))


def _whole_days(text: str) -> Markup:
    """Return `text`, escaped, with each day in digits in an element of its own: browsers break lines at its hyphens."""
    days = Markup('<span class="day">{}</span>')
    return Markup(_DAY.sub(lambda found: days.format(found[0]), str(escape(text))))  # noqa: S704 - it is escaped


def _pieces(reading: Reading, words: Wording) -> Iterator[Passage]:
    """Yield the whole text in order: marked stretches, and what lies between them."""
    text = reading.document.text
    notes = _notes(reading, words)
    position, begun = 0, set[int]()
    for mark in sorted(_labelled(reading, words)):
        if mark.start < position:
            continue
        if mark.start > position:
            yield Passage(visible(text[position : mark.start]), "")
        said = [told for place, told in notes if position <= place < mark.end]
        notes = notes[len(said) :]
        if mark.story and mark.story not in begun:
            begun.add(mark.story)
            said.insert(0, words.say("inspection.story", n=mark.story))
        shown = visible(text[mark.start : mark.end])
        yield Passage(shown, mark.kind, mark.story, mark.why, "; ".join(said))
        position = mark.end
    if position < len(text):
        yield Passage(visible(text[position:]), "")


def _notes(reading: Reading, words: Wording) -> list[tuple[int, str]]:
    """(place, words) of the narrow decisions, in order."""
    found = [
        (one.line, words.say("inspection.narrow", words=one.words))
        for one in reading.undecided
        if one.line
    ]
    if not found:
        return []
    starts = [0]
    for line in reading.document.text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return sorted((starts[min(line, len(starts)) - 1], said) for line, said in found)


def _labelled(reading: Reading, words: Wording) -> Iterator[_Mark]:
    for one in reading.removed:
        yield _Mark(one.start, one.end, "removed", 0, f"{words.rule(one.rule)}, {one.score:.2f}")
    for number, story in enumerate(reading.stories, start=1):
        known = sorted(_parts(story, number))
        yield from known
        yield from _asides(reading.document.text, story, known)


def _parts(story: Story, number: int) -> Iterator[_Mark]:
    if story.title is not None:
        yield _Mark(story.title.start, story.title.end, "headline", number, "")
    for sentence in story.sentences:
        yield _Mark(sentence.start, sentence.end, "text", number, "")
    for span in story.subheads:
        yield _Mark(span.start, span.end, "subhead", number, "")


def _asides(text: str, story: Story, known: Sequence[_Mark]) -> Iterator[_Mark]:
    """Yield what lies in a story's extent and is none of its text (an advertisement mark)."""
    number = known[0].story
    starts = [mark.start for mark in known]
    for start, end in story.spans:
        position = start
        inside = known[bisect_left(starts, start) : bisect_left(starts, end)]
        for low, high in [*((mark.start, mark.end) for mark in inside), (end, end)]:
            if text[position:low].strip():
                yield _Mark(position, low, "aside", number, "")
            position = max(position, high)
