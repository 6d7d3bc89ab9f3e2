from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any
from urllib.parse import urldefrag

import pytest
from lxml import etree

from briefing.publishing.book import to_book
from briefing.publishing.packed import unpack
from briefing.publishing.page import lay_out
from briefing.records import Brief

OPF = "{http://www.idpf.org/2007/opf}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def parsed(brief: Brief) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a book, and those of its folder that are XML, by name."""
    files = unpack(to_book(lay_out(brief, {})))
    trees = {
        name.removeprefix("EPUB/"): etree.fromstring(data)
        for name, data in files.items()
        if name.endswith((".xhtml", ".opf"))
    }
    return files, trees


def links(tree: Any) -> list[str]:
    return [one.get("href") for one in tree.iter(f"{XHTML}a") if "://" not in one.get("href")]


@pytest.fixture
def sectioned(brief: Brief) -> Brief:
    first, second = brief.items
    items = (
        first.model_copy(update={"section": "Harbour"}),
        second.model_copy(update={"section": "Other"}),
    )
    return brief.model_copy(update={"items": items})


def test_the_type_comes_first_and_is_stored(brief: Brief) -> None:
    made = to_book(lay_out(brief, {}))
    assert made[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_package_lists_every_file_once(brief: Brief) -> None:
    files, trees = parsed(brief)
    listed = [one.get("href") for one in trees["package.opf"].iter(f"{OPF}item")]
    inside = {name.removeprefix("EPUB/") for name in files if name.startswith("EPUB/")}
    assert len(listed) == len(set(listed))
    assert set(listed) == inside - {"package.opf"}
    ids = {one.get("id"): one.get("href") for one in trees["package.opf"].iter(f"{OPF}item")}
    spine = [ids[one.get("idref")] for one in trees["package.opf"].iter(f"{OPF}itemref")]
    assert spine == ["front.xhtml", "item-1.xhtml", "item-2.xhtml"]
    assert b"EPUB/package.opf" in files["META-INF/container.xml"]


def test_every_link_resolves_and_every_id_is_unique(sectioned: Brief) -> None:
    _, trees = parsed(sectioned)
    ids = {
        name: [one.get("id") for one in tree.iter() if one.get("id")]
        for name, tree in trees.items()
    }
    for name, tree in trees.items():
        assert len(ids[name]) == len(set(ids[name]))
        for link in links(tree):
            file, fragment = urldefrag(link)
            assert (file or name) in trees
            assert not fragment or fragment in ids[file or name]


def test_each_mark_leads_to_a_note_that_opens_in_place(brief: Brief) -> None:
    page = lay_out(brief, {})
    _, trees = parsed(brief)
    marks, notes = [], {}
    for name in ("item-1.xhtml", "item-2.xhtml"):
        for one in trees[name].iter():
            if one.get(TYPE) == "noteref":
                marks.append(one.get("href"))
            if one.get(TYPE) == "footnote":
                notes[f"#{one.get('id')}"] = "".join(one.itertext())
    assert list(notes) == [f"#note-{line.number}" for line in page.marked]
    assert list(dict.fromkeys(marks)) == list(notes)
    for line, text in zip(page.marked, notes.values(), strict=True):
        quoted = [note.citation.quote for source in line.sources for note in source.notes]
        assert [one for one in quoted if one not in text and one != line.text] == []
        assert line.sources[0].name in text


def test_what_stands_at_a_mark_and_back_has_a_name(brief: Brief) -> None:
    _, trees = parsed(brief)
    labels = {
        one.get("aria-label") for one in trees["item-2.xhtml"].iter() if one.get("aria-label")
    }
    assert labels == {"Source 7", "Source 8", "Notes", "Back to source 7", "Back to source 8"}


def test_the_contents_hold_items_under_their_sections(sectioned: Brief, brief: Brief) -> None:
    def contents(of: Brief) -> list[str]:
        (nav,) = parsed(of)[1]["nav.xhtml"].iter(f"{XHTML}nav")
        return [
            str(one.text) for one in nav.iter(f"{XHTML}a", f"{XHTML}span") if one.text is not None
        ]

    head, ferry, bees = contents(brief)
    assert contents(sectioned) == [head, "Harbour", ferry, "Other", bees]


def test_the_same_brief_gives_the_same_bytes_and_another_another_identity(
    brief: Brief, empty_brief: Brief
) -> None:
    page = lay_out(brief, {})
    assert to_book(page) == to_book(page)
    (one,), (other,) = (
        [
            node.text
            for node in parsed(of)[1]["package.opf"].iter(
                "{http://purl.org/dc/elements/1.1/}identifier"
            )
        ]
        for of in (brief, empty_brief)
    )
    assert one != other


def test_any_text_of_a_story_can_stand_in_it(
    brief_saying: Callable[[str], Brief], hostile: tuple[str, ...]
) -> None:
    usual = {one.tag for one in parsed(brief_saying("x"))[1]["item-1.xhtml"].iter()}
    for said in (*hostile, "\ufffe \uffff \x0b", "]]>"):
        tags = {one.tag for one in parsed(brief_saying(said))[1]["item-1.xhtml"].iter()}
        assert tags <= {*usual, f"{XHTML}a"}
