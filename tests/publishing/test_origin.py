from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.language.wording import wording_for
from briefing.publishing.origin import origin
from briefing.publishing.page import Dating, lay_out
from briefing.publishing.reporters import ItemReport
from briefing.records import Brief, StoryEntry

WORDS = wording_for("en")
DAY = Dating("dated 17 June 2025", "2025-06-17", ())


def reports(brief: Brief, names: Sequence[str], agencies: Sequence[str] = ()) -> list[ItemReport]:
    entries = brief.items[0].stories[:1]
    return [ItemReport(name, name in agencies, entries) for name in names]


def test_two_outlets_are_named_and_not_counted(brief: Brief) -> None:
    assert origin(reports(brief, ("A", "B")), [DAY], WORDS) == "A, B · 17 June 2025"


def test_reports_are_counted_where_names_would_mislead(brief: Brief) -> None:
    assert origin(reports(brief, ("A", "A")), [DAY], WORDS) == "A · 2 reports · 17 June 2025"
    found = origin(reports(brief, ("A", "AFP", "AP"), ("AFP", "AP")), [DAY], WORDS)
    assert found == "A, AFP, AP · 3 reports, 2 agencies · 17 June 2025"


def test_copies_are_told(brief: Brief) -> None:
    (ferry, _) = lay_out(brief, {}).articles
    assert ferry.origin == "Harbour Post, AFP · 2 reports, 1 agency, 1 copy · 17 June 2025"


def test_what_an_outlet_prints_twice_itself_is_no_copy_to_be_told(brief: Brief) -> None:
    first = brief.items[0].stories[0]
    again = first.model_copy(update={"role": "reprint"})
    other = first.model_copy(
        update={
            "role": "reprint",
            "story": first.story.model_copy(update={"outlet": "Tarn Tribune"}),
        }
    )

    def told(*entries: StoryEntry) -> str:
        item = brief.items[0].model_copy(update={"stories": entries, "reports": 1})
        return lay_out(brief.model_copy(update={"items": (item,)}), {}).articles[0].origin

    assert told(first, again) == "Harbour Post · 17 June 2025"
    assert told(first, again, other, other) == "Harbour Post · 1 copy · 17 June 2025"


def test_no_file_stands_there_where_no_outlet_is_known(brief: Brief) -> None:
    (_, bees) = lay_out(brief, {}).articles
    assert bees.origin == "outlet not named · date unknown"


def test_many_outlets_are_counted_after_the_first_five(brief: Brief) -> None:
    six = origin(reports(brief, "ABCDEF"), [], WORDS)
    assert six == "A, B, C, D, E, F"
    assert origin(reports(brief, "ABCDEFG"), [], WORDS) == "A, B, C, D, E and 2 more"


def test_several_days_are_told_by_the_first_and_the_last(brief: Brief) -> None:
    days = [Dating("", date(2025, 6, day).isoformat(), ()) for day in (17, 15, 16)]
    vague = Dating("date unknown", "", ())
    found = origin(reports(brief, "A"), [*days, vague], WORDS)
    assert found == "A · 15 June 2025 – 17 June 2025, date unknown"
