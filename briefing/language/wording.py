"""The words of a brief in its language, whatever the machine's locale is.

They stand in ``wording.toml`` of a language; where it has none, the brief is English.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from briefing.language.base import Language, language
from briefing.records import When

_MARKS: Final = frozenset('"„“”«»')


class Wording:
    """The words around the stories in one language.  Made by :func:`wording_for`."""

    def __init__(self, words: Language) -> None:
        self.language: Final = words.code
        self._words: Final = words

    def say(self, name: str, **values: object) -> str:
        """Return the words of `name` (as in ``verdicts.verbatim``) with `values` filled in."""
        return self._words.text(f"wording.{name}").format(**values)

    def rule(self, name: str) -> str:
        """Return what the rule of this name, which left out a passage, is called; its name without one."""
        return self._words.table("wording.rules").get(name, name)

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the lines of a longer text."""
        return self._words.phrases(f"wording.{name}")

    def counted(self, number: int, name: str) -> str:
        """Return `number` with its noun: "1 story", "2 stories"."""
        one, *several = self._words.phrases(f"wording.{name}") or ("{n}",)
        return (one if number == 1 else [one, *several][-1]).format(n=number)

    def quote(self, text: str) -> str:
        """Return a passage of a source in the language's quotation marks, as it is where it has its own."""
        return self.say("quotation_of_quoted" if _MARKS & set(text) else "quotation", text=text)

    def long_date(self, day: date) -> str:
        """Return `day` as in "17 June 2025"."""
        month = self._words.phrases("calendar.months")[day.month - 1]
        return self.say("date", day=day.day, month=month, year=day.year)

    def weekday_date(self, day: date) -> str:
        """Return `day` as in "Tuesday 17 June 2025"."""
        weekday = self._words.phrases("calendar.weekdays")[day.weekday()]
        return self.say("weekday_date", weekday=weekday, date=self.long_date(day))

    def titled(self, day: date, name: str = "") -> str:
        """Return the title of the brief of `day`: its name, or what the language calls one, and the date."""
        return self.say("title", called=name or self.say("page.name"), day=self.weekday_date(day))

    def month(self, day: date) -> str:
        """Return the month of `day` as in "June 2025"."""
        month = self._words.phrases("calendar.months")[day.month - 1]
        return self.say("archive.month", month=month, year=day.year)

    def weekdays(self) -> tuple[str, ...]:
        """Return the names of the weekdays, Monday first."""
        return self._words.phrases("calendar.weekdays")

    def score(self, score: float) -> str:
        """Return a support score (0 to 1) with two digits; only full support is called 1.00."""
        shown = f"{min(score, 0.99) if score < 1 else 1.0:.2f}"
        return shown.replace(".", self.say("decimal"))

    def dated(self, when: When) -> str:
        """Return in words when something was published: a day, an interval or "date unknown"."""
        if when.basis == "unknown":
            return self.say("dated.unknown")
        if when.day is not None:
            return self.say("dated.on", date=self.long_date(when.day))
        return self._interval(when.earliest.date(), when.latest.date())

    def _interval(self, first: date, last: date) -> str:
        if first == date.min:
            known = last != date.max
            return (
                self.say("dated.until", date=self.long_date(last))
                if known
                else self.say("dated.unknown")
            )
        if last == date.max:
            return self.say("dated.from", date=self.long_date(first))
        return self.say("dated.between", first=self.long_date(first), last=self.long_date(last))


@cache
def wording_for(code: str) -> Wording:
    """Return the words of a language by its ISO 639-1 code; those of English where it has none."""
    words = language(code)
    return Wording(words if words.has("wording") else language("en"))
