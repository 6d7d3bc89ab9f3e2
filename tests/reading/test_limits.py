"""Files made to be slow or large cost themselves alone, told in one line."""

from __future__ import annotations

import gzip
import json
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from briefing.assembly.pipeline import prepare
from briefing.assembly.run import Run
from briefing.errors import ModelError
from briefing.faults import Faults, TooSlow, time_limit
from briefing.reading import ReadingSettings, ingest, read, spread
from briefing.reading.assemble import TOO_LONG, assemble
from briefing.reading.formats.parts import Part, Refusal, compose
from briefing.reading.limits import LONGEST_LINE, MOST_ROWS, MOST_SENTENCES
from briefing.records import Document, Unread
from tests.fingerprints import settings

SETTINGS = ReadingSettings(day=date(2025, 6, 17), tz="UTC")
STORY = "The swimming hall of Dunmore was closed on Tuesday after a pipe burst, the town said.\n"


def busy(seconds: float) -> None:
    """Use the processor."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        sum(range(1000))


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(TooSlow), time_limit(0.05):
        busy(20)
    busy(0.1)  # the limit is gone


def test_a_library_that_swallows_everything_is_ended_too() -> None:
    def stubborn() -> None:
        for _ in range(3):
            with suppress(Exception):  # as such libraries do
                busy(20)

    with pytest.raises(TooSlow), time_limit(0.05):
        stubborn()


def test_in_another_thread_there_is_no_limit() -> None:
    done = []

    def work() -> None:
        with time_limit(0.01):
            busy(0.1)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


def page(attributes: int) -> bytes:
    many = " ".join(f'a{number}="x"' for number in range(attributes))
    return f"<html><body><h1>Leak</h1><p {many}>{STORY * 4}</p></body></html>".encode()


def mail(subject: str) -> bytes:
    return f"From: a@b.example\nSubject: {subject}\nDate: Tue, 17 Jun 2025 10:00:00 +0000\n\n{STORY * 3}".encode()


def feed(entries: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Tarn</title>{entries}<item><title>Leak</title><description>{STORY}</description></item></channel></rss>".encode()


PARTS = b"From: a@b.example\nSubject: s\nContent-Type: multipart/mixed; boundary=X\n\n" + b"--X\nContent-Type: text/plain\n\nhello\n" * 3000  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "state"),
    [
        ("attributes.html", lambda: page(100_000), ""),
        ("subject.eml", lambda: mail("word " * 200_000), ""),
        ("encoded.eml", lambda: mail("=?utf-8?q?word?= " * 60_000), ""),
        ("parts.eml", lambda: PARTS, "too_large"),
        (
            "untyped.eml",
            lambda: PARTS.replace(b"X\nContent-Type: text/plain\n\n", b"X\n\n") * 50,
            "too_large",
        ),
        (
            "breaks.eml",
            lambda: mail("Leak\nContent-Type: text/html") + b"<br>\n" * 500_000,
            "too_large",
        ),
        ("rows.jsonl", lambda: b'{"a": 1}\n' * 1_000_000, "too_large"),
        ("page.html", lambda: b"<html><body>" + b"<p>Hail fell.</p>" * 700_000, "too_large"),
        (
            "attributes.xml",
            lambda: feed("<item " + " ".join(f"a{n}='1'" for n in range(200_000)) + "/>"),
            "",
        ),
        ("entries.xml", lambda: feed("<item/>" * 200_000), "too_large"),
        ("nested.xml", lambda: feed("<item>" * 200_000), "too_large"),
        ("empty.gz", lambda: gzip.compress(b"") * 300_000, "no_story"),
        ("marks.eml", lambda: mail("Leak") + (b">" * 59 + b"\n") * 150_000, "too_large"),
        ("figures.tsv", lambda: b"a\tb\n" + b"1\t2\n" * 200_000, "too_large"),
        ("rows.json", lambda: b"[" + b'{"a": 1},' * 200_000 + b'{"a": 1}]', "too_large"),
        ("links.xml", lambda: feed("<item>" + "<link/>" * 100_000 + "</item>"), "too_large"),
        (
            "references.xml",
            lambda: feed(f"<item><description>{'&lt;br>' * 100_000}</description></item>"),
            "too_large",
        ),
        ("marks.txt", lambda: b"### Instruction:\n" * 40_000, ""),
        (
            "rules.html",
            lambda: (
                b"<style>" + b"p{display:block}" * 20_000 + b"</style>" + b"<p>Hail.</p>" * 3_000
            ),
            "too_large",
        ),
        (
            "selectors.html",
            lambda: (
                (
                    "<style>"
                    + "".join(f".a{n}{{display:none}}" for n in range(60_000))
                    + "</style>"
                ).encode()
                + f"<p>{STORY}</p>".encode() * 3
            ),
            "",
        ),
        ("tags.html", lambda: b"<html><body>" + b"<p>Hail.</p>" * 300_000, "too_large"),
        ("texts.html", lambda: b"<html><body>" + b"<div>Hail.</div>" * 16_000, "too_large"),
    ],
)
def test_what_was_made_to_be_slow_is_read_in_time_or_refused(
    name: str, data: Callable[[], bytes], state: str
) -> None:
    content = data()
    start = time.process_time()
    got = ingest(name, content, SETTINGS)
    if isinstance(got, Document):
        read([got], SETTINGS)
    # A bound for what took minutes, not a measurement.
    assert time.process_time() - start < 10
    assert getattr(got, "state", "") == state


def test_a_mail_of_millions_of_lines_is_refused_before_they_are_looked_at() -> None:
    got = ingest("a.eml", mail("Leak") + b">\n" * 1_000_000, SETTINGS)
    assert getattr(got, "state", "") == "too_large"
    assert "lines" in getattr(got, "reason", "")


ENDLESS = b"<p>Hail fell.</p>" + b"<br>" * 50_000


def test_an_endless_html_part_costs_itself_where_a_plain_one_is_beside_it() -> None:
    head = b"From: a@b.example\nSubject: Leak\nContent-Type: multipart/alternative; boundary=X\n\n"
    plain = b"--X\nContent-Type: text/plain\n\n" + STORY.encode() * 3
    got = ingest(
        "a.eml",
        head + plain + b"\n--X\nContent-Type: text/html\n\n" + ENDLESS + b"\n--X--\n",
        SETTINGS,
    )
    assert isinstance(got, Document)
    assert STORY.strip() in got.text


def test_an_endless_field_costs_its_row() -> None:
    rows = [{"title": "Leak", "body": STORY * 3}, {"title": "Hail", "body": ENDLESS.decode()}]
    got = ingest("a.jsonl", "\n".join(map(json.dumps, rows)).encode(), SETTINGS)
    assert isinstance(got, Document)
    assert STORY.strip() in got.text
    assert "Hail" not in got.text
    assert any("1 of 2 rows have no text" in note for note in got.notes)


@pytest.mark.parametrize("kind", [b"text/csv\nContent-Disposition: attachment", b"text/html"])
def test_a_letter_with_another_part_of_many_lines_is_read(kind: bytes) -> None:
    rows = b"<p>\n" * 100 + b" \n" * 150_000 if b"html" in kind else b"1,2\n" * 150_000
    parts = b"--X\nContent-Type: text/plain\n\n" + STORY.encode() * 3
    head = b"From: a@b.example\nSubject: Leak\nContent-Type: multipart/mixed; boundary=X\n\n"
    got = ingest(
        "a.eml",
        head + parts + b"\n--X\nContent-Type: " + kind + b"\n\n" + rows + b"--X--\n",
        SETTINGS,
    )
    assert isinstance(got, Document)
    assert STORY.strip() in got.text


def test_a_mail_with_a_large_attachment_is_read() -> None:
    encoded = b"\n".join([b"QUJD" * 19] * 150_000)
    parts = (
        b"--X\nContent-Type: text/plain\n\n"
        + STORY.encode() * 3
        + b"\n--X\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
    )
    head = b"From: a@b.example\nSubject: Leak\nContent-Type: multipart/mixed; boundary=X\n\n"
    got = ingest("a.eml", head + parts + encoded + b"\n--X--\n", SETTINGS)
    assert isinstance(got, Document)
    assert STORY.strip() in got.text


def channel(*parts: str) -> bytes:
    head = '<rss version="2.0" xmlns:x="http://example.com/x"><channel><title>Delta Post</title>'
    return f"{head}{''.join(parts)}</channel></rss>".encode()


ITEM = f"<item><title>Leak</title><description>{STORY}</description></item>"


@pytest.mark.parametrize(
    "data",
    [
        channel("<category/>" * 90_000, ITEM),
        channel(ITEM, "<category/>" * 90_000),
        channel(*(ITEM.replace("</item>", "<x:a/><x:b/><x:c/></item>"),) * 9_000),
    ],
    ids=["a long head", "a long end", "many entries"],
)
def test_what_stands_outside_of_an_entry_is_not_counted_as_one(data: bytes) -> None:
    assert isinstance(ingest("a.xml", data, SETTINGS), Document)


def test_a_table_may_have_as_many_rows_below_its_head() -> None:
    rows = "title,text\n" + "Leak,\n" * MOST_ROWS
    assert getattr(ingest("a.csv", rows.encode(), SETTINGS), "state", "") != "too_large"
    more = ingest("a.csv", (rows + "Leak,\nLeak,\n").encode(), SETTINGS)
    assert getattr(more, "state", "") == "too_large"


def test_parts_beyond_the_lines_of_a_file_are_not_looked_at() -> None:
    looked: list[int] = []
    parts = (looked.append(n) or Part("Leak", STORY) for n in range(100_000))  # type: ignore[func-returns-value]
    with pytest.raises(Refusal, match="lines"):
        compose(parts, [], "text/csv")
    assert len(looked) < 30_000


def test_of_an_endless_story_the_first_sentences_are_read_and_the_rest_is_told() -> None:
    text = "Hall closes\n" + f"{STORY.strip()}\n" * (MOST_SENTENCES + 40)
    document = ingest("a.txt", text.encode(), SETTINGS)
    assert isinstance(document, Document)
    [got] = read([document], SETTINGS)
    [story] = got.stories
    assert len(story.sentences) == MOST_SENTENCES
    left = [one for one in got.removed if one.rule == TOO_LONG]
    assert len(left) == 40
    assert left[0].start > story.spans[-1][1]
    assert "not read" in got.undecided[0].words
    prepared = prepare([("a.txt", text.encode())], Run(SETTINGS.day, settings(), None))
    assert [one[:12] for one in prepared.statistics.faults.told] == ["a.txt: a sto"]


def test_lines_without_end_in_which_no_story_begins_are_told_and_the_first_story_stands() -> None:
    story = f"Hall closes\n\n{STORY}\n{STORY}\n"
    dates = "".join(f"March {n % 28 + 1}, {1990 + n % 37} {n}\n" for n in range(12_000))
    prepared = prepare([("a.txt", (story + dates).encode())], Run(SETTINGS.day, settings(), None))
    [told] = prepared.statistics.faults.told
    assert told.startswith("a.txt: fewer than 3 stories begin in 10000 lines")
    assert "split the file" in told
    [reading] = prepared.read.readings
    assert reading.stories[0].sentences[0].text == STORY.strip()


def test_of_a_page_of_very_many_lines_the_first_are_read_and_the_rest_is_told() -> None:
    entry = "".join(
        f"&lt;p&gt;The rain of day {n} fell on Tarn. Hail fell on it, too.&lt;/p&gt;"
        for n in range(6_000)
    )
    data = channel(f"<item><title>Leak</title><description>{entry}</description></item>", ITEM)
    prepared = prepare([("a.xml", data)], Run(SETTINGS.day, settings(), None))
    [told] = prepared.statistics.faults.told
    assert told.startswith("a.xml: a story of more than 5000 sentences")
    assert told.count("split the file") == 1
    [reading] = prepared.read.readings
    assert reading.stories[-1].sentences[0].text == STORY.strip()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("The council agreed to repair the bridge before winter, the mayor said. ", 1),
        ("iVBORw0KGgoAAAANSUhEUgAAAAUA", 0),
    ],
)
def test_prose_in_an_endless_line_is_told_once_and_data_is_not(line: str, told: int) -> None:
    endless = line * (1 + LONGEST_LINE // len(line))
    text = f"Hall closes\n\nJune 17, 2025\n\n{STORY}\n{endless}\n{STORY}\n{endless}\n"
    prepared = prepare([("a.txt", text.encode())], Run(SETTINGS.day, settings(), None))
    said = prepared.statistics.faults.told
    assert [one.partition(" characters")[0] for one in said] == [
        f"a.txt: a line of prose of more than {LONGEST_LINE}"
    ] * told


def test_a_page_of_many_attributes_keeps_its_text() -> None:
    got = ingest("a.html", page(5000), SETTINGS)
    assert isinstance(got, Document)
    assert STORY.strip() in got.text


def test_a_fault_on_one_document_costs_that_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(document: Document, *of: Any) -> Any:
        if "Fog" in document.text:
            raise OverflowError
        return assemble(document, *of)

    monkeypatch.setattr(spread, "assemble", failing)
    monkeypatch.setattr(Faults, "spares", True)
    texts = [f"{word} closes the hall\n\n{STORY * 3}" for word in ("Leak", "Fog", "Hail")]
    documents: Sequence[Document | Unread] = [
        ingest(f"{number}.txt", text.encode(), SETTINGS) for number, text in enumerate(texts)
    ]
    readings = read([one for one in documents if isinstance(one, Document)], SETTINGS)
    assert [len(one.stories) for one in readings] == [1, 0, 1]
    assert "OverflowError" in readings[1].undecided[0].words


def test_a_file_that_takes_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["briefing.reading.ingest"]  # its name is that of the function, too
    monkeypatch.setattr(module, "seconds_for", lambda size: 0.05 if size else 1)
    monkeypatch.setattr(module, "_read", lambda *of: busy(20))
    got = ingest("a.txt", b"text", SETTINGS)
    assert isinstance(got, Unread)
    assert (got.state, "too long" in got.reason) == ("too_large", True)


def test_one_fault_of_two_steps_is_told_once() -> None:
    faults = Faults()
    for _ in range(2):
        faults.tell(ModelError("the parser is damaged."))
    assert faults.told == ["the parser is damaged"]


def test_a_letter_whose_plain_part_is_endless_is_read_by_the_other_and_a_mail_inside_costs_itself() -> (
    None
):
    head = b"From: a@b.example\nSubject: Leak\nContent-Type: multipart/alternative; boundary=X\n\n"
    plain = b"--X\nContent-Type: text/plain\n\n" + b"a line\n" * 110_000
    html = b"--X\nContent-Type: text/html\n\n<p>" + STORY.encode() + b"</p>\n--X--\n"
    got = ingest("a.eml", head + plain + html, SETTINGS)
    assert isinstance(got, Document)
    assert STORY.strip() in got.text
    within = b"--Y\nContent-Type: message/rfc822\n\nSubject: Leak\n\n"
    both = (
        b"From: a@b.example\nContent-Type: multipart/mixed; boundary=Y\n\n"
        + within + b"a line\n" * 110_000
        + within + STORY.encode() + b"\n--Y--\n"
    )  # fmt: skip
    got = ingest("b.eml", both, SETTINGS)
    assert isinstance(got, Document)
    assert STORY.strip() in got.text
    assert any("was not read" in note for note in got.notes)
    alone = both[: both.rindex(within)] + b"--Y--\n"
    assert getattr(ingest("c.eml", alone, SETTINGS), "state", "") == "too_large"
    two = alone[: -len(b"--Y--\n")] + both[both.index(within) : both.rindex(within)] + b"--Y--\n"
    assert getattr(ingest("d.eml", two, SETTINGS), "state", "") == "too_large"
