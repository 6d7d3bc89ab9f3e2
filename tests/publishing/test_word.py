from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from briefing.publishing.packed import unpack
from briefing.publishing.page import lay_out
from briefing.publishing.word import to_word
from briefing.records import Brief


def opened(brief: Brief) -> Any:
    return docx.Document(io.BytesIO(to_word(lay_out(brief, {}))))


def notes_of(made: bytes) -> dict[int, str]:
    """The text of each footnote by its id, the two lines left out."""
    root = etree.fromstring(unpack(made)["word/footnotes.xml"])
    return {
        int(note.get(qn("w:id"))): "".join(note.itertext())
        for note in root
        if note.get(qn("w:type")) is None
    }


def test_headings_lead_to_the_items(brief: Brief) -> None:
    document = opened(brief)
    styled = [(one.style.name, one.text) for one in document.paragraphs]
    assert styled[0] == ("Title", "Morning brief · Tuesday 17 June 2025")
    assert [text for style, text in styled if style == "Heading 1"] == [
        "1 · Ferry strikes the quay at Port Ellery",
        '2 · A "bee hotel" <b>with 400 rooms</b> & a café',
        "About this brief",
    ]


def test_items_stand_below_their_sections(brief: Brief) -> None:
    items = tuple(one.model_copy(update={"section": "Harbour"}) for one in brief.items)
    document = opened(brief.model_copy(update={"items": items}))
    styles = [one.style.name for one in document.paragraphs if "Heading" in one.style.name]
    assert styles == ["Heading 1", "Heading 2", "Heading 2", "Heading 1"]


def test_each_mark_leads_to_a_footnote_with_source_and_passage(brief: Brief) -> None:
    page = lay_out(brief, {})
    made = to_word(page)
    root = etree.fromstring(unpack(made)["word/document.xml"])
    marks = [int(one.get(qn("w:id"))) for one in root.iter(qn("w:footnoteReference"))]
    notes = notes_of(made)
    assert marks == [line.number for line in page.marked] == sorted(notes)
    for line in page.marked:
        for cited in (note.citation for source in line.sources for note in source.notes):
            assert f"{cited.file} {cited.start}–{cited.end}" in notes[line.number]
            assert (cited.quote in notes[line.number]) == (cited.quote != line.text)
    assert notes[1].strip().startswith("Harbour Post, a_quay.txt")


def test_a_mark_that_stands_again_refers_to_its_note(brief: Brief) -> None:
    root = etree.fromstring(unpack(to_word(lay_out(brief, {})))["word/document.xml"])
    again = [one for one in root.iter(qn("w:fldSimple")) if "NOTEREF" in one.get(qn("w:instr"))]
    assert [(one.get(qn("w:instr")).split()[1], "".join(one.itertext())) for one in again] == [
        ("_Source2", "2")
    ]
    named = {one.get(qn("w:name")): one for one in root.iter(qn("w:bookmarkStart"))}
    (mark,) = named["_Source2"].getnext().iter(qn("w:footnoteReference"))
    assert mark.get(qn("w:id")) == "2"


def test_the_footnotes_are_known_to_the_package(brief: Brief) -> None:
    document = opened(brief)
    kinds = {one.reltype.rpartition("/")[2]: one for one in document.part.rels.values()}
    part = kinds["footnotes"].target_part
    assert part.content_type.endswith("wordprocessingml.footnotes+xml")
    links = [one.target_ref for one in part.rels.values() if one.is_external]
    assert set(links) == {"https://harbour.example/ferry?a=1&b=2"}
    lines = document.settings.element.find(qn("w:footnotePr"))
    assert [one.get(qn("w:id")) for one in lines] == ["-1", "0"]


def test_differences_are_a_table_with_their_marks(brief: Brief) -> None:
    (table,) = opened(brief).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["The reports differ", "injured · contradictory"],
        ["Harbour Post", "12"],
        ["AFP", "15"],
    ]
    assert len(list(table._tbl.iter(qn("w:footnoteReference"), qn("w:fldSimple")))) == 2


def test_the_same_brief_gives_the_same_bytes_and_no_time_of_the_clock(brief: Brief) -> None:
    page = lay_out(brief, {})
    assert to_word(page) == to_word(page)
    told = opened(brief).core_properties
    assert (told.author, str(told.created)[:19]) == ("briefing", "2025-06-17 00:00:00")
    assert len(to_word(page)) < 150_000


def test_text_from_right_to_left_is_set_so(brief: Brief) -> None:
    arabic = brief.items[1].model_copy(update={"headline": "تسرب في السد"})
    document = opened(brief.model_copy(update={"items": (arabic,)}))
    heading, _ = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    # The number comes first, and is of no direction.
    assert heading._p.pPr.find(qn("w:bidi")) is not None
    assert all(run.font.rtl for run in heading.runs)


def test_any_text_of_a_story_can_stand_in_it(
    brief_saying: Callable[[str], Brief], hostile: tuple[str, ...]
) -> None:
    items = [
        brief_saying(said).items[0].model_copy(update={"rank": rank})
        for rank, said in enumerate((*hostile, "\ufffe \uffff \x0b", "]]>"), 1)
    ]
    document = opened(brief_saying("x").model_copy(update={"items": tuple(items)}))
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert len(heads) == len(items) + 1
    assert all("\n" not in one.text for one in document.paragraphs)


def test_an_empty_day_is_told(empty_brief: Brief) -> None:
    assert "nothing to report" in " ".join(one.text for one in opened(empty_brief).paragraphs)
