"""Two texts in the same words: is it one text told twice, or one form filled in for two happenings.

Bulletins of quakes, court lists, results and weekly figures share nine words in ten, and differ in the names, figures and
days that are the news.  So two such texts are laid side by side, word by word, and what stands in the same place is looked
at: a reprint names the same people and places there, and an update changes some figures; a form has other ones all along.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np

from briefing.grouping.events import shingles
from briefing.grouping.events.matrices import Rows
from briefing.grouping.events.shingles import TEXTS, said, written
from briefing.language.base import language
from briefing.language.detect import likely_language
from briefing.language.figures import spelt_words
from briefing.language.spellings import same_name
from briefing.language.text import read
from briefing.language.tokens import stem
from briefing.language.words import background, fold, frequencies, surface_words
from briefing.work import HERE, Workers, map_blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from briefing.records import Story

    Numbers = NDArray[np.int64]

Runs = Sequence[tuple[int, int, int]]
"""Where each run of the same words begins in two texts, and how long it is."""
Kind = Literal["name", "figure", "day", "word"]

LOOKED_AT: Final = 260
"""Words of a text that are laid beside another's: what a form is filled in with stands in its first paragraphs."""
RUN: Final = 3
"""Words of the shortest run that both texts have: a word or two fall together in any two texts."""
SLOT: Final = 12
"""Words of the longest slot of a form; between two runs that are further apart stands a passage of one text alone."""
SIDE_BY_SIDE: Final = 0.4
"""Share of the shorter text's words that the other has in the same order, from which the two run side by side.  Of 20
pairs of independent reports of one event none has more than .2, of 100 pairs of one form all but two have more than .5."""
OTHER_NAMES: Final = 0.3
"""Share of the names side by side that are others, from which two texts tell two happenings."""
MOST_NAMES: Final = 0.6
"""The same where a short text names but one place, and that is another."""
SOME_NAMES, MOST_FIGURES = 0.1, 0.5
"""The same where half of the figures are others as well."""
OTHER_FIGURES: Final = 0.3
"""The same for figures, in texts that hardly differ but in these and in the days that they name."""
EDITED: Final = 0.7
"""Share of words side by side from which a text hardly differs."""
KEPT_WORDS: Final = 65_536
"""Words of a language of which it is kept what they are."""
LONG, SPELT_ALIKE = 5, 0.75
"""Letters from which a name can be told by its likeness, and the likeness of two spellings of one."""
TOLD: Final[tuple[Kind, ...]] = ("name", "figure", "day")
"""What a form is filled in with."""
_MIX: Final = np.array([0x5851F42D4C957F2D, 0x2545F4914F6CDD1D], dtype=np.int64)
_BITS: Final = 16
"""Of a number above those of all words of a text that are looked at."""
_WIDE: Final = 1 << _BITS
_NOTHING: Final = np.zeros(0, dtype=np.int64)
_SIDES: Final[tuple[Literal["left", "right"], ...]] = ("left", "right")
_SENTENCE: Final = re.compile(r"(?<=[.!?])[\"\u201d\u2019)]?\s+")


@dataclass(frozen=True)
class Parallel:
    """What two texts have in the same places."""

    share: float
    """Share of the shorter text's words that the other has in the same order."""
    same: Counter[Kind]
    other: Counter[Kind]
    """How many names, figures and days stand where the other text has another one."""

    def part(self, kind: Kind) -> float:
        """Return the share of the names, figures or days that are others; 0 where there are none."""
        count = self.same[kind] + self.other[kind]
        return self.other[kind] / count if count else 0.0

    @property
    def is_copy(self) -> bool:
        """Whether hardly a name, figure or day is another one."""
        return sum(self.other.values()) < 2

    @property
    def is_form(self) -> bool:
        """Whether the two are one form, filled in for two happenings."""
        if self.share < SIDE_BY_SIDE:
            return False
        names, figures = self.part("name"), self.part("figure")
        if (self.other["name"] > 1 and names >= OTHER_NAMES) or names >= MOST_NAMES:
            return True
        if self.other["figure"] > 1 and figures >= MOST_FIGURES:
            return names >= SOME_NAMES or self.share < EDITED or self.other["day"] > 0
        is_bulletin = self.share >= EDITED and self.other["day"] > 0
        return is_bulletin and self.other["figure"] > 1 and figures >= OTHER_FIGURES


def parallel(first: Story, second: Story) -> Parallel:
    """Lay two stories side by side."""
    return side_by_side(text_of(first), text_of(second))


def side_by_side(first: _Text, second: _Text) -> Parallel:
    """Lay two texts side by side that are ready for it."""
    runs = _runs(first, second)
    return _compared(first, second, runs, _slots(first, second, runs))


def _slots(
    first: _Text, second: _Text, runs: Runs
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the places between two runs, and before and behind them, where a few words of one text stand for a few of the other."""
    ends = [(0, 0, 0), *runs, (first.length, second.length, 0)]
    slots = [
        ((here + length, here_next), (there + length, there_next))
        for (here, there, length), (here_next, there_next, _) in pairwise(ends)
    ]
    return [slot for slot in slots if all(0 < end - start <= SLOT for start, end in slot)]


def _compared(
    first: _Text,
    second: _Text,
    runs: Runs,
    slots: Iterable[tuple[tuple[int, int], tuple[int, int]]],
) -> Parallel:
    same, other = Counter[Kind](), Counter[Kind]()
    for here, there in slots:
        for kind, twins, others in _replaced(first, second, here, there):
            same[kind] += twins
            other[kind] += others
    for kind, before in first.before.items():
        same[kind] += sum(before[here + length] - before[here] for here, _, length in runs)
    return Parallel(_share(first, second, runs), same, other)


def _share(first: _Text, second: _Text, runs: Runs) -> float:
    """Return the share of the shorter text's words that stand in runs."""
    return sum(length for _, _, length in runs) / max(1, min(first.length, second.length))


def are_one_form(first: Story, second: Story) -> bool:
    """Return whether two stories are one form, filled in for two happenings (:attr:`Parallel.is_form`)."""
    return are_form(text_of(first), text_of(second))


def are_form(mine: _Text, theirs: _Text) -> bool:
    """Return the same of two texts that are ready to be laid side by side.

    What the words are, names, figures or days, is asked last: of ten pairs of wordy texts nine have too few words in common, and where none
    stand for others, as in copies of which the paragraphs are exchanged, nothing is filled in.
    """
    runs = _runs(mine, theirs)
    if _share(mine, theirs, runs) < SIDE_BY_SIDE:
        return False
    slots = _slots(mine, theirs, runs)
    return bool(slots) and _compared(mine, theirs, runs, slots).is_form


def may_be_forms(
    stories: Sequence[Story], first: Numbers, second: Numbers, workers: Workers = HERE
) -> NDArray[np.bool_]:
    """Return which pairs of stories may have so many words in runs of both that they run side by side.

    Each text is read once, however many others it is held against, and of 100,000 texts no more is kept than a number for each word.
    """
    rows, places = np.unique(np.concatenate([first, second]), return_inverse=True)
    triples = Rows("I")
    texts = (_begin(stories[row]) for row in rows.tolist())
    for one in map_blocks(workers, _triples, texts, TEXTS):
        triples.add(one)
    found = np.zeros(len(first), dtype=bool)
    values, ends = triples.values, triples.ends.tolist()
    known, ordered = -1, values[:0]
    pairs = zip(places[: len(first)].tolist(), places[len(first) :].tolist(), strict=True)
    for number, (one, other) in enumerate(pairs):
        if one != known:
            known, ordered = one, np.sort(values[ends[one] : ends[one + 1]])
        theirs = values[ends[other] : ends[other + 1]]
        if len(ordered) and len(theirs):
            shorter = min(len(ordered), len(theirs)) + RUN - 1
            found[number] = _most_in_runs(ordered, theirs) / shorter >= SIDE_BY_SIDE
    return found


def _triples(texts: Sequence[Sequence[str]]) -> list[NDArray[np.uint32]]:
    """In half their width: where two fall together, more words are counted, and the texts are laid side by side."""
    # Reports of their own have sentences of their own.
    return [_threes(_first_numbers(map(written, parts[::2]))).astype(np.uint32) for parts in texts]


def _most_in_runs(ordered: NDArray[Any], triples: NDArray[Any]) -> int:
    """Return how many words of a text stand in threes that another one has: at least as many as stand in runs of both."""
    places = np.minimum(ordered.searchsorted(triples), len(ordered) - 1)
    met = ordered[places] == triples
    begins = int(met[0]) + int(np.count_nonzero(met[1:] > met[:-1]))
    return int(np.count_nonzero(met)) + (RUN - 1) * begins


Words = tuple[tuple[str, Kind], ...]


class _Text:
    """A text that is laid beside others: a day's report may have hundreds of reprints, each of which is laid beside five."""

    def __init__(self, parts: Sequence[str], code: str) -> None:
        self._parts, self._code = parts, code
        self.numbers: Final = _first_numbers(said(one).written for one in parts[::2])
        """A number for each of its words that are looked at."""
        self.length: Final = len(self.numbers)

    @cached_property
    def words(self) -> Words:
        """Its words, each with what it is: of ten texts nine are told apart by the words alone."""
        return _read("".join(self._parts), self._code)

    @cached_property
    def triples(self) -> Numbers:
        """A number for each three words in a row, the shortest run that counts.

        64 bits: those of two texts that share none fall together once in 10^14 pairs of texts.
        """
        return _threes(self.numbers)

    @cached_property
    def order(self) -> Numbers:
        """Their places, the least number first."""
        return np.argsort(self.triples, kind="stable")

    @cached_property
    def ordered(self) -> Numbers:
        """The numbers in their order."""
        return self.triples[self.order]

    @cached_property
    def before(self) -> Mapping[Kind, Sequence[int]]:
        """How many names, figures and days stand before each word, and in all."""
        kinds = [kind for _, kind in self.words]
        return {told: [*accumulate(map(told.__eq__, kinds), initial=0)] for told in TOLD}


def text_of(story: Story) -> _Text:
    """Return the words of a story, ready to be laid beside others'."""
    return _ready(tuple(_begin(story)), story.language_or(""))


@lru_cache(maxsize=1024)
def _ready(parts: tuple[str, ...], code: str) -> _Text:
    """A form is laid beside dozens of others, and what its words are is looked for once."""
    return _Text(parts, code)


def forget() -> None:
    """Let go of the texts and sentences that are remembered."""
    _ready.cache_clear()
    shingles.forget()


def _begin(story: Story) -> list[str]:
    """The first characters of a story, in which the words are that are looked at: its parts, of which the last may be cut."""
    found, left = [], LOOKED_AT * 12
    for part in story.parts():
        if left <= 0:
            break
        found.append(part[:left])
        left -= len(part)
    return found


def _first_numbers(sentences: Iterable[Numbers]) -> Numbers:
    """The numbers of the words of a text that are looked at: copies have the same sentences, which are not cut again."""
    found, length = [_NOTHING], 0
    for sentence in sentences:
        found.append(sentence)
        length += len(sentence)
        if length >= LOOKED_AT:
            break
    return np.concatenate(found)[:LOOKED_AT]


def _threes(numbers: Numbers) -> Numbers:
    mixed: Numbers = (numbers[:-2] * _MIX[0] + numbers[1:-1]) * _MIX[1] + numbers[2:]
    return mixed


def _runs(mine: _Text, theirs: _Text) -> list[tuple[int, int, int]]:
    """Return where runs of the same words begin in both texts, in order, and their length.

    They are those of three words and more that :meth:`difflib.SequenceMatcher.get_matching_blocks` gives: the longest, then the longest before it
    and behind it; of equal ones the first.  Each is part of a run that no word can lengthen, and these are found once, all at a time.
    """
    if np.array_equal(mine.numbers, theirs.numbers):
        # Where they repeat few words, runs without number would be found.
        return [(0, 0, mine.length)] if mine.length >= RUN else []
    found: list[tuple[int, int, int]] = []
    inside = _longest_runs(mine, theirs)
    waiting = [(inside, 0, mine.length, 0, theirs.length)] if inside else []
    while waiting:
        runs, low, high, left, right = waiting.pop()
        less, here, there = min(runs)
        found.append((here, there, -less))
        if len(runs) > 1:
            before = low, here, left, there
            behind = here - less, high, there - less, right
            parts = ((_inside(runs, *part), *part) for part in (before, behind))
            waiting += [part for part in parts if part[0]]
    return sorted(found)


_Run = tuple[int, int, int]
"""How long a run is, below 0, and its places in both texts: the longest is the least, of equal ones the first."""


def _inside(runs: Sequence[_Run], low: int, high: int, left: int, right: int) -> list[_Run]:
    """Return what of each run lies between two places of one text and two of the other, where that is long enough."""
    inside = []
    for less, here, there in runs:
        before = max(low - here, left - there, 0)
        rest = less + before + max(here - less - high, there - less - right, 0)
        if rest <= -RUN:
            inside.append((rest, here + before, there + before))
    return inside


def _longest_runs(mine: _Text, theirs: _Text) -> list[_Run]:
    """Return all runs of three words and more that both texts have and no word can lengthen."""
    if not len(theirs.ordered):
        return []
    # Numbers in their order are found in a third of the time of others.
    first, behind = (theirs.ordered.searchsorted(mine.ordered, side) for side in _SIDES)
    times = behind - first
    which = np.repeat(np.arange(len(times)), times)
    if not len(which):
        return []
    # The places of a number stand in a row: the first of them, and how far this one is behind it.
    step = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
    here, there = mine.order[which], theirs.order[first[which] + step]
    # Runs lie on diagonals: sorted by these, what follows in both texts follows in the row.
    places = (there - here) * _WIDE + here
    places.sort()
    is_first = np.ones(len(places), dtype=bool)
    np.not_equal(places[1:], places[:-1] + 1, out=is_first[1:])
    begins = is_first.nonzero()[0]
    at = (places[begins] & (_WIDE - 1)).tolist()
    diagonals = (places[begins] >> _BITS).tolist()
    return [
        (begin - end - RUN + 1, here, here + diagonal)
        for (begin, end), here, diagonal in zip(
            pairwise([*begins.tolist(), len(places)]), at, diagonals, strict=True
        )
    ]


def _replaced(
    mine: _Text, theirs: _Text, here: tuple[int, int], there: tuple[int, int]
) -> Iterator[tuple[Kind, int, int]]:
    """Yield how many names, figures and days between two words of each text are the same ones, and how many are others.

    Two spellings of one name are the same name.
    """
    for kind in TOLD:
        own, others = mine.before[kind], theirs.before[kind]
        if own[here[0]] == own[here[1]] or others[there[0]] == others[there[1]]:
            continue
        left = [word for word, one in mine.words[slice(*here)] if one == kind]
        right = [word for word, one in theirs.words[slice(*there)] if one == kind]
        twins = 0
        for word in left:
            twin = next((each for each in right if _is_same(word, each, kind)), None)
            if twin is not None:
                right.remove(twin)
                twins += 1
        yield kind, twins, max(0, min(len(left), len(right)))


def _is_same(word: str, other: str, kind: Kind) -> bool:
    """Whether two words in one place are the same one spelt twice: `six` and 6, Kharkiv and Kharkov."""
    if kind == "figure":
        return _value(word) == _value(other) is not None
    return kind == "name" and (same_name(word, other) or _are_spellings(word, other))


@cache
def _value(word: str) -> float | None:
    return next((figure.value for figure in read(word).figures), None)


def _are_spellings(word: str, other: str) -> bool:
    long = min(len(word), len(other)) >= LONG
    return long and SequenceMatcher(None, fold(word), fold(other)).ratio() >= SPELT_ALIKE


def _read(text: str, known: str) -> Words:
    """Return the words of a text, each with what it is."""
    code = known or likely_language(text)
    sentences = [surface_words(sentence) for sentence in _SENTENCE.split(text)]
    every, kind_of = set(chain.from_iterable(sentences)), _kinds(code).__getitem__
    words: list[tuple[str, Kind]] = []
    for first, *rest in filter(None, sentences):
        kind = kind_of(first)
        opens = kind == "name" and not _is_known_name(first, code, every)
        words.append((first, "word" if opens else kind))
        words += zip(rest, map(kind_of, rest), strict=True)
    return tuple(words[:LOOKED_AT])


@cache
def _days(code: str) -> frozenset[str]:
    own = language(code)
    if not own.has("calendar.weekdays"):
        return frozenset()
    return frozenset(word.casefold() for word in own.words("calendar.weekdays", "calendar.months"))


class _Kinds(dict[str, Kind]):
    """What words are inside a sentence of one language; all are forgotten where there are too many."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code: Final = code

    def __missing__(self, word: str) -> Kind:
        if len(self) >= KEPT_WORDS:
            self.clear()
        kind = self[word] = _kind(word, self._code)
        return kind


_kinds: Final = cache(_Kinds)


def _kind(word: str, code: str) -> Kind:
    """Return what a word inside a sentence is."""
    lower = word.casefold()
    if lower in _days(code):
        return "day"
    if word[0].isdigit() or lower in spelt_words():
        return "figure"
    return "name" if word[0].isupper() else "word"


def _is_known_name(word: str, code: str, every: set[str]) -> bool:
    """Whether a word that opens a sentence is a name: not written small among `every` word here, nor mostly so elsewhere."""
    small = word.casefold()
    return not (small in every and small[0].islower()) and _is_mostly_name(word, code)


@lru_cache(maxsize=16384)
def _is_mostly_name(word: str, code: str) -> bool:
    if code != "en":
        return word.casefold() not in frequencies(code)
    share = background().capitals(stem(fold(word)))
    return share is None or share >= 0.8
