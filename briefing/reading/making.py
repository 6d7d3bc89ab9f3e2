"""Records of which a day has hundreds of thousands, made without validation from places of our own.

pydantic gives each record a set of the fields that were given, which is half of what a sentence
takes (1.4 kB); here all share one.
"""

from __future__ import annotations

from typing import Final

from briefing.records import Document, Removed, Sentence

__all__ = ["removed_of", "sentence_of"]

_SENTENCE: Final = set(Sentence.model_fields)
_REMOVED: Final = set(Removed.model_fields)


def sentence_of(document: Document, story: str, place: tuple[int, int, int]) -> Sentence:
    """Return the sentence of `story` at (start, end, paragraph)."""
    start, end, paragraph = place
    return Sentence.model_construct(
        _SENTENCE,
        story=story,
        document=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        paragraph=paragraph,
    )


def removed_of(start: int, end: int, rule: str, score: float = 1.0) -> Removed:
    """Return a removed passage."""
    return Removed.model_construct(_REMOVED, start=start, end=end, rule=rule, score=score)
