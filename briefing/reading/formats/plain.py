"""Plain text and Markdown: the file's own characters, decoded; a printed page's columns one below the other, prose without Markdown's marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefing.reading.formats.base import Format, Sample
from briefing.reading.formats.broken_headlines import with_whole_headlines
from briefing.reading.formats.encoding import text_of
from briefing.reading.formats.exports import compose_rows
from briefing.reading.formats.front_matter import Headed, front_matter
from briefing.reading.formats.inline_marks import is_markdown, unmarked
from briefing.reading.formats.page_kinds import ARCHIVE, wall_reason
from briefing.reading.formats.parts import Parsed, Refusal
from briefing.reading.formats.print_columns import unfolded
from briefing.reading.formats.reference_links import without_references
from briefing.reading.formats.rows import find_rows
from briefing.reading.formats.torn_lines import mended

_UNFOLDED: Final = "columns that stood side by side were put one below the other"
_MENDED: Final = "lines that end at each link or word in bold were put together"
_WHOLE: Final = "a headline that was broken over lines was put together"
_UNMARKED: Final = "links and emphasis of Markdown inside prose were read as their words"


def _is_markdown(sample: Sample) -> bool:
    return sample.ending in {".md", ".markdown"}


def _is_anything(_sample: Sample) -> bool:
    return True


def _decoded(data: bytes) -> Parsed:
    decoded = text_of(data)
    return Parsed(
        decoded.text, notes=decoded.notes, encoding=decoded.encoding, extracted=decoded.mended
    )


def _changed(parsed: Parsed, text: str, note: str) -> Parsed:
    if text == parsed.text:
        return parsed
    return parsed._replace(text=text, notes=(*parsed.notes, note), extracted=True)


def _headed(parsed: Parsed, texts: Sequence[Headed]) -> Parsed:
    """Texts below the fields that say what they are, as an export's rows."""
    rows = [{**one.fields, "text": unmarked(one.body)} for one in texts]
    made = compose_rows([*find_rows(rows)], parsed.notes, "text/markdown")
    return made._replace(encoding=parsed.encoding)


def stands_for_none(text: str) -> bool:
    """Whether a text is a web archive's note on what it holds, which stands in a story's place.

    Error pages and walls are known by their titles on web pages alone: news tells of closed bridges, lost files and cookies as well.
    """
    return wall_reason("", text) == ARCHIVE


def _parse_text(data: bytes, _limit: int) -> Parsed:
    parsed = _decoded(data)
    if stands_for_none(parsed.text):
        raise Refusal(f"the text holds no story: {ARCHIVE}", "no_story")
    text = unfolded(parsed.text)
    if text != parsed.text:
        return _changed(parsed, text, _UNFOLDED)
    if texts := front_matter(text):
        return _headed(parsed, texts)
    text = without_references(text)
    if is_markdown(text):
        return _changed(parsed, unmarked(text, quotations=False), _UNMARKED)
    parsed = _changed(parsed, text, _UNMARKED)
    parsed = _changed(parsed, mended(text), _MENDED)
    return _changed(parsed, with_whole_headlines(parsed.text), _WHOLE)


def _parse_markdown(data: bytes, _limit: int) -> Parsed:
    parsed = _decoded(data)._replace(media_type="text/markdown")
    if texts := front_matter(parsed.text):
        return _headed(parsed, texts)
    return _changed(parsed, unmarked(without_references(parsed.text)), _UNMARKED)


MARKDOWN: Final = Format("markdown", _is_markdown, _parse_markdown, apart=False)
TEXT: Final = Format("text", _is_anything, _parse_text, apart=False)
