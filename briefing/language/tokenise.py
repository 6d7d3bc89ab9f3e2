"""Text to tokens for the gate: one token for "U.S.", for "5.2 million", for "twenty-five".

Numbers carry their value as stem, so that "three" meets "3" and "2.5 million" meets "2,500,000".
Tokens keep the number of their sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.classes import NUMBER_WORDS, ORDINALS
from briefing.language.tokens import QUOTES, Token, stem, word_classes


class _Rules(NamedTuple):
    """What cuts a text of one language into tokens."""

    code: str
    token: re.Pattern[str]
    pairs: Mapping[tuple[str, str], str]
    """Two words that are one token, and its form."""
    capitals: Mapping[str, str]
    """The forms of what is a name in capital letters."""
    abbreviations: frozenset[str]


@cache
def _rules(code: str) -> _Rules:
    words = language(code)
    pairs = words.table("spelling.pairs").items()
    return _Rules(
        code,
        _token_pattern(words.either("spelling.elided"), words.pattern("spelling.elided_negation")),
        {(pair.split()[0], pair.split()[1]): form for pair, form in pairs},
        words.table("spelling.capitals"),
        words.words("spelling.abbreviations"),
    )


def _token_pattern(elided: str, negation: str) -> re.Pattern[str]:
    """What a token may be; a word is parted from what is `elided` behind it, and from its `negation`."""
    letter = r"[^\W\d_]"
    return re.compile(
        rf"(?P<abbreviation>(?:{letter}\.){{2,}})"
        r"|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
        r"|(?P<decade>\d{2,4}s\b)"
        r"|(?P<number>\d+(?:[.,:]\d+)*(?![.,:]?\d))"
        rf"|(?P<possessive>(?<=\w)['’]{elided}\b)"
        rf"|(?P<not>{negation}\b)"
        rf"|(?P<word>{letter}+?(?={negation}\b)|{letter}[\w]*?(?=['’]{elided}\b)"
        rf"|{letter}\w*(?:['’]{letter}\w*)*)"
        r"|(?P<dash>--+|\s-\s|[–—])"
        r"|(?P<punct>\S)",
        re.IGNORECASE,
    )


_CURRENCY: Final = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee"}


_SCALE: Final = {
    "hundred": 100.0,
    "dozen": 12.0,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}


_SCALE_LETTERS: Final = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _read_number(text: str) -> str:
    plain = re.sub(r",(?=\d{3}\b)", "", text)
    try:
        return _number(float(plain))
    except (ValueError, OverflowError):
        return plain


def _raw(text: str, rules: _Rules) -> list[Token]:
    tokens: list[Token] = []
    for match in rules.token.finditer(text):
        kind, word = match.lastgroup or "punct", match.group()
        tokens.append(_token(kind, word, match.start(), rules))
    return tokens


def _token(kind: str, word: str, start: int, rules: _Rules) -> Token:
    low = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    end = start + len(word)
    if kind in {"ordinal", "decade"}:
        return Token(word, low, low, "number", 0, start, end, rules.code)
    if kind == "number":
        return Token(word, low, _read_number(word), "number", 0, start, end, rules.code)
    if word in _CURRENCY or word == "%":
        low = _CURRENCY.get(word, "percent")
        return Token(word, low, stem(low, rules.code), "word", 0, start, end, rules.code)
    if kind in {"dash", "punct"}:
        low = "—" if kind == "dash" else word.translate(QUOTES)
        return Token(word, low, "", "punct", 0, start, end, rules.code)
    return _word(word, low, start, rules)


def _word(word: str, low: str, start: int, rules: _Rules) -> Token:
    end, code = start + len(word), rules.code
    if word.isupper():
        low = rules.capitals.get(low, low)
    if low in NUMBER_WORDS:
        return Token(word, low, _number(NUMBER_WORDS[low]), "number", 0, start, end, code)
    if low in ORDINALS:
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(ORDINALS[low], "th")
        return Token(word, low, f"{ORDINALS[low]}{suffix}", "number", 0, start, end, code)
    return Token(word, low, low if "." in low else stem(low, code), "word", 0, start, end, code)


def _merge_pairs(tokens: list[Token], pairs: Mapping[tuple[str, str], str]) -> list[Token]:
    """Make one token of "United States" and "5 dollar" of "$ 5"."""
    merged: list[Token] = []
    for token in tokens:
        last = merged[-1] if merged else None
        if last and (pair := pairs.get((last.low, token.low))):
            merged[-1] = last._replace(
                text=f"{last.text} {token.text}", low=pair, stem=pair, end=token.end
            )
        elif last and last.text in _CURRENCY and token.kind == "number":
            merged[-1:] = [token, last]
        else:
            merged.append(token)
    return merged


def _value(token: Token) -> float | None:
    try:
        return float(token.stem) if token.kind == "number" else None
    except ValueError:
        return None


def _joined(last: Token, token: Token, between: str) -> float | None:
    """The value of two tokens that are one number ("twenty-five", "2.5 million", "5bn")."""
    left, right = _value(last), _value(token)
    if left is None:
        return None
    if token.low in _SCALE and between in {" ", "-"}:
        return left * _SCALE[token.low]
    if token.text in _SCALE_LETTERS and between == "" and last.text[-1].isdigit():
        return left * _SCALE_LETTERS[token.text]
    tens = last.low in NUMBER_WORDS and left >= 20 and left % 10 == 0
    if (
        right is not None
        and tens
        and token.low in NUMBER_WORDS
        and 0 < right < 10
        and between in {" ", "-"}
    ):
        return left + right
    return None


def _merge_numbers(tokens: list[Token], text: str) -> list[Token]:
    merged: list[Token] = []
    for token in tokens:
        at = len(merged) - 1
        if at >= 0 and merged[at].text in _CURRENCY:
            at -= 1  # "$5 million" has been turned into "5 $ million"
        hyphen = at > 0 and merged[at].text == "-" and token.start == merged[at].end
        left = at - 1 if hyphen else at
        value = None
        if left >= 0:
            between = "-" if hyphen else text[merged[left].end : token.start]
            value = _joined(merged[left], token, between)
        if value is None:
            merged.append(_bare_scale(token, merged))
            continue
        merged[left] = merged[left]._replace(
            text=text[merged[left].start : token.end], stem=_number(value), end=token.end
        )
        if hyphen:
            del merged[at]
    return merged


def _bare_scale(token: Token, before: list[Token]) -> Token:
    """Count "a hundred" as a number; "hundred" alone stays a word."""
    if token.low in _SCALE and before and before[-1].low in {"a", "an", "per"}:
        return token._replace(kind="number", stem=_number(_SCALE[token.low]))
    return token


def _ends_sentence(
    token: Token,
    before: Token | None,
    after: Token | None,
    text: str,
    abbreviations: frozenset[str],
) -> bool:
    if after is not None and token.low.endswith(".") and len(token.low) > 2:  # "at 9 a.m. The …"
        return after.capital and after.low in word_classes(after.code).function
    if token.low not in {".", "!", "?", "…"} or after is None:
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
        after.text[:1].isupper() or after.text[:1] in "\"'“‘(" or after.kind == "number"
    )


def _number_sentences(tokens: list[Token], text: str, abbreviations: frozenset[str]) -> list[Token]:
    sentence, numbered = 0, []
    closing = False
    for at, token in enumerate(tokens):
        if closing and not (
            token.low in {'"', "'", ")", "]"} and token.start == tokens[at - 1].end
        ):
            closing = False
            sentence += 1
        numbered.append(token._replace(sentence=sentence))
        follower = at + 1
        while (
            follower < len(tokens)
            and tokens[follower].low in {'"', "'", ")", "]"}
            and tokens[follower].start == tokens[follower - 1].end
        ):
            follower += 1
        after = tokens[follower] if follower < len(tokens) else None
        last = tokens[follower - 1]
        end = token._replace(end=last.end)
        before = tokens[at - 1] if at else None
        closing = closing or _ends_sentence(end, before, after, text, abbreviations)
    return numbered


@lru_cache(maxsize=4096)
def tokenise(text: str, code: str = "en") -> tuple[Token, ...]:
    """Tokens of `text`, in the language of an ISO 639-1 `code`, in their order.

    Numbers and fixed pairs are merged and sentences counted.
    """
    rules = _rules(code)
    tokens = _merge_numbers(_merge_pairs(_raw(text, rules), rules.pairs), text)
    return tuple(_number_sentences(tokens, text, rules.abbreviations))
