"""Prompt out, model, answer in: three parts, of which the first and the last are pure.

:func:`requests` says what to ask, a generator answers, :func:`parse` turns an answer into a draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from briefing.language.base import language
from briefing.language.syntax import Analysis
from briefing.models.base import Answer, DeletionScorer, Frame, Prompt, Tree
from briefing.records import Event, Sentence
from briefing.writing import references
from briefing.writing.cuts import ASIDES, Cut, delete, fuse, loose_parts, trim
from briefing.writing.plan import Pick, stands_alone, usable

_WORTH_ASKING: Final = 90
"""Characters.  Shorter sentences are taken for plain already; set by judgement, not measured."""
_LONGEST: Final = 600
"""Characters, about 120 tokens: beyond, the default model's answers lose the thread."""
_LABEL: Final = re.compile(
    rf"^{language('en').either('speech.answer_labels')}\s*:\s*", re.IGNORECASE
)


def requests(sentences: Sequence[Sentence], frame: Frame) -> Mapping[str, Prompt]:
    """Return the prompts worth sending, by the text that they are about; each text once."""
    return {
        sentence.text: Prompt(frame=frame, text=" ".join(sentence.text.split()))
        for sentence in sentences
        if _WORTH_ASKING <= len(sentence.text) <= _LONGEST
    }


def to_parse(sentences: Iterable[Sentence]) -> Mapping[str, str]:
    """Return what to parse, by the text that it comes from: each text once, without its dateline.

    What could not be chosen anyway is left out.
    """
    texts = {sentence.text: sentence for sentence in sentences if usable(sentence)}
    return {text: trim(" ".join(text.split())) for text in texts if len(text) <= _LONGEST}


def to_look_up(
    outlines: Iterable[tuple[Event, Sequence[Pick]]], parsed: Mapping[str, Analysis]
) -> Mapping[str, str]:
    """Return what else to parse so that the people of an item can be introduced, as :func:`to_parse` does."""
    texts = {
        sentence.text
        for event, picks in outlines
        for sentence in references.to_look_up(event, [one.sentences[0] for one in picks], parsed)
    }
    return {text: trim(" ".join(text.split())) for text in sorted(texts)}


def analyse(texts: Mapping[str, str], trees: Iterable[Tree]) -> Mapping[str, Analysis]:
    """Return what is known of each text of :func:`to_parse`, by the text that it comes from."""
    found = {}
    for (source, text), tree in zip(texts.items(), trees, strict=True):
        loose = loose_parts(text, tree)
        core = delete(text, [part for part in loose if part.kind in ASIDES])
        found[source] = Analysis(text, tree, loose, core, stands_alone(text, tree))
    return found


def begin_cuts(parsed: Mapping[str, Analysis]) -> Mapping[str, Cut]:
    """Return the sentences with what may go from each, by source text."""
    return {source: Cut.begin(one.text, one.parts) for source, one in parsed.items()}


def fusions(picks: Iterable[Pick], parsed: Mapping[str, Analysis]) -> Mapping[str, Cut]:
    """Return the sentences to which another report can add a clause, by source text."""
    found = {}
    for pick in picks:
        texts = [one.text for one in pick.sentences]
        known = {text: parsed[text] for text in texts if text in parsed}
        if texts[0] in known and texts[0] not in found:
            fused = fuse(known.pop(texts[0]), known)
            if fused is not None:
                found[texts[0]] = fused
    return found


def shorten(cuts: Sequence[Cut], frame: Frame, scorer: DeletionScorer) -> list[Cut]:
    """Return `cuts` without what the model leaves out: one more part of each at a time.

    The model is asked with the whole sentence, and what is left of it as the answer so far.
    """
    done = list(cuts)
    while open_ := [at for at, cut in enumerate(done) if cut.open]:
        scores = scorer.score_deletions(
            [Prompt(frame=frame, text=done[at].whole, answer=done[at].text) for at in open_],
            [done[at].deletions for at in open_],
        )
        for at, row in zip(open_, scores, strict=True):
            done[at] = done[at].judge(row)
    return done


def parse(answer: Answer) -> str:
    """Return the draft in an answer, or nothing where the model gave none or was cut off.

    White space becomes single spaces, and a label that the model put in front goes.  Nothing is
    repaired: what is wrong with a draft is the gate's affair.
    """
    if answer.finish != "stop":
        return ""
    return _LABEL.sub("", " ".join(answer.text.split()))
