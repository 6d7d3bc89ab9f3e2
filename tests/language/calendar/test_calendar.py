"""Months, weekdays, days and dates in every notation: tables of what is read, and what is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.language.base import Language
from briefing.language.calendar import (
    MONTHS,
    WEEKDAYS,
    Clock,
    clash,
    day_in_path,
    find_dates,
    find_days,
    find_relative,
    find_short_distance,
    find_weekday,
    fits_day,
    month_of,
    notations,
    order_in,
    resolve,
    same_day,
    weekday_of,
)
from briefing.language.calendar.names import CALENDARS, EVERY_MONTH, may_name_month, numbered

TUESDAY = date(2025, 6, 17)
CLOCK = Clock(TUESDAY, UTC)
MONDAY = date(2025, 6, 16)
YESTERDAY = timedelta(days=1)


# -- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("tongue", CALENDARS, ids=lambda tongue: tongue.code)
def test_every_language_names_twelve_months_and_seven_weekdays(tongue: Language) -> None:
    assert len(set(tongue.words("calendar.months"))) == 12
    assert len(set(tongue.words("calendar.weekdays"))) == 7
    assert len(tongue.phrases("calendar.short_months")) in {0, 12}
    assert len(tongue.phrases("calendar.short_weekdays")) in {0, 7}


@pytest.mark.parametrize("kind", ["months", "weekdays"])
def test_no_name_stands_for_two_months_or_weekdays_in_two_languages(kind: str) -> None:
    meant = defaultdict(set)
    for tongue in CALENDARS:
        for name, number in numbered(
            [tongue], f"calendar.{kind}", f"calendar.short_{kind}", others=f"calendar.other_{kind}"
        ).items():
            meant[name.casefold()].add(number)
    assert {name: numbers for name, numbers in meant.items() if len(numbers) > 1} == {}


@pytest.mark.parametrize("write", [str, str.lower, str.upper])
def test_a_text_that_names_a_month_is_seen_to(write: Callable[[str], str]) -> None:
    names = [write(name) for name in EVERY_MONTH if month_of(write(name))]
    assert len(names) > 400
    assert all(may_name_month(f"3 {name} 2025") for name in names)
    assert all(may_name_month(f"am 3. {name}, um") for name in names)


def test_a_text_that_names_no_month_is_asked_for_dates_of_numbers_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(notations, "_NOTATIONS", ())
    found = notations.written_dates.__wrapped__("12 of 40 had left by 2025-06-17, 5 later")
    assert [(one.year, one.readings) for one in found] == [(2025, ((6, 17),))]


def test_months_and_weekdays_have_their_numbers_in_any_language() -> None:
    assert [MONTHS["january"], MONTHS["december"], WEEKDAYS["monday"], WEEKDAYS["sunday"]] == [
        *(1, 12, 0, 6)
    ]
    names = ["Sept", "März", "août", "junio", "czerwca", "июня", "Mayıs", "Juneau"]
    assert [month_of(name) for name in names] == [9, 3, 8, 6, 6, 6, 5, None]
    names = ["Tues", "Sonnabend", "mercredi", "sábado", "Sunny"]
    assert [weekday_of(name) for name in names] == [1, 5, 2, 5, None]


# -- dates in lines -----------------------------------------------------------------------------

DAY = date(2025, 6, 17)
ONE_DAY = [
    *("17 June 2025", "June 17, 2025", "June 17 2025", "Jun. 17, 2025", "JUNE 17, 2025"),
    *("17 jun 2025", "17-Jun-2025", "Jun-17-2025", "17th June 2025", "the 17th of June 2025"),
    *("17 June", "June 17", "Jun. 17", "the 17th of June", "June 17th", "17th of June, 2025"),
    *("Tuesday 17 June 2025", "Tue, Jun 17, 2025", "June 17  2025", "17  June, 2025"),
    *("2025-06-17", "2025/06/17", "2025.06.17", "2025-6-17", "17/06/2025", "17/6/25", "06/17/2025"),
    *("17-06-2025", "2025年6月17日", "2025年 6月 17日"),
    # German
    *("17. Juni 2025", "17. Juni", "am 17. Juni", "17.6.2025", "17.06.25", "17.06.2025"),
    *("Dienstag, 17. Juni 2025", "Di., 17.06.2025", "17. Jun. 2025", "17. Jun", "17 Juni 2025"),
    *("17. JUNI 2025", "Dienstag, den 17. Juni", "Stand: 17. Juni 2025"),
    # The other languages
    *("17 juin 2025", "le 17 juin", "mardi 17 juin 2025", "17 JUIN 2025"),
    *("17 de junio de 2025", "17 de junio del 2025", "17 de junio", "martes, 17 jun 2025"),
    *("17 giugno 2025", "17 de junho de 2025", "17 juni 2025", "17 czerwca 2025"),
    *("17 июня 2025", "17 Haziran 2025", "17 Juni 2025", "17 जून 2025", "17 يونيو 2025"),
    *("17. juni 2025", "17. kesäkuuta 2025", "17. června 2025", "17. júna 2025", "17. júní 2025"),
    *("2025. június 17.", "2025 m. birželio 17 d.", "17 червня 2025 р.", "17 юни 2025 г."),
    *("17 iunie 2025", "17 Ιουνίου 2025", "17 ביוני 2025", "17 tháng 6, 2025"),
    *("ngày 17 tháng 6 năm 2025", "2025년 6월 17일", "2025. 6. 17.", "１７ June ２０２５"),
    *("١٧ يونيو ٢٠٢٥", "१७ जून २०२५", "17. 6. 2025", "17. 06. 2025", "junio 17, 2025"),
    *("17/Jun/2025", "2025 June 17", "17 juin, 2025", "Juni 17, 2025"),
]


@pytest.mark.parametrize("text", ONE_DAY)
def test_a_day_in_any_notation_is_read(text: str) -> None:
    assert [found.days for found in find_dates(text, CLOCK)] == [(DAY,)]
    assert [found.days for found in find_dates(f"Oslo | {text} | Tarn", CLOCK)] == [(DAY,)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("06/07/2025", (date(2025, 6, 7), date(2025, 7, 6))),
        ("06-07-25", (date(2025, 6, 7), date(2025, 7, 6))),
        ("Sunday 06/07/2025", (date(2025, 7, 6),)),
        ("sábado, 06/07/2025", (date(2025, 6, 7),)),
        ("06.07.2025", (date(2025, 7, 6),)),
        ("6.7.25", (date(2025, 7, 6),)),
        ("05/05/2025", (date(2025, 5, 5),)),
        ("Sept 3", (date(2024, 9, 3),)),
        ("Sept. 3, 2023", (date(2023, 9, 3),)),
        ("1er juillet 2024", (date(2024, 7, 1),)),
        ("1º de maio de 2025", (date(2025, 5, 1),)),
        ("1. März 2025", (date(2025, 3, 1),)),
        ("3. Jänner 2025", (date(2025, 1, 3),)),
        ("24. Dez. 2024", (date(2024, 12, 24),)),
        ("8 sept. 2024", (date(2024, 9, 8),)),
        ("5 ago 2024", (date(2024, 8, 5),)),
        ("29 February", (date(2024, 2, 29),)),
        ("May 5", (date(2025, 5, 5),)),
    ],
)
def test_dates_that_take_more_than_their_letters(text: str, days: tuple[date, ...]) -> None:
    assert [found.days for found in find_dates(text, CLOCK)] == [days]


@pytest.mark.parametrize("day_first", [True, False])
def test_the_order_of_an_outlet_decides_but_for_dotted_dates(*, day_first: bool) -> None:
    clock = CLOCK._replace(day_first=day_first)
    slashes, dots = find_dates("06/07/2025 and 06.07.2025", clock)
    assert slashes.days == ((date(2025, 7, 6),) if day_first else (date(2025, 6, 7),))
    assert dots.days == (date(2025, 7, 6),)


def test_a_date_without_a_year_is_the_last_such_day() -> None:
    new_year = Clock(date(2025, 1, 2), UTC)
    assert [found.days for found in find_dates("Dec. 30", new_year)] == [(date(2024, 12, 30),)]
    assert [found.has_year for found in find_dates("Dec. 30, June 1, 2024", new_year)] == [
        *(False, True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("1.2.3.4", "3-2-1", "31/02/2025", "may 99", "12:30:45", "1990-2025", "F-16 2025"),
        *("in the mid-1990s", "June 2025", "early June", "Anfang Juni", "Mitte Juni 2025"),
        *("2 ago", "5 set", "4 out of 5", "9 mars rovers", "1 Set of 3", "32. Juni", "seit Juni"),
        *("March of the 40", "45 May Street", "17 Juneau", "Juni", "30 février 2025", "17 Decker"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    expected = [(date(2025, 3, 9),)] if text == "9 mars rovers" else []
    assert [found.days for found in find_dates(text, CLOCK)] == expected


@pytest.mark.parametrize(
    ("text", "at", "written"),
    [
        ("17 June 2025, 10:05", datetime(2025, 6, 17, 10, 5), "17 June 2025, 10:05"),
        ("June 17, 2025 at 3:30 p.m.", datetime(2025, 6, 17, 15, 30), "June 17, 2025 at 3:30 p.m."),
        ("Jun 17, 2025 8 PM EDT", datetime(2025, 6, 18, 0), "Jun 17, 2025 8 PM EDT"),
        ("10:05 GMT, Tue 17 June 2025", datetime(2025, 6, 17, 10, 5), "10:05 GMT, Tue 17 June 2025"),
        ("17. Juni 2025, 10:05 Uhr", datetime(2025, 6, 17, 10, 5), "17. Juni 2025, 10:05 Uhr"),
        ("17.06.2025 um 10.05 Uhr", datetime(2025, 6, 17, 10, 5), "17.06.2025 um 10.05 Uhr"),
        ("17 juin 2025 à 10h05", datetime(2025, 6, 17, 10, 5), "17 juin 2025 à 10h05"),
        ("17 de junio de 2025 a las 10:05", datetime(2025, 6, 17, 10, 5), "17 de junio de 2025 a las 10:05"),
        ("17 June 2025, 99:05", None, "17 June 2025"),
        ("17 июня 2025 г., 10:05", datetime(2025, 6, 17, 10, 5), "17 июня 2025 г., 10:05"),
        ("17 czerwca 2025, godz. 10:05", datetime(2025, 6, 17, 10, 5), "17 czerwca 2025, godz. 10:05"),
        ("17. juni 2025 kl. 10.05", datetime(2025, 6, 17, 10, 5), "17. juni 2025 kl. 10.05"),
        ("17.6.2025 klo 10.05", datetime(2025, 6, 17, 10, 5), "17.6.2025 klo 10.05"),
        ("17.6.2025 13:05 EEST", datetime(2025, 6, 17, 10, 5), "17.6.2025 13:05 EEST"),
        # C and Java
        ("Tue Jun 17 10:05:09 2025", datetime(2025, 6, 17, 10, 5), "Jun 17 10:05:09 2025"),
        ("Tue Jun 17 11:05:09 BST 2025", datetime(2025, 6, 17, 10, 5), "Jun 17 11:05:09 BST 2025"),
        ("Tue Jun 17 20:05 +0900 2025", datetime(2025, 6, 17, 11, 5), "Jun 17 20:05 +0900 2025"),
        ("Di 17. Jun 12:05:09 CEST 2025", datetime(2025, 6, 17, 10, 5), "17. Jun 12:05:09 CEST 2025"),
        ("Jun 17, 06:05 AM EDT 2025", datetime(2025, 6, 17, 10, 5), "Jun 17, 06:05 AM EDT 2025"),
    ],
)  # fmt: skip
def test_the_time_beside_a_date_belongs_to_it(text: str, at: datetime | None, written: str) -> None:
    (found,) = find_dates(text, CLOCK)
    assert (found.at, text[found.start : found.end]) == (at, written)


def test_the_year_behind_a_zone_is_that_of_the_day() -> None:
    for text in ("Mon Jun 16 19:20:36 CEST 2014", "Mon Jun 16 19:20 2014", "16 Jun 19:20 GMT 2014"):
        (found,) = find_dates(text, CLOCK)
        assert (found.days, found.has_year) == ((date(2014, 6, 16),), True)


def test_a_zone_may_move_the_day() -> None:
    (found,) = find_dates("16 June 2025 20:30 GMT", CLOCK._replace(zone=ZoneInfo("Asia/Tokyo")))
    assert found.days == (DAY,)


@given(st.text(st.sampled_from("Junei17 ,.2025-/:ſKıİ月de") | st.characters(), max_size=80))
def test_found_dates_stand_in_the_text_in_order(text: str) -> None:
    found = find_dates(text, CLOCK)
    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert [f.start for f in found] == sorted(f.start for f in found)


def test_letters_that_only_look_alike_are_no_error() -> None:
    for text in ("3 ſep 2024", "ſept 3", "3 aralık 2024", "3 ARALIK 2024", "ſix minutes ago"):
        find_dates(text, CLOCK)
        find_days(text, TUESDAY)
        find_relative(text)


@settings(deadline=None, max_examples=50)
@given(
    st.dates(date(1971, 1, 1), date(2037, 12, 31)),
    st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y/%m/%d", "%d.%m.%Y"]),
)
def test_any_day_in_a_usual_form_is_read(day: date, form: str) -> None:
    assert [f.days for f in find_dates(day.strftime(form), CLOCK)] == [(day,)]


@settings(deadline=None, max_examples=100)
@given(st.dates(date(1971, 1, 1), date(2037, 12, 31)), st.sampled_from(CALENDARS))
def test_any_day_is_read_in_any_language(day: date, tongue: Language) -> None:
    month = tongue.phrases("calendar.months")[day.month - 1]
    assert [f.days for f in find_dates(f"{day.day} {month} {day.year}", CLOCK)] == [(day,)]


def test_a_text_full_of_dates_is_read_in_time_that_grows_with_its_length() -> None:
    assert len(find_dates("June 17, " * 5000, CLOCK)) == 5000
    assert len(find_days("next Tuesday " * 5000, TUESDAY)) == 5000


# -- days in sentences --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The bridge shut on Tuesday.", {"Tuesday": DAY}),
        ("The bridge shut on Wednesday.", {"Wednesday": date(2025, 6, 11)}),
        ("The bridge shut on Tuesday night.", {"Tuesday": DAY}),
        ("The Monday-night vote was close.", {"Monday-night": MONDAY}),
        ("It burnt in the night to Tuesday.", {"Tuesday": DAY}),
        ("The bridge will shut on Friday.", {"Friday": date(2025, 6, 20)}),
        ("A vote is due on Monday.", {"Monday": date(2025, 6, 23)}),
        ("They meet next Tuesday.", {"Tuesday": date(2025, 6, 24)}),
        ("They meet next Friday.", {"Friday": date(2025, 6, 20)}),
        ("They met last Tuesday.", {"Tuesday": date(2025, 6, 10)}),
        ("They met last Friday.", {"Friday": date(2025, 6, 13)}),
        ("They meet this coming Tuesday.", {"Tuesday": date(2025, 6, 24)}),
        ("They met this Monday.", {"Monday": MONDAY}),
        ("The bridge shut yesterday.", {"yesterday": MONDAY}),
        ("Today the bridge shut.", {"Today": DAY}),
        ("They meet tomorrow, not tonight.", {"tomorrow": date(2025, 6, 18), "tonight": DAY}),
        ("Tuesday's vote and yesterday's fire", {}),
        ("It shut on June 3.", {"June 3": date(2025, 6, 3)}),
        ("It shut on the 3rd of June.", {"the 3rd of June": date(2025, 6, 3)}),
        ("It shut on 3 Sept. 2024 for good.", {"3 Sept. 2024": date(2024, 9, 3)}),
        ("It shut on Jan. 5, 2025.", {"Jan. 5, 2025": date(2025, 1, 5)}),
        ("It shut on 17/06/2025.", {"17/06/2025": DAY}),
        ("It shut on 2025-06-17.", {"2025-06-17": DAY}),
        ("It shut on 06/07/2025.", {}),
        ("It shut on May 5.", {"May 5": date(2025, 5, 5)}),
        ("They may 5 times a year; the march 9 miles on", {}),
        ("In May and in March they march and may win.", {}),
        ("It was built in the mid-1990s, in June 1995.", {}),
        ("It shut a week ago, or 32 minutes ago.", {}),
        ("It opens on 31 June.", {}),
        # German
        ("Die Brücke wurde am Dienstag gesperrt.", {"Dienstag": DAY}),
        ("Am Montagabend brannte die Mühle.", {"Montagabend": MONDAY}),
        ("Am Sonnabend brannte die Mühle.", {"Sonnabend": date(2025, 6, 14)}),
        ("Der Rat wird am Freitag abstimmen.", {"Freitag": date(2025, 6, 20)}),
        ("Er tagt nächsten Dienstag.", {"Dienstag": date(2025, 6, 24)}),
        ("Er tagte vergangenen Freitag.", {"Freitag": date(2025, 6, 13)}),
        ("Die Fähre fuhr gestern, heute nicht.", {"gestern": MONDAY, "heute": DAY}),
        ("Gestern morgen fuhr die Fähre.", {"Gestern morgen": MONDAY}),
        ("Vorgestern war Sonntag.", {"Vorgestern": date(2025, 6, 15), "Sonntag": date(2025, 6, 15)}),
        ("Die Fähre fuhr am 16. Juni.", {"16. Juni": MONDAY}),
        ("Die Fähre fuhr am 16. Juni 2024 zuletzt.", {"16. Juni 2024": date(2024, 6, 16)}),
        ("Die Fähre fuhr am 16.6.2025.", {"16.6.2025": MONDAY}),
        ("Anfang Juni, dienstags und in der Mitte der 1990er", {}),
        # French and Spanish: dates alone
        ("Le pont a fermé le 16 juin.", {"16 juin": MONDAY}),
        ("El puente cerró el 16 de junio de 2025.", {"16 de junio de 2025": MONDAY}),
    ],
)  # fmt: skip
def test_the_days_that_a_sentence_names(text: str, days: dict[str, date]) -> None:
    assert {day.text: day.date for day in find_days(text, TUESDAY)} == days
    assert all(text[day.start : day.end] == day.text for day in find_days(text, TUESDAY))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (date(2025, 1, 2), date(2024, 12, 30)),
        (date(2024, 12, 31), date(2024, 12, 30)),
        (date(2025, 10, 1), date(2025, 12, 30)),
    ],
)
def test_a_day_without_a_year_is_the_one_nearest_to_its_story(
    published: date, expected: date
) -> None:
    assert [day.date for day in find_days("on Dec. 30", published)] == [expected]


def test_without_the_day_of_a_story_a_name_or_a_number_is_known() -> None:
    weekday, german, numbers, full = find_days(
        "on Monday, am Freitag, on 17 June and on 17 June 2025; yesterday", None
    )
    assert [weekday.weekday, german.weekday, numbers.weekday] == ["monday", "friday", ""]
    assert [weekday.month_day, numbers.month_day, full.date] == [None, (6, 17), DAY]


def test_days_are_one_or_another_or_cannot_be_told() -> None:
    (monday,), (friday,), (june,) = (
        find_days(text, None) for text in ("on Monday", "on Friday", "on 17 June")
    )
    assert [same_day(monday, monday), same_day(monday, friday), same_day(monday, june)] == [
        *(True, False, None)
    ]
    assert clash((monday,), (friday,))
    assert not clash((monday,), (friday, monday))
    assert not clash((monday,), (june,))
    assert not clash((), (friday,))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Tuesday", DAY),
        ("wednesday", date(2025, 6, 11)),
        ("monday", MONDAY),
        ("yesterday", MONDAY),
        ("tonight", DAY),
        ("Tomorrow", date(2025, 6, 18)),
        ("Sonntag", date(2025, 6, 15)),
        ("gestern", MONDAY),
        ("übermorgen", date(2025, 6, 19)),
        ("sun", None),
        ("may", None),
        ("bridge", None),
    ],
)
def test_a_word_means_a_day_of_its_story(word: str, expected: date | None) -> None:
    assert resolve(word, TUESDAY) == expected


def test_a_weekday_ahead_is_the_next_such_and_the_calendar_has_ends() -> None:
    assert resolve("Wednesday", TUESDAY, ahead=True) == date(2025, 6, 18)
    assert resolve("Tuesday", TUESDAY, ahead=True) == DAY
    assert resolve("yesterday", date.min) is None
    assert resolve("Sunday", date.min) is None
    assert [day.date for day in find_days("last Monday, tomorrow", date.max)] == [
        date(9999, 12, 27)
    ]


# -- the weekday of a head ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number", "quote"),
    [
        ("The bridge shut on Tuesday, the mayor said.", 1, "on Tuesday"),
        ("A fire late Monday burnt the mill.", 0, "late Monday"),
        ("Police said Sunday that", 6, "Sunday"),
        ("Die Brücke wurde am Dienstag gesperrt.", 1, "am Dienstag"),
        ("Am Montagabend brannte die Mühle; seit Sonntag", 0, "Montagabend"),
    ],
)
def test_a_storys_head_names_its_weekday(text: str, number: int, quote: str) -> None:
    found = find_weekday([(100, text)])
    assert found is not None
    assert (found.number, found.quote) == (number, quote)
    assert text[found.start - 100 : found.end - 100] == quote


@pytest.mark.parametrize(
    "text",
    [
        *("They meet next Tuesday.", "They met last Friday.", "every Sunday", "Black Friday sales"),
        *("until Monday", "Mondays are quiet", "Monday's vote", "Monday 16 June", "Monday, June 16"),
        *("am nächsten Dienstag", "bis Freitag", "jeden Sonntag", "Montag, 16. Juni", "x" * 700 + " on Monday"),
    ],
)  # fmt: skip
def test_a_weekday_that_is_not_that_of_the_news_is_not_taken(text: str) -> None:
    assert find_weekday([(0, text)]) is None


def test_a_weekday_fits_days_by_how_long_ago_it_was() -> None:
    weekday = find_weekday([(0, "It shut on Sunday.")])
    assert weekday is not None
    assert [fits_day(weekday, date(2025, 6, day)) for day in (15, 16, 21, 22)] == [0, 1, 6, 0]


# -- distances ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "delta", "written"),
    [
        ("32 minutes ago", timedelta(minutes=32), "32 minutes ago"),
        ("an hour ago", timedelta(hours=1), "an hour ago"),
        ("Half an hour ago", timedelta(minutes=30), "Half an hour ago"),
        ("about two hours ago", timedelta(hours=2), "about two hours ago"),
        ("Updated 3h ago", timedelta(hours=3), "3h ago"),
        ("5m ago", timedelta(minutes=5), "5m ago"),
        ("3 hrs ago", timedelta(hours=3), "3 hrs ago"),
        ("two days ago", timedelta(days=2), "two days ago"),
        ("a week ago", timedelta(weeks=1), "a week ago"),
        ("2 wk ago", timedelta(weeks=2), "2 wk ago"),
        ("1 month ago", timedelta(days=30), "1 month ago"),
        ("just now", timedelta(), "just now"),
        ("Yesterday", YESTERDAY, "Yesterday"),
        ("Today at 10:05", timedelta(), "Today"),
        ("vor 32 Minuten", timedelta(minutes=32), "vor 32 Minuten"),
        ("Vor zwei Stunden", timedelta(hours=2), "Vor zwei Stunden"),
        ("vor einer halben Stunde", timedelta(minutes=30), "vor einer halben Stunde"),
        ("vor etwa einem Tag", timedelta(days=1), "vor etwa einem Tag"),
        ("vor 5 Min.", timedelta(minutes=5), "vor 5 Min"),
        ("Aktualisiert vor 3 Std.", timedelta(hours=3), "vor 3 Std"),
        ("vor drei Wochen", timedelta(weeks=3), "vor drei Wochen"),
        ("Gestern, 18:20 Uhr", YESTERDAY, "Gestern"),
        ("vorgestern", timedelta(days=2), "vorgestern"),
        ("Heute um 10:05", timedelta(), "Heute"),
        ("soeben", timedelta(), "soeben"),
        ("il y a 3 heures", timedelta(hours=3), "il y a 3 heures"),
        ("hace dos días", timedelta(days=2), "hace dos días"),
        ("due ore fa", timedelta(hours=2), "due ore fa"),
        ("há cerca 2 dias", timedelta(days=2), "há cerca 2 dias"),
        ("drie uur geleden", timedelta(hours=3), "drie uur geleden"),
        ("2 dni temu", timedelta(days=2), "2 dni temu"),
        ("3 часа назад", timedelta(hours=3), "3 часа назад"),
        ("5 minuter sen", timedelta(minutes=5), "5 minuter sen"),
        ("2 dagar sedan", timedelta(days=2), "2 dagar sedan"),
        ("for to timer siden", timedelta(hours=2), "for to timer siden"),
        ("2 gün önce", timedelta(days=2), "2 gün önce"),
        ("3 jam yang lalu", timedelta(hours=3), "3 jam yang lalu"),
        ("3 jam lalu", timedelta(hours=3), "3 jam lalu"),
        ("2 giờ trước", timedelta(hours=2), "2 giờ trước"),
    ],
)
def test_distances(text: str, delta: timedelta, written: str) -> None:
    found = find_relative(text)
    assert found is not None
    assert (found.delta, text[found.start : found.end]) == (delta, written)


@pytest.mark.parametrize(
    "text",
    [
        *("Chicago", "ages ago", "today", "32 minutes", "long ago", "heute", "vor dem Rathaus"),
        *("vor 32 Booten", "hier", "in the mid-1990s", "17 June 2025"),
    ],
)
def test_what_is_no_distance(text: str) -> None:
    assert find_relative(text) is None


# -- addresses and whole files ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/news/2025/06/17/bridge", DAY),
        ("/bridge-20250617.html", DAY),
        ("/2024/01/02/x-2025-06-17", DAY),
        ("/2025/jun/17/bridge", DAY),
        ("/bridge-17-june-2025", DAY),
        ("/june-17-2025/bridge", DAY),
        ("/bruecke-17-juni-2025", DAY),
        ("/le-pont-17-juin-2025", DAY),
        ("/bridge-2025", None),
        ("/2025/13/45/bridge", None),
        ("/story-202506171", None),
    ],
)
def test_the_day_of_an_address(path: str, day: date | None) -> None:
    assert day_in_path(path) == day


def test_dates_that_can_be_read_in_one_way_tell_the_order_of_the_others() -> None:
    assert order_in("17/06/2025 and 03/04/2025") is True
    assert order_in("06/17/2025 and 03/04/2025") is False
    assert order_in("06/17/2025 and 17/06/2025") is None
    assert order_in("03/04/2025") is None


@pytest.mark.parametrize(
    ("text", "delta"),
    [
        ("Harbour Gazette | 3h", timedelta(hours=3)),
        ("Harbour Gazette · 2d · 4 min read", timedelta(days=2)),
        ("Harbour Gazette — 45m", timedelta(minutes=45)),
        ("Harbour Gazette | 3h left", None),
        ("Harbour Gazette 3h", None),
        ("3h", None),
        ("Harbour Gazette | 3 min", None),
        ("Harbour Gazette | 5k", None),
    ],
)
def test_a_column_may_be_a_distance_without_ago(text: str, delta: timedelta | None) -> None:
    found = find_short_distance(text)
    assert (found and found.delta) == delta


@given(st.text(alphabet="0123456789-/. 年月日년월일", max_size=24))
def test_the_cheap_test_lets_all_dates_in_figures_through(text: str) -> None:
    if any(pattern.search(text) for _, pattern in notations._OF_NUMBERS):
        assert notations._MAY_BE_NUMBERS.search(text)
