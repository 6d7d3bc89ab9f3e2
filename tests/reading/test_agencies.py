"""Agencies: marks of the author, not of the source."""

from __future__ import annotations

import pytest

from briefing.reading.agencies import end_credit, find_agency

PLAIN = "The council agreed to repair the old swing bridge before winter."


@pytest.mark.parametrize(
    ("paragraphs", "agency"),
    [
        (["WASHINGTON (Reuters) - The council agreed."], "Reuters"),
        (["HARBOUR TOWN, Ore. (AP) — The council agreed."], "AP"),
        (["New Delhi, Jun 17 (PTI) The council agreed."], "PTI"),
        (["ASTANA, June 17 (Xinhua) -- The council agreed."], "Xinhua"),
        (["Berlin (dpa) - The council agreed."], "dpa"),
        (["LONDON (Reuters/AFP) - The council agreed."], "Reuters"),
        ([PLAIN, '"It was time," analyst Ilse Brandt told AFP.'], "AFP"),
        ([PLAIN, "She told the Associated Press that it was time."], "AP"),
        ([PLAIN, "(Reporting by Ilse Brandt; Editing by Tomas Keller)"], "Reuters"),
        ([PLAIN, 'It was "time". — PTI'], "PTI"),
        ([PLAIN, '"Tariffs have no winners," Xinhua quoted him as saying.'], "unknown"),
        ([PLAIN, "He said so in comments carried by state news agency Xinhua."], "unknown"),
        ([PLAIN, "He visited two years ago, AFP reported."], "unknown"),
        ([PLAIN, "according to Reuters, the bridge is old."], "unknown"),
        (
            [PLAIN, "The member of the state assembly (AP) told the pa that tea is ready."],
            "unknown",
        ),
        (["London (AFP) - The council agreed.", "She told Reuters so."], "AFP"),
        ([], "unknown"),
    ],
)
def test_marks_in_the_text(paragraphs: list[str], agency: str) -> None:
    assert find_agency(paragraphs) == agency


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("(Reuters)", "Reuters"),
        ("(AFP/Post)", "AFP"),
        ("(AFP, own report)", "AFP"),
        ("(With inputs from PTI)", "PTI"),
        ("(jk/dpa)", "dpa"),
        ("/AP", "AP"),
        ("[AP]", "AP"),
        ("(the agency AFP was told so today)", "unknown"),
        ("(jk)", "unknown"),
        ("(Jan Velm/Reuters)", "unknown"),
        ("(AP Photo)", "unknown"),
    ],
)
def test_an_agency_signs_the_last_paragraph(credit: str, agency: str) -> None:
    assert end_credit(f"{PLAIN} {credit}") == (
        (len(PLAIN), agency) if agency != "unknown" else (len(f"{PLAIN} {credit}"), agency)
    )
    assert find_agency([PLAIN, f"{PLAIN} {credit}"]) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("AFP", "AFP"),
        ("By Reuters", "Reuters"),
        ("Source: AP", "AP"),
        ("© 2025 AFP", "AFP"),
        ("By The Associated Press", "AP"),
        ("Spa", "unknown"),
        ("Reuters Connect", "unknown"),
        ("By Ilse Brandt", "unknown"),
    ],
)
def test_credit_lines(line: str, agency: str) -> None:
    assert find_agency([PLAIN], [line]) == agency


@pytest.mark.parametrize(
    "opening",
    ["TARN, June 17 /PRNewswire/ -- ", "TARN, June 17 (Reuters) - ", "Tarn June 17 (AP) "],
)
def test_a_mark_in_an_opening_stands_in_brackets_or_strokes(opening: str) -> None:
    assert find_agency([f"{opening}{PLAIN}"]) != "unknown"
    assert find_agency([opening.translate(dict.fromkeys(map(ord, "(/)"))) + PLAIN]) == "unknown"
