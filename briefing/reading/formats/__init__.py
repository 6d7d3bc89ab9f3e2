"""Formats: bytes of any known kind to the text that offsets count in, with what the format states.

::

    (name, bytes) ─ sniff ─▶ Sample ─ FORMATS ─▶ Format ─ parse ─▶ Parsed(text, Section) | Refusal

A kind of file is a module with a :class:`Format` and its line in :data:`FORMATS`; nothing outside
knows any of them by name.
"""

from typing import Final

from briefing.extensions import extensions
from briefing.reading.formats import (
    arc,
    binary,
    elements,
    exports,
    feeds,
    html,
    mail,
    pdf,
    plain,
    tables,
    tagged,
    warc,
)
from briefing.reading.formats.base import Format
from briefing.reading.formats.inline_marks import is_page
from briefing.reading.formats.parts import Parsed, Refusal, require_lines
from briefing.reading.formats.plain import stands_for_none
from briefing.reading.formats.sniff import sample_of

__all__ = [
    "FORMATS",
    "Format",
    "Parsed",
    "Refusal",
    "is_page",
    "recognise",
    "require_lines",
    "stands_for_none",
]

FORMATS: Final[tuple[Format, ...]] = (
    pdf.FORMAT,
    warc.FORMAT,
    arc.FORMAT,
    binary.FORMAT,
    mail.FORMAT,
    elements.FORMAT,
    feeds.FORMAT,
    html.FORMAT,
    exports.FORMAT,
    tagged.FORMAT,
    tables.FORMAT,
    plain.MARKDOWN,
    plain.TEXT,
)
"""Asked in this order: what the first bytes tell, then what the text tells, then any text."""


def recognise(file: str, data: bytes) -> Format:
    """Return the format of a file: content decides, its name only between kinds of text.

    What installed packages add is asked first.
    """
    sample = sample_of(file, data)
    added = extensions("briefing.formats", Format)
    return next(one for one in (*added, *FORMATS) if one.recognises(sample))
