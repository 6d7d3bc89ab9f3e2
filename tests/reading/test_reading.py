"""The room as a whole: nothing is lost, spans are right, stories carry what is known."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from briefing.reading import ReadingSettings, ingest, read
from briefing.records import Document, Reading

SETTINGS = ReadingSettings(day=date(2025, 6, 17))
LEAD = (
    "The town council agreed to repair the old swing bridge before winter, the mayor's office said "
    "on Tuesday. Work on the deck will close one lane for ten weeks."
)
MORE = (
    'Residents had asked for the repair since a survey found rust in the main girders. "We could '
    'not wait any longer," councillor Ilse Brandt told AFP. The council set aside 2.4 million crowns.'
)
LINES = st.sampled_from(
    [LEAD, MORE, "", "  ", "Comments", "Harbour Gazette", "32 minutes ago", "- Harbour Gazette", "Share",
     "Bridge to be repaired", "Published: June 17, 2025", "Read more", "No winners", "\u2028", "a"]
)  # fmt: skip


def reading_of(file: str, data: bytes) -> Reading:
    document = ingest(file, data, SETTINGS)
    assert isinstance(document, Document), document
    (found,) = read([document], SETTINGS)
    return found


def check(found: Reading) -> None:
    """Kept and removed and white space are the whole text, and nothing is both."""
    text = found.document.text
    marks = [0] * len(text)
    spans = [span for story in found.stories for span in story.spans]
    for start, end in [*spans, *((r.start, r.end) for r in found.removed)]:
        for position in range(start, end):
            marks[position] += 1
    assert max(marks, default=0) <= 1
    assert all(mark or character.isspace() for mark, character in zip(marks, text, strict=True))
    for story in found.stories:
        for sentence in (story.title, *story.sentences):
            if sentence is not None:
                assert sentence.story == story.id
                assert text[sentence.start : sentence.end] == sentence.text
                assert any(a <= sentence.start and sentence.end <= b for a, b in story.spans)


@given(st.lists(LINES, max_size=30), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_nothing_of_a_page_dump_is_lost(lines: list[str], glue: str) -> None:
    document = ingest("a.txt", glue.join(lines).encode(), SETTINGS)
    if isinstance(document, Document):
        check(read([document], SETTINGS)[0])


@given(st.text(max_size=400))
def test_nothing_of_any_text_is_lost(text: str) -> None:
    document = ingest("a.txt", text.encode("utf-8", "replace"), SETTINGS)
    if isinstance(document, Document):
        check(read([document], SETTINGS)[0])


STARTS = [b"", b"<html><body><p>", b"{", b'[{"text": "', b"\x1f\x8b\x08", b"<rss><channel><item>", b"\xff\xfe",
          b"From: a\nTo: b\nSubject: c\n\n", b"%PDF-1.4\n", b"WARC/1.0\r\n", b"# "]  # fmt: skip
NAMES = [
    "a",
    *(
        f"a.{kind}"
        for kind in ["txt", "html", "json", "jsonl", "eml", "xml", "gz", "md", "pdf", "warc", "rss"]
    ),
]


@given(st.binary(max_size=600), st.sampled_from(NAMES), st.sampled_from(STARTS))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes, file: str, start: bytes) -> None:
    found = ingest(file, start + data, SETTINGS)
    if isinstance(found, Document):
        check(read([found], SETTINGS)[0])
    else:
        assert found.reason


def test_a_story_carries_what_its_surroundings_say() -> None:
    text = f"Harbour Gazette\n32 minutes ago\n- Harbour Gazette\nBridge to be repaired\n{LEAD}\n{MORE}\nSource: AFP\n"
    found = reading_of("a.txt", text.encode())
    (story,) = found.stories
    assert (story.headline, story.outlet, story.agency, story.language, story.when.day) == (
        "Bridge to be repaired",
        "Harbour Gazette",
        "AFP",
        "en",
        date(2025, 6, 17),
    )
    check(found)


def test_each_row_is_one_story_with_its_fields() -> None:
    rows = [
        {
            "title": "Bridge to be repaired",
            "text": f"{LEAD}\n\n{MORE}",
            "source": "Gazette",
            "published": "2025-06-17T22:30:00-05:00",
            "url": "https://a.example/1",
        },
        {"title": "Le pont sera réparé", "text": "Le conseil municipal a décidé.", "lang": "fr"},
    ]
    found = reading_of("a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [(s.headline, s.outlet, s.url, s.language, s.when.basis) for s in found.stories] == [
        ("Bridge to be repaired", "Gazette", "https://a.example/1", "en", "stated"),
        ("Le pont sera réparé", "unknown", "", "fr", "unknown"),
    ]
    assert found.stories[0].when.earliest == datetime(2025, 6, 18, 3, 30)
    check(found)


def test_a_headline_that_looks_like_a_sentence_is_one_where_the_format_says_so() -> None:
    title = "DOVE Officials Hold Minister Over Bridge - Mayor Calls For Calm..."
    found = reading_of("a.json", json.dumps([{"title": title, "text": f"{LEAD}\n{MORE}"}]).encode())
    (story,) = found.stories
    assert (story.title.text if story.title else "", story.sentences[0].paragraph) == (title, 0)
    assert story.sentences[0].text.startswith("The town council")


def test_documents_come_back_in_order() -> None:
    documents = [ingest(f"{n}.txt", f"{n} {LEAD}".encode(), SETTINGS) for n in range(3)]
    found = read([d for d in documents if isinstance(d, Document)], SETTINGS)
    assert [r.document.file for r in found] == ["0.txt", "1.txt", "2.txt"]


def test_story_ids_depend_on_content_alone() -> None:
    first, second = (reading_of("a.txt", LEAD.encode()) for _ in range(2))
    assert [s.id for s in first.stories] == [s.id for s in second.stories]


def test_no_documents_give_no_readings() -> None:
    assert read([], SETTINGS) == []


def test_other_rows_tell_day_from_month() -> None:
    rows = [{"text": LEAD, "date": "06/07/2025"}, {"text": MORE, "date": "23/06/2025"}]
    found = reading_of("a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    assert [s.when.day for s in found.stories] == [date(2025, 7, 6), date(2025, 6, 23)]


WITHOUT_WORDS = """
import briefing.language.base as base
base.languages = lambda: ()
from datetime import date
from briefing.reading import ReadingSettings, ingest, read
page = '''Menu
Bridge to close
By Ann Orr
Published: June 16, 2025
The council of Tarn voted on Monday to close the old bridge for ten weeks, the mayor said.
Residents had asked for it since a survey found rust in the main girders of the deck. Mr. Orr agreed.
Advertisement
'''
settings = ReadingSettings(day=date(2025, 6, 17))
(found,) = read([ingest("a.txt", page.encode(), settings)], settings)
print(len(found.stories), found.stories[0].outlet, found.stories[0].agency)
"""


def test_a_page_is_read_without_any_words() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_WORDS], capture_output=True, text=True, check=False
    )
    assert (ran.stdout, ran.stderr) == ("1 unknown unknown\n", "")
