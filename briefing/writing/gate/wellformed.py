"""What can be said of a sentence without its source.

Whether it is finished, whether it can stand alone, whether it is story text at all.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.instructions import is_attributed, task_pattern, with_quoted
from briefing.language.quotes import has_paired_marks
from briefing.language.requests import is_near_request
from briefing.language.text import KEPT, read
from briefing.language.tokens import Token, normal
from briefing.writing.gate.reasons import Reason

_CLOSED: Final = re.compile(r"[.!?…][\"'”’)\]]*$")


class _Patterns(NamedTuple):
    """What tells, in one language, that a sentence is no text of a story or leans on another."""

    instruction: re.Pattern[str]
    """Words of instructions anywhere, also where a story tells of them: too near to print."""
    request: re.Pattern[str]
    furniture: re.Pattern[str]
    leaning: re.Pattern[str]
    no_leaning: re.Pattern[str]
    """First words that point to nothing, though the first of them mostly does: "There is", "This week"."""


@cache
def _patterns(code: str) -> _Patterns:
    words = language(code)
    return _Patterns(
        instruction=_any(
            r"<\|",
            rf"(?:^|[.;:!?—–]\s*|\b{words.either('form.instructions.courtesy')}\s)"
            rf"{words.pattern('form.instructions.overriding')}",
            words.pattern("form.instructions.too_near"),
        ),
        request=task_pattern(code, "form.instructions.helping", "form.instructions.requests"),
        furniture=_any(
            r"https?://|www\.|©",
            words.pattern("form.furniture.anywhere"),
            rf"^\W*{words.pattern('form.furniture.opening')}",
            rf"^\W*(?:\w+ \w+\)\s*)?{words.pattern('form.furniture.labels')}",
        ),
        leaning=_any(
            rf"(?:{words.either('form.before_leaning')} )?{words.pattern('form.leaning_phrases')}",
            rf"\W*(?:\w+\s){{1,4}}{words.pattern('form.leaning_behind')}",
        ),
        no_leaning=_any(words.pattern("form.no_leaning")),
    )


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_CLAUSES: Final = 2
"""Verbs of a sentence that opens with a subordinate clause and has no comma behind it."""


class _Words(NamedTuple):
    """Words of one language that tell the form of a sentence by where they stand."""

    openers: frozenset[str]
    """First words that point to something said before."""
    pairs: Mapping[str, str]
    """Openers that do not where their other half follows, and this half."""
    connectives: frozenset[str]
    subordinators: frozenset[str]
    """First words of a clause that needs another one."""
    afterthoughts: frozenset[str]
    """Those of them by which such a clause is set as a sentence all the same."""
    sources: tuple[str, ...]
    last: frozenset[str]
    """No sentence ends with these."""
    abbreviations: frozenset[str]
    """Nor with these and their full stop."""
    reporting: frozenset[str]
    speakers: frozenset[str]
    """Pronouns of a speaker who has to be named before."""
    outlet: frozenset[str]
    """The first person, which outside of quotations is the outlet's own."""
    no_outlet: frozenset[str]
    doubled: frozenset[str]


@cache
def _words(code: str) -> _Words:
    words = language(code).words
    return _Words(
        openers=words("form.leaning"),
        pairs=language(code).table("form.pairs"),
        connectives=words("classes.connectives"),
        subordinators=words("classes.subordinators") - words("form.phrase_openers"),
        afterthoughts=words("form.afterthoughts"),
        sources=language(code).phrases("speech.source_openers"),
        last=words("classes.articles", "classes.coordinators", "form.last_words"),
        abbreviations=words("spelling.abbreviations") - words("spelling.abbreviations_at_ends"),
        reporting=words("speech.reporting", "speech.sources"),
        speakers=words("classes.pronouns_of_speakers"),
        outlet=words("classes.pronouns_of_the_outlet"),
        no_outlet=words("classes.no_pronouns_of_the_outlet"),
        doubled=words("form.doubled"),
    )


def form(text: str, code: str = "en", sources: Sequence[str] = ()) -> frozenset[Reason]:
    """Reasons that lie in the sentence itself; `code` is the ISO 639-1 code of its language.

    `sources` are passages that it may be cut from, or is: what ends as one of them does has an end that somebody wrote ("to help her."),
    and so has what opens as one does and goes on to its end ("After two hours the search was ended."). Of 100 such
    sentences of 16,910 of news that words alone take for unfinished eight are.
    """
    judged = _judge(text, code)
    if not judged.ending and not judged.waits:
        return judged.reasons
    passages = [normal(source) for source in sources]
    ends = not judged.ending or any(_ends(one, judged.ending) for one in passages)
    whole = not judged.waits or any(_ends(one, judged.waits) for one in passages)
    return judged.reasons if ends and whole else judged.reasons | {Reason.UNFINISHED}


def _ends(passage: str, ending: str) -> bool:
    """Whether a passage ends with these words."""
    before = passage.removesuffix(ending)
    return len(before) < len(passage) and not before[-1:].isalnum()


class _Judged(NamedTuple):
    """What a text has against it, and what a source might excuse."""

    reasons: frozenset[Reason]
    ending: str = ""
    """The last words, where another one mostly follows them: with such an end of its own a source shows that somebody wrote it."""
    waits: str = ""
    """The text, where it opens with a clause that another one mostly follows behind a comma: a source shows that it goes on to its end."""


@lru_cache(maxsize=KEPT)
def _judge(text: str, code: str) -> _Judged:
    return _form_of(normal(text), code)


@lru_cache(maxsize=KEPT)
def _form_of(plain: str, code: str) -> _Judged:
    known, patterns = _words(code), _patterns(code)
    tokens = read(plain, code).tokens
    words = [token for token in tokens if token.kind != "punct"]
    if not words:
        return _Judged(frozenset({Reason.EMPTY}))
    found: set[Reason] = set()
    if _unfinished(plain, tokens, words, known):
        found.add(Reason.UNFINISHED)
    opens = not patterns.no_leaning.match(plain)
    if _dangles(plain, tokens, words, known, opens=opens) or patterns.leaning.match(plain):
        found.add(Reason.NOT_SELF_STANDING)
    if patterns.furniture.search(plain):
        found.add(Reason.FURNITURE)
    said = with_quoted(plain, '""')
    ordered = patterns.instruction.search(said) or (
        patterns.request.match(plain) and not is_attributed(plain, code)
    )
    if ordered or read(plain, code).addresses_a_model or is_near_request(plain, code):
        found.add(Reason.INSTRUCTION)
    ending = plain[words[-2:][0].start :] if _ends_amid(words[-1], known) else ""
    opens_clause = words[0].low in known.subordinators and "," not in plain and "—" not in plain
    return _Judged(frozenset(found), ending, plain if opens_clause else "")


def _unfinished(plain: str, tokens: tuple[Token, ...], words: list[Token], known: _Words) -> bool:
    """Whether a text is unfinished whatever its source is."""
    if not _CLOSED.search(plain) or len(words) < 3 or plain.endswith(("...", "…")):
        return True  # an ellipsis at the end is where a teaser was cut
    if plain.count("(") != plain.count(")") or not has_paired_marks(plain):
        return True
    title = plain.endswith(".") and words[-1].low in known.abbreviations
    # "D.C." is one word with its full stop: the comma before it is no end.
    closed = [token.low for token in tokens[-2:]] if tokens[-1].kind == "punct" else []
    mark = not {",", ";", ":", "—"}.isdisjoint(closed[:1])
    return title or mark or _is_initial(plain, words) or _waits(plain, words, known)


def _ends_amid(last: Token, known: _Words) -> bool:
    """Whether a text ends with a word that another one follows."""
    return last.low in known.last and not last.capital


def _is_initial(plain: str, words: list[Token]) -> bool:
    """Whether a text ends with an initial, whose name is missing; "AT&T", "3D" and "-25 C" are none."""
    last = words[-1]
    letter = plain.endswith(".") and len(last.text) == 1 and last.text.isupper()
    before = plain[last.start - 1 : last.start]
    part = before.isalnum() or before in {"&", "/", ":"} or words[-2].text[-1:].isdigit()
    return letter and not part


def _waits(plain: str, words: list[Token], known: _Words) -> bool:
    """Whether what a text opens with waits for something that cannot come: a source without its words, an afterthought, one verb for two clauses."""
    if "," in plain:
        return False
    if plain.startswith(known.sources):
        return True
    clause = words[0].low in known.subordinators and "—" not in plain
    # A language without such words sets its commas.
    alone = not known.afterthoughts or words[0].low in known.afterthoughts
    return clause and (alone or sum(word.verbal for word in words) < _CLAUSES)


def _dangles(
    plain: str, tokens: tuple[Token, ...], words: list[Token], known: _Words, *, opens: bool
) -> bool:
    """Openers that point to something said before, where these `opens`; the outlet's own "we"; a question."""
    first = words[0].low
    if first in known.connectives and len(words) > 1:
        first = words[1].low
    paired = known.pairs.get(first) in {word.low for word in words[1:14]}
    if opens and first in known.openers and not paired and not plain.startswith(('"', "'")):
        return True
    if plain.rstrip("\"'”’)").endswith("?"):
        return True
    return _speaks_itself(tokens, known) or _nameless_speaker(tokens, known)


def _nameless_speaker(tokens: tuple[Token, ...], known: _Words) -> bool:
    """Whether "he said" or "said she" has nobody before it, outside quotation marks, to mean."""
    inside, seen = False, 0
    for at, token in enumerate(tokens):
        if token.low == '"':
            inside = not inside
        if inside or token.kind == "punct":
            continue
        if token.low in known.speakers and not seen:
            beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
            if any(near.low in known.reporting for near in beside):
                return True
        seen += token.content and token.low not in known.reporting
    return False


def _speaks_itself(tokens: tuple[Token, ...], known: _Words) -> bool:
    """Whether "I" or "we" stands outside quotation marks, or nothing outside them but the marks."""
    inside, outside = False, 0
    single = any(token.low == "'" for token in tokens)
    for token in tokens:
        if token.low == '"':
            inside = not inside
        elif not inside and token.kind != "punct":
            if token.low in known.outlet and not single and token.text not in known.no_outlet:
                return True
            outside += 1
    return outside == 0


def repeats(draft: tuple[Token, ...], source: tuple[Token, ...]) -> bool:
    """Whether a draft says a word twice in a row or a content word more often than its sources."""
    words = [token for token in draft if token.kind != "punct"]
    if any(
        a.low == b.low and a.kind == "word" and a.low not in _words(a.code).doubled
        for a, b in itertools.pairwise(words)
    ):
        pairs = [token.low for token in source if token.kind != "punct"]
        twice = {a for a, b in itertools.pairwise(pairs) if a == b}
        if any(a.low == b.low and a.low not in twice for a, b in itertools.pairwise(words)):
            return True
    said = Counter(token.stem for token in draft if token.content)
    known = Counter(token.stem for token in source if token.content)
    return any(count > max(1, known[stem]) for stem, count in said.items())
