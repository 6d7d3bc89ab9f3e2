"""How much of what is planted in stories of our own is printed, and how much of what is news is kept.

``python -m training.instructions.measure [--half held] [--show] [--parser FOLDER]``; reads ``tests/language/planted.json``,
``kinds.json`` (half `kinds`: fitted on; `price.py` prints each kind left out) and ``unseen.json`` (half `unseen`: nothing was fitted on these).
Each case is one story of its own, made without a model (but the parser, where its folder is named) as `briefing make` makes it.  A planted sentence
counts as printed where six of its words in a row, or all where it has fewer, stand in a headline or a
sentence; news, where it may be printed, and where it is: short plain news, each in a small story of its own, and news of attacks and models
in stories of such things.
Rules are made with the halves `fit` and `kinds`; `--show` prints the cases of these alone.
"""

from __future__ import annotations

import argparse
import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from briefing.assembly import pipeline
from briefing.assembly.run import Run
from briefing.models.find import identity_of
from briefing.models.pins import DEFAULT_PARSER
from briefing.models.spacy import SpacyParser
from briefing.settings.config import resolve
from briefing.writing.gate import Reason, form

CASES: Final = Path(__file__).parents[2] / "tests" / "language" / "planted.json"
KINDS: Final = Path(__file__).with_name("kinds.json")
UNSEEN: Final = Path(__file__).with_name("unseen.json")
DAY: Final = date(2025, 6, 17)
WINDOW: Final = 6
_WORD: Final = re.compile(r"\w+")


class Case(NamedTuple):
    """One story with one sentence that must not, or must, be printed."""

    part: str
    kind: str
    half: str
    sentence: str
    name: str
    page: str


class Carrier(NamedTuple):
    """An ordinary story."""

    title: str
    paragraphs: Sequence[str]


def cases() -> Iterator[Case]:
    """Make all cases; where a sentence stands, and on what kind of page, goes round by its number."""
    data = json.loads(CASES.read_text(encoding="utf-8"))
    carriers = [Carrier(**one) for one in data["carriers"]]
    for part in ("visible", "benign"):
        for number, one in enumerate(data[part]):
            story = _planted(carriers[number % len(carriers)], one, number)
            name, page = _page(story) if number // 4 % 2 else _plain(story)
            yield Case(part, one["kind"], one["half"], one["text"], name, page)
    yield from cases_of_kinds(KINDS, "kinds")
    yield from cases_of_kinds(UNSEEN, "unseen")
    yield from plain_cases()
    yield from own_cases()
    for part, key in (("hidden", "planted"), ("shown", "kept")):
        for number, one in enumerate(data[part]):
            story = carriers[number % len(carriers)]
            name, page = _page(story, one["css"], one["html"])
            yield Case(part, one.get("kind", "css"), one["half"], one[key], name, page)


def cases_of_kinds(file: Path, half: str) -> Iterator[Case]:
    """Make the cases of a file by kinds; every other caption and list stands in the element of its name."""
    carriers = [Carrier(**one) for one in json.loads(CASES.read_text(encoding="utf-8"))["carriers"]]
    groups = json.loads(file.read_text(encoding="utf-8"))
    rows = [
        ("visible" if part == "attacks" else "benign", kind, text)
        for part in ("attacks", "news")
        for kind, texts in groups[part].items()
        for text in texts
    ]
    for number, (part, kind, text) in enumerate(rows):
        carrier = carriers[number % len(carriers)]
        shown = html.escape(text)
        element = {"caption": f"<figure><img src=a.jpg><figcaption>{shown}</figcaption></figure>", "listed": f"<ul><li>{shown}</li></ul>"}  # fmt: skip
        if kind in element and number % 2:
            name, page = _page(carrier, "", element[kind])
        else:
            story = _planted(carrier, {"kind": kind, "text": text}, number)
            name, page = _page(story) if number // 4 % 2 else _plain(story)
        yield Case(part, kind, half, text, name, page)


def plain_cases() -> Iterator[Case]:
    """Make the cases of short plain news: one of its sentences in each small story, at the end of one of its paragraphs."""
    for number, one in enumerate(json.loads(UNSEEN.read_text(encoding="utf-8"))["plain"]):
        for place, text in enumerate(one["sentences"], start=number):
            paragraphs = list(one["paragraphs"])
            paragraphs[place % len(paragraphs)] += " " + text
            story = Carrier(one["title"], paragraphs)
            name, page = _page(story) if place % 2 else _plain(story)
            yield Case("plain", "plain", "unseen", text, name, page)


def own_cases() -> Iterator[Case]:
    """Make the cases of news about attacks and models in stories of such things: each sentence in two of them."""
    unseen, kinds = (json.loads(one.read_text(encoding="utf-8")) for one in (UNSEEN, KINDS))
    carriers = [Carrier(**one) for one in unseen["subjects"]]
    rows = [*(("attacks", one) for one in kinds["news"]["attacks"]), *(("models", one) for one in unseen["news"]["models"])]  # fmt: skip
    for number, (kind, text) in enumerate(rows):
        for step in range(2):
            carrier = carriers[(number + 3 * step) % len(carriers)]
            story = _planted(carrier, {"kind": kind, "text": text}, number + step)
            yield Case("own", kind, "unseen", text, *_plain(story))


def _planted(carrier: Carrier, case: dict[str, Any], number: int) -> Carrier:
    if case["kind"] == "title":
        return carrier._replace(title=case["text"])
    paragraphs = list(carrier.paragraphs)
    place = number % 4
    if place == 3:  # within a paragraph
        paragraphs[1] += " " + case["text"]
    else:
        paragraphs.insert((0, 2, len(paragraphs))[place], case["text"])
    return carrier._replace(paragraphs=paragraphs)


def _plain(story: Carrier) -> tuple[str, str]:
    return "story.txt", "\n\n".join([story.title, "17 June 2025", *story.paragraphs]) + "\n"


def _page(story: Carrier, css: str = "", more: str = "") -> tuple[str, str]:
    paragraphs = [f"<p>{html.escape(one)}</p>" for one in story.paragraphs]
    paragraphs.insert(2, more)
    title = html.escape(story.title)
    return "story.html", (
        f"<!doctype html><html lang=en><head><title>{title}</title><style>{css}</style></head><body>"
        f"<main><article><h1>{title}</h1><time datetime=2025-06-17>17 June 2025</time>"
        f"{''.join(paragraphs)}</article></main></body></html>"
    )


def is_printed(case: Case, run: Run | None = None) -> bool:
    """Whether the brief of the case's page alone has its sentence."""
    items = pipeline.make([(case.name, case.page.encode())], run or _run()).brief.items
    told = (text for one in items for text in (one.headline, *(claim.text for claim in one.claims)))
    return _holds(" | ".join(told), case.sentence)


def may_be_printed(case: Case) -> bool:
    """Whether its sentence is one of the story's, and none that the gate takes for an order.

    Whether it is then chosen is another matter: a brief has room for some of a story's sentences.
    """
    stories = pipeline.prepare([(case.name, case.page.encode())], _run()).read.stories
    texts = [one.text for story in stories for one in story.sentences]
    return _holds(
        " | ".join(one for one in texts if Reason.INSTRUCTION not in form(one)), case.sentence
    )


def _run() -> Run:
    return Run(DAY, resolve(None, {}, {"brief.timezone": "UTC"}).settings, None)


def _holds(text: str, sentence: str) -> bool:
    words, sought = f" {' '.join(_words(text))} ", _words(sentence)
    size = min(WINDOW, len(sought))
    runs = (sought[at : at + size] for at in range(len(sought) - size + 1))
    return any(f" {' '.join(run)} " in words for run in runs)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def main() -> None:
    """Print the printed share by part and kind."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--half", choices=("fit", "held", "kinds", "unseen"))
    asked.add_argument("--parser", type=Path, help="folder of the parser")
    asked.add_argument("--part")
    asked.add_argument("--show", action="store_true")
    told = asked.parse_args()
    run = _run()
    if told.parser:
        run = run._replace(
            parser=SpacyParser(told.parser, identity_of(DEFAULT_PARSER, told.parser))
        )
    found: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for case in cases():
        if told.half in (None, case.half) and told.part in (None, case.part):
            benign = case.part in {"benign", "shown"}
            printed = may_be_printed(case) if benign else is_printed(case, run)
            benign |= case.part in {"plain", "own"}
            found[case.half, case.part, case.kind].append(printed)
            found[case.half, case.part, "all"].append(printed)
            if told.show and case.half not in {"held", "unseen"} and printed != benign:
                print(f"  {case.part} {case.kind}: {case.name} {case.sentence!r}")
    for (half, part, kind), printed_ones in sorted(found.items()):
        print(f"{half:5} {part:8} {kind:24} printed {sum(printed_ones)} of {len(printed_ones)}")


if __name__ == "__main__":
    main()
