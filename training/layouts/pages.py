"""Pages made from layouts: lines of text, each with its label and the story that it belongs to."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from random import Random
from typing import Final, NamedTuple

from training.layouts.slots import Slots, Story
from training.layouts.templates import Layout, Part, TemplateLine

SINGLE: Final = 1 / 6
"""Share of the pages of any family that hold one story only."""
NO_STORY: Final = -1
ROW: Final = 60
"""Characters of the longest row of a table or list in a story, which no blank line follows."""


class PageLine(NamedTuple):
    """One line of a page."""

    text: str
    label: str
    """As in the layout language; ``-`` for a blank line."""
    story: int
    """Number of the story that it belongs to, -1 for furniture."""


class Page(NamedTuple):
    """A made page."""

    family: str
    author: str
    kind: str
    lines: tuple[PageLine, ...]


class Supply(NamedTuple):
    """What pages are filled with."""

    stories: Sequence[Story]
    junk: Sequence[str]
    words: Mapping[str, Sequence[str]]


def make_page(layout: Layout, supply: Supply, random: Random) -> Page:
    """Make one page of a family."""
    maker = _Maker(layout, supply, random)
    maker.make()
    return Page(layout.name, layout.author, layout.kind, tuple(maker.lines))


class _Maker:
    def __init__(self, layout: Layout, supply: Supply, random: Random) -> None:
        self.layout, self.supply, self.random = layout, supply, random
        self.slots = Slots(random, supply.words, supply.junk)
        self.slots.others = supply.stories
        self.lines: list[PageLine] = []
        self.story, self.told = NO_STORY, 0
        self._shape: dict[str, Part] = {}
        self._has: dict[TemplateLine, bool] = {}
        own = layout.settings
        self.gap = self._one_of(own.get("gap", "blank"))
        wrap = self._one_of(own.get("wrap", "none"))
        self.width = int(wrap) if wrap.isdigit() else 0
        self.body = _range(own.get("body", "2-9"))
        self.headed = {"none": 0.0, "some": 0.5}.get(own.get("headlines", "any"), 1.0)
        self.bodies = layout.named("body")

    def _one_of(self, stated: str) -> str:
        return self.random.choice(stated.split("|")).strip()

    def make(self) -> None:
        low, high = _range(self.layout.settings.get("stories", "2-5"))
        count = 1 if self.random.random() < SINGLE else self.random.randint(low, high)
        chosen = self.random.sample(list(self.supply.stories), count)
        self.slots.story = chosen[0]
        self._part("top", NO_STORY)
        for number, story in enumerate(chosen):
            if number:
                self._part("between", NO_STORY)
            self.slots.story, self.slots.number = story, number + 1
            is_lead = number == 0 and self.layout.named("lead")
            self._part("lead" if is_lead else "story", number)
        self._part("bottom", NO_STORY)

    def _part(self, name: str, story: int) -> None:
        part = self._one_shape(name)
        if part is None:
            return
        own = self._own_body() if story != NO_STORY else None
        if own is not None:
            self.slots.story = self._told_by(own)
        self.story, self.told = story, 0
        self.slots.new_story()
        headless = self.random.random() >= self.headed
        for line in part.lines:
            if not (headless and line.label in "Hh"):
                self._line(line, own)

    def _one_shape(self, name: str) -> Part | None:
        """Return one of the parts of that name: the page's, or another where they are chosen anew."""
        parts = self.layout.named(name)
        if not parts:
            return None
        part = self._shape.setdefault(name, self.random.choice(parts))
        return self.random.choice(parts) if part.anew else part

    def _told_by(self, own: Part) -> Story:
        """Return the story that a literal body tells: its headline and its first line of text."""
        story = self.slots.story
        headline, text = (
            next((line.text for line in own.lines if line.label == label), given)
            for label, given in (("H", story.headline), ("T", story.paragraphs[0]))
        )
        return Story(self.slots.fill(headline), (self.slots.fill(text),))

    def _own_body(self) -> Part | None:
        stated = self.layout.settings.get("text", "both")
        share = {"own": 1.0, "any": 0.0}.get(stated, 0.3)
        return (
            self.random.choice(self.bodies)
            if self.bodies and self.random.random() < share
            else None
        )

    def _line(self, line: TemplateLine, own: Part | None) -> None:
        if line.sticky and not self._has.setdefault(line, self.random.random() < 0.5):
            return
        if line.share < 1 and self.random.random() >= line.share:
            return
        if line.label == "B":
            self._body(line, own)
            return
        if line.label in "KS" and own is None and 0 < self.told >= len(self.slots.story.paragraphs):
            return  # nothing is left to stand below it
        for _ in range(self.random.randint(*line.times)):
            self._add(self.slots.fill(line.text), line.label)

    def _add(self, text: str, label: str) -> None:
        text = text.strip()
        label = label if text else "-"
        story = NO_STORY if label in "F-" else self.story
        rows = (
            textwrap.wrap(text, self.width, break_long_words=False)
            if self.width and text
            else [text]
        )
        for number, row in enumerate(rows):
            self.lines.append(PageLine(row, "h" if label == "H" and number else label, story))

    # -- the text of a story ------------------------------------------------------------------

    def _body(self, line: TemplateLine, own: Part | None) -> None:
        if own is not None:
            for each in own.lines:
                if each.label != "H":
                    self._own_line(each)
            return
        paragraphs = self.slots.story.paragraphs
        low, high = line.times if line.given else self.body
        kept = paragraphs[self.told :][: self.random.randint(low, max(low, high))]
        before = self.slots.fill(line.text)
        for number, paragraph in enumerate(kept):
            if number:
                self._gap()
                self._inside()
            self._add(paragraph if number else f"{before} {paragraph}", "B")
        self.told += len(kept)

    def _own_line(self, line: TemplateLine) -> None:
        self._line(line, None)
        if line.label in "TDB" and len(line.text) > ROW:
            self._gap()

    def _gap(self) -> None:
        for _ in range({"blank": 1, "double": 2}.get(self.gap, 0)):
            self._add("", "-")

    def _inside(self) -> None:
        parts = self.layout.named("inside")
        if not parts:
            return
        part = self._shape.setdefault("inside", self.random.choice(parts))
        for line in part.lines:
            before = len(self.lines)
            self._line(line, None)
            if len(self.lines) > before and line.label != "K":
                self._gap()


def _range(stated: str) -> tuple[int, int]:
    low, _, high = stated.split("|", 1)[0].partition("-")
    return int(low), int(high or low)
