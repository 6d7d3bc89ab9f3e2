"""Stories that somebody hands over ready: rows with an id and a text, nothing to cut or clean."""

from __future__ import annotations

from datetime import date

from briefing.language.detect import find_language, likely_language
from briefing.language.sentences import LONGEST, split_sentences
from briefing.reading.notices import LONGEST_CREDIT, ends_with_credit, is_credit, is_known_line
from briefing.reading.outlets import clean_outlet
from briefing.records import UNKNOWN, UNKNOWN_WHEN, Sentence, Story, When


def given_story(
    name: str, text: str, title: str = "", day: date | None = None, source: str = ""
) -> Story | None:
    """Return `text` as a story with id `name`; None where it holds no sentence.

    What can be done on a page, and the lines of pictures with their credit, are left out where there is more; a sentence of
    more than 4,000 characters is left out, or shortened where there is no other; a title as long is none.  Offsets count in the
    title, a line break and `text` where there is a title, else in `text`.  The
    language is the text's, where it is long enough to tell.
    """
    found = find_language(text)
    code = likely_language(text) if found == UNKNOWN else found
    title = title.strip()
    title = title if len(title) <= LONGEST else ""
    head = f"{title}\n" if title else ""
    whole = head + text
    lines = _lines(whole, len(head))
    told = [(start, end) for start, end in lines if not _is_furniture(whole[start:end].strip())]
    spans = [
        (number, span)
        for number, (start, end) in enumerate(told or lines)
        for span in split_sentences(whole, start, end, code)
    ]
    if not spans:
        return None
    usable = [(number, span) for number, span in spans if span[1] - span[0] <= LONGEST]
    first, (begin, _) = spans[0]
    sentences = [
        _sentence(name, whole, span, number)
        for number, span in usable or [(first, (begin, begin + LONGEST))]
    ]
    return Story(
        id=name,
        document=name,
        file=name,
        title=_sentence(name, whole, (0, len(title)), -1) if title else None,
        sentences=tuple(sentences),
        spans=((0, len(title)),) * bool(title) + ((sentences[0].start, sentences[-1].end),),
        outlet=clean_outlet(source),
        language=found,
        when=When.on(day, "stated", f"given with the text: {day}") if day else UNKNOWN_WHEN,
    )


def sentence_texts(text: str) -> list[str]:
    """Return the sentences of a text in any language; a line break ends one."""
    code = likely_language(text)
    return [
        text[first:last]
        for start, end in _lines(text, 0)
        for first, last in split_sentences(text, start, end, code)
    ]


def _lines(text: str, start: int) -> list[tuple[int, int]]:
    """(start, end) of the lines that hold anything."""
    spans = []
    for line in text[start:].split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _is_furniture(line: str) -> bool:
    """Whether a line is no news for certain: here nothing else tells a story of cookies or copyright from a notice."""
    credit = ends_with_credit(line) or (is_credit(line) and len(line) <= LONGEST_CREDIT)
    return is_known_line(line) or (credit and not line.endswith((".", "!", "?")))


def _sentence(story: str, text: str, span: tuple[int, int], paragraph: int) -> Sentence:
    return Sentence(
        story=story,
        document=story,
        start=span[0],
        end=span[1],
        text=text[span[0] : span[1]],
        paragraph=paragraph,
    )
