"""PDF files: the text of their pages, with the lines of a paragraph and the words broken there joined again.

Needs the extra ``pdf`` (pypdf, BSD-3: pure Python, renders nothing and runs no script).
"""

from __future__ import annotations

import io
import statistics
from collections.abc import Iterator
from typing import Final

from briefing.reading.formats.base import Format
from briefing.reading.formats.broken_words import without_breaks
from briefing.reading.formats.parts import Parsed, Refusal

_FULL: Final = 0.8
"""Share of the common line length from which a line runs on in the next one."""


def parse_pdf(data: bytes, limit: int) -> Parsed:
    """Return the text of a PDF, at most `limit` characters of it.

    Raises :class:`Refusal` where pypdf is missing, the file is encrypted, or its pages are
    pictures.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise Refusal("reading PDF needs an extra: pip install 'briefing[pdf]'") from None
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Refusal("the PDF is encrypted: save it without a password")
    pages: list[str] = []
    size = 0
    for page in reader.pages:
        pages.append("\n".join(_paragraphs(page.extract_text().splitlines())))
        size += len(pages[-1])
        if size > limit:
            break
    text = "\n".join(pages)[:limit]
    if not text.strip():
        raise Refusal("the PDF holds pictures of text: run text recognition on it first")
    return Parsed(text, (), (), "application/pdf")


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Join lines that were broken to fit the page: full ones that do not end a sentence."""
    lengths = [len(line.strip()) for line in lines if len(line.strip()) > 40]
    full = _FULL * statistics.median(lengths) if lengths else float("inf")
    joined: list[str] = []
    for line in lines:
        text = line.strip()
        if not text:
            continue
        joined.append(text)
        if len(text) < full or text[-1] in '.!?:"”’':
            yield " ".join(without_breaks(joined))
            joined = []
    if joined:
        yield " ".join(without_breaks(joined))


FORMAT: Final = Format("pdf", lambda sample: sample.start.startswith(b"%PDF-"), parse_pdf)
