"""Shorter by rule alone: words may go, nothing is added or moved.

Each rule proposes deletions by the conventions of English news text, and the gate judges every one
of them against the sentence it came from: what it rejects is not done.  So negation, hedges,
quotations and the attribution of a claim stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from briefing.language.base import either, language
from briefing.language.calendar import MONTH_NAMES
from briefing.language.sentences import LONGEST
from briefing.language.text import read
from briefing.language.tokens import Token
from briefing.writing.gate import FORM, check

_EN: Final = language("en")
_VERBS: Final = _EN.words(
    "classes.modals", "classes.be", "classes.be_or_possessive", "classes.perfect"
)
_RELATIVES: Final = _EN.words("classes.relatives_after_commas")
_APPOSITIONS: Final = _EN.words("details.appositions")
_LEADING: Final = _EN.words("classes.prepositions", "classes.subordinators")

_FEWEST: Final = 7
"""Words that a compression keeps at least: below, what is left is rarely a whole statement."""

_MOST: Final = 120
"""Words of a text that is held against the gate at all, which lets none of over sixty pass."""

_LONGEST_TAIL: Final = 0.45
"""Share of the sentence that a tail may have; longer ones are the news as often as an aside."""

_DASH: Final = re.compile(r"^[-–—•*]\s+(?!\d)")
"""The mark of a list entry."""
_MONTH: Final = either(month[:3] for month in MONTH_NAMES)
_CITY: Final = r"[A-Z][A-Z'’.-]"
_LAND: Final = either(
    (
        *_EN.phrases("details.states"),
        *(land.upper() for land in _EN.words("names.lands", "names.lands_of_two_words")),
    )
)
_DATELINE: Final = re.compile(
    rf"^\W{{0,2}}(?:{_CITY}+(?:[ ,]+(?:{_CITY}*|[A-Z][a-z]+\.?|D\.C\.|[A-Z]\.[A-Z]\.)){{0,4}}"
    rf"(?:,? {_MONTH}[a-z]*\.? \d{{1,2}}(?:, \d{{4}})?)?"
    r"(?:,? ?\([A-Za-z][\w ./]{1,24}\))?|\([A-Z][\w ./]{1,24}\)"
    rf"|[A-Z][\w .,'’-]{{1,40}} \({_EN.either('details.agencies', 'details.agencies_in_datelines')}[\w /]*\))"
    # A hyphen belongs to a word ("U.S.-Russian"); only with space before it does it end a dateline.
    # Without an agency before it, a colon is as often behind who speaks ("PRESIDENT LEE: We …").
    r"(?:\s+--?\s+|\s*--\s+|\s*[–—]\s*|(?<=\)):\s+)"
    # Without spaces, two of them are a typewriter's dash behind a place in capitals and its state or country.
    rf"|^(?:[A-Z][A-Z'’-]+\.?(?: |(?=,))){{1,4}}, {_LAND}--(?=[A-Z\"“])(?!{_EN.pattern('details.no_openings_behind_datelines')})"
)
_BRACKETED_AGENCY: Final = rf"\({_EN.either('details.agencies', 'details.agencies_in_full')}\)"
_AGENCY: Final = re.compile(
    rf"^(?:[A-Z][\w.'’-]*(?:,? [A-Z][\w.'’-]*){{0,4}} ?)?{_BRACKETED_AGENCY}\s*"
)
_WIRE: Final = re.compile(
    rf"^(?:(?:[A-Z][\w.,'’/-]*(?: [A-Z][\w.,'’/-]*){{0,5}} ?)?{_BRACKETED_AGENCY}|\([A-Z][\w .,'’-]{{1,40}}\))\s*(?:--?|[–—])\s+"
)
"""A dateline with its agency or its place in brackets: no text opens so but an agency's."""
_MARK: Final = re.compile(r"^\((?:[A-Z]{3,}|[A-Z]\w+(?: [A-Z]\w+){1,4})\)(?=[A-Z\"“‘])")
"""Whose text it is, in brackets without a space behind them: a line of its own that the page lost. Two names or capitals, as "(Mis)Trust" is a word."""
_CONNECTIVE: Final = re.compile(
    rf"^{_EN.either('details.opening_connectives')},\s+"
    rf"|^{_EN.either('details.bare_connectives')}\s+(?=[A-Z\"“])"
)
_PARENTHESIS: Final = re.compile(r"(?<!\s)\s*\([^()\[\]]*\)")
"""Round brackets only: square ones stand inside quotations."""
_DASHES: Final = re.compile(
    r"\s+(?:--|—|–|-)\s+[^—–]{3,160}?\s+(?:--|—|–|-)(?=\s)|\s*—[^—]{3,160}?—\s*(?=[a-z])"
)
_SETTING: Final = re.compile(_EN.pattern("speech.setting_phrases"))
_OPENING: Final = re.compile(
    rf"^{_EN.either('details.adverbials')}\b[^,\"“”]{{8,160}},\s+(?=[\w\"“])"
)
_TAIL: Final = re.compile(rf",\s+{_EN.pattern('details.tails')}\b[^\"“”]*(?=[.!]$)")
_RELATIVE: Final = re.compile(
    rf",\s+{_EN.either('classes.relatives_after_commas')}\b[^\"“”]*(?=[.!]$)"
)
_ASIDE: Final = re.compile(rf",\s+{_EN.either('details.asides')}(?:,|(?=[.!]$))")
_ALSO: Final = re.compile(_EN.pattern("details.bare_asides"))
_TITLE: Final = re.compile(rf"\b{_EN.either('names.courtesy_to_cut')}\.?\s+(?=[A-Z])")
_WORD: Final = re.compile(r"\w+(?:['’]\w+)*")

Rule = Callable[[str], Iterator[tuple[int, int]]]


def trim(sentence: str) -> str:
    """The sentence without what opens it for the page's sake: dateline, agency, the mark of a list.

    What :func:`compress` does first; all else that may go, a tree tells better than words.
    """
    return _shortened(without_wire(sentence), _HEADS)


def compress(sentence: str) -> str:
    """The sentence without its dispensable parts, or the sentence itself where nothing can go.

    Only deletes: :func:`is_compression` holds of the answer, and the gate passes it against
    `sentence` wherever it passes the sentence itself.  What is longer than a sentence that anything is
    written of comes back as it is.
    """
    if len(sentence) > LONGEST:
        return sentence
    return _shortened(sentence, (*_HEADS, *_RULES))


def _shortened(sentence: str, rules: Sequence[Rule]) -> str:
    short = sentence.strip()
    for rule in rules:
        short = _apply(rule, short, sentence)
    return short if len(short) < len(sentence.strip()) else sentence


def without_dateline(sentence: str) -> str:
    """Return `sentence` without the mark of a list, the place and the agency that it opens with, if it does."""
    for pattern in (_DASH, _MARK, _DATELINE, _AGENCY):
        sentence = pattern.sub("", sentence, count=1)
    return sentence


def without_wire(sentence: str) -> str:
    """Return `sentence` without a dateline that names an agency or a place in brackets, if it opens with one.

    The gate takes the place for a part of who speaks ("PARIS (Reuters) - The firm said …, adding …").
    """
    return _WIRE.sub("", sentence, count=1)


def is_compression(text: str, source: str) -> bool:
    """Whether the words of `text` are, in order, words of `source` (letter case aside)."""
    rest = iter(_words(source))
    return all(any(word == other for other in rest) for word in _words(text))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text.replace("’", "'"))]


def _apply(rule: Rule, short: str, sentence: str) -> str:
    """`short` after every deletion of one rule that the gate lets pass, each tried on its own."""
    for _ in range(4):  # more than four asides of one kind do not occur in a sentence
        for start, end in rule(short):
            candidate = _tidy(short, start, end)
            if candidate != short and _harmless(candidate, sentence):
                short = candidate
                break
        else:
            break
    return short


def _harmless(candidate: str, sentence: str) -> bool:
    if not _FEWEST <= len(_words(candidate)) <= _MOST or not is_compression(candidate, sentence):
        return False
    allowed = set(check(sentence, [sentence]))
    return set(check(candidate, [sentence])) <= allowed & FORM


def _tidy(text: str, start: int, end: int) -> str:
    left, right = text[:start].rstrip(), text[end:].lstrip()
    if left and right and right[0] not in ",.;:!?)'’":
        left += " "
    joined = re.sub(r",\s*(?=[.,;:!?])", "", left + right).strip().lstrip("—–-: ")
    return joined[:1].upper() + joined[1:] if not left else joined


def _pattern(pattern: re.Pattern[str]) -> Rule:
    def rule(text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in pattern.finditer(text))

    return rule


def _verb(token: Token) -> bool:
    return token.verbal or token.low in _VERBS


def _commas(tokens: tuple[Token, ...]) -> list[int]:
    """Commas outside quotation marks."""
    inside, found = False, []
    for at, token in enumerate(tokens):
        if token.low == '"':
            inside = not inside
        elif token.low == "," and not inside:
            found.append(at)
    return found


def _inner_clauses(text: str) -> Iterator[tuple[int, int]]:
    """Asides between a noun and its verb (", who …,", ", a former minister,")."""
    tokens = read(text).tokens
    commas = _commas(tokens)
    for number, at in enumerate(commas):
        for other in commas[number + 1 :]:
            if other + 1 >= len(tokens) or other - at > 40:
                break
            if not _verb(tokens[other + 1]):
                continue
            inside = tokens[at + 1 : other]
            if _is_aside(tokens, at, inside):
                # after ", 27" the closing comma closes that one too
                paired = tokens[at - 1].kind == "number" and at > 1 and tokens[at - 2].low == ","
                yield tokens[at].start, tokens[other].start if paired else tokens[other].end
            break


def _is_aside(tokens: tuple[Token, ...], at: int, inside: tuple[Token, ...]) -> bool:
    if not inside or at == 0 or not tokens[at - 1].content:
        return False
    first = inside[0].low
    if first in _RELATIVES:
        return True
    if inside[0].kind == "number" and sum(token.kind == "number" for token in tokens) > 1:
        return False  # ages of several people: all or none
    plain = not any(_verb(token) or token.low in {",", '"'} for token in inside)
    opens = first in _APPOSITIONS or inside[0].kind == "number"
    return plain and opens and tokens[at - 1].capital and len(inside) <= 14


def _parentheses(text: str) -> Iterator[tuple[int, int]]:
    """One or two bracketed asides; more of them are a list, whose entries they tell apart."""
    found = [
        match for match in _PARENTHESIS.finditer(text) if not _AGENCY.match(text[: match.end()])
    ]
    return (match.span() for match in found if len(found) <= 2)


def _dashes(text: str) -> Iterator[tuple[int, int]]:
    """Asides between dashes: without a verb of their own, and not in place of a comma."""
    for match in _DASHES.finditer(text):
        before = text[: match.start()]
        opened = read(before).tokens[:1]
        leading = bool(opened) and opened[0].low in _LEADING and "," not in before
        if not leading and not any(_verb(token) for token in read(match.group()).tokens):
            yield match.span()


def _is_news(text: str, tail: re.Match[str]) -> bool:
    """Whether a tail is what the sentence was written for: most of it, or where the figures are."""
    figures = any(token.kind == "number" for token in read(tail.group()).tokens)
    return figures or len(tail.group()) > _LONGEST_TAIL * len(text)


def _tails(pattern: re.Pattern[str]) -> Rule:
    """Tails after the main clause: behind no comma of theirs may the main clause go on."""

    def rule(text: str) -> Iterator[tuple[int, int]]:
        for match in pattern.finditer(text):
            tokens = read(match.group()).tokens
            resumed = any(
                _verb(token) for at in _commas(tokens)[1:] for token in tokens[at + 1 : at + 5]
            )
            verbs = any(_verb(token) for token in read(text[: match.start()]).tokens)
            if verbs and not resumed and not _is_news(text, match):
                yield match.span()

    return rule


def _openings(text: str) -> Iterator[tuple[int, int]]:
    """Adverbial openings, where a main clause with a verb follows the comma at once."""
    for match in _OPENING.finditer(text):
        rest = read(text[match.end() :]).tokens[:12]
        if any(_verb(token) for token in rest) and not any(token.low == "—" for token in rest):
            yield match.span()


_HEADS: Final[tuple[Rule, ...]] = (
    _pattern(_DASH),
    _pattern(_MARK),
    _pattern(_DATELINE),
    _pattern(_AGENCY),
    _pattern(_DATELINE),
)
_RULES: Final[tuple[Rule, ...]] = (
    _pattern(_CONNECTIVE),
    _parentheses,
    _dashes,
    _inner_clauses,
    _tails(_RELATIVE),
    _tails(_TAIL),
    _openings,
    _pattern(_SETTING),
    _pattern(_ASIDE),
    _pattern(_ALSO),
    _pattern(_TITLE),
)
