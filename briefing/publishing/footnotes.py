"""Footnotes of a Word document, a part of its package that python-docx has no words for.

ISO/IEC 29500-1, section 17.11: the notes stand in a part of their own, to which marks in the text refer;
two of them are the lines that part notes from text.  Imported only where python-docx is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

if TYPE_CHECKING:
    from docx.document import Document

    from briefing.publishing.blocks import Endnote, Source

_LINES: Final = {-1: "separator", 0: "continuationSeparator"}
"""The two notes that are lines, by their ids."""
_BOOKMARK: Final = "_Source"
"""Word hides bookmarks whose names begin with a line."""
_AFTER_BIDI: Final = (
    *("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing"),
    *("w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment"),
    *("w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr"),
    "w:pPrChange",
)
"""What the schema wants behind the direction of a paragraph."""


class Footnotes:
    """The footnotes of one document, numbered by whoever shows it, in the order of their marks."""

    def __init__(self, document: Document) -> None:
        self._root: Any = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        package: Any = document.part.package
        name = PackURI("/word/footnotes.xml")
        self._part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, self._root, package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._count = 0
        for id_, kind in _LINES.items():
            line = self._note(id_, kind)
            Run(line.add_r(), document)._r.append(OxmlElement(f"w:{kind}"))  # noqa: SLF001
        _announce(document)
        _add_styles(document)

    def add(self, paragraph: Paragraph, note: Endnote) -> None:
        """Set a mark at the end of `paragraph`, and the note that it leads to: a paragraph for each source."""
        self._count += 1
        mark = _superscript(paragraph)
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._count))
        mark._r.append(reference)  # noqa: SLF001  # the library has no footnotes
        _name_mark(mark, self._count, note.number)
        root = self._note(self._count)
        for number, source in enumerate(note.sources):
            if number:
                root = OxmlElement("w:p")
                self._root[-1].append(root)
            made = note.made if number == len(note.sources) - 1 else ""
            self._fill(Paragraph(root, paragraph._parent), source, made, first=not number)  # noqa: SLF001

    def refer(self, paragraph: Paragraph, number: int) -> None:
        """Set the mark of a note that is there already: a field that follows the note's own number."""
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f" NOTEREF {_BOOKMARK}{number} \\f \\h ")
        run = _superscript(paragraph)
        run.text = str(number)
        field.append(run._r)  # noqa: SLF001  # moves it into the field
        paragraph._p.append(field)  # noqa: SLF001  # the library has no fields

    def _fill(self, line: Paragraph, source: Source, made: str, *, first: bool) -> None:
        line.style = "footnote text"
        if first:
            _superscript(line)._r.append(OxmlElement("w:footnoteRef"))  # noqa: SLF001
            line.add_run(" ")
        if source.name:
            self._name(line, source)
        places = ", ".join(": ".join(part for part in one if part) for one in source.passages)
        same = f" ({source.copies})" if source.copies else ""
        line.add_run(places + same + (f" · {made}" if made else ""))

    def _note(self, id_: int, kind: str = "") -> Any:  # noqa: ANN401  # lxml has no types
        """A new note with one empty paragraph, which is returned."""
        note = OxmlElement("w:footnote")
        if kind:
            note.set(qn("w:type"), kind)
        note.set(qn("w:id"), str(id_))
        paragraph = OxmlElement("w:p")
        note.append(paragraph)
        self._root.append(note)
        return paragraph

    def _name(self, note: Paragraph, source: Source) -> None:
        """Who says so, with a link where the story has an address that is safe."""
        run = note.add_run(source.name)
        if source.url:
            target = self._part.relate_to(source.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), target)
            link.append(run._r)  # noqa: SLF001  # moves it into the link
            note._p.append(link)  # noqa: SLF001
            run.font.underline = True
        note.add_run(", ")


def turn(paragraph: Paragraph) -> None:
    """Set `paragraph` and its runs from right to left."""
    properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # the library has no directions of paragraphs
    properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
    for run in paragraph.runs:
        run.font.rtl = True


def _name_mark(mark: Run, id_: int, number: int) -> None:
    """Give a mark the name that other marks of its note refer to."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(id_))
    start.set(qn("w:name"), f"{_BOOKMARK}{number}")
    end.set(qn("w:id"), str(id_))
    mark._r.addprevious(start)  # noqa: SLF001  # the library has no bookmarks
    mark._r.addnext(end)  # noqa: SLF001


def _superscript(paragraph: Paragraph) -> Run:
    run = paragraph.add_run()
    run.style = "footnote reference"
    return run


def _announce(document: Document) -> None:
    """Name the two lines in the settings, in the place that the schema gives them."""
    told = OxmlElement("w:footnotePr")
    for id_ in _LINES:
        line = OxmlElement("w:footnote")
        line.set(qn("w:id"), str(id_))
        told.append(line)
    settings: Any = document.settings.element
    settings.find(qn("w:compat")).addprevious(told)


def _add_styles(document: Document) -> None:
    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(2)
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
