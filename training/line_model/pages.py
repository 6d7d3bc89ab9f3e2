"""Pages without a layout to train the line model on, glued from labelled data that lies outside the project.

Two kinds: the labelled pages of ``glued_pages`` as they are, and pages of our own gluing from other
articles (Multi-News, BASIL, the gold texts of ``neardup``) and other furniture (the lines of real
HTML pages that trafilatura does not hold for the article).  Nothing that occurs in ``glued_pages``
gets into the second kind, so that it can be used in every fold of a cross-validation.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from random import Random
from typing import Any, Final, NamedTuple

from training.rows import load_rows

START, INSIDE, FURNITURE = 0, 1, 2
BLOCKS: Final = frozenset(
    """
    p div li ul ol h1 h2 h3 h4 h5 h6 br tr td th table section article header footer nav aside
    dd dt dl figure figcaption form button label option blockquote
    """.split()  # noqa: SIM905  # one word a line would fill pages
)
PARENTS: Final = frozenset(
    ["li", "div", "nav", "td", "section", "header", "footer", "ul", "h3", "h4"]
)
HIDDEN: Final = "//script|//style|//noscript|//head|//template|//comment()|//iframe|//svg"
LONGEST: Final = 45
"""Lines of an article that are used: as long as those of glued_pages."""


class Glued(NamedTuple):
    """A page with the state of each line."""

    lines: list[str]
    states: list[int]


class Pool(NamedTuple):
    """What pages are glued from."""

    articles: list[tuple[str, list[str]]]
    """(event, lines)"""
    furniture: list[list[str]]


def labelled(row: dict[str, Any]) -> Glued:
    """Turn a row of glued_pages into an example."""
    starts = set(row["story_start_lines"])
    states = [
        FURNITURE if label == -1 else START if i in starts else INSIDE
        for i, label in enumerate(row["line_labels"])
    ]
    return Glued([line.strip() for line in row["lines"]], states)


def pool(folder: Path) -> Pool:
    """Collect articles and furniture that do not occur in glued_pages."""
    known = known_lines(folder)
    articles = [
        (event, lines)
        for event, lines in _articles(folder)
        if 4 <= len(lines) <= 60 and known.isdisjoint(lines)
    ]
    pages = (*load_rows(folder, "extraction_pages"), *load_rows(folder, "dates_pages"))
    runs = [run for row in pages for run in furniture_of(row["html"]) if known.isdisjoint(run)]
    return Pool(articles, runs)


def known_lines(folder: Path) -> set[str]:
    """Return the longer lines of ``glued_pages``: no other page for training may have one of them."""
    rows = load_rows(folder, "glued_pages")
    return {text for row in rows for line in row["lines"] if len(text := line.strip()) > 25}


def _articles(folder: Path) -> list[tuple[str, list[str]]]:
    found = []
    for row in load_rows(folder, "summaries_multinews"):
        found += [(row["id"], lines_of(each["text"])) for each in row["docs"]]
    for row in load_rows(folder, "cluster_basil"):
        found.append((row["cluster"], [*lines_of(row["title"] or ""), *lines_of(row["text"])]))
    for row in load_rows(folder, "neardup"):
        if row["extractor"] == "gold":
            found.append((row["dup_group"], lines_of(row["text"])))
    return found


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def furniture_of(html: str) -> list[list[str]]:
    """Return the runs of at least three lines of a page that are not its article."""
    import trafilatura

    article = re.sub(r"\W+", "", trafilatura.extract(html, include_comments=False) or "")
    runs: list[list[str]] = [[]]
    for line in _visible_lines(html):
        key = re.sub(r"\W+", "", line)
        if len(line) > 220 or (len(key) > 3 and key in article):
            runs.append([])
        else:
            runs[-1].append(line)
    return [run for run in runs if len(run) >= 3 and sum(map(_is_prose, run)) <= 0.1 * len(run)]


def _is_prose(line: str) -> bool:
    return len(line.split()) >= 12 and line.rstrip("\"'\u201d\u2019)")[-1:] in (".", "!", "?")


def _visible_lines(html: str) -> list[str]:
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8")
    try:
        root = lxml.html.fromstring(html.encode("utf-8"), parser=parser)
    except lxml.etree.ParserError:
        return []
    for element in root.xpath(HIDDEN):
        if element.getparent() is not None:
            element.drop_tree()
    pieces: list[str] = []
    stack: list[Any] = [root]
    while stack:  # an element, or text that stands behind one
        here = stack.pop()
        if isinstance(here, str):
            pieces.append(here)
            continue
        if not isinstance(here.tag, str):
            continue
        edge = "\n" if _is_block(here) else ""
        pieces += [edge, re.sub(r"\s+", " ", here.text or "")]
        stack.append(edge)
        for child in reversed(here):
            stack += [re.sub(r"\s+", " ", child.tail or ""), child]
    return lines_of("".join(pieces))


def _is_block(element: Any) -> bool:  # lxml ships no types
    if element.tag != "a":
        return element.tag in BLOCKS
    parent = element.getparent()
    return parent is not None and parent.tag in PARENTS


# -- gluing -------------------------------------------------------------------------------------


def glue(source: Pool, count: int, seed: int = 7) -> list[Glued]:
    """Make `count` pages: with furniture, without, and of several reports of one event."""
    random = Random(seed)  # no secrets here
    events = defaultdict(list)
    for event, lines in source.articles:
        events[event].append(lines)
    several = [reports for reports in events.values() if len(reports) > 1]
    pages = []
    for _ in range(count):
        kind = random.choices(["plain", "boiler", "same event"], [40, 35, 25])[0]
        size = random.choices([1, 2, 3, 4, 5], [20, 30, 30, 10, 10])[0]
        if kind == "same event":
            reports = random.choice(several)
            stories = random.sample(reports, min(len(reports), max(2, size)))
        else:
            stories = [lines for _, lines in random.sample(source.articles, size)]
        cut = [lines[:LONGEST] for lines in stories]
        if kind == "plain" and random.random() < 0.15:  # a note of a few lines, nothing else
            cut = [cut[0][: random.randint(1, 4)]]
        pages.append(_with_furniture(cut, source, random) if kind != "plain" else _joined(cut))
    return pages


def _joined(stories: list[list[str]]) -> Glued:
    page = Glued([], [])
    for lines in stories:
        _add(page, lines, START)
    return page


def _add(page: Glued, lines: list[str], first: int, rest: int = INSIDE) -> None:
    page.lines.extend(lines)
    page.states.extend([first] + [rest] * (len(lines) - 1))


def _with_furniture(stories: list[list[str]], source: Pool, random: Random) -> Glued:
    """Put furniture before, between and behind; now and then a rarer shape of page.

    Rarer shapes: no furniture at the edges; teasers of a headline and one paragraph cut off; short
    furniture; furniture in the middle of a story.
    """
    page = Glued([], [])
    shape = random.random()
    if shape >= 0.15:
        _add(page, _run(source, random, 3), FURNITURE, FURNITURE)
    for index, lines in enumerate(stories):
        if shape > 0.9 and len(lines) > 8:
            middle = random.randint(3, len(lines) - 3)
            _add(page, lines[:middle], START)
            _add(page, _run(source, random, 1, 4), FURNITURE, FURNITURE)
            _add(page, lines[middle:], INSIDE)
        else:
            teaser = 0.15 <= shape < 0.3 and index
            _add(page, _teaser(lines, random) if teaser else lines, START)
        if index < len(stories) - 1 or shape < 0.85:
            least, most = (1, 2) if 0.3 < shape < 0.36 else (3, 12)
            _add(page, _run(source, random, least, most), FURNITURE, FURNITURE)
    return page


def _teaser(lines: list[str], random: Random) -> list[str]:
    kept = lines[:2] if len(lines[0]) < 120 else lines[:1]
    if len(kept[-1]) > 150:
        kept = [*kept[:-1], kept[-1][: random.randint(100, len(kept[-1]))].strip()]
    return kept


def _run(source: Pool, random: Random, least: int, most: int = 12) -> list[str]:
    size = random.randint(least, most)
    run = random.choice(source.furniture)
    start = random.randint(0, max(0, len(run) - size))
    return run[start : start + size]
