"""The calendar: what a month, a weekday, a day and a date are, in every language that has the words.

::

    <code>/calendar.toml ─ names ─▶ MONTHS, WEEKDAYS, DAY_PARTS; MONTH, WEEKDAY: regular expressions
                             │      resolve: "Tuesday", "yesterday" against a story's day
                             ├─ notations ─▶ written_dates, DATE ─┬─ find_dates (lines, with times)
                             │                                    └─ find_days (sentences)
                             ├─ find_weekday   the weekday in a story's head
                             ├─ find_relative  "32 minutes ago"
                             └─ day_in_path    "/2025/06/17/"
"""

from briefing.language.calendar.dates import Clock, Found, find_dates
from briefing.language.calendar.days import Day, clash, find_days, same_day
from briefing.language.calendar.distances import Ago, find_relative, find_short_distance
from briefing.language.calendar.mentions import Weekday, find_weekday, fits_day
from briefing.language.calendar.names import (
    CALENDARS,
    DAY_PARTS,
    MONTH,
    MONTH_NAMES,
    MONTHS,
    RELATIVE_DAYS,
    WEEKDAY,
    WEEKDAY_NAMES,
    WEEKDAYS,
    days_so_far,
    month_of,
    resolve,
    shifted,
    weekday_of,
)
from briefing.language.calendar.notations import DATE, order_in
from briefing.language.calendar.paths import day_in_name, day_in_path
from briefing.language.calendar.times import local_time, zone_named

__all__ = [
    "CALENDARS",
    "DATE",
    "DAY_PARTS",
    "MONTH",
    "MONTHS",
    "MONTH_NAMES",
    "RELATIVE_DAYS",
    "WEEKDAY",
    "WEEKDAYS",
    "WEEKDAY_NAMES",
    "Ago",
    "Clock",
    "Day",
    "Found",
    "Weekday",
    "clash",
    "day_in_name",
    "day_in_path",
    "days_so_far",
    "find_dates",
    "find_days",
    "find_relative",
    "find_short_distance",
    "find_weekday",
    "fits_day",
    "local_time",
    "month_of",
    "order_in",
    "resolve",
    "same_day",
    "shifted",
    "weekday_of",
    "zone_named",
]
