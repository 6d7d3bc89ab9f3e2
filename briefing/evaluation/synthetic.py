"""Made-up input to take times with: page dumps glued from given stories, and stories of made words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Final, NamedTuple

from briefing.records import Sentence, Story, When

BYTES: Final = 5_000
"""Of a page dump."""
OUTLETS: Final = ("Harbour Gazette", "Island Post", "Northern Times", "The Tidewater Post")
MENU: Final = ("World", "Politics", "Business", "Sport", "Culture", "Opinion", "Weather", "Sign in")
TITLE_AND_TEXT = tuple[str, Sequence[str]]


# -- page dumps ---------------------------------------------------------------------------------


def dumps(count: int, stories: Sequence[TITLE_AND_TEXT]) -> Iterator[tuple[str, bytes]]:
    """Yield `count` page dumps by name, each of three of `stories`, made while they are asked for.

    `stories` are headlines with sentences, which are shuffled into other paragraphs.
    """
    draw = Random(0)  # noqa: S311  # draws text, no secrets
    for number in range(count):
        yield f"{number}.txt", _dump(draw, stories).encode()


def _dump(draw: Random, stories: Sequence[TITLE_AND_TEXT]) -> str:
    lines: list[str] = draw.sample(MENU, 6)
    for title, sentences in draw.sample(stories, min(3, len(stories))):
        outlet = draw.choice(OUTLETS)
        lines += [outlet, f"{draw.randint(2, 59)} minutes ago", f"- {outlet}", title]
        lines += _paragraphs(draw, sentences)
        lines += ["Comments", "No comments yet...", "Related Articles", "", ""]
    filler = " ".join(draw.choice(draw.choice(stories)[1]) for _ in range(30))
    return "\n".join([*lines, filler])[:BYTES]


def _paragraphs(draw: Random, sentences: Sequence[str]) -> Iterator[str]:
    left = draw.sample(list(sentences), len(sentences))
    while left:
        size = draw.randint(1, 3)
        yield " ".join(left[:size])
        left = left[size:]


PAGE: Final = 3_500
"""Characters of a page of one story."""


def pages(count: int, stories: Sequence[TITLE_AND_TEXT], day: date) -> Iterator[tuple[str, bytes]]:
    """Yield `count` pages of `day` by name, each of one story of some 3,500 characters.

    A page's sentences are drawn from all `stories`, and the names in them are its own: of few stories come many
    that tell different things.
    """
    draw = Random(5)  # noqa: S311  # draws text, no secrets
    pool = [sentence for _, sentences in stories for sentence in sentences]
    for number in range(count):
        names: dict[str, str] = {}
        title = _renamed(draw.choice(stories)[0], names, draw)
        lines: list[str] = []
        while sum(map(len, lines)) < PAGE:
            lines.append(_renamed(draw.choice(pool), names, draw))
        text = "\n\n".join([title, f"{day:%A, %B} {day.day}, {day.year}", *lines])
        yield f"{number}.txt", f"{text}\n".encode()


def _renamed(sentence: str, names: dict[str, str], draw: Random) -> str:
    """The sentence with a made-up name for each capitalised word inside it."""
    first, *rest = sentence.split()
    for at, word in enumerate(rest):
        if word.isalpha() and word[0].isupper():
            rest[at] = names.setdefault(word, made_word(draw).capitalize())
    return " ".join([first, *rest])


# -- stories ------------------------------------------------------------------------------------


class _Words(NamedTuple):
    """What an event's sentences are drawn from; the earlier a word stands, the more often it comes."""

    own: Sequence[str]
    topic: Sequence[str]
    stock: Sequence[str]


def stories(count: int) -> Iterator[Story]:
    """Yield `count` stories of some 400 words: events of one to eight reports, some reprinted.

    Words follow Zipf's law as in news; each event has names and words of its own, each story draws
    from its event, its topic and the common stock.
    """
    draw = Random(11)  # noqa: S311  # draws text, no secrets
    stock = [made_word(draw) for _ in range(30_000)]
    topics = [[draw.choice(stock) for _ in range(300)] for _ in range(60)]
    made = 0
    while made < count:
        own = [made_word(draw).capitalize() for _ in range(25)] + draw.sample(stock, 50)
        words = _Words(own, draw.choice(topics), stock)
        day = date(2025, draw.randrange(1, 13), draw.randrange(1, 29))
        text = ""
        for _ in range(min(draw.choice((1, 1, 2, 3, 5, 8)), count - made)):
            if not text or draw.random() < 0.7:
                text = " ".join(_sentence(draw, words) for _ in range(20))
            made += 1
            yield _story(str(made), text, day)


def made_word(draw: Random) -> str:
    """Return a word of two to four syllables, of no language."""
    syllables = range(draw.randrange(2, 5))
    return "".join(draw.choice("bdfgklmnprstvz") + draw.choice("aeiou") for _ in syllables)


def _sentence(draw: Random, words: _Words) -> str:
    shares = ((0.15, words.own, 2), (0.4, words.topic, 2), (1.0, words.stock, 4))
    found = []
    for _ in range(20):
        source = draw.random()
        pool, steep = next((pool, steep) for bound, pool, steep in shares if source < bound)
        found.append(pool[int(len(pool) * draw.random() ** steep)])
    return " ".join(found).capitalize() + "."


def _story(name: str, text: str, day: date) -> Story:
    """Return a story of one sentence: more of them cost memory that is not the grouping's.

    Records of sentences take some 30 kB a story of 400 words.
    """
    body = Sentence(story=name, document=name, start=0, end=len(text), text=text, paragraph=0)
    return Story(
        id=name,
        document=name,
        file=name,
        title=None,
        sentences=(body,),
        spans=((0, len(text)),),
        when=When.on(day, "stated", "made"),
        language="en",  # as reading leaves it: what grouping alone takes is without finding that out
    )
