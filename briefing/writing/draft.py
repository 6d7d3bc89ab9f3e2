"""Prompt out, model, answer in: three parts, of which the first and the last are pure.

:func:`requests` says what to ask, a generator answers, :func:`parse` turns an answer into a draft.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from briefing.models.base import Answer, Deletion, Frame, Prompt
from briefing.records import Sentence
from briefing.writing.compress import trim
from briefing.writing.parts import BACKGROUND, Part, parts
from briefing.writing.select import usable
from briefing.writing.trees import Parsed

__all__ = ["DeletionRequest", "deletion_requests", "parse", "requests", "to_parse"]

_WORTH_ASKING: Final = 90
"""Characters.  Shorter sentences are taken for plain already; set by judgement, not measured."""
_LONGEST: Final = 600
"""Characters, about 120 tokens: beyond, the default model's answers lose the thread."""
_LABEL: Final = re.compile(r"^(?:Text|Answer|Sentence|Summary|Rewritten)\s*:\s*", re.IGNORECASE)


def requests(sentences: Sequence[Sentence], frame: Frame) -> Mapping[str, Prompt]:
    """Return the prompts worth sending, by the text that they are about; each text once."""
    return {
        sentence.text: Prompt(frame=frame, text=" ".join(sentence.text.split()))
        for sentence in sentences
        if _WORTH_ASKING <= len(sentence.text) <= _LONGEST
    }


class DeletionRequest(NamedTuple):
    """A sentence without its dateline, and the parts whose loss is to be scored."""

    prompt: Prompt
    parts: tuple[Part, ...]

    @property
    def deletions(self) -> tuple[Deletion, ...]:
        """What the model is asked: the characters that each part would take along."""
        return tuple(Deletion(part.start, part.end) for part in self.parts)


def to_parse(sentences: Iterable[Sentence]) -> Mapping[str, str]:
    """Return what to parse, by the text that it comes from: each text once, without its dateline.

    What could not be chosen anyway is left out.
    """
    texts = {sentence.text: sentence for sentence in sentences if usable(sentence)}
    return {text: trim(" ".join(text.split())) for text in texts if len(text) <= _LONGEST}


def deletion_requests(
    parsed: Mapping[str, Parsed], frame: Frame, leads: Collection[str] = ()
) -> Mapping[str, DeletionRequest]:
    """Return what to score, by source text.

    Of `leads` only background may go.
    """
    asked: dict[str, DeletionRequest] = {}
    for text, (short, tree) in parsed.items():
        found = parts(short, tree)
        if text in leads:
            found = tuple(part for part in found if part.kind in BACKGROUND)
        asked[text] = DeletionRequest(Prompt(frame=frame, text=short), found)
    return asked


def parse(answer: Answer) -> str:
    """Return the draft in an answer, or nothing where the model gave none or was cut off.

    White space becomes single spaces, and a label that the model put in front goes.  Nothing is
    repaired: what is wrong with a draft is the gate's affair.
    """
    if answer.finish != "stop":
        return ""
    return _LABEL.sub("", " ".join(answer.text.split()))
