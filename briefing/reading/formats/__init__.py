"""Formats: bytes of any known kind to the text that offsets count in, with what the format states.

::

    bytes ─ sniff ─▶ Kind ─┬─ decode, mend ────────────────────────────▶ text ─┐
                           └─ parse_page, _mail, _feed, _rows, _pdf, _warc ─▶ Parsed(text, Section)
"""

from briefing.reading.formats.encoding import Decoded, decode, mend
from briefing.reading.formats.exports import parse_rows
from briefing.reading.formats.feeds import parse_feed
from briefing.reading.formats.html import declared_encoding, parse_page
from briefing.reading.formats.kinds import Kind, binary_name, sniff
from briefing.reading.formats.mail import parse_mail
from briefing.reading.formats.parts import Parsed
from briefing.reading.formats.pdf import PdfUnreadableError, parse_pdf
from briefing.reading.formats.warc import parse_warc

__all__ = [
    "Decoded",
    "Kind",
    "Parsed",
    "PdfUnreadableError",
    "binary_name",
    "declared_encoding",
    "decode",
    "mend",
    "parse_feed",
    "parse_mail",
    "parse_page",
    "parse_pdf",
    "parse_rows",
    "parse_warc",
    "sniff",
]
