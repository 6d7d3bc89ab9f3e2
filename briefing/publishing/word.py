"""`brief.docx`: the brief as offices send it round, made with python-docx.

Headings, tables and real footnotes: each names the source and the passage.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from briefing.language.wording import Wording
from briefing.publishing.blocks import (
    Differences,
    Endnote,
    Paragraph,
    Part,
    Told,
    about,
    clean,
    length,
    tell,
    title,
)
from briefing.publishing.packed import pack, unpack
from briefing.publishing.page import Page, Rendering
from briefing.publishing.plaintext import reads_leftward

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as Set

    from briefing.publishing.footnotes import Footnotes

_MARGIN: Final = 25
"""Millimetres at all sides of an A4 page."""
_TABLE_STYLE: Final = 3
"""python-docx's WD_STYLE_TYPE.TABLE."""


class _Sheet(NamedTuple):
    """A document that is being written, and its footnotes."""

    document: Document
    footnotes: Footnotes


def to_word(page: Page) -> bytes:
    """Return a brief as a Word document.  Needs python-docx (the extra ``word``)."""
    import docx

    from briefing.publishing.footnotes import Footnotes

    document = docx.Document()
    _dress(document, page)
    sheet = _Sheet(document, Footnotes(document))
    document.add_paragraph(title(page), style="Title")
    document.add_paragraph(length(page), style="Caption")
    for told in tell(page):
        _item(sheet, told, page.words)
    document.add_heading(page.words.say("page.about"), 1)
    for one in about(page):
        _directed(document.add_paragraph(one))
    made = io.BytesIO()
    document.save(made)
    return pack(unpack(made.getvalue()))


# -- the whole ----------------------------------------------------------------------------------


def _dress(document: Document, page: Page) -> None:
    """Set what the document says of itself, its paper, its language, its styles and its foot."""
    from docx.shared import Mm, Pt, RGBColor

    _properties(document, page)
    _undress(document)
    document.styles["Title"].font.size = Pt(22)  # a long date on one line
    for name in (
        "Title",
        "Heading 1",
        "Heading 2",
    ):  # the library's are of a blue that fades in print
        document.styles[name].font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
    for rule in document.styles["Title"].element.xpath(".//w:pBdr/w:bottom"):
        rule.set(_name("w:color"), "auto")
    quiet = document.styles["Caption"].font
    quiet.bold, quiet.color.rgb = False, RGBColor(0x59, 0x59, 0x59)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(_MARGIN)
    section.top_margin = section.bottom_margin = Mm(_MARGIN)
    for lang in document.styles.element.xpath("w:docDefaults//w:lang"):
        lang.set(_name("w:val"), page.brief.language)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{title(page)} · ")
    _page_number(foot)


def _properties(document: Document, page: Page) -> None:
    told = document.core_properties
    told.title, told.author, told.comments = title(page), "briefing", ""
    told.language, told.last_modified_by = page.brief.language, "briefing"
    told.created = told.modified = datetime.combine(page.brief.date, time.min)


def _undress(document: Document) -> None:
    """Leave out what the library's own empty page brings and nothing here uses: 0.7 of 0.86 MB."""
    package: Any = document.part.package
    for owner in (package, document.part):
        for id_, one in list(owner.rels.items()):
            if one.reltype.rpartition("/")[2] in {"thumbnail", "stylesWithEffects"}:
                del owner.rels[id_]
    for style in list(document.styles):
        if style.type == _TABLE_STYLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()


def _page_number(foot: Set) -> None:
    from docx.oxml.parser import OxmlElement

    field = OxmlElement("w:fldSimple")
    field.set(_name("w:instr"), "PAGE")
    foot._p.append(field)  # noqa: SLF001  # the library has no fields


# -- an item ------------------------------------------------------------------------------------


def _item(sheet: _Sheet, told: Told, words: Wording) -> None:
    document = sheet.document
    if told.opens:
        _directed(document.add_heading(told.opens, 1))
    _directed(document.add_heading(f"{told.rank} · {told.headline}", 2 if told.under else 1))
    document.add_paragraph(told.provenance, style="Caption").paragraph_format.keep_with_next = True
    notes = {one.number: one for one in told.notes}
    for block in told.blocks:
        if isinstance(block, Paragraph):
            _fill(document.add_paragraph(), block.parts, notes, sheet)
        else:
            _table(sheet, block, notes, words)


def _table(sheet: _Sheet, block: Differences, notes: dict[int, Endnote], words: Wording) -> None:
    table = sheet.document.add_table(rows=1, cols=2, style="Table Grid")
    for cell, head in zip(
        table.rows[0].cells, (words.say("page.differ"), block.heading), strict=True
    ):
        cell.paragraphs[0].add_run(head).bold = True
        _directed(cell.paragraphs[0])
    for one in block.values:
        first, second = table.add_row().cells
        _directed(first.paragraphs[0], one.names)
        _fill(second.paragraphs[0], [one.part], notes, sheet)
        if one.kind:
            second.paragraphs[0].add_run(f" · {one.kind}")
    sheet.document.add_paragraph()  # or the text would touch the table


def _fill(paragraph: Set, parts: Iterable[Part], notes: dict[int, Endnote], sheet: _Sheet) -> None:
    for number, part in enumerate(parts):
        run = paragraph.add_run(f" {part.text}" if number else part.text)
        run.bold = part.is_label or None
        if part.again:
            sheet.footnotes.refer(paragraph, part.number)
        elif part.number:
            sheet.footnotes.add(paragraph, notes[part.number])
    _directed(paragraph)


def _directed(paragraph: Set, text: str = "") -> None:
    """Add `text`, and set the paragraph from right to left where its first letter is of such a script."""
    if text:
        paragraph.add_run(clean(text))
    if reads_leftward(paragraph.text):
        from briefing.publishing.footnotes import turn

        turn(paragraph)


def _name(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(tag)


RENDERING: Final = Rendering("brief.docx", to_word, needs=("docx", "word"))
