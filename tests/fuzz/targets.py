"""What is fuzzed: functions of bytes that may raise nothing but the project's own errors, and must keep what they promise."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from briefing.errors import BriefingError
from briefing.faults import Faults
from briefing.language import figures
from briefing.language.calendar import (
    Clock,
    find_dates,
    find_days,
    find_relative,
    find_short_distance,
    find_weekday,
    fits_day,
    local_time,
    zone_named,
)
from briefing.language.text import read as read_sentence
from briefing.reading import ReadingSettings, ingest, ingest_all, read
from briefing.reading.dating import parse_field
from briefing.records import Document, Unread, When
from briefing.writing.gate import check, form, support

DAY: Final = date(2025, 6, 17)
SETTINGS: Final = ReadingSettings(day=DAY, tz="UTC", max_bytes=2_000_000)
NAMES: Final = ("a.txt", "a.html", "a.eml", "a.json", "a.jsonl", "a.xml", "a.csv", "a.md", "a.mbox", "a.tsv", "a", "a.pdf", "a.zip", "a.warc")  # fmt: skip
_MOMENT: Final = datetime(2025, 6, 17, 6, tzinfo=UTC)
CODES: Final = ("en", "de", "fr", "ru")
Target = Callable[[bytes], None]


def decode(data: bytes) -> None:
    """A file of any kind becomes a document, or is refused with a reason; archives give several."""
    name, body = _named(data)
    for got in ingest_all([(name, body)], SETTINGS):
        _refused_or_whole(got)


def _refused_or_whole(got: Document | Unread) -> None:
    if isinstance(got, Unread):
        assert got.reason
        assert "could not be parsed" not in got.reason, got.reason
        return
    for section in got.sections:
        assert 0 <= section.start <= section.end <= len(got.text)


def cut(data: bytes) -> None:
    """A document's stories and what is removed lie inside it, and add up to it."""
    name, body = _named(data)
    got = ingest(name, body, SETTINGS)
    if not isinstance(got, Document):
        return
    Faults.spares = False
    (reading,) = read([got], SETTINGS)
    covered = bytearray(len(got.text))
    spans = [(one.start, one.end) for one in reading.removed]
    spans += [span for story in reading.stories for span in story.spans]
    for start, end in spans:
        assert 0 <= start <= end <= len(got.text)
        covered[start:end] = b"\1" * (end - start)
    lost = [mark for mark, kept in zip(got.text, covered, strict=True) if not kept]
    assert not "".join(lost).strip(), f"in neither: {''.join(lost)[:80]!r}"
    for story in reading.stories:
        for sentence in story.sentences:
            assert got.text[sentence.start : sentence.end] == sentence.text


def dates(data: bytes) -> None:
    """Dates, weekdays and distances in time of any text."""
    text = _text(data)
    clock = Clock(DAY, zone_named("Europe/Berlin"))
    for found in find_dates(text, clock):
        assert 0 <= found.start < found.end <= len(text)
    find_days(text, DAY)
    find_relative(text)
    find_short_distance(text)
    weekday = find_weekday([(0, text)])
    if weekday:
        fits_day(weekday, DAY)
    parse_field(text, clock)
    local_time(_MOMENT, zone_named(text[:40]))


def numbers(data: bytes) -> None:
    """Figures in any text and language, and whether one stands for another."""
    text = _text(data)
    for code in CODES:
        found = figures.find_figures(text, code)
        for one in found:
            assert 0 <= one.start < one.end <= len(text)
        figures.find_numerals(text, code)
        read_sentence(text, code)


def gate(data: bytes) -> None:
    """A draft against its source: the source itself is supported, whatever it says."""
    draft, _, source = _text(data).partition("\n")
    when = When.on(DAY, "stated", "")
    for code in CODES[:2]:
        check(draft, [source], when, code)
        check(source, [source, draft], when, code)
        form(draft, code)
        assert 0 <= support(draft, [source]) <= 1


def rows(data: bytes) -> None:
    """Rows of JSON, the settings and what was said on earlier days: told where they are wrong."""
    from briefing.assembly.rows import ClaimRow, StoryRow, SummaryRow

    text = _text(data)
    for kind in (ClaimRow, StoryRow, SummaryRow):
        try:
            kind.model_validate_json(text)
        except ValueError:  # pydantic's, which `read_rows` tells
            continue
    _earlier(text)


def _earlier(text: str) -> None:
    from briefing.cli.job import items_of

    path = _scratch() / "brief.json"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    assert items_of(path) >= 0


def settings(data: bytes) -> None:
    """A file of settings is taken, or refused with a line that names it."""
    from briefing.settings.config import resolve

    path = _scratch() / "briefing.toml"
    path.write_bytes(data)
    with suppress(BriefingError):
        resolve(path, {}, {})


def mail(data: bytes) -> None:
    """A message is read, with its parts and what was sent on, or refused."""
    _refused_or_whole(ingest("a.eml", data, SETTINGS))
    _refused_or_whole(ingest("a.mbox", b"From a@b.org Tue Jun 17 06:00:00 2025\n" + data, SETTINGS))


def brief(data: bytes) -> None:
    """A brief of a text beside a plain one: the items, and the files that are written of them."""
    from briefing.assembly.pipeline import make, publish
    from briefing.assembly.run import Run
    from briefing.settings.config import resolve

    Faults.spares = False
    run = Run(DAY, resolve(None, {}, {}).settings, None)
    plain = b"Leak closes the hall\n\n17 June 2025\n\nThe hall of Dunmore was closed on Tuesday, the town said.\n"
    made = make([("a.txt", data), ("b.txt", plain)], run)
    assert made.statistics.faults.told == []
    texts = {document.file: document.text for document in made.documents.values()}
    for item in made.brief.items:
        for claim in item.claims:
            assert claim.citations
            for one in claim.citations:
                assert texts[one.file][one.start : one.end] == one.quote
    publish(made)


TARGETS: Final[Mapping[str, Target]] = {
    target.__name__: target
    for target in (decode, cut, dates, numbers, gate, rows, settings, mail, brief)
}
"""Each by its name."""


def seeds(name: str) -> list[bytes]:
    """What a target's inputs are made from: the sample files, and lines of them."""
    folder = Path(__file__).parents[2] / "seeds"
    files = [
        (path.suffix, path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()
    ]
    texts = [body.decode("utf-8", "replace") for _, body in files]
    lines = [line.strip() for text in texts for line in text.splitlines() if 20 < len(line) < 2000]
    row = {"id": "1", "doc": lines[0], "claim": lines[1], "text": lines[2], "docs": [{"text": lines[3]}], "items": []}  # fmt: skip
    configs = Path(__file__).parents[2] / "configs"
    kinds = [bytes([_kind(suffix)]) + body for suffix, body in files]
    own: Mapping[str, list[bytes]] = {
        "decode": kinds,
        "cut": kinds,
        "mail": [body for suffix, body in files if suffix == ".eml"],
        "brief": [body for suffix, body in files if suffix == ".txt"],
        "gate": [f"{line[: len(line) // 2]}\n{line}".encode() for line in lines[:200]],
        "rows": [json.dumps(row).encode(), b'{"items": [{}]}', b"[]", b"null"],
        "settings": [path.read_bytes() for path in sorted(configs.glob("*.toml"))],
    }
    return own.get(name) or [line.encode() for line in (*_ODD, *lines[:300])]


_ODD: Final = (
    "Twelve to 15 people, half a million, 1.5 lakh, two dozen, 3.2 bn and one in five of the mid-20s.",
    "Updated 32 minutes ago, Tue 17 Jun 2025 23:59:60 GMT+14; gestern, вчера, 2025-06-17T24:00:00Z, 31/12/99",
    "On Feb. 29, 2024 at 12.30pm EST last Monday night, 30 Feb 0000, 1e400 and 10^400 million.",
)


def _kind(suffix: str) -> int:
    names = [f"a{suffix}"]
    return NAMES.index(names[0]) if names[0] in NAMES else 0


def _named(data: bytes) -> tuple[str, bytes]:
    """The first byte tells the kind."""
    return NAMES[data[0] % len(NAMES)] if data else "a", data[1:]


def _text(data: bytes) -> str:
    """UTF-8, with what is none as lone surrogates, as they come out of JSON."""
    return data[:4000].decode("utf-8", "surrogateescape")


@cache
def _scratch() -> Path:
    import tempfile

    return Path(tempfile.mkdtemp(prefix="fuzz-"))
