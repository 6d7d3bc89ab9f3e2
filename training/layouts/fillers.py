"""Stories and furniture that layouts are filled with, out of labelled sets that lie outside the project."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Final

from briefing.reading.pages.line_features import facts
from training.layouts.slots import Story, first_sentence
from training.line_model.pages import furniture_of, known_lines, lines_of
from training.rows import load_rows

LONGEST: Final = 16
"""Paragraphs of a story that are kept."""
CLEAN: Final = 0.85
"""Share of the lines of an article without any sign of furniture: others hold what their extractor left in."""
TITLED: Final = 0.3
"""Share of made headlines in title case."""
_NOISE: Final = re.compile(
    r"^(?:.{0,40}(?:photo|image|video|click|share|copyright|newsletter).*|\W*)$", re.IGNORECASE
)
_DATELINE: Final = re.compile(r"^[^\u2014\u2013]{2,60}?(?:\u2014|\u2013|--| - )\s*")
_ARTICLE: Final = re.compile(r"^(?:The|A|An) ")
_NEVER_LAST: Final = frozenset(
    "the a an of in to and on for at by with that was who from is has his her".split()  # noqa: SIM905  # one word a line would fill a page
)


def stories_of(folder: Path, random: Random) -> list[Story]:
    """Return stories of the summary and event sets, with headlines of their own or made from their leads."""
    found = [
        _story("", lines_of(each["text"]), random)
        for row in load_rows(folder, "summaries_multinews")
        for each in row["docs"]
    ]
    found += [
        _story(row["title"] or "", lines_of(row["text"]), random)
        for row in load_rows(folder, "cluster_basil")
    ]
    found += [
        _story("", lines_of(row["text"]), random)
        for row in load_rows(folder, "neardup")
        if row["extractor"] == "gold"
    ]
    found += [
        _story(row["title"] or "", lines_of(row["text"]), random)
        for row in load_rows(folder, "cluster_neus")
    ]
    known = known_lines(folder)
    return [story for story in found if story is not None and known.isdisjoint(story.paragraphs)]


def _story(title: str, lines: list[str], random: Random) -> Story | None:
    if (
        lines
        and not title
        and 3 < len(lines[0].split()) < 16
        and lines[0][-1] not in '.!?:"\u201d,'
    ):
        title, lines = lines[0], lines[1:]
    prose = [line for line in lines if not _NOISE.match(line) and facts(line).hints == 0]
    while prose and not facts(prose[0]).prose:
        prose = prose[1:]
    if not prose or len(prose) < CLEAN * len(lines):
        return None
    prose = prose[:LONGEST]
    return Story(title.strip() or made_headline(prose[0], random), tuple(prose))


def made_headline(lead: str, random: Random) -> str:
    """Make a line that reads like a headline out of a lead: its first words, now and then in title case."""
    sentence = _DATELINE.sub("", first_sentence(lead))
    words = _ARTICLE.sub("", sentence).split()[: random.randint(5, 13)]
    while len(words) > 4 and (words[-1].lower() in _NEVER_LAST or words[-1][-1] in ",;:"):
        words = [*words[:-2], words[-2].rstrip(",;:")]
    line = " ".join(words).rstrip(".,;:")
    line = line[:1].upper() + line[1:]
    return _titled(line) if random.random() < TITLED else line


def _titled(line: str) -> str:
    return line.title().replace("\u2019S", "\u2019s").replace("'S", "'s")


def junk_of(folder: Path) -> list[str]:
    """Return lines of real pages that are no story text."""
    pages = (*load_rows(folder, "extraction_pages"), *load_rows(folder, "dates_pages"))
    return [
        line
        for row in pages
        for run in furniture_of(row["html"])
        for line in run
        if 1 < len(line) < 220
    ]
