"""Whole pages of shapes that news sites have: what is kept of them, and as what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.reading.pages.cutting import cut

FERRY = [
    "The ferry company of Port Ellery has ordered two electric ships for the crossing to Tarn, its director said on Monday.",
    "The ships cost 42 million euros and are to sail from spring 2027, Ada Brandt told reporters in the harbour.",
    "The yard in Lindholm begins work in October and keeps 300 people busy for two years, the company said.",
]
COURT = [
    "A court in Dunmore on Tuesday acquitted the former bank manager Paul Venn of taking savings from pensioners.",
    "Prosecutors had called thirty witnesses; Venn, who denied the charges, called none in his defence.",
    "The bank repaid its customers 1.3 million pounds last year and has since closed the branch.",
]
SHIPS, FREED = "Ferry company orders two electric ships", "Court frees former bank manager Venn"


def stories_of(lines: list[str]) -> list[list[tuple[str, str]]]:
    """Return role and text of what is kept, story by story; asides left out."""
    text = "\n".join(lines)
    return [
        [(piece.role, text[piece.start : piece.end]) for piece in story if piece.role != "aside"]
        for story in cut(text).stories
    ]


def told(headline: str, paragraphs: list[str]) -> list[tuple[str, str]]:
    return [("headline", headline), *(("text", line) for line in paragraphs)]


def test_bylines_offices_and_dates_between_headline_and_text_lose_neither() -> None:
    page = [
        *["Harbour Gazette", "Local news", SHIPS, "Ilse Kern", "Staff writer"],
        *["Published 17 June 2025, 08:12", *FERRY, "Comments (3)"],
        *["Island Post", "Courts", FREED, "By Tom Orr, Court reporter", "Tuesday 17 June 2025"],
        *[*COURT, "Sign up to our newsletter"],
    ]
    assert stories_of(page) == [told(SHIPS, FERRY), told(FREED, COURT)]


def test_a_markdown_dump_is_read_without_its_marks() -> None:
    page = [
        *["[Home](/) | [World](/w) | [Sport](/s)", "", f"# {SHIPS}", ""],
        *["*By Ilse Kern · 17 June 2025*", "", "![Ships in the yard](a.jpg)", "", *FERRY, ""],
        *["## Read also", "", "- [Ten ferries that changed the coast](/x)", "", "---", ""],
        *[f"# {FREED}", "", *COURT],
    ]
    assert stories_of(page) == [told(SHIPS, FERRY), told(FREED, COURT)]


FLOOD = [
    "The river Vale rose above its flood mark in the night to Tuesday after three days of rain, the county said.",
    "The fire service filled 4,000 sandbags in the hamlets of Nether Hollin and Mill End, and no one was hurt.",
]
RISES = "River Vale rises above its flood mark"


@pytest.mark.parametrize("mark", [str.upper, lambda line: f"# {line}"])
def test_headlines_made_as_another_of_the_page_each_begin_a_story(
    mark: Callable[[str], str],
) -> None:
    page = [mark(SHIPS), *FERRY, mark(FREED), *COURT, mark(RISES), *FLOOD]
    told_of = [story[0][1].casefold() for story in stories_of(page)]
    assert told_of == [SHIPS.casefold(), FREED.casefold(), RISES.casefold()]


def test_a_list_inside_a_story_stays() -> None:
    body = [FERRY[0], "The new ships will have:", "- room for 120 cars", "- a café", *FERRY[1:]]
    assert stories_of([SHIPS, *body]) == [told(SHIPS, body)]


def test_a_quotation_over_several_paragraphs_stays() -> None:
    body = [
        COURT[0],
        "“I have waited six years for this day,” Venn said outside the court.",
        "“My family has lost its house, its friends and its name over a mistake in a table.",
        "“I do not want money. I want the bank to say that it was wrong.”",
        *COURT[1:],
    ]
    assert stories_of([FREED, *body]) == [told(FREED, body)]


def test_sub_headlines_part_no_story() -> None:
    rest = "Passengers had complained for years about the smell and the noise of the old boats."
    page = [
        SHIPS,
        "By Ann Orr",
        *FERRY,
        "Less noise",
        rest,
        "Many of them had written to the company, which answered none of the letters.",
        "What comes next",
        f"{rest} The old ones go in 2028.",
        "Until then the company rents a third ship from a yard in Lindholm.",
    ]
    (story,) = stories_of(page)
    assert [text for role, text in story if role == "subhead"] == ["Less noise", "What comes next"]


def test_links_to_other_stories_between_paragraphs_are_no_text_and_no_cut() -> None:
    page = [
        *[SHIPS, FERRY[0], FERRY[1], "Read more: Ten ferries that changed the coast"],
        *["ADVERTISEMENT", FERRY[2]],
    ]
    assert stories_of(page) == [told(SHIPS, FERRY)]


def test_texts_of_pictures_are_no_text_of_the_story() -> None:
    caption = "FILE - In this May 3, 2024 file photo, the ferry Tarn leaves Port Ellery."
    below = "Ada Brandt in the harbour of Port Ellery on Monday. (Photo by Ann Orr/Island Post)"
    head = "Chief engineer Ada Brandt (left) and the mayor. (Picture by Ann Orr)"
    lead = f"PORT ELLERY (AP) — {FERRY[0]}"
    page = [caption, caption, head, lead, FERRY[1], below, FERRY[2]]
    assert stories_of(page) == [[("text", lead), ("text", FERRY[1]), ("text", FERRY[2])]]


def test_a_page_of_pictures_alone_is_kept() -> None:
    captions = [
        f"FILE - In this May {n}, 2024 file photo, the ferry Tarn leaves." for n in (3, 4, 5)
    ]
    assert [text for story in stories_of(captions) for _, text in story] == captions


def test_cookie_notice_and_comments_are_no_text() -> None:
    page = [
        *["We use cookies to give you the best experience. Accept all", "Reject", "Menu", SHIPS],
        *[*FERRY, "2 comments", "seadog: About time too, the old ones stink of oil.", "Reply"],
        *["Marie L.: And who pays for it? We do, as always.", "Reply", "Log in to comment"],
        "© 2025 Harbour Gazette",
    ]
    assert stories_of(page) == [told(SHIPS, FERRY)]


@pytest.mark.parametrize("between", [["Updated"], ["Published", "17 June 2025"]])
def test_the_label_of_a_date_parts_no_headline_from_its_text(between: list[str]) -> None:
    assert stories_of(["Home", "News", "Sport", SHIPS, *between, *FERRY]) == [told(SHIPS, FERRY)]


CHINESE = [
    "港口城市订购两艘电动渡轮",
    "艾勒里港渡轮公司周一宣布，已为前往塔恩的航线订购两艘电动船。新船将取代船队中最老的船只。",
    "两艘船价值四千二百万欧元，将于二〇二七年春季投入使用。她在港口对记者说：“我们不会提高票价。”",
]
RUSSIAN = [
    "Порт заказал два электрических парома",
    "Паромная компания порта Эллери заказала два электрических судна для переправы, сообщил в понедельник её директор.",
    "Суда стоят сорок два миллиона евро и должны выйти на линию весной 2027 года, сказала она журналистам.",
]
GERMAN = [
    "Zwei neue Schiffe für die Linie nach Tarn",
    "Die Reederei von Port Ellery hat zwei elektrische Schiffe bestellt, wie ihre Direktorin am Montag sagte.",
    "Die Schiffe kosten 42 Millionen Euro und sollen im Frühjahr 2027 fahren, sagte sie im Hafen vor Journalisten.",
]


@pytest.mark.parametrize(
    ("lines", "above", "below"),
    [
        (CHINESE, ["首页", "国际", "体育"], ["联系我们"]),
        (RUSSIAN, ["Главная", "Мир", "Спорт"], ["Контакты"]),
        (GERMAN, ["Startseite", "Welt", "Sport"], ["Kontakt"]),
    ],
)
def test_a_story_in_another_language_is_kept(
    lines: list[str], above: list[str], below: list[str]
) -> None:
    (story,) = stories_of([*above, *lines, *below])
    assert [text for _, text in story] == lines
