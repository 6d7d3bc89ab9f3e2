"""The date of a story from everything that stands around it, in the notations of the world.

Pages are drawn with ``# `` before headlines and ``> `` before paragraphs; all other lines are no story text.
"""

from __future__ import annotations

from datetime import date

import pytest

from briefing.reading.dating import date_story, places
from briefing.reading.pages.paragraphs import Paragraph
from briefing.reading.settings import ReadingSettings
from briefing.records import Document, Section, When

DAY = date(2026, 4, 29)
BRIDGE = """# Bridge shut
> The council of Tarn agreed to repair the old swing bridge before winter, the mayor's office said."""
BUS = """# Bus slides
> A bus slid off the dyke road near Corrie and came to rest against a willow, police said."""


def drawn(page: str, file: str, media_type: str) -> tuple[Document, list[list[Paragraph]]]:
    """The document that a page is drawn of, and its stories."""
    lines: list[str] = []
    stories: list[list[Paragraph]] = []
    at = 0
    for line in page.split("\n"):
        mark, body = (line[:2], line[2:]) if line[:2] in {"# ", "> "} else ("", line)
        if mark == "# " or (mark and not stories):
            stories.append([])
        if mark:
            paragraph = Paragraph(at, at + len(body), "text")
            stories[-1].append(paragraph._replace(role="headline") if mark == "# " else paragraph)
        lines.append(body)
        at += len(body) + 1
    text = "\n".join(lines)
    document = Document(
        id="d", file=file, sha256="0", media_type=media_type, encoding="utf-8", text=text
    )
    return document, stories


def dated(
    page: str,
    file: str = "page.txt",
    day: date = DAY,
    published: str = "",
    media_type: str = "text/plain",
    language: str = "unknown",
    url: str = "",
) -> list[When]:
    """The dates of the stories of a page, in order."""
    document, stories = drawn(page, file, media_type)
    if published:
        section = Section(start=0, end=len(document.text), published=published, url=url)
        document = document.model_copy(update={"sections": (section,)})
    settings = ReadingSettings(day=day, tz=None)
    found = places(document, stories)
    return [date_story(place, "unknown", settings, language) for place in found]


def told(when: When) -> str:
    day = when.day if when.basis != "unknown" else None
    return f"{day} {when.basis}"


# -- one line at one story ----------------------------------------------------------------------

OF_APRIL_28 = [
    # English
    "Tue Apr 28 09:30:00 BST 2026",
    "Tue Apr 28 2026 18:05:11 GMT+0200 (CEST)",
    "Tuesday, April 28, 2026 6:05 PM ET | Updated 2 hours ago",
    "April 28, 2026 | Updated: April 29, 2026",
    "10:05 AM ET, Tue April 28, 2026",
    "Published 17:20 | 28/04/2026",
    "First published on Tue 28 Apr 2026 11.32 BST",
    "1545 GMT, 28 April 2026",
    "(Harbour Post, 28 April 2026)",
    "Ilse Brandt, city hall editor — Tuesday, 28 April 2026, 16:31",
    "*Ilse Brandt, city hall editor* — Tuesday, 28 April 2026, 16:31",
    "Posted by ibrandt » Tue Apr 28, 2026 2:03 pm",
    "pubDate: Tue, 28 Apr 2026 09:30:00 GMT",
    "Filed: 28/Apr/2026",
    "28.04.26, 15.02 (updated)",
    # German
    "Di 28.04.2026 · 07:12 Uhr · Lesedauer 4 Min.",
    "Von Ilse Brandt, 28. 4. 2026, 17.05 Uhr",
    "Stand: 28.04.2026, 14:03 Uhr",
    "Pressemitteilung vom 28. April 2026 | Tarn",
    "[28.04.26, 14:03:11] Redaktion:",
    # French, Spanish, Portuguese, Italian, Romanian
    "Publié le 28/04/2026 à 10:05",
    "mardi 28 avril 2026 - n° 12 - 1,80 €",
    "28 ABR 2026 - 10:05 CEST",
    "Publicado el 28 de abril de 2026 a las 10:05",
    "abril 28, 2026",
    "Publicado em 28/04/2026 às 10h05",
    "28 aprile 2026 alle 10:05",
    "28 aprilie 2026, 10:05",
    # Dutch, Swedish, Danish, Finnish
    "Gepubliceerd op 28 april 2026 om 10:05",
    "Publicerad 28 april 2026 kl. 10.05",
    "Udgivet 28. apr. 2026 kl. 10.05",
    "28. huhtikuuta 2026 klo 10.05",
    "28.4.2026 17:31 EEST",
    # Polish, Czech, Russian, Ukrainian, Hungarian, Lithuanian
    "28 kwietnia 2026, godz. 10:05",
    "28. dubna 2026 10:05",
    "28 апреля 2026 г., 10:05",
    "28 квітня 2026, 10:05",
    "2026. április 28. 10:05",
    "2026 m. balandžio 28 d. 10:05",
    # Turkish, Greek, Arabic, Hindi, Hebrew
    "Giriş: 28.04.2026 - 10:05",
    "28 Nisan 2026 Salı 10:05",
    "28 Απριλίου 2026, 10:05",
    "٢٨ أبريل ٢٠٢٦",
    "28 अप्रैल 2026, 10:05 AM IST",
    "28 באפריל 2026",
    # Indonesian, Vietnamese, Korean, Japanese
    "Selasa, 28 April 2026 | 10:05 WIB",
    "Thứ Ba, ngày 28 tháng 4 năm 2026",
    "2026. 4. 28. 오전 10:05",
    "2026年4月28日 10:05",
    # As sites of these countries print it, with what stands beside
    "Last modified on 28 Apr 2026 06.00 BST",
    "As of 28 April 2026",
    "28 April 2026 • 3 min read",
    "By Ilse Brandt on 28 Apr 2026 in News",
    "News | 28 April 2026 | Ilse Brandt | 12 comments",
    "Tue 28 Apr 2026 06.00 BST Last modified on Wed 29 Apr 2026 07.00 BST",
    "Veröffentlicht: 28.04.2026 - 10:05 Uhr | Aktualisiert: 29.04.2026 - 11:00 Uhr",
    "Erstellt am 28.04.26 um 10:05",
    "28.04.2026 10:05 | Lesezeit: 3 Minuten | 4 Kommentare",
    "Mis en ligne le 28/04/2026, mis à jour le 29/04/2026",
    "Publié aujourd'hui, le 28 avril 2026 à 06h00, modifié à 07h10 Temps de Lecture 3 min.",
    "Par Ilse Brandt avec AFP, le 28/04/2026",
    "Actualizado 28/04/2026 10:05h",
    "Madrid - 28 abr 2026 - 10:05 CEST",
    "Por Ilse Brandt, Tarn — 28/04/2026 10h05 Atualizado 29/04/2026",
    "Ultimo aggiornamento: 28 aprile 2026 alle 10:05",
    "di Ilse Brandt 28 Aprile 2026",
    "Обновлено: 28.04.2026 в 10:05",
    "Dodano: 28 kwietnia 2026, 10:05",
    "Data publikacji: 28.04.2026 10:05",
    "Uppdaterad 28 april 2026",
    "Güncelleme: 28 Nisan 2026 10:05",
    "Haber Merkezi / 28.04.2026",
    "Door onze redactie, di 28 april 2026, 10:05",
    "Terbit: Selasa, 28 Apr 2026 10:05 WIB",
    "Ilse Brandt - Tarn Pos | 28 Apr 2026",
    "أبريل 28, 2026",
    "الثلاثاء 28 أبريل 2026 - 10:05",
    "प्रकाशित: 28 अप्रैल 2026, 10:05",
    "2026-04-28 10:05:33",
    "2026/04/28 10:05",
    "[2026-04-28 Tue 10:05]",
    "Apr 28 '26",
    "April 28th 2026, 10:05:33 am",
    "TUESDAY APRIL 28 2026",
    "Reuters | Tarn | Apr 28, 2026, 10.05 PM IST",
    "Updated : Apr 28, 2026 10:05 IST",
    "Sent: Tuesday, April 28, 2026 10:05 AM",
    "On Tue, Apr 28, 2026 at 10:05 AM Harbour Post wrote:",
    "Harbour Post (28 April 2026), p. 4",
    "Harbour Post 28.4.2026 s. 4",
    "LONDON 28 April 2026 10:05",
    "Opublikowano: 28.04.2026, aktualizacja: 29.04.2026",
    "Опубликовано 28.04.2026, обновлено 29.04.2026",
    "Udgivet 28.04.2026, opdateret 29.04.2026",
    "Yayınlanma: 28.04.2026 10:05 Güncelleme: 29.04.2026 11:05",
]


@pytest.mark.parametrize("line", OF_APRIL_28)
@pytest.mark.parametrize("above", [True, False], ids=["above the headline", "below it"])
def test_a_date_line_dates_its_story(line: str, *, above: bool) -> None:
    head, text = BRIDGE.split("\n")
    page = f"{line}\n{head}\n{text}" if above else f"{head}\n{line}\n{text}"
    assert [told(when) for when in dated(page)] == ["2026-04-28 stated"]


@pytest.mark.parametrize(
    "line",
    [
        "Received 3 March 2025. Accepted: 16 December 2024.",
        "Effective 1 January 2026",
        "Date: 4 October 2026, 19:00",
        "Doors open 4 October 2026",
        "Saturday, 9 May 2026, 19:00, Corn Hall",
        "Next meeting: 12 May 2026",
        "05/07/2026, 11:45 (updated)",
        "03/04/2026 10:05",
        "Anmeldung bis 28. April 2026",
        "Veranstaltungstermin 28. April 2026",
        "Photo: Lena Voss, 3 March 2026",
        "Foto: Archiv, 3. März 2026",
        "Born 3 March 1966",
        "Sale ends 28 April 2026",
        "Subscribe before 28 April 2026",
        "Vote: 28 April 2026",
        "Kick-off 28 April 2026, 20:00",
        "Termin: 12. Mai 2026, 19 Uhr",
        "Le samedi 9 mai 2026 à 20 h, salle des fêtes",
        "The mill — built on 4 May 1999 — has burned down twice",
        "Nach einer Meldung vom 28. April 2026 war die Brücke lange gesperrt.",
    ],
)
def test_the_date_of_an_event_or_an_unclear_one_is_none_of_the_story(line: str) -> None:
    head, text = BRIDGE.split("\n")
    assert [when.basis for when in dated(f"{head}\n{line}\n{text}")] == ["unknown"]


@pytest.mark.parametrize(
    "lead",
    [
        "TARN, April 28 (Reuters) - The council agreed to repair the bridge.",
        "Tarn (dpa) - 28. April 2026 - Die Brücke ist gesperrt, sagte die Stadt.",
        "Tarn, (28.04.2026). Die Brücke ist gesperrt, sagte die Stadt am Abend.",
        "TARN, 28 avril (AFP) - Le conseil a décidé de réparer le pont.",
        "Tarn, 28 abr 2026 (Lusa) – O conselho decidiu reparar a ponte.",
        "ТАРН, 28 апреля. /ТАСС/. Совет решил отремонтировать мост.",
    ],
)
def test_a_dateline_dates_its_story_in_any_language(lead: str) -> None:
    assert [told(when) for when in dated(f"# Bridge shut\n> {lead}")] == ["2026-04-28 stated"]


# -- the day of a page --------------------------------------------------------------------------

PAPER = "THE TARN COURIER\n{}\n\n" + f"{BRIDGE}\n\n{BUS}"
BOTH = ["2026-04-28 stated"] * 2


@pytest.mark.parametrize(
    "line",
    [
        "No. 4,207      TUESDAY, APRIL 28, 2026      Price 2.20",
        "Tuesday 28 April 2026 | Tarn 6°C, gales easing | Subscribe from €1 a week",
        "The Tarn Courier  -  Tue, 28 Apr 2026  -  Evening edition",
        "Nr. 98 / 81. Jahrgang    Dienstag, 28. April 2026    Preis 2,40",
        "mardi 28 avril 2026 - n° 12 - 1,80 €",
        "Tuesday, April 28\nNews | Sport",
        ">>> FEED 7 TARN/REGION  28-04-2026 <<<\n0814 BRIDGE-TARN (UPDATE 1)",
        "Tuesday 28 April 2026 | Last updated 16.02\nKey points\n15:48",
    ],
)
def test_a_masthead_dates_every_story_of_its_page(line: str) -> None:
    assert [told(when) for when in dated(PAPER.format(line))] == BOTH


@pytest.mark.parametrize(
    ("page", "dates"),
    [
        (PAPER.format("Tuesday, April 28, 2026\nNews\n\nApril 26, 2026"), ["2026-04-26 stated", BOTH[0]]),
        (f"Harbour Post — Apr 18, 2026\n{BRIDGE}\n\n{BUS}", ["2026-04-18 stated", "None unknown"]),
        (f"{BRIDGE}\n\n{BUS}\n\nThe Tarn Courier, Tuesday 28 April 2026, page 4", BOTH),
        (f"{BRIDGE}\n\n{BUS}\n\n© 28 April 2026 Tarn Media", ["None unknown"] * 2),
        (
            f"LIVE\nWednesday 29 April 2026\n15:48\n{BRIDGE}\nTuesday 28 April 2026\n14:20\n{BUS}",
            ["2026-04-29 stated", BOTH[0]],
        ),
        (
            f"{BRIDGE}\n\n2   NEWS     The Tarn Courier, 28 April 2026\n\n{BUS}",
            ["None unknown", BOTH[0]],
        ),
        (
            PAPER.format("Tuesday, April 28, 2026").replace("# Bus", "From our archive: 28 April 1976\n# Bus"),
            [BOTH[0], "1976-04-28 stated"],
        ),
        (
            f"DeskTop\nWednesday 29 April 2026 | 12°C\nHarbour Post\n2 days ago\n{BRIDGE}\n\n3 hours ago\n{BUS}",
            ["2026-04-27 relative", "2026-04-29 stated"],
        ),
    ],
    ids=[
        *("a date of its own", "the first item's own", "the foot", "a right"),
        *("two days on one page", "a running head", "an old report", "days before the page"),
    ],
)  # fmt: skip
def test_a_story_has_the_day_that_stands_nearest_to_it(page: str, dates: list[str]) -> None:
    assert [told(when) for when in dated(page)] == dates


def test_a_weekday_that_does_not_fit_tells_no_year() -> None:
    assert told(dated(PAPER.format("Monday, April 28\nNews | Sport"))[1]) == "None unknown"


# -- distances, clock times, file names -----------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "date_told"),
    [
        *(("Harbour Post · 2 hours ago", "2026-04-29"), ("Harbour Post | 3h", "2026-04-29")),
        *(("Harbour Post · 2d · 4 min read", "2026-04-27"), ("Yesterday, 18:05", "2026-04-28")),
        *(("Tarner Bote · vor 3 Stunden", "2026-04-29"), ("Gestern, 18:05", "2026-04-28")),
        *(("Il Corriere · 2 ore fa", "2026-04-29"), ("Jornal · há 2 dias", "2026-04-27")),
        *(("De Bode · 2 uur geleden", "2026-04-29"), ("Kurier · 2 dni temu", "2026-04-27")),
        *(("Вестник · 3 часа назад", "2026-04-29"), ("Bladet · 2 dagar sedan", "2026-04-27")),
        *(("Gazete · 2 gün önce", "2026-04-27"), ("Koran · 2 jam yang lalu", "2026-04-29")),
        *(("Updated 11:40 CET", "2026-04-29"), ("15:48", "2026-04-29"), ("7.34am", "2026-04-29")),
    ],
)
def test_a_distance_or_a_clock_time_counts_from_the_day_of_fetching(
    line: str, date_told: str
) -> None:
    assert [told(when) for when in dated(f"{line}\n{BRIDGE}")] == [f"{date_told} relative"]


@pytest.mark.parametrize(
    "line", ["Doors 19:00", "7.34", "19:00, Corn Hall of Tarn", "2:1", "12.30"]
)
def test_a_score_or_a_time_of_something_is_no_stamp(line: str) -> None:
    assert [when.basis for when in dated(f"{line}\n{BRIDGE}")] == ["unknown"]


@pytest.mark.parametrize(
    ("file", "dates"),
    [
        ("courier_2026-04-28.txt", "2026-04-28 inferred"),
        ("bote_28.04.2026.txt", "2026-04-28 inferred"),
        ("post_28apr.txt", "2026-04-28 inferred"),
        ("post_28mar.txt", "None unknown"),
        ("page_4.txt", "None unknown"),
    ],
)
def test_the_files_name_dates_what_nothing_else_does(file: str, dates: str) -> None:
    assert [told(when) for when in dated(f"{BRIDGE}\n\n{BUS}", file)] == [dates] * 2
    if dates.endswith("inferred"):
        assert [told(when) for when in dated(f"11:40\n{BRIDGE}", file)] == [dates]


# -- order of day and month, fields ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "day", "language", "date_told"),
    [
        ("06/05/2026 10:05", date(2026, 5, 6), "unknown", "2026-05-06"),
        ("05/06/2026 10:05", date(2026, 5, 6), "unknown", "2026-05-06"),
        ("03/04/2026 10:05", DAY, "es", "2026-04-03"),
        ("03/04/2026 10:05", DAY, "en-GB", "2026-04-03"),
        ("04/28/2026 10:05", DAY, "es", "2026-04-28"),
    ],
)
def test_a_numeric_date_is_told_apart_by_its_language_or_by_the_week(
    line: str, day: date, language: str, date_told: str
) -> None:
    (when,) = dated(f"{line}\n{BRIDGE}", day=day, language=language)
    assert told(when) == f"{date_told} stated"


def test_a_numeric_date_is_told_apart_by_the_address_of_its_page() -> None:
    address = "https://t.example/2026/apr/03/bridge"
    (when,) = dated(BRIDGE, published="03/04/2026", url=address)
    assert told(when) == "2026-04-03 stated"


@pytest.mark.parametrize(
    ("published", "media_type", "dates"),
    [
        ("2026-05-09T19:00:00Z", "text/html", "2026-05-09 stated"),
        ("9 May 2026, 19:00", "text/html", "None unknown"),
        ("9 May 2026, 19:00", "application/json", "2026-05-09 stated"),
        ("Tue, 28 Apr 2026 09:30:00 GMT", "message/rfc822", "2026-04-28 stated"),
    ],
)
def test_a_day_to_come_that_a_page_shows_is_an_events(
    published: str, media_type: str, dates: str
) -> None:
    (when,) = dated(BRIDGE, published=published, media_type=media_type)
    assert told(when) == dates


def test_an_old_report_in_a_mail_has_its_own_day() -> None:
    page = f"{BRIDGE}\n\nAus unserem Archiv: Der Bote vom 28. April 1976\n{BUS}"
    found = dated(page, published="Tue, 28 Apr 2026 09:30:00 GMT", media_type="message/rfc822")
    assert [told(when) for when in found] == ["2026-04-28 stated", "1976-04-28 stated"]


def test_the_evidence_of_a_page_is_its_line() -> None:
    page = PAPER.format("Tuesday, April 28, 2026")
    document, _ = drawn(page, "page.txt", "text/plain")
    for when in dated(page):
        assert when.span is not None
        assert document.text[when.span.start : when.span.end] == "April 28, 2026"
