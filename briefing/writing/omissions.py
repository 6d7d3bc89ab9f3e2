"""What an item leaves out of its reports' first sentences: names and figures.

News tells the most important first, so a name or a figure of the first two sentences that no printed
sentence has is an omission that can be counted.  Days and months are left aside: an item has its
date beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from briefing.language.base import language
from briefing.language.names import opens_sentence
from briefing.language.text import Text, read
from briefing.language.tokens import Token, word_classes
from briefing.records import Item, Story

_OPENING: Final = 2
"""Sentences of a report that count as its opening."""


def find_omissions(item: Item, code: str = "en") -> tuple[str, ...]:
    """Return the names and figures, as they are written, that no printed sentence of `item` has.

    Each story is read in its own language, one of none that is known in that of the ISO 639-1 `code`.
    Where capitals tell no names (German), figures are all that is looked for.

    Looked for are those of the first two sentences of each report's original, in reading order,
    each once.  A person's last name is enough, and a figure may be written otherwise ("two", "2").
    """
    codes = {one.story.document: one.story.language_or(code) for one in item.stories}
    claims = [*item.claims, *(claim for only in item.only_in for claim in only.claims)]
    printed = [read(claim.text, codes.get(claim.citations[0].document, code)) for claim in claims]
    figures = {token.stem for one in printed for token in one.tokens if token.kind == "number"}
    names = [_words(name) for one in printed for name in one.names]
    missing: dict[tuple[str, ...], str] = {}
    for story in (entry.story for entry in item.stories if entry.role != "reprint"):
        for opening in _opening(story, story.language_or(code)):
            for found in _telling(opening, story):
                is_figure = found[0].kind == "number"
                key = (found[0].stem,) if is_figure else _words(found)
                if not (key[0] in figures if is_figure else _has(names, key)):
                    missing.setdefault(key, opening.text[found[0].start : found[-1].end])
    return tuple(missing.values())


def _opening(story: Story, code: str) -> Iterator[Text]:
    for sentence in story.sentences[:_OPENING]:
        yield read(" ".join(sentence.text.split()), code)


def _telling(opening: Text, story: Story) -> list[Sequence[Token]]:
    """The names and figures of a sentence in order, each a run of tokens."""
    names = [name for name in opening.names if _is_name(name, opening.tokens, story)]
    return sorted(
        [*names, *([one] for one in _figures(opening.tokens))], key=lambda run: run[0].start
    )


# -- names --------------------------------------------------------------------------------------


def _is_name(run: Sequence[Token], tokens: Sequence[Token], story: Story) -> bool:
    """Whether a run is a name: the first word of a sentence has a capital in any case.

    Alone there, it must stand with a capital further on in the story too.
    """
    if len(run) > 1 or not opens_sentence(run[0], tokens):
        return True
    return any(
        token.low == run[0].low and token.capital and not opens_sentence(token, others)
        for others in (read(sentence.text, run[0].code).tokens for sentence in story.sentences)
        for token in others
    )


def _words(run: Sequence[Token]) -> tuple[str, ...]:
    return tuple(token.low for token in run)


def _has(names: Sequence[tuple[str, ...]], name: tuple[str, ...]) -> bool:
    """Whether a printed name holds `name`, or is its end: "Pell" for "Oswin Pell"."""
    size = len(name)
    return any(
        name[-len(other) :] == other
        or any(other[at : at + size] == name for at in range(len(other) - size + 1))
        for other in names
    )


# -- figures ------------------------------------------------------------------------------------


def _figures(tokens: Sequence[Token]) -> Iterator[Token]:
    """The numbers that are no part of a date; "one" and "first" are seldom meant as figures."""
    dated = False
    for at, token in enumerate(tokens):
        follows = at > 0 and _is_month(tokens[at - 1])
        # "16 June", and "16. Juni" of languages that write ordinals so.
        behind = at + 1 + (tokens[at + 1 : at + 2] != () and tokens[at + 1].text == ".")
        precedes = behind < len(tokens) and _is_month(tokens[behind])
        if token.kind != "number":
            dated = dated and (token.text in {",", "."} or _is_month(token))
        elif follows or precedes or (dated and token.calendar):
            dated = True
        else:
            dated = False
            if token.text[0].isdigit() or (
                token.low not in _seldom(token.code) and token.stem[-1:].isdigit()
            ):
                yield token


def _is_month(token: Token) -> bool:
    return token.capital and token.low in word_classes(token.code).months


@cache
def _seldom(code: str) -> frozenset[str]:
    return language(code).words("grammar.seldom_figures")
