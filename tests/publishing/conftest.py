"""A small brief, written by hand, that has one of everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

import pytest

from briefing.records import (
    UNKNOWN_WHEN,
    Brief,
    Citation,
    Claim,
    Disagreement,
    FileEntry,
    Item,
    ModelIdentity,
    Novelty,
    NoveltyLine,
    OnlyIn,
    Removed,
    Sentence,
    Story,
    StoryEntry,
    Value,
    Verdict,
    When,
)

Kind = Literal["verbatim", "compressed", "rewritten", "withheld"]

TEXTS = {
    "quay": (
        "Harbour Post\n17 June 2025\nFerry strikes the quay at Port Ellery\n"
        "A ferry with 86 people on board struck the stone quay of Port Ellery on Monday evening, "
        "the harbour master said. Twelve passengers were injured, two of them badly. "
        "The bow door had been repaired only in March.\nComments (4)\n"
    ),
    "quay-agency": (
        "PORT ELLERY (AFP) - Fifteen people were hurt when a ferry struck the quay of "
        "Port Ellery on Monday evening, the coast guard told AFP."
    ),
    "quay-copy": (
        "date 2025-06-17 Fifteen people were hurt when a ferry struck the quay of "
        "Port Ellery on Monday evening, the coast guard told AFP."
    ),
    "bees": 'Villagers of Low Marrin have opened a "bee hotel" <b>with 400 rooms</b> & a café.',
}
FILES = {"quay": "a_quay.txt", "quay-agency": "b.txt", "quay-copy": "wire/c.txt", "bees": "d|e.txt"}


def cite(document: str, quote: str) -> Citation:
    start = TEXTS[document].index(quote)
    return Citation(
        document=document,
        file=FILES[document],
        start=start,
        end=start + len(quote),
        quote=quote,
    )


EARLIER = Citation(
    document="quay-of-15-june", file="a_quay.txt", start=9, end=30, quote="Nine people were hurt"
)


def claim(text: str, kind: Kind, score: float, *citations: Citation) -> Claim:
    reasons = ("number not in the source",) if kind == "withheld" else ()
    return Claim(
        text=text,
        citations=citations,
        verdict=Verdict(kind=kind, score=score, reasons=reasons),
    )


def replaced(text: str, *citations: Citation) -> Claim:
    verdict = Verdict(kind="withheld", score=0.0, reasons=("word",), instead="verbatim")
    return Claim(text=text, citations=citations, verdict=verdict)


def story(document: str, headline: str, when: When, **fields: str) -> Story:
    start = TEXTS[document].index(headline)
    title = Sentence(
        story=f"story-{document}",
        document=document,
        start=start,
        end=start + len(headline),
        text=headline,
        paragraph=-1,
    )
    return Story(
        id=f"story-{document}",
        document=document,
        file=FILES[document],
        title=title,
        sentences=(title,),
        spans=((start, start + len(headline)),),
        when=when,
        **fields,
    )


def ferry() -> Item:
    day = date(2025, 6, 17)
    first = story(
        "quay",
        "Ferry strikes the quay at Port Ellery",
        When.on(day, "stated", "17 June 2025"),
        outlet="Harbour Post",
        language="en",
        url="https://harbour.example/ferry?a=1&b=2",
    )
    second = story(
        "quay-agency",
        "Fifteen people were hurt",
        When.on(day, "inferred", "the same report is dated in wire/c.txt"),
        agency="AFP",
        language="en",
        url="javascript:alert(1)",
    )
    third = story("quay-copy", "Fifteen people were hurt", When.on(day, "stated", "2025-06-17"))
    return Item(
        id="1f",
        rank=1,
        headline="Ferry strikes the quay at Port Ellery",
        reports=2,
        claims=(
            claim(
                "A ferry with 86 people on board struck the quay of Port Ellery.",
                "rewritten",
                0.968_34,
                cite("quay", "A ferry with 86 people on board struck the stone quay"),
                cite("quay-agency", "a ferry struck the quay of Port Ellery on Monday evening"),
            ),
            claim(
                "The bow door had been repaired only in March.",
                "verbatim",
                1.0,
                cite("quay", "The bow door had been repaired only in March."),
            ),
        ),
        withheld=(
            claim(
                "Fifteen people drowned.", "withheld", 0.1, cite("quay-agency", "Fifteen people")
            ),
            replaced("The ferry sank.", cite("quay", "struck the stone quay")),
        ),
        disagreements=(
            Disagreement(
                about="injured",
                kind="conflict",
                values=(
                    Value(value="12", citations=(cite("quay", "Twelve passengers were injured"),)),
                    Value(
                        value="15",
                        citations=(
                            cite("quay-agency", "Fifteen people were hurt"),
                            cite("quay-copy", "Fifteen people were hurt"),
                        ),
                    ),
                ),
            ),
        ),
        only_in=(
            OnlyIn(
                outlet="Harbour Post",
                file=FILES["quay"],
                claims=(
                    claim(
                        "Two passengers were injured badly.",
                        "compressed",
                        0.91,
                        cite("quay", "Twelve passengers were injured, two of them badly."),
                    ),
                ),
            ),
        ),
        new_since=Novelty(
            date=date(2025, 6, 16),
            new=(
                NoveltyLine(
                    text="The bow door had been repaired only in March.",
                    citations=(cite("quay", "The bow door had been repaired only in March."),),
                ),
            ),
            changed=(
                NoveltyLine(
                    text="Fifteen are hurt.",
                    earlier="Nine are hurt.",
                    citations=(cite("quay-agency", "Fifteen people were hurt"),),
                    earlier_citations=(EARLIER,),
                    earlier_date=date(2025, 6, 15),
                ),
            ),
        ),
        omitted=("Low Marrin", "400"),
        stories=(
            StoryEntry(story=first, role="independent"),
            StoryEntry(story=second, role="original"),
            StoryEntry(story=third, role="reprint"),
        ),
    )


def bees() -> Item:
    told = story("bees", "Villagers of Low Marrin", UNKNOWN_WHEN)
    return Item(
        id="2b",
        rank=2,
        headline='A "bee hotel" <b>with 400 rooms</b> & a café',
        reports=1,
        claims=(claim(TEXTS["bees"], "verbatim", 1.0, cite("bees", TEXTS["bees"])),),
        only_in=(
            OnlyIn(
                outlet="unknown",
                file=FILES["bees"],
                claims=(claim("A café.", "verbatim", 1.0, cite("bees", "a café.")),),
            ),
        ),
        stories=(StoryEntry(story=told, role="original"),),
    )


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    return TEXTS


@pytest.fixture(scope="session")
def brief() -> Brief:
    quay = TEXTS["quay"]
    removed = (
        Removed(start=0, end=12, rule="masthead"),
        Removed(start=13, end=25, rule="dateline"),
        Removed(start=quay.index("Comments"), end=len(quay) - 1, rule="comments"),
    )
    return Brief(
        date=date(2025, 6, 17),
        mode="model",
        items=(ferry(), bees()),
        files=(
            FileEntry(
                file=FILES["quay"],
                sha256="0" * 64,
                state="used",
                reason="",
                stories=("story-quay",),
                removed=removed,
                notes=("the bytes are Windows-1252",),
                encoding="cp1252",
            ),
            FileEntry(
                file=FILES["quay-agency"],
                sha256="1" * 64,
                state="used",
                reason="",
                stories=("story-quay-agency", "story-of-last-week"),
            ),
            FileEntry(
                file=FILES["quay-copy"],
                sha256="2" * 64,
                state="used",
                reason="",
                stories=("story-quay-copy",),
            ),
            FileEntry(
                file=FILES["bees"],
                sha256="3" * 64,
                state="used",
                reason="",
                stories=("story-bees",),
            ),
            FileEntry(
                file="noise.txt",
                sha256="4" * 64,
                state="unreadable",
                reason="binary: *not* text",
            ),
        ),
        generator=ModelIdentity(name="tiny", digest="ab" * 32),
        prompts=(("sentence.v1", "cd" * 32),),
        notes=("1 story has no date; it is shown because nothing speaks against the day.",),
    )


@pytest.fixture(scope="session")
def empty_brief() -> Brief:
    return Brief(date=date(2024, 2, 29), mode="extractive", items=(), files=())


def _saying(text: str) -> Brief:
    """Build a brief in which everything that comes from stories says `text`."""
    title = Sentence(
        story="s", document="d", start=0, end=max(len(text), 1), text=text, paragraph=-1
    )
    when = When.on(date(2025, 6, 17), "inferred", text)
    told = Story(
        id="s",
        document="d",
        file=text,
        title=title,
        sentences=(title,),
        spans=((0, max(len(text), 1)),),
        outlet=text,
        agency=text,
        when=when,
        language=text,
        url=text,
    )
    cited = Citation(document="d", file=text, start=0, end=max(len(text), 1), quote=text)
    said = Claim(text=text, citations=(cited,), verdict=Verdict(kind="rewritten", score=0.5))
    line = NoveltyLine(
        text=text, earlier=text, citations=(cited,), earlier_citations=(cited, cited)
    )
    item = Item(
        id="i",
        rank=1,
        headline=text,
        reports=1,
        claims=(said, said),
        disagreements=(
            Disagreement(about=text, kind="scope", values=(Value(value=text, citations=(cited,)),)),
        ),
        only_in=(OnlyIn(outlet=text, file=text, claims=(said,)),),
        new_since=Novelty(date=date(2025, 6, 16), new=(line,), changed=(line,)),
        stories=(StoryEntry(story=told, role="original"),),
    )
    entry = FileEntry(
        file=text, sha256="", state="used", reason=text, stories=("s",), notes=(text,)
    )
    return Brief(date=date(2025, 6, 17), mode="model", items=(item,), files=(entry,), notes=(text,))


@pytest.fixture(scope="session")
def brief_saying() -> Callable[[str], Brief]:
    return _saying


HOSTILE = (
    "![x](http://evil.example/track.png)",
    "[click](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</p><h1>Big</h1>",
    "</style><style>body{display:none}</style>",
    "&lt;b&gt; &#60;i&#62; &copy;",
    "<http://evil.example> http://evil.example www.evil.example me@evil.example evil.md",
    "*a* **b** _c_ __d__ ~~e~~ `f` ``g``",
    "# Title #",
    "- item",
    "1. item",
    "1986) item",
    "> quote",
    "    indented",
    "a | b | c",
    "---",
    "===",
    "line\n\n# Title\n\n- item",
    "line\r\n[^1]: note",
    "[^1]",
    "[a]: http://evil.example",
    "wow!",
    "back\\slash\\",
    "$x$ {.class} {#id} ^sup^",
    "```\ncode\n```",
    "~~~",
    "| a |\n|---|",
    "{{ 7 * 7 }} {% raw %}",
    "\x1b[31mred\x1b]0;title\x07 \x00 \u202eoverride",
    "\ud800",
    '" onmouseover="alert(1)',
)


@pytest.fixture(scope="session")
def hostile() -> tuple[str, ...]:
    return HOSTILE
