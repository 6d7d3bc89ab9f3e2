"""Prompt out, model, answer in: three parts, of which the first and the last are pure.

:func:`requests` and :func:`item_requests` say what to ask, a generator answers, :func:`parse` turns an
answer into drafts, each bound to the sentence that it is written from.

::

    Sentence ──────── requests ──────▶ Request: one sentence ─┄ model ┄▶ Answer ─ parse ─▶ source ▶ draft
    Event, Pick, … ── item_requests ─▶ Request: the whole plan ┘
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.syntax import UNPARSED, Analysis
from briefing.models.base import Answer, DeletionScorer, Frame, Prompt, Tree
from briefing.records import Event, Sentence
from briefing.writing import references
from briefing.writing.cuts import ASIDES, LONGEST, Cut, delete, loose_parts, trim
from briefing.writing.ladder import keeps_particulars
from briefing.writing.plan import Pick, stands_alone, usable

_WORTH_ASKING: Final = 90
"""Characters.  Shorter sentences are taken for plain already; set by judgement, not measured."""
_LONGEST: Final = 600
"""Characters, about 120 tokens: beyond, the default model's answers lose the thread."""
_LABEL: Final = re.compile(
    rf"^{language('en').either('speech.answer_labels')}\s*:\s*", re.IGNORECASE
)


_NUMBERED: Final = re.compile(r"\s*(\d+)[.)]\s+(\S.*)")


class Bound(NamedTuple):
    """A sentence that a draft is asked for."""

    source: str
    """The text that the draft is written from, and will be held against."""
    introductions: tuple[references.Introduction, ...] = ()
    """Whom the draft was asked to introduce."""


class Request(NamedTuple):
    """One prompt, and the sentences that its answer is bound to, in their order."""

    prompt: Prompt
    bound: tuple[Bound, ...]
    is_numbered: bool = False
    """Whether the answer has a numbered line for each; else it is a draft of the only one."""


def requests(sentences: Sequence[Sentence], frame: Frame) -> list[Request]:
    """Return the requests worth sending for sentences one by one; each text once."""
    texts = dict.fromkeys(one.text for one in sentences)
    return [
        Request(Prompt(frame=frame, text=" ".join(text.split())), (Bound(text),))
        for text in texts
        if _WORTH_ASKING <= len(text) <= _LONGEST
    ]


def item_requests(
    items: Iterable[tuple[Event, Sequence[Pick]]],
    frame: Frame,
    parsed: Mapping[str, Analysis] = UNPARSED,
) -> list[Request]:
    """Return the requests worth sending for items as a whole: for each its plan, sentence by sentence.

    `items` are events with the picks to write about, in their order; `parsed` is what is known of sentences by
    their trees, by text.
    """
    rows = [
        (event, [one for one in picks if len(one.sentences[0].text) <= _LONGEST])
        for event, picks in items
    ]
    return [
        _item_request(event, picks, frame, parsed)
        for event, picks in rows
        if any(len(one.sentences[0].text) >= _WORTH_ASKING for one in picks)
    ]


def _item_request(
    event: Event, picks: Sequence[Pick], frame: Frame, parsed: Mapping[str, Analysis]
) -> Request:
    sentences = [pick.sentences[0] for pick in picks]
    introduced = references.to_introduce(sentences, event, parsed)
    bound = [Bound(one.text, whom) for one, whom in zip(sentences, introduced, strict=True)]
    said, plan = "", list[str]()
    for number, (pick, one) in enumerate(zip(picks, bound, strict=True), start=1):
        most = _wanted(one.source, said, parsed)
        plan.append(_planned(f"Sentence {number}: {pick.role}, at most {most} words", one))
        said = f"{said} {one.source}"
    return Request(Prompt(frame=frame, text="\n\n".join(plan)), tuple(bound), is_numbered=True)


def _wanted(source: str, said: str, parsed: Mapping[str, Analysis]) -> int:
    """The words that are wanted of a sentence: without what is detail by its form, as far as the item need not tell it.

    `said` is what the sentences before tell.
    """
    known = parsed.get(source)
    if known is None:
        return len(_plain(source).split())
    detail = [
        part
        for part in known.parts
        if part.kind in ASIDES
        and keeps_particulars(f"{said} {delete(known.text, [part])}", known.text)
    ]
    return len(delete(known.text, detail).split())


def _planned(head: str, one: Bound) -> str:
    """A sentence of a plan: a line on what is wanted, and the passage on a line of its own."""
    names = "; ".join(" ".join(whom.full.split()) for whom in one.introductions)
    whom = f", introduces: {names}" if names else ""
    return f"{head}{whom}\nSource: {_plain(one.source)}"


def _plain(source: str) -> str:
    """A passage without its dateline and with single spaces for white space: whatever stands in it, it cannot begin a line of the plan."""
    return trim(" ".join(source.split()))


def to_parse(sentences: Iterable[Sentence]) -> Mapping[str, str]:
    """Return what to parse, by the text that it comes from: each text once, without its dateline.

    What could not be chosen anyway is left out.
    """
    texts = {sentence.text: sentence for sentence in sentences if usable(sentence)}
    return {text: _plain(text) for text in texts if len(text) <= LONGEST}


def to_look_up(
    outlines: Iterable[tuple[Event, Sequence[Pick]]], parsed: Mapping[str, Analysis]
) -> Mapping[str, str]:
    """Return what else to parse so that the people of an item can be introduced, as :func:`to_parse` does."""
    texts = {
        sentence.text
        for event, picks in outlines
        for sentence in references.to_look_up(event, [one.sentences[0] for one in picks], parsed)
    }
    return {text: _plain(text) for text in sorted(texts)}


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


def parse(request: Request, answer: Answer) -> Mapping[str, str]:
    """Return the drafts in an answer, by the text that each is bound to.

    None where the model was cut off, or gave other lines than it was asked for: which sentence a line is for
    must not be guessed.  White space becomes single spaces.  Nothing else is repaired: what is wrong with a
    draft is the gate's affair.
    """
    if answer.finish != "stop":
        return {}
    if not request.is_numbered:
        return {request.bound[0].source: _LABEL.sub("", " ".join(answer.text.split()))}
    rows = [_NUMBERED.fullmatch(line) for line in answer.text.split("\n") if line.strip()]
    lines = [(int(row[1]), row[2]) for row in rows if row]
    if len(lines) < len(rows) or [at for at, _ in lines] != [*range(1, len(request.bound) + 1)]:
        return {}
    return {
        one.source: _with_short_forms(" ".join(line.split()), one.introductions)
        for one, (_, line) in zip(request.bound, lines, strict=True)
    }


def _with_short_forms(draft: str, introductions: Sequence[references.Introduction]) -> str:
    """The draft as its own source names people: it is held against that alone.

    Full forms come from other sentences; they are put in, and cited, when it is known what is printed.
    """
    for full, short in introductions:
        first, rest = re.escape(full[0]), re.escape(full[1:])
        closing = ",?" if "," in full else ""  # of what stands behind a name
        at = re.search(rf"(?<!\w)(?i:{first}){rest}(?!\w){closing}", draft)
        if at:
            draft = draft[: at.start()] + short + draft[at.end() :]
    return draft
