"""Who somebody or what something is stays where an item first names it, however short a sentence could be.

"Reza Karim has called for …" asks the reader to know Reza Karim; "Reza Karim, the son of …, has called for …" does not.
A later sentence may lose the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from briefing.language.syntax import Analysis, Part

_LONGEST: Final = 12
"""Words up to which an apposition says who somebody is; what is longer tells a life."""
_NAMED: Final = re.compile(r"([^\W\d_][\w’'.-]*)[\"”’']*\W*$")


def keep_descriptions(
    items: Iterable[Sequence[str]], parsed: Mapping[str, Analysis]
) -> Mapping[str, Analysis]:
    """Return `parsed` without leave to cut what describes a name where an item first has it.

    `items` are the source texts of each item's sentences in their order, `parsed` what is known of them by their trees.
    """
    kept = dict(parsed)
    for texts in items:
        said = ""
        for text in texts:
            known = parsed.get(text)
            if known is not None:
                needed = set(_describing(known, said))
                parts = tuple(part for part in known.parts if part not in needed)
                kept[text] = known._replace(parts=parts)
            said = f"{said} {text}"
    return kept


def _describing(known: Analysis, said: str) -> Iterator[Part]:
    """The appositions to names that neither `said` nor the sentence before them has."""
    for part in known.parts:
        words = known.text[part.start : part.end].split()
        named = _NAMED.search(known.text[: part.start])
        if part.kind != "apposition" or len(words) > _LONGEST or named is None:
            continue
        before = f"{said} {known.text[: named.start()]}"
        is_known = re.search(rf"(?<![\w-]){re.escape(named[1])}(?![\w-])", before)
        if not is_known and any(word.isalpha() for word in words):
            yield part
