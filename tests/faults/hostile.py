"""Files that nobody's outlet sends: made to be slow, large, broken or strange.  Each is a name and what makes its bytes.

What is made here is the same each time: numbers and words come from a seed.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import socket
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Final

OLD: Final = "March 3, 2019"
"""The day of all that can be read: of no brief, so that one with these files beside the good ones has the same items."""
_WORDS: Final = [
    *("town", "council", "bridge", "harbour", "school", "river", "court", "police", "fire", "minister", "farm", "union", "train", "road"),
    *("budget", "vote", "clinic", "market", "storm", "engineer", "valley", "museum", "teacher", "nurse", "ferry", "mayor", "plant"),
    *("factory", "report", "plan", "repair", "closed", "opened", "said", "found", "built", "moved", "told", "signed", "agreed", "after"),
    *("before", "under", "over", "near", "along", "with", "without", "against", "during", "new", "old", "large", "small", "early", "late"),
]  # fmt: skip


def sentences(seed: int) -> Iterator[str]:
    """Sentences without end, no two alike."""
    chance = random.Random(seed)
    while True:
        words = chance.choices(_WORDS, k=chance.randint(9, 17))
        yield f"The {' '.join(words)} {chance.randrange(10**6)}."


def _story(number: int, each: int = 5) -> str:
    """A story of many paragraphs."""
    pool = sentences(number)
    body = "\n\n".join(" ".join(islice(pool, each)) for _ in range(number // each))
    return f"Council talks without end\n\n{OLD}\n\n{body}"


def _dates(number: int) -> str:
    chance = random.Random(number)
    months = ("January", "March", "June", "August", "October", "December")
    dates = ((chance.choice(months), chance.randint(1, 28), chance.randint(1990, 2030)) for _ in range(number))  # fmt: skip
    return "\n".join(f"{month} {day}, {year} {place}" for place, (month, day, year) in enumerate(dates))  # fmt: skip


def _boxed(number: int) -> str:
    chance = random.Random(number)
    rows = (f"<div>{' '.join(chance.choices(_WORDS, k=4))} {place}.</div>" for place in range(number))  # fmt: skip
    return f"<html><body><h1>Lines of the town</h1><p>{OLD}</p><div>{''.join(rows)}</div></body></html>"


def _mail(body: str, headers: str = "") -> str:
    return (
        "From: Tarn Post <post@tarn.example>\nTo: a@b.example\nSubject: Letter of the day\n"
        f"Date: Sun, 3 Mar 2019 06:00:00 +0000\n{headers}\n{body}"
    )


def _page(number: int, words: int = 25) -> str:
    pool = sentences(number)
    paragraphs = "".join(f"<p>{' '.join(islice(pool, 2))}</p>" for _ in range(words // 4))
    return f"<html><head><title>Page {number} of the town</title></head><body><article><h1>Council page {number}</h1><p>{OLD}</p>{paragraphs}</article></body></html>"


def web_archive(pages: int) -> bytes:
    """A web archive of ordinary pages."""
    found = []
    for number in range(pages):
        body = _page(number).encode()
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        found.append(
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%032d>\r\nWARC-Date: 2019-03-03T05:00:00Z\r\n"
            b"WARC-Target-URI: https://tarn.example/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
            % (number, number, len(answer)) + answer + b"\r\n\r\n"
        )  # fmt: skip
    return b"".join(found)


def feed(entries: int, paragraphs: int = 15) -> bytes:
    """A feed of full entries."""
    found = []
    for number in range(entries):
        pool = sentences(number)
        body = "".join(f"&lt;p&gt;{next(pool)}&lt;/p&gt;" for _ in range(paragraphs))
        found.append(
            f"<item><title>Council report {number}</title><link>https://tarn.example/{number}</link>"
            f"<pubDate>Sun, 3 Mar 2019 05:00:00 GMT</pubDate><description>{body}</description></item>"
        )
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Post</title>'
    return f"{head}{''.join(found)}</channel></rss>".encode()


def mailbox(mails: int) -> bytes:
    """A mailbox of ordinary mails."""
    found = []
    for number in range(mails):
        pool = sentences(number)
        body = "\n\n".join(" ".join(islice(pool, 2)) for _ in range(4))
        mail = _mail(f"{body}\n\n").replace("Letter of the day", f"Council letter {number}")
        found.append(f"From post@tarn.example Sun Mar  3 06:00:00 2019\n{mail}\n")
    return "".join(found).encode()


def _blocks(number: int) -> str:
    return "".join(
        f"From: Ann {place}\nTo: Ben {place}\n\nThe council met {place}.\n\n"
        for place in range(number)
    )


Maker = Callable[[], bytes]


def _zip(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return whole.getvalue()


def _locked() -> bytes:
    """An archive that says that it has a password."""
    data = bytearray(_zip([("a.txt", b"text")]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    return bytes(data)


def _feed_of(items: str) -> bytes:
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Tarn Post</title>'
    return f"{head}{items}</channel></rss>".encode()


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>'
        "<rss version='2.0'><channel><title>&l11;</title><item><title>&l11;</title><pubDate>Sun, 3 Mar 2019 05:00:00 GMT</pubDate></item></channel></rss>"
    ).encode()


def _in_mails(levels: int) -> bytes:
    mail = b"Date: Sun, 3 Mar 2019 05:00:00 +0000\nSubject: Leak\n\nHail fell.\n"
    for level in range(levels):
        mark = b"b%d" % level
        mail = b'From: a@b.example\nContent-Type: multipart/mixed; boundary="%s"\n\n--%s\nContent-Type: message/rfc822\n\n%s\n--%s--\n' % (mark, mark, mail, mark)  # fmt: skip
    return mail


def _html(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body><h1>Council of the town</h1><p>{OLD}</p>{body}</body></html>".encode()


def _utf8(text: str) -> bytes:
    return text.encode()


def _noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


_PROSE: Final = "The council agreed to repair the bridge before winter, the mayor said. "
_DATED: Final = f"Council repairs the bridge\n\n{OLD}\n\n{_PROSE * 2}"
_WARC: Final = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s"

SLOW: Final[dict[str, Maker]] = {
    "story-90000.txt": lambda: _story(90_000).encode(),
    "dates-90000.txt": lambda: _dates(90_000).encode(),
    "boxed-20000.html": lambda: _boxed(20_000).encode(),
    "turns-60000.txt": lambda: b"".join(b"### Instruction: %d\n" % n for n in range(60_000)),
    "signatures-90000.eml": lambda: _mail("-- \n" * 90_000).encode(),
    "blocks-20000.eml": lambda: _mail(_blocks(20_000)).encode(),
}
"""What took over two seconds once."""

WORK: Final[dict[str, Callable[[int], bytes]]] = {
    "pages.warc": web_archive,
    "entries.xml": feed,
    "mails.mbox": mailbox,
}
"""Files of many ordinary items, by their number: no attack, but work."""

TOLD: Final[dict[str, Maker]] = {
    **SLOW,
    "empty.txt": lambda: b"",
    "spaces.txt": lambda: b" \n" * 1_000_000,
    "nul.txt": lambda: b"\0" * 1_000_000,
    "noise.txt": lambda: _noise(1_000_000),
    "picture.html": lambda: b"\x89PNG\r\n\x1a\n" + _noise(10_000),
    "program.txt": lambda: b"\x7fELF\x02\x01\x01" + _noise(10_000),
    "lines.txt": lambda: b"a line\n" * 1_000_000,
    "line-50MB.txt": lambda: b"word " * 10_000_000,
    "prose-19MB.txt": lambda: _utf8(f"{_DATED}\n\n" + _PROSE * 267_000),
    "odd-utf16.txt": lambda: b"\xff\xfe" + _noise(9_999),
    "bomb.gz": lambda: gzip.compress(bytes(300_000_000), 9),
    "bombs.txt.gz": lambda: gzip.compress(gzip.compress(bytes(100_000_000), 9), 9),
    "members.gz": lambda: gzip.compress(b"") * 300_000,
    "cut.gz": lambda: gzip.compress(_noise(100_000))[:50_000],
    "empty.zip": lambda: _zip([]),
    "locked.zip": _locked,
    "lzma.zip": lambda: _zip([("a.txt", b"text")], zipfile.ZIP_LZMA),
    "cut.zip": lambda: _zip([("a.txt", _noise(100_000))])[:50_000],
    "entries.zip": lambda: b"PK\x03\x04" + b"PK\x01\x02" * 200_000,
    "inner.zip": lambda: _zip([("a.zip", _zip([("b.txt", b"text")]))]),
    "bomb.zip": lambda: _zip([("a.txt", bytes(100_000_000))]),
    "brackets.json": lambda: b"[" * 1_000_000,
    "broken.json": lambda: b'{"title": "Leak", "body": ',
    "rows.jsonl": lambda: b'{"a": 1}\n' * 1_000_000,
    "rows.json": lambda: b"[" + b'{"a": 1},' * 300_000 + b'{"a": 1}]',
    "digits.json": lambda: b'[{"title": "Leak", "body": %s}]' % (b"9" * 100_000),
    "figures.tsv": lambda: b"title\ttext\n" + b"1\t2\n" * 300_000,
    "columns.csv": lambda: b",".join(b"c%d" % n for n in range(300_000)) + b"\n" + b"1," * 300_000,
    "nested.xml": lambda: _feed_of("<item>" * 200_000),
    "entries.xml": lambda: _feed_of("<item/>" * 200_000),
    "links.xml": lambda: _feed_of("<item>" + "<link/>" * 100_000 + "</item>"),
    "breaks.xml": lambda: _feed_of(f"<item><description>{'&lt;br>' * 100_000}</description></item>"),
    "no-feed.xml": lambda: b"<?xml version='1.0'?><a><b/></a>",
    "tags.html": lambda: _html("<p>Hail.</p>" * 300_000),
    "breaks.html": lambda: _html("<br>" * 1_000_000),
    "open.html": lambda: b"<html><body>" + b"<" * 2_000_000,
    "deep.html": lambda: b"<html><body>" + b"<div>" * 39_000 + b"Hail fell.",
    "large.html": lambda: _html("<p>" + "word " * 2_200_000 + "</p>"),
    "rules.html": lambda: _html("<p>Hail.</p>" * 3_000, f"<style>{'p[data-x]{display:none}' * 20_000}</style>"),
    "parts.eml": lambda: b"From: a@b.example\nSubject: s\nContent-Type: multipart/mixed; boundary=X\n\n" + b"--X\n\nhello\n" * 200_000,
    "marks.eml": lambda: _mail((">" * 59 + "\n") * 180_000).encode(),
    "breaks.eml": lambda: _mail("<br>" * 1_000_000, "Content-Type: text/html\n").encode(),
    "broken.pdf": lambda: b"%PDF-1.7\n" + _noise(100_000),
    "circle.pdf": lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\nxref\n0 1\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    "broken.warc": lambda: b"WARC/1.0\r\n" + _noise(100_000),
    "lying.warc": lambda: _WARC % (10**12, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Hail"),
}  # fmt: skip
"""What cannot be read, or not to its end: each costs a line."""

READ: Final[dict[str, Maker]] = {
    "laughs.xml": _laughs,
    "menus.html": lambda: _html("<nav><a href='/a'>News</a></nav>" * 5_000),
    "digits.txt": lambda: _utf8(f"{_DATED}\n\nThe town owes {'9' * 100_000} crowns, the mayor said.\n"),
    "commas.txt": lambda: _utf8(f"{_DATED}\n\nIt owes {'9,' * 50_000}9 crowns, the mayor said.\n"),
    "capitals.txt": lambda: _utf8(f"{_DATED}\n\n{'A' * 30_000} said the mayor.\n"),
    "quotes.txt": lambda: f"{_DATED}\n\n".encode() + b'".' * 20_000 + b" said the mayor.\n",
    "data-19MB.txt": lambda: _utf8(f"{_DATED}\n\n{'iVBORw0KGgoAAAANSUhEUgAAAAUA' * 650_000}\n"),
    "escapes.txt": lambda: _utf8(f"{_DATED}\n\nThe mayor said \x1b[31mred\x1b[0m and \x07 \u202eback\u202c.\n"),
    "utf32.txt": lambda: _DATED.encode("utf-32"),
    "broken-utf8.txt": lambda: _DATED.encode() + b"\n\nThe mayor said \xff\xfe\xc3 no.\n",
    "surrogates.jsonl": lambda: json.dumps({"title": "Council \ud800", "date": "2019-03-03", "body": _PROSE * 3}).encode(),
    "attributes.html": lambda: _html(f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{_PROSE * 4}</p>"),
    "styles.html": lambda: _html(f"<p>{_PROSE * 4}</p>", "<style>" + "".join(f".a{n}{{display:none}}" for n in range(60_000)) + "</style>"),
    "comment.html": lambda: _html(f"<p>{_PROSE * 4}</p><!--" + "-" * 3_000_000),
    "script.html": lambda: _html(f"<p>{_PROSE * 4}</p><script>" + "[" * 3_000_000 + "</script>"),
    "references.html": lambda: _html(f"<p>{_PROSE * 4}</p><p>{'&#x110000;' * 100_000}</p>"),
    "attributes.xml": lambda: _feed_of("<item " + " ".join(f"a{n}='1'" for n in range(200_000)) + f"/><item><title>Council</title><pubDate>Sun, 3 Mar 2019 05:00:00 GMT</pubDate><description>{_PROSE}</description></item>"),
    "beyond.xml": lambda: _feed_of(f"<item><title>Council &#1114112;</title><pubDate>Sun, 3 Mar 2019 05:00:00 GMT</pubDate><description>{_PROSE}</description></item>"),
    "outside.xml": lambda: _utf8(f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><title>Tarn Post</title><item><title>Council &x;</title><pubDate>Sun, 3 Mar 2019 05:00:00 GMT</pubDate><description>{_PROSE}</description></item></channel></rss>'),
    "headers.eml": lambda: _mail(_PROSE * 4, "X-A: b\n" * 200_000).encode(),
    "subject.eml": lambda: _mail(_PROSE * 4).replace("Letter of the day", "=?utf-8?q?word?= " * 60_000).encode(),
    "inner.eml": lambda: _in_mails(300),
}  # fmt: skip
"""What is read, for all that is wrong with it: without a line, and of no brief of today."""

NAMES: Final = (
    *(b"line\nbreak.txt", b"\x1b[31mred\x1b[0m.txt", b"bell\x07.txt", b"\xe2\x80\xaeback.txt", b"no-utf8-\xff\xfe.txt"),
    *(b"-rf", b"--model=none", b"$(touch made).txt", b"`touch made`.txt", b"<script>alert(1)<script>.txt", b" .txt", b"a;b|c&d.txt"),
    *(b"CON", b"'quote\".txt", b"long-" + b"n" * 246 + b".txt", "\u0440\u0443.txt".encode(), b"%s%n%x.txt", b"{0}.txt", b"[x](y).md"),
)  # fmt: skip
"""Names of files that hold nothing to read: each has a line of its own, with nothing raw in it."""


def odd_files(folder: Path) -> list[str]:
    """Make in `folder` what is no file of bytes; return what names the lines that are told of them."""
    os.mkfifo(folder / "pipe.txt")
    (folder / "circle-a.txt").symlink_to("circle-b.txt")
    (folder / "circle-b.txt").symlink_to("circle-a.txt")
    (folder / "broken-link.txt").symlink_to("nowhere.txt")
    (folder / "out-of-here.txt").symlink_to("/etc/hostname")
    (folder / "loop").symlink_to(".")
    (folder / ".hidden.txt").write_text(_DATED, encoding="utf-8")
    with socket.socket(socket.AF_UNIX) as server, suppress(OSError):  # a path may be too long
        server.bind(str(folder / "socket.txt"))
    with (folder / "large-200MB.txt").open("wb") as large:
        large.truncate(200_000_000)
    with suppress(OSError):
        os.mknod(folder / "zero.txt", 0o666 | stat.S_IFCHR, os.makedev(1, 5))
    locked = folder / "locked.txt"
    locked.write_text(_DATED, encoding="utf-8")
    locked.chmod(0)
    deep = folder / "deep"
    for _ in range(100):
        deep /= "deeper"
    deep.mkdir(parents=True)
    (deep / "empty.txt").touch()
    told = ["pipe.txt", "circle-a.txt", "circle-b.txt", "broken-link.txt", "out-of-here.txt", "large-200MB.txt", "deeper/empty.txt"]  # fmt: skip
    told += [name for name in ("socket.txt", "zero.txt") if (folder / name).exists()]
    return told + (["locked.txt"] if not os.access(locked, os.R_OK) else [])
