"""The sentences of an item one after the other, with who somebody is put in where it was not said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.language.syntax import Analysis
from briefing.records import Claim, Event, Sentence
from briefing.writing.gate import Reference, check_references, knows_grammar
from briefing.writing.references.bodies import expansions
from briefing.writing.references.people import Names, PutIn, introductions


class Told(NamedTuple):
    """A sentence of an item, and the sentence that it was written from."""

    claim: Claim
    sentence: Sentence


def complete(
    told: Sequence[Told], event: Event, parsed: Mapping[str, Analysis]
) -> tuple[Claim, ...]:
    """Return the claims of an item in their order, each with the references that it lacks.

    What the gate does not let through stays as it was, as does all of a language whose grammar is not
    known and every sentence without a tree.
    """
    names = Names(event, parsed)
    done: list[Claim] = []
    for one in told:
        known = parsed.get(one.sentence.text)
        claim, code = one.claim, event.code_of(one.sentence)
        if known is not None and knows_grammar(code):
            said = [before.text for before in done]
            found = [
                *introductions(claim.text, known, one.sentence, said, names),
                *expansions(claim.text, known, said, event, code),
            ]
            claim = _with(claim, found, event, code)
        done.append(claim)
    return tuple(done)


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
        claim = claim.model_copy(update={"text": text, "citations": every})
    return claim
