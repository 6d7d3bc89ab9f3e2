"""Words that were broken at the end of a line, made whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_BROKEN: Final = re.compile(r"(\w*[^\W\d_])-\Z")
_COMPOUND: Final = re.compile(r"\w+-\w+")
_GOES_ON: Final = re.compile(r"[^\W\d_]\w*")


def without_breaks(lines: Sequence[str]) -> list[str]:
    """Return `lines` with each word whole that begins at the end of one, on the line where it begins.

    The hyphen stays in front of a capital ("Anglo-Saxon"), and where the lines have the word with its
    hyphen elsewhere.
    """
    compounds = {word.casefold() for line in lines for word in _COMPOUND.findall(line)}
    whole: list[str] = []
    for line in lines:
        broken = _BROKEN.search(whole[-1][-40:]) if whole else None
        rest = _GOES_ON.match(line)
        if not broken or not rest:
            whole.append(line)
            continue
        stays = rest[0][0].isupper() or f"{broken[1]}-{rest[0]}".casefold() in compounds
        end, _, left = line.partition(" ")
        whole[-1] = (whole[-1] if stays else whole[-1][:-1]) + end
        if left:
            whole.append(left)
    return whole
