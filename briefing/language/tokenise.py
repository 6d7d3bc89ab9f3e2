"""Text to tokens for the gate: one token for "U.S.", for "5.2 million", for "twenty-five".

Numbers carry their value as stem, so that "three" meets "3" and "2.5 million" meets "2,500,000".
Tokens keep the number of their sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from briefing.language.base import Language, either, language
from briefing.language.figures import Numeral, find_numerals
from briefing.language.tokens import QUOTES, Token, TokenKind, stem, word_classes


class _Rules(NamedTuple):
    """What cuts a text of one language into tokens."""

    code: str
    token: re.Pattern[str]
    pairs: Mapping[tuple[str, str], str]
    """Two words that are one token, and its form."""
    capitals: Mapping[str, str]
    """The forms of what is a name in capital letters."""
    abbreviations: frozenset[str]
    signs: Mapping[str, str]
    """The units of what stands in front of a number."""
    units: Mapping[str, str]
    """The units of what stands behind one, in lower case."""


@cache
def _rules(code: str) -> _Rules:
    words = language(code)
    pairs = words.table("spelling.pairs").items()
    return _Rules(
        code,
        _token_pattern(words),
        {(pair.split()[0], pair.split()[1]): form for pair, form in pairs},
        words.table("spelling.capitals"),
        words.words("spelling.abbreviations"),
        words.table("figures.signs"),
        {form.lower(): unit for form, unit in words.forms("figures.units").items()},
    )


def _token_pattern(words: Language) -> re.Pattern[str]:
    """What a token may be; a word is parted from what is elided behind it, and from its negation."""
    elided, negation = words.either("spelling.elided"), words.pattern("spelling.elided_negation")
    ordinal = either(one for one in words.phrases("calendar.day_endings") if one.isalpha())
    letter = r"[^\W\d_]"
    return re.compile(
        rf"(?P<sign>{_sign_pattern(words)})"
        rf"|(?P<abbreviation>(?:{letter}\.){{2,}})"
        rf"|(?P<ordinal>\d+{ordinal}\b)"
        rf"|(?P<decade>\d{{2,4}}{words.either('figures.decade_endings')}\b)"
        r"|(?P<number>\d+(?:[.,:]\d+)*(?![.,:]?\d))"
        rf"|(?P<possessive>(?<=\w)['’]{elided}\b)"
        rf"|(?P<not>{negation}\b)"
        rf"|(?P<word>{letter}+?(?={negation}\b)|{letter}[\w]*?(?=['’]{elided}\b)"
        rf"|{letter}\w*(?:['’]{letter}\w*)*)"
        r"|(?P<dash>--+|\s-\s|[–—])"
        r"|(?P<punct>\S)",
        re.IGNORECASE,
    )


def _sign_pattern(words: Language) -> str:
    signs = (*words.phrases("figures.signs"), "%")
    letters = either(sign for sign in signs if sign.isalpha())
    return rf"(?<!\w)(?-i:{letters})\.?(?=\s?\d)|{either(s for s in signs if not s.isalpha())}"


def _raw(text: str, rules: _Rules) -> list[Token]:
    tokens: list[Token] = []
    for match in rules.token.finditer(text):
        kind, word = match.lastgroup or "punct", match.group()
        tokens.append(_token(kind, word, match.start(), rules))
    return tokens


def _token(kind: str, word: str, start: int, rules: _Rules) -> Token:
    low = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    end = start + len(word)
    if kind in {"ordinal", "decade", "number"}:
        return Token(word, low, low, "number", 0, start, end, rules.code)
    if kind == "sign":
        low = rules.signs.get(word.rstrip("."), "percent")
        return Token(word, low, stem(low, rules.code), "word", 0, start, end, rules.code)
    if kind in {"dash", "punct"}:
        low = "—" if kind == "dash" else word.translate(QUOTES)
        return Token(word, low, "", "punct", 0, start, end, rules.code)
    return _word(word, low, start, rules)


def _word(word: str, low: str, start: int, rules: _Rules) -> Token:
    end, code = start + len(word), rules.code
    if word.isupper():
        low = rules.capitals.get(low, low)
    return Token(word, low, low if "." in low else stem(low, code), "word", 0, start, end, code)


def _merge_pairs(tokens: list[Token], rules: _Rules) -> list[Token]:
    """Make one token of "United States", "5 dollar" of "$ 5" and "5 kilometre" of "5 km"."""
    merged: list[Token] = []
    for token in tokens:
        last = merged[-1] if merged else None
        if last and (pair := rules.pairs.get((last.low, token.low))):
            merged[-1] = last._replace(
                text=f"{last.text} {token.text}", low=pair, stem=pair, end=token.end
            )
        elif last and last.text.rstrip(".") in rules.signs and token.kind == "number":
            merged[-1:] = [token, last]
        elif last and last.kind == "number" and token.low in rules.units:
            unit = rules.units[token.low]
            merged.append(token._replace(low=unit, stem=stem(unit, rules.code)))
        else:
            merged.append(token)
    return merged


def _merge_numbers(tokens: list[Token], text: str, code: str) -> list[Token]:
    """Make one token of all that is one number, its value its stem."""
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    numerals = (one for one in find_numerals(text, code) if one.end in ends)
    whole = {one.start: one for one in numerals if one.start in starts}
    merged: list[Token] = []
    end = 0
    for token in tokens:
        if token.start < end:
            continue
        numeral = whole.get(token.start)
        merged.append(_number(numeral, text, code) if numeral else token)
        end = merged[-1].end
    return merged


def _number(numeral: Numeral, text: str, code: str) -> Token:
    written = text[numeral.start : numeral.end]
    kind: TokenKind = "word" if numeral.kind == "name" and written[0].isalpha() else "number"
    low = numeral.key if kind == "word" else written.lower()
    return Token(written, low, numeral.key, kind, 0, numeral.start, numeral.end, code)


_ENDINGS: Final = (".", "!", "?", "…")
"""What a token ends with that may end a sentence."""


def _ends_sentence(
    token: Token,
    before: Token | None,
    after: Token | None,
    text: str,
    abbreviations: frozenset[str],
) -> bool:
    if after is not None and token.low.endswith(".") and len(token.low) > 2:  # "at 9 a.m. The …"
        return after.capital and after.low in word_classes(after.code).function
    if token.low not in _ENDINGS or after is None:
        return False
    gap = text[token.end : after.start]
    if not gap or not gap[0].isspace():
        return False
    abbreviated = (
        token.low == "."
        and before is not None
        and (before.low in abbreviations or (len(before.text) == 1 and before.text.isupper()))
    )
    return not abbreviated and (
        after.text[:1].isupper() or after.text[:1] in "\"'“‘(„»«" or after.kind == "number"
    )


def _number_sentences(tokens: list[Token], text: str, abbreviations: frozenset[str]) -> list[Token]:
    sentence, numbered = 0, []
    closing = False
    closers = [False, *map(_closes, tokens[1:], tokens)]
    behind = _behind_closers(closers)
    for at, token in enumerate(tokens):
        if closing and not closers[at]:
            closing = False
            sentence += 1
        numbered.append(token._replace(sentence=sentence) if sentence else token)
        if closing or not token.low.endswith(_ENDINGS):
            continue
        follower = behind[at]
        after = tokens[follower] if follower < len(tokens) else None
        end = token._replace(end=tokens[follower - 1].end)
        before = tokens[at - 1] if at else None
        closing = _ends_sentence(end, before, after, text, abbreviations)
    return numbered


def _closes(token: Token, before: Token) -> bool:
    """Whether a token is a closing mark directly behind another."""
    return token.low in {'"', "'", ")", "]"} and token.start == before.end


def _behind_closers(closers: Sequence[bool]) -> list[int]:
    """Where the closing marks behind each token end: from the right, so that a run of them is walked once."""
    behind = [*range(1, len(closers) + 1)]
    for at in range(len(closers) - 2, -1, -1):
        if closers[at + 1]:
            behind[at] = behind[at + 1]
    return behind


def tokenise(text: str, code: str = "en") -> tuple[Token, ...]:
    """Tokens of `text`, in the language of an ISO 639-1 `code`, in their order.

    Numbers and fixed pairs are merged and sentences counted.
    """
    rules = _rules(code)
    tokens = _merge_pairs(_merge_numbers(_raw(text, rules), text, code), rules)
    return tuple(_number_sentences(tokens, text, rules.abbreviations))
