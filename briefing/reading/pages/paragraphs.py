"""The lines of a passage and what each is, made into the paragraphs of stories and removed stretches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from briefing.reading.agencies import end_credit
from briefing.reading.limits import PROSE_IN_ONE_LINE
from briefing.reading.notices import (
    LONGEST_CREDIT,
    ends_with_credit,
    has_barred_credit,
    opens_with_player,
)
from briefing.reading.pages.evidence import endless
from briefing.reading.pages.furniture import (
    LINE_LIMIT,
    WORD,
    certain_rule,
    hint_of,
    normalise_line,
    trims,
    without_marks,
)
from briefing.reading.pages.line_features import facts, is_caption
from briefing.reading.pages.line_marks import is_stamp
from briefing.reading.pages.states import BEGINS, SAYS, State
from briefing.records import Removed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from briefing.reading.pages.line_model import Table
    from briefing.reading.pages.lines import Line


LOOKS: Final = 8
"""Places at which an endless line is looked at."""
LONGEST_PART: Final = 90
MOST_WORDS: Final = 9
"""Characters and words of the longest sub-headline."""
FINAL: Final = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'\u2018-\u201f)\]]*\Z")
HEADS: Final = frozenset({State.HEADLINE, State.HEADLINE_GOES_ON})
OUTSIDE: Final = frozenset({State.FURNITURE, State.HEAD})

ParagraphRole = Literal["headline", "text", "subhead", "aside"]
"""An aside is furniture in the middle of a story (an advertisement mark, a stamp) or the text of a picture: it
stays in the story's extent and is none of its text."""


class Paragraph(NamedTuple):
    """A kept stretch of the text and what it is in its story."""

    start: int
    end: int
    role: ParagraphRole


class Passage(NamedTuple):
    """The lines of one passage, the state of each, and the probability of each state."""

    lines: Sequence[Line]
    states: Sequence[State]
    chances: Table


class _Piece(NamedTuple):
    """A line of a passage with what it is in its story."""

    place: int
    role: ParagraphRole | None
    """None: not of the story, wherever it stands."""


Story = tuple[Paragraph, ...]


def paragraphs_of(
    text: str, passage: Passage, repeated: Collection[str]
) -> tuple[list[Story], list[Removed]]:
    """Return the stories of a passage and what was removed from it, each in the order of its place.

    `repeated` holds the normalised lines that stand in many files of the run.
    """
    maker = _Maker(text, passage, repeated)
    begun: list[int] = [place for place, state in enumerate(passage.states) if state in BEGINS]
    ends = [*begun, len(passage.lines)]
    maker.remove(range(ends[0]))
    for first, last in zip(begun, ends[1:], strict=True):
        maker.close(range(first, last))
    return maker.stories, sorted(maker.removed, key=lambda each: each.start)


class _Maker:
    def __init__(self, text: str, passage: Passage, repeated: Collection[str]) -> None:
        self.text, self.passage, self.repeated = text, passage, repeated
        self.words = [_words(text, line) for line in passage.lines]
        outside = passage.chances[:, State.FURNITURE] + passage.chances[:, State.HEAD]
        self.outside: list[float] = outside.tolist()
        self.stories: list[Story] = []
        self.removed: list[Removed] = []

    def close(self, places: range) -> None:
        """Make the lines of a story into paragraphs; what stands behind its last line of text goes."""
        story = [_Piece(place, self._role(place)) for place in places]
        story = self._with_subheads(self._with_signed(story))
        if not any(piece.role == "text" for piece in story):
            story = [self._pictured(piece) for piece in story]
        says = [number for number, piece in enumerate(story) if piece.role == "text"]
        if not says:  # a headline without text is a teaser
            self.remove(places)
            return
        paragraphs: list[Paragraph] = []
        for number, piece in enumerate(story):
            if piece.role is None or number > says[-1]:
                self.remove([piece.place])
            elif piece.role == "headline" and paragraphs:
                self._lengthen(paragraphs, self.passage.lines[piece.place].end)
            else:
                paragraphs.append(self._paragraph(piece.place, piece.role))
        self.stories.append(tuple(paragraphs))

    def _with_signed(self, story: list[_Piece]) -> list[_Piece]:
        """The last line of a text, right behind another, that ends with its agency is a paragraph, not a picture's text.

        Of 113 lines of articles that ended so the 113 that told of pictures stood before or between paragraphs.
        """
        said = [n for n, one in enumerate(story) if self.passage.states[one.place] in SAYS]
        last = said[-1] if said else 0
        line = self.words[story[last].place]
        signed = story[last].role == "aside" and end_credit(line)[0] < len(line)
        if not signed or not last or story[last - 1].role != "text":
            return story
        return [*story[:last], story[last]._replace(role="text"), *story[last + 1 :]]

    def _with_subheads(self, story: list[_Piece]) -> list[_Piece]:
        """A few words without a final mark between two paragraphs are a sub-headline, whatever the model says."""
        short = [piece.role == "text" and _is_short(self.words[piece.place]) for piece in story]
        long = [piece.role == "text" and not one for piece, one in zip(story, short, strict=True)]
        between = [False, *(a and b for a, b in zip(long, long[2:], strict=False)), False]
        return [
            piece._replace(role="subhead") if one and parted else piece
            for piece, one, parted in zip(story, short, between, strict=False)
        ]

    def _role(self, place: int) -> ParagraphRole | None:
        """Return what a line is in its story; None for furniture and for the lines of its head."""
        state = self.passage.states[place]
        if state in OUTSIDE:
            return None
        words = self.words[place]
        if certain_rule(words):
            return "aside"
        if state in HEADS:
            return "headline"
        if _is_of_picture(words):
            return "aside"
        if state == State.PART:
            return "aside" if is_stamp(words) else "subhead"
        return "text"

    def _pictured(self, piece: _Piece) -> _Piece:
        """A page of pictures says what stands below them."""
        says = piece.role == "aside" and self.passage.states[piece.place] in SAYS
        kept = says and certain_rule(self.words[piece.place]) is None
        return piece._replace(role="text") if kept else piece

    def _paragraph(self, place: int, role: ParagraphRole) -> Paragraph:
        (start, end), trimmed = _trimmed(self.text, self.passage.lines[place])
        self.removed += trimmed
        return Paragraph(start, end, role)

    def _lengthen(self, paragraphs: list[Paragraph], end: int) -> None:
        """Let a headline go on; what was glued to the end of its first line stands inside now."""
        paragraphs[-1] = paragraphs[-1]._replace(end=end)
        while self.removed and self.removed[-1].start >= paragraphs[-1].start:
            self.removed.pop()

    def remove(self, places: Sequence[int]) -> None:
        """Remove lines, each with the rule that it fits best."""
        for place in places:
            line, score = self.passage.lines[place], round(self.outside[place], 3)
            self.removed.append(Removed(line.start, line.end, self._rule(place), score))

    def _rule(self, place: int) -> str:
        if endless(line := self.passage.lines[place]):
            return PROSE_IN_ONE_LINE if _reads_as_prose(self.text, line) else "endless line"
        words = self.words[place]
        named = certain_rule(words) or hint_of(words)
        if named is None and normalise_line(words) in self.repeated:
            named = "repeated across files"
        is_head = self.passage.states[place] == State.HEAD
        return named or ("head of a story" if is_head else "learned line model")


def _words(text: str, line: Line) -> str:
    """What the beginning of a line says, without Markdown's marks."""
    return without_marks(text[line.start : min(line.end, line.start + LINE_LIMIT)])


def _reads_as_prose(text: str, line: Line) -> bool:
    """Whether an endless line is prose at half of the places where it is looked at.

    A page without line breaks has its menus first; twelve scripts of 300 kB to 3 MB read as prose at three places at most.
    """
    step = (line.end - line.start) // LOOKS
    places = range(line.start, line.start + LOOKS * step, step)
    return 2 * sum(facts(text[place : place + LINE_LIMIT]).prose for place in places) >= LOOKS


def _is_short(line: str) -> bool:
    """Whether a line could be a sub-headline: a few words, no final mark, no list item's comma."""
    if len(line) > LONGEST_PART or line[:1].islower() or line[-1:] in ",;:":
        return False
    return len(WORD.findall(line)) <= MOST_WORDS and not FINAL.search(line)


def _is_of_picture(line: str) -> bool:
    """Whether a line is the text of a picture, or says whose it is.

    What ends with whose it is tells what the picture shows: 160 such lines of 690 articles, captions all that were read.
    """
    credited = line[-1:] != "." and (
        ends_with_credit(line) or (len(line) <= LONGEST_CREDIT and hint_of(line) == "credit")
    )
    return credited or has_barred_credit(line) or is_caption(line) or opens_with_player(line)


def _trimmed(text: str, line: Line) -> tuple[tuple[int, int], list[Removed]]:
    """Return what is left of a line without what is glued to its edges, and that."""
    piece = text[line.start : line.end]
    low, high = 0, len(piece)
    removed = []
    for trim in trims(piece):
        removed.append(_stripped(text, line.start + trim.start, line.start + trim.end, trim.rule))
        low, high = (trim.end, high) if trim.start <= low else (low, trim.start)
    kept = piece[low:high].strip()
    left = line.start + piece.index(kept, low)
    return (left, left + len(kept)), removed


def _stripped(text: str, start: int, end: int, rule: str) -> Removed:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    return Removed(left, left + len(piece.strip()), rule)
