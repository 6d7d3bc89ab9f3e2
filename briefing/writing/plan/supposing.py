"""What a sentence takes for known because its story has told it before: a surname, "the storm".

Where the sentence that told it is skipped, a stranger asks who that is.  Names in full and nouns behind "a" tell; surnames alone
and nouns behind "the" suppose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.instructions import with_quoted
from briefing.language.text import Text, read

LONGEST: Final = 4
"""Words of a noun with what describes it; behind more, a verb was taken for one."""


class Supposing(NamedTuple):
    """What a sentence needs to have been told before it, and what it tells."""

    supposes: frozenset[str]
    """Stems that its story has told before it, and it takes for known."""
    tells: frozenset[str]
    """Stems of its content words."""


NOTHING: Final = Supposing(frozenset(), frozenset())


def suppositions(texts: Sequence[str], code: str) -> Iterator[Supposing]:
    """Yield what each sentence of a story in the language of an ISO 639-1 `code` supposes and tells, from the first on."""
    names: set[str] = set()
    things: set[str] = set()
    words = language(code)
    indefinite = words.words("lines.indefinite") if words.has("lines.indefinite") else frozenset()
    definite = words.words("classes.articles") - indefinite
    for text in (read(one, code) for one in texts):
        full = {token.stem for name in text.names if len(name) > 1 for token in name}
        bare = frozenset(_alone(text, words.words("classes.articles")))
        new = _behind(text, indefinite)
        said = frozenset(token.stem for token in text.tokens if token.content)
        yield Supposing(
            (bare & names) - full | (_behind(text, definite) & things) - new,
            said,
        )
        names |= full
        things |= new


def points_back(text: str, code: str) -> bool:
    """Whether a sentence in the language of an ISO 639-1 `code` points to what was said: "these arrows", "the 52-year-old man", "also".

    What a quotation points to is its speaker's, and a noun that the sentence has said itself is told.
    """
    words, said = language(code), read(with_quoted(text, " "), code)
    now = re.compile(words.pattern("form.no_leaning"), re.IGNORECASE)
    named = re.compile(rf"\b{words.pattern('form.of_the_named')}")
    adding = re.compile(words.pattern("details.bare_asides"))
    answered = re.compile(words.pattern("details.answered_inside"), re.IGNORECASE)
    ages = named.finditer(said.text)
    if any(not _is_told(said.text[: age.start()], code) for age in ages) or (
        adding.search(said.text) and not answered.search(said.text)
    ):
        return True
    pointing = words.words("classes.demonstratives")
    return any(
        one.low in pointing
        and other.content
        and not other.capital
        and not now.match(said.text, one.start)
        and all(before.stem != other.stem for before in said.tokens[:at])
        for at, (one, other) in enumerate(pairwise(said.tokens))
    )


def _is_told(before: str, code: str) -> bool:
    """Whether a full name and a comma stand right before: "Oda Lind, the 52-year-old mayor"."""
    name = before.rstrip().removesuffix(",")
    last = [one[-1] for one in read(name, code).names if len(one) > 1][-1:]
    return name != before.rstrip() and any(one.end == len(name) for one in last)


def _alone(text: Text, articles: frozenset[str]) -> Iterator[str]:
    """The stems of names of one word that may be somebody: no acronym, no "the House", "New York" or "Saudi ship"."""
    places = {token.start: at for at, token in enumerate(text.tokens)}
    for name in text.names:
        at = places[name[0].start]
        before, after = text.tokens[max(0, at - 1) : at], text.tokens[at + 1 : at + 2]
        part = any(one.low in articles or one.capital for one in before)
        describes = any(one.content and not one.verbal for one in after)
        if len(name) == 1 and not name[0].text.isupper() and not part and not describes:
            yield name[0].stem


def _behind(text: Text, articles: frozenset[str]) -> frozenset[str]:
    """The stems of the nouns right behind articles, with what describes them, no name among them."""
    tokens, found = text.tokens, set[str]()
    for at, token in enumerate(tokens):
        if token.low in articles:
            run = takewhile(lambda one: one.content, tokens[at + 1 : at + 1 + LONGEST])
            found |= {one.stem for one in run if not one.capital and not one.verbal}
    return frozenset(found)
