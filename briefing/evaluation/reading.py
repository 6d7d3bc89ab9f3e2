"""Reading, measured: page dumps cut into stories, text and dates of HTML pages, dates of plain text.

Beside it: a splitter at blank lines, and what trafilatura and htmldate make of a page by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from pydantic import Field

from briefing.evaluation import days
from briefing.evaluation.datasets import Row
from briefing.evaluation.days import LIBRARY, quiet, read_file
from briefing.evaluation.measures import OURS, Measure, Options, Systems
from briefing.evaluation.metrics import Figures, precision_recall, share
from briefing.reading.pages import cut

FURNITURE: Final = -1
"""The label of a line that belongs to no story."""
SAME: Final = 0.95
"""Share of characters from which on a story counts as recovered: intersection over union."""

SHORT: Final = 60
"""Characters under which the baseline takes a line for furniture or a headline."""

# -- page dumps ---------------------------------------------------------------------------------


class GluedPage(Row):
    """A page dump; the label of each line is the number of its story, -1 for page furniture."""

    id: str
    lines: list[str]
    line_labels: list[int]
    style: str = ""


class _Cut(NamedTuple):
    ours: list[int]
    blank: list[int]
    short: list[int]


def line_labels(lines: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[int]:
    """The story of each line, -1 for furniture; `spans` are those of the stories in the joined lines."""
    kept = sorted((start, end, story) for story, each in enumerate(spans) for start, end in each)
    found, position = [], 0
    for line in lines:
        end = position + len(line)
        found.append(next((s for a, b, s in kept if a < end and b > position), FURNITURE))
        position = end + 1
    return found


def _cut_pages(rows: Sequence[GluedPage], _: Options) -> Iterator[_Cut]:
    for row in rows:
        stories = cut("\n".join(row.lines)).stories
        spans = [[(part.start, part.end) for part in story] for story in stories]
        labels = line_labels(row.lines, spans)
        yield _Cut(labels, _at_blank_lines(row.lines), _at_short_lines(row.lines))


def _at_blank_lines(lines: Sequence[str]) -> list[int]:
    return _parted_at([not line.strip() for line in lines])


def _at_short_lines(lines: Sequence[str]) -> list[int]:
    """Short lines without a full stop are furniture, but for the last of a run: a headline."""
    short = [len(line) < SHORT and not line.rstrip().endswith((".", "!", "?")) for line in lines]
    return _parted_at([one and after for one, after in pairwise([*short, False])])


def _parted_at(furniture: Sequence[bool]) -> list[int]:
    """Labels where every run of furniture parts two stories."""
    found, story = [], 0
    for before, here in pairwise([False, *furniture]):
        story += here and not before
        found.append(FURNITURE if here else story)
    return found


def score_cuts(pairs: Sequence[tuple[GluedPage, Sequence[int]]]) -> Figures:
    """Starts of stories, furniture lines, and stories recovered whole."""
    starts, furniture, whole = Counter[str](), Counter[str](), Counter[str]()
    for row, found in pairs:
        _count(starts, _starts(row.line_labels), _starts(found))
        _count(furniture, _furniture(row.line_labels), _furniture(found))
        whole.update(_recovered(row, found))
    single = [(row, found) for row, found in pairs if len({*row.line_labels} - {FURNITURE}) == 1]
    return {
        **precision_recall(*_three(starts), "start"),
        **precision_recall(*_three(furniture), "furniture"),
        "recovered": share(whole["right"], whole["wanted"]),
        "single stories": len(single),
        "single stories cut": sum(len({*found} - {FURNITURE}) > 1 for _, found in single),
    }


def _count(counts: Counter[str], wanted: set[int], found: set[int]) -> None:
    counts.update(right=len(wanted & found), found=len(found), wanted=len(wanted))


def _three(counts: Counter[str]) -> tuple[int, int, int]:
    return counts["right"], counts["found"], counts["wanted"]


def _starts(labels: Sequence[int]) -> set[int]:
    before = [FURNITURE, *labels]
    return {i for i, (a, b) in enumerate(pairwise(before)) if b not in (FURNITURE, a)}


def _furniture(labels: Sequence[int]) -> set[int]:
    return {i for i, label in enumerate(labels) if label == FURNITURE}


def _recovered(row: GluedPage, found: Sequence[int]) -> dict[str, int]:
    length = [len(line) for line in row.lines]

    def lines_of(labels: Sequence[int]) -> list[set[int]]:
        every = {label for label in labels if label != FURNITURE}
        return [{i for i, label in enumerate(labels) if label == one} for one in every]

    def alike(one: set[int], other: set[int]) -> float:
        return share(sum(length[i] for i in one & other), sum(length[i] for i in one | other))

    wanted, made = lines_of(row.line_labels), lines_of(found)
    right = sum(max((alike(one, other) for other in made), default=0) >= SAME for one in wanted)
    return {"right": right, "wanted": len(wanted)}


def _score_pages(pairs: Sequence[tuple[GluedPage, _Cut]]) -> Systems:
    return {
        OURS: score_cuts([(row, found.ours) for row, found in pairs]),
        "cut at blank lines": score_cuts([(row, found.blank) for row, found in pairs]),
        "cut at short lines": score_cuts([(row, found.short) for row, found in pairs]),
    }


# -- HTML pages ---------------------------------------------------------------------------------


class LabelledPage(Row):
    """An HTML page with phrases that its article has, and phrases that are none of it."""

    id: str
    html: str
    url: str = ""
    inside: list[str] = Field(alias="with")
    outside: list[str] = Field(alias="without")


class HidingPage(Row):
    """An HTML page with an instruction in it that a reader may not see."""

    id: str
    html: str
    url: str = ""
    injected_instruction: str
    method: str
    visibility: str = ""


class _Texts(NamedTuple):
    stories: str
    page: str
    library: str


def _texts(rows: Sequence[LabelledPage | HidingPage], _: Options) -> Iterator[_Texts]:
    with quiet():
        for row in rows:
            read = read_file(row.id, row.html.encode("utf-8", "replace"))
            whole = read.document.text if read else ""
            spans = [span for story in read.stories for span in story.spans] if read else []
            story = "\n".join(whole[start:end] for start, end in spans)
            yield _Texts(story, whole, _library_text(row.html, row.url))


def _library_text(html: str, url: str) -> str:
    from trafilatura import bare_extraction

    result = bare_extraction(html, url=url or None, include_comments=False)
    return result.text or "" if result is not None and not isinstance(result, dict) else ""


def _score_texts(pairs: Sequence[tuple[LabelledPage, _Texts]]) -> Systems:
    return _by_system(pairs, _phrases)


def _phrases(pairs: Sequence[tuple[LabelledPage, str]]) -> Figures:
    def has(text: str, phrases: Sequence[str]) -> int:
        plain = re.sub(r"\s+", " ", text)
        return sum(re.sub(r"\s+", " ", phrase) in plain for phrase in phrases)

    right = sum(has(text, row.inside) for row, text in pairs)
    wrong = sum(has(text, row.outside) for row, text in pairs)
    return precision_recall(right, right + wrong, sum(len(row.inside) for row, _ in pairs), "text")


def _by_system(
    pairs: Sequence[tuple[LabelledPage, _Texts]] | Sequence[tuple[HidingPage, _Texts]],
    score: Callable[..., Figures],
) -> Systems:
    return {
        OURS: score([(row, found.stories) for row, found in pairs]),
        "all text of the page": score([(row, found.page) for row, found in pairs]),
        LIBRARY: score([(row, found.library) for row, found in pairs]),
    }


def _score_leaks(pairs: Sequence[tuple[HidingPage, _Texts]]) -> Systems:
    return _by_system(pairs, _leaks)


def _leaks(pairs: Sequence[tuple[HidingPage, str]]) -> Figures:
    leaked = [row.injected_instruction[-40:] in text.replace("\u200b", "") for row, text in pairs]
    return {"leaked": share(sum(leaked), len(leaked))}


MEASURES: Final = (
    Measure(GluedPage, _cut_pages, _score_pages, part=lambda row: row.style),
    Measure(LabelledPage, _texts, _score_texts),
    Measure(HidingPage, _texts, _score_leaks, part=lambda row: row.visibility),
    *days.MEASURES,
)
