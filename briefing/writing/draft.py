"""Prompt out, model, answer in: three parts, of which the first and the last are pure.

:func:`requests` says what to ask, a generator answers, :func:`parse` turns an answer into a draft.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from briefing.models.base import Answer, Deletion, Frame, Prompt
from briefing.records import Sentence
from briefing.writing.compress import compress
from briefing.writing.shorten import proposals

__all__ = ["DeletionRequest", "deletion_requests", "parse", "requests"]

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
    """A sentence, already compressed by rule, and the deletions to be scored in it."""

    prompt: Prompt
    deletions: tuple[Deletion, ...]


def deletion_requests(sentences: Sequence[Sentence], frame: Frame) -> Mapping[str, DeletionRequest]:
    """Return what to score, by the text that it is about; texts without any proposal are left out."""
    asked: dict[str, DeletionRequest] = {}
    for sentence in sentences:
        if sentence.text in asked or len(sentence.text) > _LONGEST:
            continue
        short = compress(" ".join(sentence.text.split()))
        found = proposals(short)
        if found:
            asked[sentence.text] = DeletionRequest(Prompt(frame=frame, text=short), found)
    return asked


def parse(answer: Answer) -> str:
    """Return the draft in an answer, or nothing where the model gave none or was cut off.

    White space becomes single spaces, and a label that the model put in front goes.  Nothing is
    repaired: what is wrong with a draft is the gate's affair.
    """
    if answer.finish != "stop":
        return ""
    return _LABEL.sub("", " ".join(answer.text.split()))
