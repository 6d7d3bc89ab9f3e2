"""The text of a story in the data of a page whose text a script draws.

JSON-LD names it (``articleBody``); the states of frameworks (``__NEXT_DATA__``, ``__NUXT__``, ``window.x
= {…}``) do not, so it is found by what it is: the longest run of prose about the headline.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml.html import HtmlElement

_LONGEST: Final = 3_000_000
"""Characters of a script that is looked into."""
_DEEPEST: Final = 40
_MOST: Final = 200_000
"""Values looked at in one script."""
_ASSIGNED: Final = re.compile(r"(?:[\w.\s\[\]\"']{1,80}=)?\s*(?=[{\[])")
_SENTENCE: Final = re.compile(r"[.!?…。！？][\"'»”’)\]]{0,3}(?:\s|<|$)")
_PROSE: Final = 60
"""Characters of the shortest paragraph of prose in data."""
_LEAST: Final = 200
"""Characters of the shortest story that is taken from data."""


def script_values(tree: HtmlElement) -> list[Any]:
    """Return the JSON values of a page's scripts that are data; before scripts are taken out."""
    values: list[Any] = []
    for element in tree.iter("script"):
        text = (element.text or "").lstrip()
        kind = (element.get("type") or "").lower()
        if kind == "application/ld+json" or not _LEAST < len(text) < _LONGEST:
            continue
        value = _value(text)
        if value is not None:
            values.append(value)
    return values


def _value(text: str) -> Any | None:  # noqa: ANN401  a JSON value is any
    opening = _ASSIGNED.match(text)
    if opening is None:
        return None
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, opening.end())
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict | list) else None


def drawn_text(values: list[Any], title: str) -> str:
    """Return the longest text in `values` that is prose and about `title`, "" where there is none.

    A text is one string of several sentences, or the strings of prose under one object, in order, where
    a page keeps its paragraphs one by one; paragraphs have a line each.
    """
    words = _words(title)
    found = [text for value in values for text in _texts(value) if _is_about(text, words)]
    best = max(found, key=len, default="")
    return best if len(best) >= _LEAST else ""


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401  a JSON value is any
    """Yield each long string, and the paragraphs of each list that holds them, joined."""
    stack: list[tuple[Any, int]] = [(value, 0)]
    seen = 0
    while stack and seen < _MOST:
        one, depth = stack.pop()
        seen += 1
        if isinstance(one, str):
            if len(one) >= _LEAST and _is_prose(one):
                yield one
        elif depth < _DEEPEST and isinstance(one, list):
            yield "\n".join(_paragraphs(one))
            stack += [(item, depth + 1) for item in one]
        elif depth < _DEEPEST and isinstance(one, dict):
            stack += [(item, depth + 1) for item in one.values()]


def _paragraphs(items: list[Any]) -> Iterator[str]:
    """The paragraph of each item of a list: itself, or its one string of prose."""
    for item in items:
        strings = list(_strings(item, 3))
        prose = [one for one in strings if len(one) >= _PROSE and _is_prose(one)]
        if len(prose) == 1:
            yield prose[0]


def _strings(item: Any, levels: int) -> Iterator[str]:  # noqa: ANN401  a JSON value is any
    if isinstance(item, str):
        yield item
    elif levels and isinstance(item, dict):
        for value in item.values():
            yield from _strings(value, levels - 1)
    elif levels and isinstance(item, list) and len(item) < 50:
        for value in item:
            yield from _strings(value, levels - 1)


def _is_prose(text: str) -> bool:
    sample = text[:2000]
    return (
        _SENTENCE.search(sample) is not None and sample.count("{") < 3 and "://" not in sample[:40]
    )


def _words(title: str) -> set[str]:
    return set(re.findall(r"\w{4,}", title.casefold()))


def _is_about(text: str, words: set[str]) -> bool:
    """Whether two thirds of the words of a headline come back in a text."""
    known = words.intersection(re.findall(r"\w{4,}", text.casefold()))
    return bool(words) and 3 * len(known) >= 2 * len(words)
