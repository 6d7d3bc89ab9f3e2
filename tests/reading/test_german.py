"""A German page: its stories come out whole, with date, outlet and agency; its furniture has names."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.language.sentences import split_sentences
from briefing.reading import ReadingSettings, ingest, read
from briefing.reading.agencies import find_agency
from briefing.reading.assemble import assemble
from briefing.reading.pages import CutText, Paragraph
from briefing.reading.pages.furniture import certain_rule, hint_of, trims
from briefing.records import Document, Reading

DAY = date(2025, 6, 17)
BRIDGE = (
    (
        "Tarnhafen (dpa) - Die alte Hafenbrücke bleibt nach Angaben der Stadt bis zum 1. Oktober "
        "gesperrt. Am 16. Juni 2025 brach ein Träger der Fahrbahn, verletzt wurde niemand."
    ),
    (
        "„Wir können nicht länger warten“, sagte Bürgermeisterin Ilse Kern. „Die Brücke ist zu alt.“ "
        "Rund 5 Mio. Euro soll die Sanierung kosten, z. B. für neue Träger."
    ),
    (
        "Dr. Müller vom Bauamt rechnet mit einer Bauzeit von 14 Wochen. Der 1. FC Tarnhafen muss seine "
        "Fans deshalb mit der Fähre zum Stadion bringen."
    ),
)
FERRY = (
    (
        "Der Rat von Ellerbüttel hat am Montag über den neuen Fähranleger gestritten. Die Mehrheit will "
        "den Anleger im Norden des Hafens bauen, weil dort das Wasser tiefer ist."
    ),
    (
        "Die Gegner fürchten um den Badestrand. Sie haben nach eigenen Angaben 4000 Unterschriften "
        "gesammelt und wollen sie im Juli übergeben."
    ),
    (
        "Über den Anleger entscheidet der Rat nach der Sommerpause. Bis dahin soll ein Gutachten klären, "
        "wie viel Lärm die Fähren machen."
    ),
)
PAGE = f"""\
Zum Inhalt springen
Menü
Startseite
Politik
Wirtschaft
Wetter
Anmelden
Tarnhafener Zeitung
Hafenbrücke bleibt bis zum Herbst gesperrt
Von Anna Berg (dpa)
Stand: 16.06.2025, 14:30 Uhr
{BRIDGE[0]}
{BRIDGE[1]}
Anzeige
{BRIDGE[2]}
Lesen Sie auch: Zehn Brücken, die die Küste verändert haben
0 Kommentare
Newsletter abonnieren und nichts verpassen
Rat streitet über den neuen Fähranleger
{FERRY[0]}
{FERRY[1]}
{FERRY[2]}
Das könnte Sie auch interessieren
Impressum
Datenschutz
"""


@pytest.fixture(scope="module")
def page() -> Reading:
    settings = ReadingSettings(day=DAY)
    document = ingest("seite.txt", PAGE.encode(), settings)
    assert isinstance(document, Document)
    return read([document], settings)[0]


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), "de")]


def test_its_stories_are_whole(page: Reading) -> None:
    found = [
        (one.title and one.title.text, " ".join(s.text for s in one.sentences))
        for one in page.stories
    ]
    assert found == [
        (
            "Hafenbrücke bleibt bis zum Herbst gesperrt",
            " ".join(BRIDGE).removeprefix("Tarnhafen (dpa) - "),
        ),
        ("Rat streitet über den neuen Fähranleger", " ".join(FERRY)),
    ]


def test_each_story_has_what_the_page_says_of_it(page: Reading) -> None:
    bridge, ferry = page.stories
    assert (bridge.outlet, bridge.agency, bridge.language) == ("Tarnhafener Zeitung", "dpa", "de")
    assert (bridge.when.day, bridge.when.basis) == (date(2025, 6, 16), "stated")
    assert ferry.language == "de"


def test_its_furniture_is_removed_by_named_rules(page: Reading) -> None:
    text = page.document.text
    assert {text[one.start : one.end]: one.rule for one in page.removed} == {
        "Zum Inhalt springen": "menu",
        "Menü": "menu",
        "Startseite": "menu",
        "Politik": "menu",
        "Wirtschaft": "menu",
        "Wetter": "menu",
        "Anmelden": "account line",
        "Tarnhafener Zeitung": "learned line model",
        "Lesen Sie auch: Zehn Brücken, die die Küste verändert haben": "read more link",
        "0 Kommentare": "comment section",
        "Newsletter abonnieren und nichts verpassen": "newsletter box",
        "Das könnte Sie auch interessieren": "read more link",
        "Impressum": "site information",
        "Datenschutz": "site information",
        "Von Anna Berg (dpa)": "byline",
        "Stand: 16.06.2025, 14:30 Uhr": "date stamp",
        "Anzeige": "advertisement",
    }


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("- ANZEIGE -", "advertisement"),
        ("Artikel teilen", "share line"),
        ("Teilen Drucken Mailen", "share line"),
        ("vor 2 Stunden", "relative time"),
        ("Mehr zum Thema", "read more link"),
        ("Keine Kommentare", "comment section"),
        ("Zur Navigation springen", "menu"),
        ("Anzeige erstattete der Wirt am Montag.", None),
        ("Teilen will sich die Partei nicht.", None),
        ("Vor 20 Jahren war hier noch ein Feld.", None),
    ],
)
def test_a_line_is_certain_furniture_only_by_a_named_rule(line: str, rule: str | None) -> None:
    assert certain_rule(line) == rule


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Von Anna Berg und Jonas Feld, Tarnhafen", "byline"),
        ("Aktualisiert: 16.06.2025, 14:30 Uhr", "date stamp"),
        ("Foto: Jonas Feld/dpa", "credit"),
        ("Weitere Meldungen", "related articles"),
        ("Datenschutzerklärung", "site information"),
        ("Von Montag an fährt die Fähre wieder", None),
        ("Von der Brücke ist nichts zu sehen", None),
    ],
)
def test_a_hint_says_what_a_line_would_be(line: str, rule: str | None) -> None:
    assert hint_of(line) == rule


def test_what_is_glued_to_a_paragraph_is_found() -> None:
    line = "ANZEIGE Die Brücke ist zu. Lesen Sie auch: Zehn Brücken"
    assert [(line[one.start : one.end], one.rule) for one in trims(line)] == [
        ("ANZEIGE ", "advertisement"),
        (" Lesen Sie auch: Zehn Brücken", "read more link"),
    ]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Am 16. Juni 2025 brach der Damm.", "Rund 5 Mio. Euro kostet das."],
        ["Dr. Müller kam z. B. mit Prof. Weiß.", "Sie ging am 3. und 4. Mai."],
        ["„Wir warten“, sagte er.", "„Das ist gut.“", "Dann ging er."],
        ["»Wir warten«, sagte sie.", "»Das ist gut.«", "Dann ging sie."],
        ["Es waren 16.", "Die Polizei kam im Jahr 2025.", "Tarn war leer."],
        ["Im 19. Jahrhundert lag hier u.a. ein Hafen.", "Heute ist er voll Sand."],
        ["Er fragte, ob.", "Sie nickte, ja.", "Das war so.", "Niemand sprach."],
    ],
)
def test_its_sentences_end_where_german_ones_do(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_region_of_the_language_makes_no_difference() -> None:
    text = "Am 16. Juni brach der Damm."
    assert split_sentences(text, 0, len(text), "de-AT") == [(0, len(text))]


@pytest.mark.parametrize(
    ("paragraph", "around", "agency"),
    [
        ("Tarnhafen (dpa) - Die Brücke ist zu.", "", "dpa"),
        ("WIEN (APA) – Die Brücke ist zu.", "", "APA"),
        ("Die Brücke ist zu.", "Quelle: KNA", "KNA"),
        ("Die Brücke ist zu. (epd)", "", "epd"),
        ("Das sagte Ilse Kern der Deutschen Presse-Agentur am Montag.", "", "dpa"),
        ("Das sagte Ilse Kern der Nachrichtenagentur AFP.", "", "AFP"),
        ("Wie die dpa berichtete, ist die Brücke zu.", "", "unknown"),
    ],
)
def test_agencies_leave_their_marks(paragraph: str, around: str, agency: str) -> None:
    assert find_agency([paragraph], [around]) == agency


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (["Tarnhafener Tagblatt"], "Tarnhafener Tagblatt"),
        (["Quelle: Ellerbütteler Anzeiger"], "Ellerbütteler Anzeiger"),
        (["Hafenzeitung"], "Hafenzeitung"),
        (["Aktuelle Nachrichten"], "unknown"),
        (["Mehr Politik"], "unknown"),
    ],
)
def test_an_outlet_is_known_by_the_words_of_its_name(lines: list[str], outlet: str) -> None:
    text = "\n".join([*lines, "Brücke zu", "Die Brücke ist zu."])
    start = text.index("Brücke")
    pieces = (Paragraph(start, start + 9, "headline"), Paragraph(start + 10, len(text), "text"))
    document = Document(
        id="d", file="a.txt", sha256="0", media_type="text/plain", encoding="utf-8", text=text
    )
    (story,) = assemble(document, CutText((pieces,), (), ()), ReadingSettings(day=DAY)).stories
    assert story.outlet == outlet
