"""The sentences of an item one after the other, with who somebody is put in where it was not said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.language.syntax import Analysis, ParsedSentence
from briefing.records import Claim, Event, Sentence
from briefing.writing.gate import Reference, check, check_references, knows_grammar
from briefing.writing.references.bodies import expansions
from briefing.writing.references.leaning import tells_nothing, without_also
from briefing.writing.references.people import Names, introductions, short_forms
from briefing.writing.references.placing import PutIn


class Told(NamedTuple):
    """A sentence of an item, and the sentence that it was written from."""

    claim: Claim
    sentence: Sentence


class Introduction(NamedTuple):
    """Whom a sentence is the first of its item to name by a surname, and how the reports name them in full."""

    full: str
    short: str
    """As the sentence has it."""


def to_introduce(
    sentences: Sequence[Sentence], event: Event, parsed: Mapping[str, Analysis]
) -> tuple[tuple[Introduction, ...], ...]:
    """Return whom each sentence of an item would have to introduce if all were printed as they stand."""
    names, said = Names(event, parsed), list[str]()
    rows = []
    for one in sentences:
        known = parsed.get(one.text)
        found = introductions(known.text, known, one, said, names) if known else ()
        rows.append(
            tuple(
                Introduction(put.text.rstrip(" ,"), known.text[put.start : put.end])
                for put in found
            )
            if known
            else ()
        )
        said.append(known.text if known else one.text)
    return tuple(rows)


def complete(
    told: Sequence[Told], event: Event, parsed: Mapping[str, Analysis]
) -> tuple[Claim | None, ...]:
    """Return the claims of an item in their order, each with the references that it lacks.

    None stands for one that rests on what the item does not have, where two others are left.  What the gate
    does not let through stays as it was, as does all of a language whose grammar is not known and every
    sentence without a tree.
    """
    names = Names(event, parsed)
    done: list[Claim | None] = []
    for at, one in enumerate(told):
        known, code = parsed.get(one.sentence.text), event.code_of(one.sentence)
        if known is None or not knows_grammar(code):
            done.append(one.claim)
            continue
        claim = one.claim
        follows = _follows(told[at - 1].sentence if at else None, one.sentence, event)
        left = sum(before is not None for before in done) + len(told) - at - 1
        if at and left > 1 and tells_nothing(ParsedSentence(known.text, known.tree)):
            done.append(None)
            continue
        if not follows:
            claim = _cut(claim, without_also(claim.text), event, one.sentence)
        done.append(_completed(claim, one.sentence, [c for c in done if c], names, parsed))
    return tuple(done)


def _follows(before: Sentence | None, sentence: Sentence, event: Event) -> bool:
    """Whether a sentence stands right behind another one in their story, or begins it."""
    sentences = event.story_of(sentence).sentences
    places = [(one.document, one.start) for one in sentences]
    at = places.index((sentence.document, sentence.start))
    return at == 0 or (before is not None and places[at - 1] == (before.document, before.start))


def _completed(
    claim: Claim,
    sentence: Sentence,
    before: Sequence[Claim],
    names: Names,
    parsed: Mapping[str, Analysis],
) -> Claim:
    """The claim with full forms where the item first names somebody, and surnames where it has done so."""
    event, known = names.event, parsed[sentence.text]
    code, said = event.code_of(sentence), [one.text for one in before]
    for one in reversed(list(short_forms(claim.text, known, sentence, said, names))):
        text = claim.text[: one.start] + one.text + claim.text[one.end :]
        claim = _cut(claim, text, event, sentence)
    found = [
        *introductions(claim.text, known, sentence, said, names),
        *expansions(claim.text, known, said, event, code),
    ]
    return _with(claim, found, event, code)


def _cut(claim: Claim, text: str, event: Event, sentence: Sentence) -> Claim:
    """The claim with a shorter text, as it was where the gate does not let that through."""
    when, code = event.story_of(sentence).when, event.code_of(sentence)
    if text == claim.text or check(text, [claim.text], when, code):
        return claim
    kind = "compressed" if claim.verdict.kind == "verbatim" else claim.verdict.kind
    verdict = claim.verdict.model_copy(update={"kind": kind})
    return claim.model_copy(update={"text": text, "verdict": verdict})


def _with(claim: Claim, found: Sequence[PutIn], event: Event, code: str) -> Claim:
    """The claim with what is put in, and the sentences that it comes from cited; as it was where it fails."""
    for one in sorted(found, key=lambda put_in: -put_in.start):
        text = claim.text[: one.start] + one.text + claim.text[one.end :]
        short = claim.text[one.start : one.end]
        reference = Reference(one.start, one.text, short, one.sentence.text)
        if one.text == short or check_references(text, [reference], claim.text, code):
            continue
        cited = event.story_of(one.sentence).cite(one.sentence)
        every = claim.citations if cited in claim.citations else (*claim.citations, cited)
        verdict = claim.verdict.model_copy(update={"kind": "rewritten"})
        claim = claim.model_copy(update={"text": text, "citations": every, "verdict": verdict})
    return claim
