"""Whose a page's stories are, who wrote them and under which headline, the cut being given."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing.reading.assemble import assemble
from briefing.reading.pages import CutText, Paragraph
from briefing.reading.settings import ReadingSettings
from briefing.records import UNKNOWN, Document, Section, Story

SETTINGS = ReadingSettings(day=date(2026, 3, 13))
CASES = tomllib.loads((Path(__file__).parent / "outlet_cases.toml").read_text("utf-8"))["case"]


def read_marked(
    page: str, file: str = "page.txt", settings: ReadingSettings = SETTINGS
) -> list[tuple[Story, str]]:
    """The stories of a page whose lines are marked by what they are, each with its headline's line."""
    rows = [(line[:1], line[2:].strip()) for line in page.strip("\n").split("\n")]
    document = document_of("\n".join(text for _, text in rows), file)
    stories: list[list[Paragraph]] = []
    at, heads = 0, []
    for mark, text in rows:
        if text and mark in {"H", "S"}:
            stories.append([])
            heads.append(text)
        if text and mark in {"H", "S", "T"}:
            role = "headline" if mark == "H" else "text"
            stories[-1].append(Paragraph(at, at + len(text), role))  # type: ignore[arg-type]
        at += len(text) + 1
    cut = CutText(tuple(map(tuple, stories)), (), ())
    return list(zip(assemble(document, cut, settings).stories, heads, strict=True))


def document_of(text: str, file: str = "page.txt", **more: Any) -> Document:
    kept: dict[str, Any] = {"media_type": "text/plain", **more}
    return Document(id="d", file=file, sha256="0", encoding="utf-8", text=text, **kept)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_a_page_tells_outlet_agency_and_headline(case: dict[str, Any]) -> None:
    settings = SETTINGS._replace(outlets=tuple(map(tuple, case.get("outlets", ()))))
    found = read_marked(case["page"], case["file"], settings)
    wanted = [
        (outlet or UNKNOWN, agency or UNKNOWN, rest[0] if rest else head)
        for (outlet, agency, *rest), (_, head) in zip(case["stories"], found, strict=True)
    ]
    assert [(one.outlet, one.agency, one.headline) for one, _ in found] == wanted


PAGE = "F Tarn Post\nF 10 March 2026\nH Mill burns\nT The mill of Tarn burned down on Monday."


@pytest.mark.parametrize(
    ("file", "pattern", "outlet"),
    [
        ("herald_p1.txt", "herald_*", "Tarn Herald"),
        ("in/Herald_p1.TXT", "herald_*.txt", "Tarn Herald"),
        ("herald/p1.txt", "herald/*", "Tarn Herald"),
        ("p1.txt", "herald_*", "Tarn Post"),
    ],
)
def test_the_settings_name_the_outlet_of_files(file: str, pattern: str, outlet: str) -> None:
    rules = SETTINGS._replace(outlets=((pattern, "Tarn Herald"), ("herald*", "Other")))
    ((story, _),) = read_marked(PAGE, file, rules)
    assert story.outlet == outlet


def stated(outlet: str, media_type: str = "text/plain", url: str = "") -> str:
    text = "Tarn Post\n10 March 2026\nMill burns\nThe mill of Tarn burned down on Monday."
    sections = (Section(start=0, end=len(text), outlet=outlet, url=url),)
    document = document_of(text, media_type=media_type, sections=sections)
    start = text.index("Mill")
    pieces = (
        Paragraph(start, start + 10, "headline"),
        Paragraph(start + 11, len(text), "text"),
    )
    (story,) = assemble(document, CutText((pieces,), (), ()), SETTINGS).stories
    return story.outlet


def test_what_the_format_says_goes_before_the_page() -> None:
    assert stated("Harbour Gazette | News") == "Harbour Gazette"
    assert stated("", url="https://www.harbour.example/a") == "Tarn Post"


def test_the_sender_of_a_mail_may_be_who_sent_it_on() -> None:
    assert stated("Harbour Letter", "message/rfc822") == "Harbour Letter"
    assert stated("M. Kern", "message/rfc822") == "Tarn Post"
    assert stated("relay.example", "message/rfc822") == "Tarn Post"


@pytest.mark.parametrize(
    ("media_type", "outlets"),
    [("text/plain", ["Helm Times"] * 2), ("multipart/digest", ["Helm Times", UNKNOWN])],
)
def test_no_name_covers_the_mails_of_a_list(media_type: str, outlets: list[str]) -> None:
    texts = (
        "Navy takes boats\nHelm Times\nThe navy took boats on Monday.",
        "Mill burns\nThe mill burned.",
    )
    text = "\n\n\n".join(texts)
    spans = [(text.index(one), text.index(one) + len(one)) for one in texts]
    pieces = [
        (
            Paragraph(low, low + text[low:].index("\n"), "headline"),
            Paragraph(text.rindex("\n", low, high) + 1, high, "text"),
        )
        for low, high in spans
    ]
    sections = tuple(Section(start=low, end=high) for low, high in spans)
    document = document_of(text, media_type=media_type, sections=sections)
    stories = assemble(document, CutText(tuple(pieces), (), ()), SETTINGS).stories
    assert [story.outlet for story in stories] == outlets


def test_the_address_is_asked_last() -> None:
    text = "Mill burns\nThe mill of Tarn burned down on Monday."
    sections = (Section(start=0, end=len(text), url="https://www.harbourgazette.com/a"),)
    pieces = (Paragraph(0, 10, "headline"), Paragraph(11, len(text), "text"))
    cut = CutText((pieces,), (), ())
    (story,) = assemble(document_of(text, sections=sections), cut, SETTINGS).stories
    assert story.outlet == "harbourgazette.com"


def test_a_page_of_many_lines_is_read_in_linear_time() -> None:
    menu = "F Tarn | Post | 10 March 2026, by The Mill -- - -- (c) \n" * 3_000
    read_marked(f"{menu}H Mill burns\nT The mill burned.\n{menu}")
