"""Who holds the rights in a page, as its copyright lines tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from briefing.language.base import together
from briefing.reading.agencies import is_agency
from briefing.reading.outlets.names import could_be_name, may_head_a_page, without_company
from briefing.reading.outlets.parts import LONGEST

_WORDS: Final = together()
_MARK: Final = rf"(?:©|\(c\)|{_WORDS.pattern('outlets.rights')})"
_YEARS: Final = r"(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?\s)?"
_RIGHTS: Final = re.compile(
    rf"{_MARK}(?:\s|:|©|\(c\)){{0,5}}{_YEARS}(?P<name>[^\W_][^|.,;:()/–—]{{1,60}})",
    re.IGNORECASE,
)
_RIGHTS_BEHIND: Final = re.compile(
    r"^(?P<name>[^\W_][^|.,;:()/–—©]{1,60})\s(?:©|\(c\))", re.IGNORECASE
)
_RESERVED: Final = re.compile(rf"\s{_MARK}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def holders_in(line: str) -> tuple[str, ...]:
    """Return the names in a copyright line, without what only says that it is a company's, and no agency's."""
    return tuple(_holders(line[:LONGEST]))


def _holders(line: str) -> Iterator[str]:
    for pattern in (_RIGHTS_BEHIND, _RIGHTS):
        match = pattern.search(line)
        name = _bare(match["name"]) if match else ""
        if name and _is_name(name) and not is_agency(name):  # "© AP" stands under reprints
            yield name


def _bare(held: str) -> str:
    return without_company(_RESERVED.split(held, maxsplit=1)[0].strip())


def _is_name(name: str) -> bool:
    return could_be_name(name) or may_head_a_page(name.upper())
