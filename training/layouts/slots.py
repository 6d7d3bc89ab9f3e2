"""What stands in the slots of a layout: names, dates, furniture; one notation of each a page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

FAMILIES: Final = Path(__file__).parent / "families"
_BAR: Final = "\ue000"


class Story(NamedTuple):
    """A story that pages are filled with."""

    headline: str
    paragraphs: tuple[str, ...]


@cache
def notations() -> Mapping[str, Sequence[str]]:
    """Return how pages write dates, ages and bylines."""
    data: dict[str, list[str]] = tomllib.loads(
        (Path(__file__).parent / "notations.toml").read_text(encoding="utf-8")
    )
    return data


@cache
def load_words(authors: tuple[str, ...], folder: Path = FAMILIES) -> dict[str, list[str]]:
    """Return the names and furniture of some authors together."""
    words: dict[str, list[str]] = {}
    for author in authors:
        path = folder / author / "words.toml"
        if path.exists():
            for key, values in tomllib.loads(path.read_text(encoding="utf-8")).items():
                words.setdefault(key, []).extend(values)
    return words


class Slots:
    """Fills the text of a layout's lines for one page."""

    def __init__(
        self, random: Random, words: Mapping[str, Sequence[str]], junk: Sequence[str]
    ) -> None:
        self.random, self.words, self.junk = random, words, junk
        self._chosen: dict[str, str] = {}
        self.now = datetime(random.randint(2008, 2027), 1, 1) + timedelta(
            minutes=random.randrange(525_000)
        )
        self.notation = {key: random.choice(values) for key, values in notations().items()}
        self.notation["date2"] = random.choice(notations()["dates"])
        self.masthead = self._word("outlets")
        self.number = 0
        self.story = Story("", ("",))
        self.others: Sequence[Story] = ()
        self._outlet = ""

    def new_story(self) -> None:
        """Forget what holds for one story: an outlet is named by one name."""
        self._outlet = ""

    def fill(self, text: str) -> str:
        """Return the text with its choices made and its slots filled."""
        return self._filled(text.replace("\\|", _BAR)).replace(_BAR, "|")

    def _filled(self, text: str) -> str:
        start = text.find("{")
        if start < 0:
            return text
        end = _closing(text, start)
        value = self._value(text[start + 1 : end])
        return text[:start] + value + self._filled(text[end + 1 :])

    def _value(self, inner: str) -> str:
        """Fill a slot, or what is chosen out of alternatives, outermost first."""
        options = _alternatives(inner.removeprefix("~"))
        if inner.startswith("~"):
            return self._filled(self.random.choice(options))
        if len(options) > 1:
            return self._filled(self._chosen.setdefault(inner, self.random.choice(options)))
        return self._slot(inner)

    def _slot(self, name: str) -> str:
        if name.isupper() and len(name) > 1:
            return self._slot(name.lower()).upper()
        if name == "outlet":
            self._outlet = self._outlet or self._word("outlets")
            return self._outlet
        if name in _LISTED:
            return self._word(_LISTED[name])
        if name not in _MADE:
            raise ValueError(f"no slot {{{name}}}")
        return _MADE[name](self)

    def _word(self, key: str) -> str:
        return self.random.choice(self.words.get(key) or ["Kestrel"])

    def moment(self, notation: str) -> str:
        """Write a moment of the page's day in a notation."""
        at = self.now - timedelta(minutes=self.random.randrange(900))
        th = "th" if 10 < at.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(at.day % 10, "th")
        values = {
            "d": at.day, "dd": f"{at.day:02}", "m": at.month, "mm": f"{at.month:02}", "month": f"{at:%B}", "mon": f"{at:%b}", "yyyy": at.year,
            "weekday": f"{at:%A}", "wd": f"{at:%a}", "HH": f"{at.hour:02}", "MM": f"{at.minute:02}", "h": at.hour % 12 or 12, "th": th,
            "ap": "am" if at.hour < 12 else "pm", "AP": "AM" if at.hour < 12 else "PM", "zone": self.notation["zones"], "c": self.random.randint(2, 58),
        }  # fmt: skip
        return notation.format(**values)

    def byline(self) -> str:
        """Write who wrote a story, in the page's way."""
        name = self._word("names")
        return self.notation["bylines"].format(
            name=name,
            NAME=name.upper(),
            name2=self._word("names"),
            place=self._word("places"),
            role=self.random.choice(notations()["roles"]),
        )

    def other(self) -> Story:
        """Return another story than this page's."""
        return (
            self.random.choice(self.others)
            if self.others
            else Story("Another headline of the day", ("Nothing more is known.",))
        )

    def furniture(self) -> str:
        """Return a line of furniture: real or of the authors' writing."""
        own = self.words.get("furniture") or ["Share this"]
        return self.random.choice(self.junk if self.junk and self.random.random() < 0.5 else own)


def _closing(text: str, start: int) -> int:
    """Return the place of the brace that closes the one at `start`."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise ValueError(f"no closing brace: {text!r}")


def _alternatives(inner: str) -> list[str]:
    """Part a choice at the bars that stand in no inner choice."""
    options, depth = [""], 0
    for sign in inner:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += sign
    return options


def first_sentence(text: str) -> str:
    """Return about the first sentence of a paragraph."""
    return re.split(r"(?<=[.!?])[\"\u201d]? (?=[A-Z\"\u201c])", text, maxsplit=1)[0]


def _teaser(slots: Slots) -> str:
    words = slots.other().paragraphs[0].split()
    kept = slots.random.randint(6, 26)
    if kept >= len(words):
        return " ".join(words)
    return " ".join(words[:kept]).rstrip(",.;:") + slots._chosen.setdefault(
        "…", slots.random.choice(["…", " …", "...", " ...", "… more"])
    )


def _remark(slots: Slots) -> str:
    """What a reader writes below a story: sentences of another story, so that only their place tells them from text."""
    told = slots.random.choice(slots.other().paragraphs)
    kept = slots.random.randint(1, 3)
    sentences = re.split(r"(?<=[.!?]) (?=[A-Z])", told)
    return " ".join(sentences[:kept])


def _host(slots: Slots) -> str:
    ending = slots._chosen.setdefault(
        "host", slots.random.choice([".example", ".com", ".co.uk", ".org", ".net", ".de"])
    )
    return re.sub(r"\W+", "", slots.masthead).lower() + ending


def _url(slots: Slots) -> str:
    words = re.findall(r"[a-z]+", slots.story.headline.lower())[:6]
    return f"https://www.{_host(slots)}/{slots.random.choice(['news', 'world', '2026/03', 'story', 'a'])}/{'-'.join(words) or 'index'}"


def _tags(slots: Slots) -> str:
    many = slots.random.sample(
        list(slots.words.get("tags") or ["Politics", "Weather", "Courts"]),
        k=min(slots.random.randint(1, 4), len(slots.words.get("tags") or [1, 2, 3])),
    )
    return slots._chosen.setdefault("tagsep", slots.random.choice([", ", " ", " · ", " | "])).join(
        many
    )


_LISTED: Final = {
    "name": "names",
    "place": "places",
    "section": "sections",
    "menu": "menus",
    "weather": "weather",
}
"""Slots that are filled with one of the authors' words, and the list that holds them."""
_MADE: Final[Mapping[str, Callable[[Slots], str]]] = {
    "headline": lambda s: s.story.headline,
    "lead": lambda s: first_sentence(s.story.paragraphs[0]),
    "other": lambda s: s.other().headline,
    "teaser": _teaser,
    "remark": _remark,
    "subhead": lambda s: s.random.choice(
        [*notations()["subheads"], *(s.words.get("subheads") or [])]
    ),
    "masthead": lambda s: s.masthead,
    "host": _host,
    "byline": Slots.byline,
    "date": lambda s: s.moment(s.notation["dates"]),
    "date2": lambda s: s.moment(s.notation["date2"]),
    "weekday": lambda s: f"{s.now:%A}",
    "year": lambda s: str(s.now.year),
    "clock": lambda s: s.moment(s.notation["clocks"]),
    "ago": lambda s: s.moment(
        s.notation["agos"] if s.random.random() < 0.7 else s.random.choice(notations()["agos"])
    ),
    "n": lambda s: str(s.number),
    "junk": Slots.furniture,
    "tags": _tags,
    "count": lambda s: s.random.choice(
        [
            str(s.random.randint(2, 999)),
            f"{s.random.randint(1, 9)},{s.random.randint(0, 999):03}",
            f"{s.random.randint(1, 99)}.{s.random.randint(0, 9)}K",
        ]
    ),
    "minutes": lambda s: str(s.random.randint(2, 14)),
    "price": lambda s: s.random.choice(["€1", "£2.50", "$1.99", "€3.20", "Rs 5", "CHF 4"]),
    "url": _url,
    "emoji": lambda s: s.random.choice(notations()["emoji"]),
    "agency": lambda s: s.random.choice(notations()["agencies"]),
}
