"""Links and pictures of Markdown whose addresses stand apart, as those whose addresses stand beside them.

::

    "according to [figures][3]" … "[3]: https://t.example/f" ─▶ "according to [figures](https://t.example/f)"

CommonMark's full and collapsed references.  The short form, "[3]" alone, is left: more often it is a note's number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Final

_ADDRESS: Final = r"(?:<[^<>\s]{1,1000}>|(?:[a-z]{2,8}:|www\.|[/#.]|[\w%~-]{1,80}[./])\S{1,1000})"
_DEFINITION: Final = re.compile(
    rf"^ {{0,3}}\[(?P<label>[^\[\]\n]{{1,100}})\]:[ \t]*(?P<address>{_ADDRESS})"
    r"(?:[ \t]+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|\([^()\n]{0,300}\)))?[ \t]*\r?(?:\n|\Z)",
    re.MULTILINE,
)
_REFERENCE: Final = re.compile(
    r"(?<!\\)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){0,500})\]\[(?P<label>[^\[\]]{0,100})\]"
)
_ESCAPED: Final = str.maketrans({"(": "%28", ")": "%29", "<": None, ">": None})


def with_links_inline(text: str) -> str:
    """Return `text` with each link and picture that names a definition written with its address, and without the definitions that are named; `text` itself where there is none."""
    if "][" not in text or "]:" not in text:
        return text
    addresses = {
        _label(one["label"]): one["address"].translate(_ESCAPED)
        for one in reversed([*_DEFINITION.finditer(text)])  # of two, CommonMark takes the first
    }
    if not addresses:
        return text
    named: set[str] = set()
    found = _REFERENCE.sub(partial(_inline, addresses, named), text)
    if not named:
        return text
    return _DEFINITION.sub(lambda one: "" if _label(one["label"]) in named else one[0], found)


def _inline(addresses: Mapping[str, str], named: set[str], reference: re.Match[str]) -> str:
    """A reference with its address; in a picture that is a link, both."""
    label = _label(reference["label"] or reference["text"])
    if label not in addresses:
        return reference[0]
    named.add(label)
    shown = _REFERENCE.sub(partial(_inline, addresses, named), reference["text"])
    return f"[{shown}]({addresses[label]})"


def _label(label: str) -> str:
    return " ".join(label.casefold().split())
