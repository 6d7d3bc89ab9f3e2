"""A document and its cut, made into stories: sentences, date, outlet, agency, language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from briefing.language.chat import turns
from briefing.language.detect import find_language, is_foreign
from briefing.language.names import capitals_tell_names
from briefing.language.sentences import LONGEST, split_sentences
from briefing.language.text import read
from briefing.reading.agencies import find_agency
from briefing.reading.datelines import dateline_end
from briefing.reading.dating import Place, date_story, places
from briefing.reading.limits import (
    BEHIND_ALL_STORIES,
    BEHIND_THE_STORY,
    FEWEST_STORIES,
    LONGEST_LINE,
    MOST_CHARACTERS,
    MOST_OF_A_PAGE,
    MOST_OF_A_STORY,
    MOST_SENTENCES,
    PROSE_IN_ONE_LINE,
)
from briefing.reading.outlets import credit_lines, find_outlets, lines_around
from briefing.reading.page_headings import with_page_heading
from briefing.reading.pages import glued_end, heading_end
from briefing.reading.settings import ReadingSettings
from briefing.reading.titles import repeated_end, title_span
from briefing.records import (
    UNKNOWN,
    Document,
    Reading,
    Removed,
    Sentence,
    Span,
    Story,
    Undecided,
    content_id,
)

if TYPE_CHECKING:
    from briefing.reading.pages import CutText, Paragraph

TOO_LONG: Final = f"behind {MOST_SENTENCES} sentences of one story"
"""The rule by which the rest of a story is removed that is longer than any report."""
KEPT: Final = 1 << 15
"""Sentences of which it is kept where they begin, if they belong to a story, some 12 MB: what an agency sends comes in many files, and in other paragraphs."""
KEPT_SENTENCE: Final = 400
"""Characters of the longest of them."""
_PLANTED: Final = "prompt-like instruction"
"""The rule by which a story is removed that consists of nothing else."""
_TOLD: Final = {
    TOO_LONG: f"a story of more than {MOST_SENTENCES} sentences: the rest of it was not read; split the file",
    BEHIND_THE_STORY: f"a story of more than {MOST_OF_A_STORY} lines or {MOST_CHARACTERS} characters: the rest of it was not read; split the file",
    BEHIND_ALL_STORIES: f"fewer than {FEWEST_STORIES} stories begin in {MOST_OF_A_PAGE} lines or {MOST_CHARACTERS} characters: the rest of the file was not read; split the file",
    PROSE_IN_ONE_LINE: f"a line of prose of more than {LONGEST_LINE} characters was not read; break it into paragraphs",
}
"""What is told of what a limit has removed, by its rule."""


def assemble(document: Document, cut: CutText, settings: ReadingSettings) -> Reading:
    """Return the reading of one document: its stories in order and what was removed."""
    stories = [story for story in cut.stories if story]
    at = places(document, stories)
    around = lines_around(document.text, stories)
    outlets = find_outlets(document, around, [place.section for place in at], settings)
    bylines = map(credit_lines, around.beside)
    found = zip(at, stories, zip(outlets, bylines, strict=True), strict=True)
    made = with_page_heading(
        document, [_story(place, pieces, source, settings) for place, pieces, source in found]
    )
    rest = [
        Removed(piece.start, piece.end, TOO_LONG if story else _PLANTED)
        for story, pieces in zip(made, stories, strict=True)
        for piece in pieces[len(story.spans) if story else 0 :]
    ]
    removed = (
        tuple(sorted((*cut.removed, *rest), key=lambda one: one.start)) if rest else cut.removed
    )
    return Reading(
        document=document,
        stories=tuple(story for story in made if story),
        removed=removed,
        undecided=(*_told(removed), *cut.undecided),
    )


def _told(removed: Sequence[Removed]) -> tuple[Undecided, ...]:
    """What limits have removed, in one line; a story may be behind both of its limits, which is told once."""
    rules = _TOLD.keys() & {one.rule for one in removed}
    if TOO_LONG in rules:
        rules.discard(BEHIND_THE_STORY)
    words = "; ".join(words for rule, words in _TOLD.items() if rule in rules)
    return (Undecided(words=words),) if words else ()


def _story(
    place: Place,
    pieces: Sequence[Paragraph],
    source: tuple[str, Sequence[str]],
    settings: ReadingSettings,
) -> Story | None:
    """One story; `source` is its outlet, and the lines in which its author may stand.  None where all it says is meant for a model."""
    outlet, bylines = source
    document, section = place.document, place.section
    spans = tuple((piece.start, piece.end) for piece in pieces)
    story_id = content_id(document.id, *(f"{start}-{end}" for start, end in spans))
    written_in = _language(place)
    title, sentences, subheads = _sentences(
        document, story_id, _titled(place, pieces), code=written_in
    )
    if not sentences:
        return None
    if title is not None:
        start, end = title_span(document.text, title.start, title.end, outlet)
        title = document.sentence(story_id, start, end, -1)
    paragraphs = [line.text for line in place.paragraphs]
    around = [line.text for line in (*place.before, *place.head, *place.tail, *place.after)]
    return Story(
        id=story_id,
        document=document.id,
        file=document.file,
        title=title,
        sentences=sentences,
        subheads=subheads,
        spans=spans
        if len(sentences) < MOST_SENTENCES
        else tuple(one for one in spans if one[0] < sentences[-1].end),
        outlet=outlet,
        agency=find_agency(paragraphs, around, bylines, outlet),
        when=date_story(place, outlet, settings, written_in),
        language=written_in,
        url=section.url if section else "",
    )


def _language(place: Place) -> str:
    """The story's language; one too short to tell has what the format says, or its file's."""
    own = find_language(" ".join(line.text for line in place.paragraphs[:4]))
    if own != UNKNOWN:
        return own
    stated = place.section.language if place.section else ""
    return stated or find_language(place.document.text[:1000])


def _titled(place: Place, pieces: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The pieces, the first as the headline where the format says so (it may look like a sentence)."""
    first, *rest = pieces
    stated = place.section.title if place.section else ""
    text = place.document.text[first.start : first.end]
    if stated and text == stated and any(piece.role == "text" for piece in rest):
        return [first._replace(role="headline"), *rest]
    return pieces


def _without_glued(
    document: Document, spans: Sequence[tuple[int, int]], code: str
) -> Iterator[tuple[int, int]]:
    """Yield where sentences stand, without what is glued in front of them.

    What is planted, and an embedded post with nothing behind it, stay in the story's extent as asides, in no sentence.
    """
    for begin, end in spans:
        if end - begin > LONGEST or _is_in_turn(document, begin, end):
            continue
        text = document.text[begin:end]
        glued = (_kept_end if len(text) <= KEPT_SENTENCE else _end_of_glued)(text, code)
        if glued is not None and glued < len(text):
            yield begin + glued, end


def _is_in_turn(document: Document, start: int, end: int) -> bool:
    """Whether a sentence stands in a turn of a chat with a model."""
    found = _turns(document.text)
    before = bisect_left(found, (end, 0))  # they come in order, and none lies in another
    return before > 0 and start < found[before - 1][1]


def _end_of_glued(text: str, code: str) -> int | None:
    """Where what is glued in front of a sentence ends; None where it is planted: it speaks to a model, or another language."""
    sentence = read(text)
    planted = sentence.addresses_a_model or sentence.is_request or is_foreign(text, code)
    return None if planted else glued_end(text)


_kept_end: Final = lru_cache(maxsize=KEPT)(_end_of_glued)


@lru_cache(maxsize=4)
def _turns(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(turns(text))


def _sentences(
    document: Document, story: str, pieces: Sequence[Paragraph], code: str
) -> tuple[Sentence | None, tuple[Sentence, ...], tuple[Span, ...]]:
    title: Sentence | None = None
    sentences: list[Sentence] = []
    subheads: list[Span] = []
    paragraph = 0
    titled = capitals_tell_names(code)  # a row of capitals may be a heading, and no row of nouns
    for piece in takewhile(lambda _: len(sentences) < MOST_SENTENCES, pieces):
        if piece.role == "headline" and title is None and piece.end - piece.start <= LONGEST:
            title = document.sentence(story, piece.start, piece.end, -1)
        elif piece.role == "aside":
            continue
        elif piece.role != "text":
            subheads.append(Span(document=document.id, start=piece.start, end=piece.end))
        else:
            start = piece.start
            if paragraph == 0:
                start += dateline_end(document.text[piece.start : piece.end], code)
            spans = split_sentences(document.text, start, piece.end, code)
            for start, end in _without_glued(document, spans, code):
                heading = (
                    _heading_end(document, start, end, title if not sentences else None)
                    if titled
                    else 0
                )
                if heading:
                    stop = start + len(document.text[start : start + heading].rstrip())
                    subheads.append(Span(document=document.id, start=start, end=stop))
                if start + heading < end:
                    sentences.append(document.sentence(story, start + heading, end, paragraph))
            paragraph += 1
    if not sentences:  # nothing but headlines: the first is all that the story says
        return None, _first_line(document, story, pieces[0], code), tuple(subheads)
    return title, tuple(sentences), tuple(subheads)


def _heading_end(document: Document, start: int, end: int, title: Sentence | None) -> int:
    """Where a sentence begins behind a heading that is glued in front of it; the first of a story, behind the story's own."""
    text = document.text[start:end]
    again = repeated_end(text, title.text) if title else 0
    return again or heading_end(text)


def _first_line(
    document: Document, story: str, piece: Paragraph, code: str
) -> tuple[Sentence, ...]:
    """A headline as a sentence; none where it is meant for a model."""
    end = min(piece.end, piece.start + LONGEST)
    end = piece.start + len(document.text[piece.start : end].rstrip())
    planted = _end_of_glued(document.text[piece.start : end], code) is None
    if planted or _is_in_turn(document, piece.start, end):
        return ()
    return (document.sentence(story, piece.start, end, 0),)
