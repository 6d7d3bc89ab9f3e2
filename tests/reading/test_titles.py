"""The headline proper of a line: marks, numbers and the site's name left out."""

from __future__ import annotations

import pytest

from briefing.reading.titles import repeated_end, site_behind, title_span


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## Mill burns", "Mill burns"),
        ("**Mill burns**", "Mill burns"),
        ("# [Mill burns](https://t.example/a)", "Mill burns"),
        ("• Mill burns", "Mill burns"),
        ("2) Mill burns", "Mill burns"),
        ("(2) Mill burns", "Mill burns"),
        ("#2 Mill burns", "Mill burns"),
        ("Mill burns | Tarn Post", "Mill burns"),
        ("Mill burns - TARN POST", "Mill burns"),
        ("Mill burns_News_TarnPost", "Mill burns"),
        ("Mill burns - nobody hurt", "Mill burns - nobody hurt"),
        ("3 hurt as mill burns", "3 hurt as mill burns"),
        ("1. FC Tarn wins", "1. FC Tarn wins"),
        ("--", "--"),
    ],
)
def test_what_is_no_part_of_a_headline_goes(line: str, title: str) -> None:
    start, end = title_span(line, 0, len(line), "Tarn Post")
    assert line[start:end] == title


def test_a_number_goes_where_the_page_counts_on() -> None:
    text = "1. Mill burns\nThe mill burned.\n2. Ferry sinks\nThe ferry sank."
    start, end = title_span(text, 0, 13, "unknown")
    assert text[start:end] == "Mill burns"


@pytest.mark.parametrize(
    ("line", "site"),
    [
        ("Mill burns | Tarn Post", "Tarn Post"),
        ("Mill burns_News_TarnNet", "TarnNet"),
        ("Mill burns", ""),
    ],
)
def test_a_site_may_stand_behind_a_headline(line: str, site: str) -> None:
    assert site_behind(line) == site


TITLE = "Council shuts the old harbour of Tarn"
PROPER = "Engineers have found cracks in three of its walls, the council said."


@pytest.mark.parametrize(
    ("title", "glued"),
    [
        (TITLE, f"Harbour News {TITLE} 4 May 2026 "),
        (TITLE, f"{TITLE} 4 May 2026, 3 p.m. "),
        (TITLE, f"Office of the Mayor {TITLE} Monday, 4 May 2026 "),
        (f"Media releases - {TITLE}", f"Office of the Mayor {TITLE} 04/05/2026 3:30 PM "),
        (TITLE, f"{TITLE} 11/19/2026 3:30 PM "),
    ],
)
def test_a_headline_that_stands_once_more_in_front_of_a_sentence_is_no_part_of_it(
    title: str, glued: str
) -> None:
    """What a page has before its headline, and the day and time behind it, go along."""
    assert repeated_end(glued + PROPER, title) == len(glued)


def test_a_headline_with_capitals_throughout_is_no_part_of_a_sentence() -> None:
    title = "Tarn Council Shuts Old Harbour of Marel"
    assert repeated_end(f"{title} {PROPER}", title) == len(title) + 1


@pytest.mark.parametrize(
    ("title", "behind"),
    [
        (
            "Judge blocks the deportation order",
            "Orr signed in March, saying that it broke the law.",
        ),
        ("Lund is not the killer", "Orr claimed she was in his book of 2019, the court found."),
        ("Mayor is not to sue Tarn", "Council members found guilty of theft, he said on Monday."),
        ("US to sue Jan Orr", "Council members of Tarn say on Monday that they will not."),
        (
            "COUNCIL SHUTS OLD HARBOUR OF MAREL",
            "Engineers have found cracks in three of its walls.",
        ),
    ],
)
def test_small_letters_go_on_with_a_capital(title: str, behind: str) -> None:
    assert repeated_end(f"{title} {behind}", title) == 0


@pytest.mark.parametrize(
    "sentence",
    [
        PROPER,
        f"{TITLE} and lets nobody on its walls.",
        f"{TITLE} Monday after engineers found cracks.",
        f"{TITLE} May 4 after engineers found cracks.",
        f"{TITLE}, and lets nobody on its walls.",
        f"{TITLE} Read more",
        f"{TITLE}.",
        f"{'Nobody has been on its walls for days. ' * 4}{TITLE} {PROPER}",
    ],
)
def test_a_sentence_that_has_the_words_of_its_headline_stays(sentence: str) -> None:
    """It goes on in small letters, with a mark or with a day; and a sentence that says something has words enough."""
    assert repeated_end(sentence, TITLE) == 0


@pytest.mark.parametrize(
    "title", ["1 2 3 4 5", "“1” — 2 (3) 4 5!", "Council shuts the old harbour"]
)
@pytest.mark.parametrize("behind", ["", " ", " A", " 1"])
def test_any_headline_may_stand_in_front_of_anything(title: str, behind: str) -> None:
    assert repeated_end(title + behind, title) in {0, len(title + behind)}


@pytest.mark.parametrize("behind", ["", " 4 May 2026", " 4 May 2026, 3 p.m."])
def test_a_sentence_of_nothing_but_the_headline_is_none(behind: str) -> None:
    sentence = f"Harbour News {TITLE}{behind}"
    assert repeated_end(sentence, TITLE) == len(sentence)


def test_a_headline_of_few_words_is_not_looked_for() -> None:
    assert repeated_end(f"Cracks in Tarn {PROPER}", "Cracks in Tarn") == 0


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        (
            "Measles cases double in a month - Centers for Disease Control and Prevention",
            "Cases have doubled to 400, the Centers for Disease Control and Prevention (CDC) said on Monday in its report.",
        ),
        (
            "Tarn strikes targets in southern Marel",
            "Tarn strikes targets in southern Marel Kolm used to fire rockets on Sunday, its army said.",
        ),
        (
            "Police shot a man in Tarn",
            "Police shot a man in Tarn 40 times on Monday after he had threatened two of them.",
        ),
        (
            "Police shot a man near the mill",
            "Police shot a man near the mill Tuesday after he had threatened two of them.",
        ),
        (
            "Police shot a man near the mill",
            "Police shot a man near the mill 40 times on Monday after he had threatened two of them.",
        ),
        (
            TITLE,
            f"{TITLE} Monday's ruling, the first since the storm of 4 May 2024 Engineers said so to the court of Tarn.",
        ),
        (
            TITLE,
            f"In the year 2019, the {TITLE} 4 May 2026 Engineers said so to the court of Tarn.",
        ),
    ],
)
def test_a_sentence_that_only_opens_as_the_headline_does_is_whole(
    title: str, sentence: str
) -> None:
    assert repeated_end(sentence, title) == 0
