"""Story text made harmless for places that obey control characters.

A page can carry terminal escape sequences, text-direction overrides or halves of surrogate pairs.
Here they are taken out; markup is the business of the format that escapes it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# ECMA-48: CSI and its parameters; OSC, DCS, SOS, PM and APC up to BEL or ST (or the end of the
# line, where the terminator is missing); the two- and three-character escapes.
_ESCAPES: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
# C0 and C1 controls but tab and line feed; the directional embeddings, overrides and isolates
# (Unicode TR9), which can show a line in another order than it is written.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_SPACES: Final = re.compile(r"\s+")
_BEFORE_STOPS: Final = re.compile(
    r"(?<=[\w)\]%'\"\u2019\u201d])\s+(?=[,.](?:\s+(?!\.)|\Z))|(?<=\()\s+(?=\w)|(?<=\w)\s+(?=\))"
)
"""Not before the first of the dots of an ellipsis that are set apart, nor before ".5" and ".org"."""


def printable(text: str) -> str:
    r"""Return `text` without control characters; lone surrogates become U+FFFD.

    Carriage returns go as well, so ``\r\n`` becomes ``\n``; tabs and line feeds stay.
    """
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub("", text))


def terminal_text(text: str) -> str:
    """Return `text` without escape sequences and control characters, for printing in a terminal.

    Whole sequences go (ECMA-48: colours, cursor moves, window titles, links), not only their first
    character.  Tabs and line feeds stay.
    """
    return printable(_ESCAPES.sub("", text))


def one_line(text: str) -> str:
    """Return :func:`terminal_text` of `text` with each run of white space as one space."""
    if (
        text.isprintable()
    ):  # letters, signs and plain spaces alone: most texts, and no pattern is asked
        return " ".join(text.split())
    # Line breaks become spaces before controls go, or words would run together; what stood between
    # two spaces may have gone since, so they are joined once more.
    return " ".join(terminal_text(_SPACES.sub(" ", text)).split())


def spaced(text: str) -> str:
    """Return :func:`one_line` of a part of a text: white space at its ends stays as one space."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{line}{after}" if (line := one_line(text)) else before


def closed_up(text: str) -> str:
    """Return `text` without the space that the edge of a link leaves before a comma or full stop, or inside brackets: "the report , made"; no language sets one there."""
    return _BEFORE_STOPS.sub("", text)


def reads_leftward(text: str) -> bool:
    """Return whether the first letter of `text` is of a script that is read from right to left (Unicode TR9, rules P2 and P3)."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"
