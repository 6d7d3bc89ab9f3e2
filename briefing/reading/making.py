"""Records made from places in a document."""

from __future__ import annotations

from briefing.records import Document, Removed, Sentence


def sentence_of(document: Document, story: str, place: tuple[int, int, int]) -> Sentence:
    """Return the sentence of `story` at (start, end, paragraph)."""
    start, end, paragraph = place
    return Sentence(
        story=story,
        document=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        paragraph=paragraph,
    )


def removed_of(start: int, end: int, rule: str, score: float = 1.0) -> Removed:
    """Return a removed passage."""
    return Removed(start=start, end=end, rule=rule, score=score)
