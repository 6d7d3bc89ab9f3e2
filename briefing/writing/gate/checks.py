"""The gate: a sentence against the very passages that it cites, and nothing else.

A sentence passes where it can be read as its passages with words left out, or moved in a few known
ways, so that no number, name, date, quotation, negation, hedge, speaker or role can have changed.
Prefer rejecting: a rejected draft falls to compression by rule or to verbatim, which costs little;
a wrong sentence costs trust.

::

    text ──▶ form (finished, self-standing, story text)
         └─▶ tokens ─ align to passages ─▶ strangers · values · quotations · scopes · roles

What governs what is asked in English, whose grammar is known; in any other language a draft must be
whole sentences of its passages, and form, figures, dates and quotations are asked by its words.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from briefing.language.sentences import LONGEST
from briefing.language.syntax import Part
from briefing.language.text import read
from briefing.language.tokens import Token, normal
from briefing.records import UNKNOWN_WHEN, When
from briefing.writing.gate.align import Alignment, Source, align, inside_quotes, source_of
from briefing.writing.gate.dates import settle
from briefing.writing.gate.differing import Differing, have_sources, is_of_template, is_put_in
from briefing.writing.gate.english import CODE as ENGLISH
from briefing.writing.gate.english import attributions, modality, roles, scopes, speakers
from briefing.writing.gate.intact import is_intact
from briefing.writing.gate.parts import only_parts_left
from briefing.writing.gate.quotes import loses_marks, not_verbatim
from briefing.writing.gate.reasons import FORM, REASONS, Reason
from briefing.writing.gate.references import Reference, stands_in_source, undone
from briefing.writing.gate.values import names, numbers, strangers
from briefing.writing.gate.wellformed import form, repeats

_LONGEST: Final = 60
"""Words in a drafted sentence.  News style books ask for less than 40; verbatim text is exempt."""
_MOST_TOKENS: Final = 4000
"""Source tokens that are aligned; a cited passage is a few sentences, this bounds the cost."""
_MOST_DRAFTED: Final = 400
"""Tokens of a draft that are aligned: far beyond `_LONGEST`, a reason by itself."""


def knows_grammar(code: str) -> bool:
    """Whether it is known what governs what in the language of an ISO 639-1 `code`.

    In any other nothing may be left out or said otherwise.
    """
    return code == ENGLISH


def check(
    text: str,
    sources: Sequence[str],
    when: When = UNKNOWN_WHEN,
    code: str = ENGLISH,
    *,
    longest: int = LONGEST,
) -> tuple[Reason, ...]:
    """The reasons against printing `text` with `sources` cited, in the order of REASONS.

    `code` is the ISO 639-1 code of the language that they are written in.  An empty tuple lets it pass.  Each passage is tried alone and all of them together: a sentence
    that one passage carries whole is carried.  Without passages nothing passes.
    Of a draft of more than `longest` characters, which no sentence that is written about has, nothing else is said.
    """
    passages = [source for source in sources if source.strip()]
    if not passages or not text.strip():
        return (Reason.EMPTY,)
    verbatim = any(_verbatim(text, passage, code) for passage in passages)
    if not verbatim and len(text) > longest:
        return (Reason.TOO_LONG,)
    own = form(text, code, passages)
    if verbatim:
        return _ordered(own)
    attempts = [[passage] for passage in passages]
    if len(passages) > 1:
        attempts.append(passages)
    best: set[Reason] | None = None
    for attempt in attempts:
        reasons = _against(text, attempt, when, code)
        if best is None or len(reasons) < len(best):
            best = reasons
    return _ordered(own | (best or set()))


def check_cut(
    text: str, whole: str, parts: Sequence[Part], source: str, when: When = UNKNOWN_WHEN
) -> tuple[Reason, ...]:
    """The reasons against printing `text`, cut from `whole`, with `source` cited.

    `whole` is the source or a sentence of its words; `parts` are those of `whole` that may go.  Where
    `text` lacks just some of them, its form is looked at, and all else of `whole` in its place: what
    is left governs what it governed.  Parts are known of English alone.  Anything else is held against the source as any draft is.
    """
    plain = check(text, [source], when)
    if not plain or not only_parts_left(text, whole, parts):
        return plain
    found = set(check(whole, [source], when)) - FORM | form(text, sources=[source])
    return _ordered(found)


def check_references(
    text: str, references: Sequence[Reference], base: str, code: str = ENGLISH
) -> tuple[Reason, ...]:
    """The reasons against printing `text`: `base`, which has passed, with full references for short ones.

    Without them it must be `base` letter for letter, and each must be one stretch of the sentence that it
    is cited from; so that both say what their sources say, and only who is meant is told from elsewhere.
    """
    found = set(form(text, code)) - form(base, code)
    if undone(text, references) != base:
        found.add(Reason.WORDS)
    if not all(map(stands_in_source, references)):
        found.add(Reason.NAME)
    tokens = [token for token in read(text, code).tokens if token.kind != "punct"]
    if len(tokens) > _LONGEST:
        found.add(Reason.TOO_LONG)
    if any(a.low == b.low for a, b in itertools.pairwise(tokens)):
        found.add(Reason.REPETITION)
    return _ordered(found)


def check_differing(
    text: str, differing: Differing, base: str, code: str = ENGLISH
) -> tuple[Reason, ...]:
    """The reasons against printing `text`: `base`, which has passed, with another report's figure beside its own."""
    found = set(form(text, code)) - form(base, code)
    if not is_put_in(text, differing, base) or not is_of_template(differing, code):
        found.add(Reason.WORDS)
    if not have_sources(differing):
        found.add(Reason.NUMBER)
    return _ordered(found)


def support(text: str, sources: Sequence[str], code: str = ENGLISH) -> float:
    """How far the words of `text` stand in one of `sources` as they are: 1.0 is verbatim.

    The share of its words that are aligned, less a tenth for each seam per ten words; 0 without
    words.  It orders drafts; it is no probability.
    """
    passages = [source for source in sources if source.strip()]
    tokens = read(text, code).tokens
    words = [token for token in tokens if token.kind != "punct"]
    if not passages or not words:
        return 0.0
    if any(_verbatim(text, passage, code) for passage in passages):
        return 1.0
    alignment = _aligned(tokens, source_of(passages, code))
    inner = [
        jump for jump in alignment.jumps() if jump.left >= 0 and jump.right < len(alignment.draft)
    ]
    share = len(alignment.aligned) / len(words)
    return round(max(0.0, min(0.999, share - len(inner) / len(words))), 4)


def _ordered(found: AbstractSet[Reason]) -> tuple[Reason, ...]:
    return tuple(reason for reason in REASONS if reason in found)


def _verbatim(text: str, passage: str, code: str) -> bool:
    """Whether `text` is the passage, or whole sentences of it, letter for letter."""
    plain, whole = normal(text), normal(passage)
    if plain == whole:
        return True
    at = whole.find(plain)
    if at < 0 or not plain:
        return False
    starts = {0} | _starts(whole, code)
    return at in starts and (at + len(plain) == len(whole) or at + len(plain) + 1 in starts)


def _starts(whole: str, code: str) -> set[int]:
    tokens = read(whole, code).tokens
    return {
        token.start
        for before, token in itertools.pairwise(tokens)
        if token.sentence != before.sentence
    }


def _aligned(draft: Sequence[Token], source: Source) -> Alignment:
    if len(source.tokens) > _MOST_TOKENS:
        source = source._replace(
            tokens=source.tokens[:_MOST_TOKENS],
            passages=source.passages[:_MOST_TOKENS],
            quoted=source.quoted[:_MOST_TOKENS],
            ranks=source.ranks[:_MOST_TOKENS],
        )
    return align(draft[:_MOST_DRAFTED], source)


def _against(text: str, passages: Sequence[str], when: When, code: str) -> set[Reason]:
    own = read(text, code).tokens
    source = source_of(passages, code)
    draft = tuple(settle(own, source, when))
    alignment = _aligned(draft, source)
    found = strangers(alignment)
    if sum(token.kind != "punct" for token in draft) > _LONGEST:
        found.add(Reason.TOO_LONG)
    if repeats(draft, alignment.source.tokens):
        found.add(Reason.REPETITION)
    found |= _values(text, passages, alignment)
    if knows_grammar(code):
        return found | _relations(alignment)
    return found or (set() if is_intact(own, source.tokens) else {Reason.GRAMMAR})


def _values(text: str, passages: Sequence[str], alignment: Alignment) -> set[Reason]:
    found: set[Reason] = set()
    if numbers(alignment):
        found.add(Reason.NUMBER)
    if names(alignment):
        found.add(Reason.NAME)
    inside = inside_quotes(alignment.draft)
    if not_verbatim(text, passages) or loses_marks(alignment, inside):
        found.add(Reason.QUOTATION)
    return found


def _relations(alignment: Alignment) -> set[Reason]:
    said = tuple(attributions(alignment.source.tokens))
    found = roles(alignment, said) | scopes(alignment, said)
    if modality(alignment):
        found.add(Reason.MODALITY)
    if speakers(alignment, said):
        quoting = any(alignment.source.quoted[place] for place in alignment.kept)
        found.add(Reason.SPEAKER if quoting else Reason.ATTRIBUTION)
    return found
