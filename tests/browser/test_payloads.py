"""Stories that would do something: in a browser they do nothing, wherever they stand."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from briefing import publishing
from briefing.assembly import pipeline
from briefing.assembly.run import Run
from briefing.records import (
    Brief,
    Citation,
    Claim,
    Disagreement,
    FileEntry,
    Item,
    Novelty,
    NoveltyLine,
    OnlyIn,
    Sentence,
    Story,
    StoryEntry,
    Value,
    Verdict,
    When,
)
from briefing.settings.config import resolve

DAY = date(2025, 6, 17)
SHAPES = (
    "<script>alert({n})</script>",
    "</script><script>alert({n})</script>",
    "<img src=x onerror=alert({n})>",
    "<img src='http://evil.example/{n}.png'>",
    "<svg onload=alert({n})>",
    "<svg><animate onbegin=alert({n}) attributeName=x dur=1s>",
    "<iframe src='http://evil.example/{n}'></iframe>",
    "<object data='http://evil.example/{n}'></object>",
    "<link rel=stylesheet href='http://evil.example/{n}.css'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/{n}'>",
    "<base href='http://evil.example/{n}/'>",
    "<form action='http://evil.example/{n}'><input autofocus onfocus=alert({n})></form>",
    "<details open ontoggle=alert({n})>",
    "</details></summary><video src='http://evil.example/{n}' onerror=alert({n})>",
    "</style><style>@import 'http://evil.example/{n}.css';</style>",
    "<style>*{{background:url(http://evil.example/{n})}}</style>",
    "</title><script>alert({n})</script>",
    "</textarea><script>alert({n})</script>",
    "--><script>alert({n})</script><!--",
    "<![CDATA[<script>alert({n})</script>]]>",
    '" onmouseover="alert({n})" autofocus onfocus="alert({n})',
    "' onmouseover='alert({n})' autofocus onfocus='alert({n})",
    "` onmouseover=`alert({n})`",
    "javascript:alert({n})",
    "JaVaScRiPt&colon;alert({n})",
    "data:text/html,<script>alert({n})</script>",
    'https://evil.example/{n}" onclick="alert({n})',
    "https://evil.example/{n}'><script>alert({n})</script>",
    "&lt;script&gt;alert({n})&lt;/script&gt;",
    "&#60;img src=x onerror=alert({n})&#62;",
    "{{{{ 7*{n} }}}}{{% for a in b %}}alert({n})",
    "${{alert({n})}}#{{alert({n})}}",
    "\u202e<script>alert({n})</script>",
    "\x00<script>alert({n})</script>",
    "<scr\x00ipt>alert({n})</scr\x00ipt>",
    "<a href='javascript:alert({n})'>go</a>",
    "<math><mtext><script>alert({n})</script>",
    "<template><script>alert({n})</script></template>",
    "<noscript><img src=x onerror=alert({n})></noscript>",
    "<marquee onstart=alert({n})>",
    "<body onload=alert({n})>",
    "<input type=image src='http://evil.example/{n}'>",
    "<audio src='http://evil.example/{n}' onerror=alert({n})>",
    "<embed src='http://evil.example/{n}'>",
    "<portal src='http://evil.example/{n}'>",
    "<picture><source srcset='http://evil.example/{n}'><img></picture>",
    "<table background='http://evil.example/{n}'>",
    "<p style='background:url(http://evil.example/{n})'>",
    "<b id=news name=source>alert({n})</b>",
    "</mark></blockquote></div></details><script>alert({n})</script>",
)
PAYLOADS = tuple(shape.format(n=number) for number, shape in enumerate(SHAPES * 3, start=1000))


def item_saying(text: str, rank: int) -> Item:
    """An item in which all that comes from a story says `text`."""
    title = Sentence(story="s", document="d", start=0, end=len(text), text=text, paragraph=-1)
    told = Story(
        id=f"s{rank}",
        document=f"d{rank}",
        file=text,
        title=title,
        sentences=(title,),
        spans=((0, len(text)),),
        outlet=text,
        agency=text if rank % 2 else "unknown",
        when=When.on(DAY, "inferred", text),
        language=text,
        url=text if rank % 2 else f"https://evil.example/?{text}",
    )
    cited = Citation(document=f"d{rank}", file=text, start=0, end=len(text), quote=text)
    lost = cited.model_copy(update={"document": "gone"})
    said = Claim(text=text, citations=(cited, lost), verdict=Verdict(kind="compressed", score=0.5))
    again = said.model_copy(update={"text": f"{text} again", "citations": (lost,)})
    line = NoveltyLine(
        text=f"{text} now", earlier=text, citations=(cited,), earlier_citations=(lost,)
    )
    value = Value(value=text, citations=(cited,))
    return Item(
        id=f"i{rank}",
        rank=rank,
        headline=text,
        reports=1,
        claims=(said, again),
        disagreements=(Disagreement(about=text, kind="scope", values=(value, value)),),
        only_in=(OnlyIn(outlet=text, file=text, claims=(said,)),),
        new_since=Novelty(date=DAY, changed=(line,)) if rank % 3 else Novelty(date=DAY),
        section=text if rank % 5 else "",
        stories=(StoryEntry(story=told, role="original"), StoryEntry(story=told, role="reprint")),
    )


def brief_saying(payloads: tuple[str, ...]) -> Brief:
    items = tuple(item_saying(text, rank) for rank, text in enumerate(payloads, start=1))
    files = tuple(
        FileEntry(file=text, sha256="", state="used", reason=text, notes=(text,))
        for text in payloads
    )
    return Brief(date=DAY, mode="model", items=items, files=files, notes=payloads)


class Watched:
    """Opens files in one page and keeps what they do that a page should not."""

    def __init__(self, browser: Any) -> None:
        self.did: list[str] = []
        self._page = browser.new_page()
        self._page.on("dialog", self._dialog)
        self._page.on("request", lambda asked: self.did.append(f"asks for {asked.url}"))
        self._page.on("console", lambda told: self.did.append(f"says {told.text}"))
        self._page.on("pageerror", lambda error: self.did.append(f"fails: {error}"))
        self._page.on("popup", lambda other: self.did.append(f"opens {other.url}"))

    def _dialog(self, dialog: Any) -> None:
        self.did.append(f"shows {dialog.message}")
        dialog.dismiss()

    def opens(self, file: Path, text: str) -> str:
        """Open a page of this text with all its folds, rest on it with mouse and keyboard; return what it shows."""
        file.write_text(text, encoding="utf-8", errors="surrogatepass")
        self._page.goto(file.as_uri())
        assert self.did == [f"asks for {file.as_uri()}"]
        self.did.clear()
        self._page.evaluate(
            "for (const one of document.querySelectorAll('details')) { one.removeAttribute('name'); one.open = true }"
        )
        self._page.mouse.move(600, 400)
        self._page.keyboard.press("Tab")
        shown: str = self._page.evaluate("document.body.innerText")
        foreign = self._page.evaluate(
            "[...document.querySelectorAll('script,img,iframe,object,embed,form,input,base,link,video,audio,svg')].length"
            " + [...document.querySelectorAll('*')].filter(one => [...one.attributes].some(at => at.name.startsWith('on'))).length"
        )
        assert foreign == 0
        return shown


def test_a_hundred_and_fifty_payloads_in_every_field_do_nothing(
    browser: Any, rendered: Callable[..., str], tmp_path: Path
) -> None:
    watched = Watched(browser)
    assert len(PAYLOADS) == 150
    for number in range(5):
        some = PAYLOADS[number::5]
        texts = {f"d{rank}": text for rank, text in enumerate(some, start=1)}
        shown = watched.opens(tmp_path / f"{number}.html", rendered(brief_saying(some), texts))
        marks = [1000 + place for place in range(number, 150, 5)]
        assert [mark for mark in marks if str(mark) not in shown] == []
    assert watched.did == []


BODY = (
    "The council of Port Ellery {said} voted on Tuesday to close bridge {n}, the mayor said. "
    "Some {n} people had signed a petition against it. The work begins in August and costs two million crowns."
)


def hostile_files() -> list[tuple[str, bytes]]:
    """An export, a feed, a page and texts whose every field is a payload."""
    rows = [
        {
            "title": f"Bridge {n} closed {said}",
            "text": BODY.format(said=said, n=n),
            "source": said,
            "author": said,
            "url": f"https://evil.example/{said}",
            "date": "2025-06-17",
        }
        for n, said in enumerate(PAYLOADS[:15])
    ]
    entries = "".join(
        f"<item><title>{escape(f'Tram {n} runs {said}')}</title><author>{escape(said)}</author>"
        f"<source url='http://evil.example'>{escape(said)}</source><category>{escape(said)}</category>"
        f"<link>{escape(said)}</link><guid>{escape(said)}</guid><pubDate>Tue, 17 Jun 2025 08:00:00 GMT</pubDate>"
        f"<description>{escape(BODY.format(said=said, n=n))}</description></item>"
        for n, said in enumerate(PAYLOADS[15:35])
        if said.isprintable()
    )
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>&lt;script&gt;alert(1)&lt;/script&gt;</title>{entries}</channel></rss>"
    page = (
        f"<html><head><title>{escape(PAYLOADS[0])}</title><meta name='author' content='{escape(PAYLOADS[1], {chr(39): '&#39;'})}'>"
        f"<meta property='og:site_name' content='{escape(PAYLOADS[2], {chr(39): '&#39;'})}'></head><body><h1>{escape(PAYLOADS[3])}</h1>"
        f"<p>{escape(BODY.format(said=PAYLOADS[4], n=70))}</p></body></html>"
    )
    named = [said.replace("/", "_") for said in PAYLOADS[35:50]]
    return [
        ("export.jsonl", "\n".join(map(json.dumps, rows)).encode()),
        ("feed.xml", feed.encode()),
        ("page.html", page.encode()),
        *(
            (f"{name}.txt", f"Ferry {n} late\n\n{BODY.format(said=name, n=n)}\n".encode())
            for n, name in enumerate(named, start=100)
        ),
    ]


def test_payloads_that_are_read_from_files_do_nothing(browser: Any, tmp_path: Path) -> None:
    watched = Watched(browser)
    settings = resolve(None, {}, {"brief.timezone": "UTC"}).settings
    run = Run(DAY, settings, None)
    files = hostile_files()
    made = pipeline.make(files, run)
    assert sum(len(item.stories) for item in made.brief.items) >= 30
    shown = watched.opens(tmp_path / "brief.html", str(pipeline.publish(made)["brief.html"]))
    assert "evil.example" in shown
    read = pipeline.read_all(files, run)
    watched.opens(tmp_path / "read.html", publishing.to_inspection(read.readings, read.unread))
    assert watched.did == []
