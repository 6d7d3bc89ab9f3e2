"""Plain text and Markdown: the file's own characters, decoded."""

from __future__ import annotations

from typing import Final

from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.parts import Parsed


def _is_markdown(sample: Sample) -> bool:
    return sample.ending in {".md", ".markdown"}


def _is_anything(_sample: Sample) -> bool:
    return True


def _parse_text(data: bytes, _limit: int) -> Parsed:
    decoded = text_of(data)
    return Parsed(
        decoded.text, notes=decoded.notes, encoding=decoded.encoding, extracted=decoded.mended
    )


def _parse_markdown(data: bytes, limit: int) -> Parsed:
    return _parse_text(data, limit)._replace(media_type="text/markdown")


MARKDOWN: Final = Format("markdown", _is_markdown, _parse_markdown, apart=False)
TEXT: Final = Format("text", _is_anything, _parse_text, apart=False)
