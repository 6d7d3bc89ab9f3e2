"""What stands around a number and makes a figure of it: its unit, its noun, its bound, its kind.

All words are data (``<code>/figures.toml``); every pattern looks at a few characters on one side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, Literal

from briefing.language.base import NOTHING, Language, either, language
from briefing.language.figures.nouns import Nouns
from briefing.language.figures.numerals import Numeral

Bound = Literal["exact", "about", "at least", "at most"]
BOUNDS: Final[tuple[Bound, ...]] = ("at least", "at most", "about")

_AHEAD: Final = 40
_BEHIND: Final = 60
"""Characters in front of a number and behind it that are looked at."""
_HYPHEN: Final = re.compile(r"[-–‑]")
_PART_OF_WORD: Final = re.compile(r"[^\W\d_][-‑]$")
_PART_OF_CODE: Final = re.compile(r"(?:[.:/#]|(?<!\w)[-–])$")


def _any(phrases: Iterable[str]) -> str:
    """Return an expression for any of `phrases`, a hyphen being as good as a space."""
    return either(phrases).replace(r"\s+", r"[\s-]+")


class Ahead:
    """A pattern of what stands in front of a number, up to its first character.

    It is searched for only where one of its words ends there: in front of most numbers none does.
    """

    def __init__(self, pattern: str, words: Iterable[str], flags: int) -> None:
        self._pattern: Final = re.compile(pattern, flags)
        ends = (re.split(r"[\s-]", _core(word))[-1] for word in words)
        self._ends: Final = tuple(set(ends))

    def search(self, before: str) -> re.Match[str] | None:
        """Return the words at the end of `before`, with what stands between them and the number."""
        return self._pattern.search(before) if _core(before).endswith(self._ends) else None


def _core(text: str) -> str:
    """Letters in one case, without the marks that may follow a word."""
    return text.casefold().rstrip().rstrip(".-")


@dataclass(frozen=True, eq=False)
class Surroundings:
    """The patterns of one language."""

    tongue: Language

    def ahead(self, text: str, start: int) -> str:
        """Return the last characters in front of `start`."""
        return text[max(0, start - _AHEAD) : start]

    def behind(self, text: str, end: int) -> str:
        """Return the first characters behind `end`."""
        return text[end : end + _BEHIND]

    def _phrases(self, name: str) -> tuple[str, ...]:
        return self.tongue.phrases(name)

    def _directly(
        self, phrases: Iterable[str], form: str, flags: int = re.IGNORECASE
    ) -> re.Pattern[str]:
        words = tuple(phrases)
        return re.compile(form.format(_any(words)) if words else NOTHING, flags)

    def _ahead(
        self, phrases: Iterable[str], form: str, flags: int = re.IGNORECASE, also: str = ""
    ) -> Ahead:
        words = tuple(phrases)
        pattern = form.format(_any(words)) if words else NOTHING
        return Ahead(pattern, (*words, *also.split()) if words else (), flags)

    # -- units ------------------------------------------------------------------------------

    @cached_property
    def _signs(self) -> Mapping[str, str]:
        return {sign.lower(): unit for sign, unit in self.tongue.table("figures.signs").items()}

    @cached_property
    def _units(self) -> Mapping[str, str]:
        return {form.lower(): unit for form, unit in self.tongue.forms("figures.units").items()}

    @cached_property
    def sign(self) -> Ahead:
        """A unit in front of the number: `$`, `Rs. `."""
        letters = _any(one for one in self._signs if one.isalpha())
        others = _any(one for one in self._signs if not one.isalpha())
        pattern = rf"(?:(?<!\w)({letters})\.?|({others}))\s?$"
        return Ahead(pattern, self._signs, re.IGNORECASE)

    @cached_property
    def unit(self) -> re.Pattern[str]:
        """A unit behind the number: `%`, ` per cent`, `-mile`."""
        return self._directly(self._units, r"[\s-]?({})(?!\w)")

    @cached_property
    def _unit_before(self) -> Mapping[str, Ahead]:
        groups = self.tongue.groups("figures.units_before").items()
        return {unit: self._ahead(words, r"(?<!\w){}[\s-]$") for unit, words in groups}

    def measure(self, sign: re.Match[str] | None, unit: re.Match[str] | None) -> str:
        """Return the unit that stands in front of the number or else behind it, if any."""
        if sign:
            return self._signs[(sign[1] or sign[2]).lower()]
        return self._units[" ".join(re.split(r"[\s-]+", unit[1].lower()))] if unit else ""

    def measure_before(self, before: str) -> str:
        """Return the unit that is named in front of the number (`magnitude 5`), if any."""
        return next((unit for unit, one in self._unit_before.items() if one.search(before)), "")

    # -- bounds -----------------------------------------------------------------------------

    @cached_property
    def _bounds(self) -> tuple[tuple[Bound, Ahead, re.Pattern[str]], ...]:
        before, after = (
            self.tongue.groups("figures.bounds"),
            self.tongue.groups("figures.bounds_after"),
        )
        return tuple(
            (
                bound,
                self._ahead(before.get(bound, ()), r"(?<!\w){}\s(?:the\s)?$", also="the"),
                self._directly(after.get(bound, ()), r"{}(?!\w)"),
            )
            for bound in BOUNDS
        )

    def bound(self, before: str, after: str) -> Bound:
        """Return how exactly the number between `before` and `after` is meant."""
        ahead = [(one.search(before), name) for name, one, _ in self._bounds]
        behind = [(one.match(after), name) for name, _, one in self._bounds]
        # The longest phrase holds: "no more than" is no "more than".
        found = [(len(match.group()), name) for match, name in (*ahead, *behind) if match]
        return max(found)[1] if found else "exact"

    @cached_property
    def rounding(self) -> Mapping[str, str]:
        """The side on which a round number behind each mark lies."""
        return self.tongue.forms("figures.rounding")

    @cached_property
    def nouns(self) -> Nouns:
        """What the words behind a number say of what it counts."""
        return Nouns(self.tongue)

    # -- kinds ------------------------------------------------------------------------------

    @cached_property
    def _calendar(self) -> tuple[Ahead, re.Pattern[str], re.Pattern[str]]:
        names = ("calendar.months", "calendar.short_months", "calendar.other_months")
        months = [month for name in names for month in self._phrases(name)]
        return (
            self._ahead(months, r"(?<!\w){}\.?\s(?:the\s)?$", 0, also="the"),
            self._directly(months, r"\.?\s(?:of\s)?{}(?!\w)", 0),
            self._directly(self._phrases("figures.clock_after"), r"\s?{}(?!\w)"),
        )

    def is_of_calendar(self, numeral: Numeral, text: str, before: str, after: str) -> bool:
        """Whether a number is a day of a month or an hour of a day."""
        if numeral.kind not in {"cardinal", "ordinal"} or numeral.scale > 1:
            return False
        month, month_after, clock = self._calendar
        digits = text[numeral.start].isdecimal()
        day = (digits or numeral.kind == "ordinal") and 1 <= numeral.low <= 31
        dated = day and (month.search(before) or month_after.match(after))
        return bool(dated or (numeral.kind == "cardinal" and clock.match(after)))

    def is_inside(self, numeral: Numeral, before: str) -> bool:
        """Whether a number is part of a word (`Covid-19`), of a code, or below zero."""
        alone = (
            numeral.kind == "cardinal" and numeral.scale == 1 and not self.measure_before(before)
        )
        last = before[-3:]
        return bool((alone and _PART_OF_WORD.search(last)) or _PART_OF_CODE.search(last))

    @cached_property
    def name(self) -> Ahead:
        """A word in front of a number that makes a name of it: `No. 10`, `France 24`."""
        names = (*self._phrases("figures.names_before"), *self._phrases("figures.number_signs"))
        return self._ahead(names, r"(?<!\w){}\.?\s$", 0)

    def is_numbered(self, name: str) -> bool:
        """Whether `name` says that a number follows: `No.`, `number`."""
        return name.strip(" .\n") in self._phrases("figures.number_signs")

    @cached_property
    def _ages(self) -> tuple[Ahead, re.Pattern[str]]:
        before, after = self._phrases("figures.age_before"), self._phrases("figures.age_after")
        return self._ahead(before, r"(?<!\w){}\s$"), self._directly(after, r"{}s?(?!\w)")

    def age(self, before: str, after: str) -> int | None:
        """Return the length of what makes an age of a number, 0 where it stands in front; else None."""
        ahead, behind = self._ages
        match = behind.match(after)
        if match:
            return match.end()
        return 0 if ahead.search(before) else None

    @cached_property
    def _pronoun(self) -> tuple[frozenset[str], re.Pattern[str]]:
        return self.tongue.words("figures.one"), self._directly(
            self._phrases("figures.one_counts"), r"\s{}(?!\w)"
        )

    def is_pronoun(self, word: str, after: str) -> bool:
        """Whether a number word is a pronoun where no person in the singular follows it."""
        words, counted = self._pronoun
        return word.lower() in words and not counted.match(after)

    @cached_property
    def _year_before(self) -> Ahead:
        words = self._phrases("figures.year_after")
        return self._ahead(words, r"(?:(?<!\w){}|,)\s$", also=",")

    def is_year(self, numeral: Numeral, text: str, before: str, noun: str) -> bool:
        """Whether a number is a year, or ten of them."""
        written = text[numeral.start : numeral.end]
        plain = written.isdecimal() and len(written) == 4 and 1900 <= numeral.low <= 2099
        told = plain and (not noun or self._year_before.search(before))
        return numeral.kind == "decade" or bool(told)

    # -- two numbers ------------------------------------------------------------------------

    def is_hyphen(self, between: str) -> bool:
        """Whether only a hyphen stands between two numbers."""
        return bool(_HYPHEN.fullmatch(between))

    @cached_property
    def _links(self) -> tuple[re.Pattern[str], ...]:
        return (
            self._directly(self._phrases("figures.to"), r"\s{}\s"),
            self._directly(self._phrases("figures.and"), r"\s{}\s"),
            self._directly(self._phrases("figures.in"), r"\s{}\s"),
            self._directly(self._phrases("figures.shares_in_none"), r"[\s-]{}(?!\w)"),
        )

    @cached_property
    def _openings(self) -> tuple[Ahead, Ahead]:
        return (
            self._ahead(self._phrases("figures.between"), r"(?<!\w){}\s$"),
            self._ahead(self._phrases("figures.from"), r"(?<!\w){}\s$"),
        )

    def range_link(self, between: str, ahead: str) -> int | None:
        """Return how many characters in front belong to a range, None where two numbers are none."""
        to, both, *_ = self._links
        lead, change = self._openings
        opening = lead.search(ahead)
        if opening and both.fullmatch(between):
            return len(opening.group())
        if self.is_hyphen(between) or (to.fullmatch(between) and not change.search(ahead)):
            return 0
        return None

    def is_share(self, between: str, part: float, whole: float, behind: str) -> bool:
        """Whether two numbers are a share: `one in five`, but not `two in 10 days`."""
        *_, inside, times = self._links
        round_whole = whole <= 10 or whole % 10 == 0
        linked = inside.fullmatch(between) and not times.match(behind)
        return bool(linked and 0 < part < whole <= 1000 and round_whole)

    # -- multiples --------------------------------------------------------------------------

    @cached_property
    def multiples(self) -> Mapping[str, tuple[float, bool]]:
        """Multiples in one word, and whether they are so whatever follows."""
        words = self.tongue.numbers("figures.multiples")
        verbs = self.tongue.numbers("figures.multiple_verbs")
        return {
            **{word: (value, False) for word, value in words.items()},
            **{word: (value, True) for word, value in verbs.items()},
        }

    @cached_property
    def multiple(self) -> re.Pattern[str]:
        """One of them."""
        return self._directly(self.multiples, r"(?<!\w){}(?!\w)")

    @cached_property
    def multiple_of(self) -> re.Pattern[str]:
        """What follows where they are multiples."""
        return self._directly(self._phrases("figures.multiple_of"), r"\s{}(?!\w)")

    @cached_property
    def times(self) -> re.Pattern[str]:
        """The same behind a number: ` times as many`."""
        times, following = (
            _any(self._phrases("figures.times")),
            _any(self._phrases("figures.multiple_of")),
        )
        return re.compile(rf"(?P<times>\s{times})\s{following}(?!\w)")


@cache
def surroundings_of(code: str) -> Surroundings:
    """Return the patterns of the language with ISO 639-1 `code`."""
    return Surroundings(language(code))
