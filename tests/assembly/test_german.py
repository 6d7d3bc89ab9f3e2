"""A German folder, whole: the page is German, and every sentence of it is the sources' own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest

from briefing.assembly.pipeline import make, publish
from briefing.assembly.run import Made, Run
from briefing.models.fake import FakeEmbedder, FakeGenerator, FakeParser
from briefing.records import Claim
from briefing.settings.config import resolve

DAY = date(2025, 6, 17)

FLOOD = """Nach einem Dammbruch am Oberlauf der Wede haben am Montagabend rund 1.200 Menschen in Altenfurt ihre Häuser verlassen müssen. Am 16. Juni 2025 brach gegen 21 Uhr ein Stück des Erddamms auf einer Länge von 40 Metern, wie die Feuerwehr mitteilte.

„Wir haben zum Glück keine Verletzten“, sagte Bürgermeisterin Ulrike Sandmann am Dienstag. Rund 5 Mio. Euro will das Land als Soforthilfe bereitstellen, kündigte Innenminister Dr. Peter Hallbach an.

Die Bundesstraße 14 blieb bis zum Mittag gesperrt. Etwa 300 Helfer waren im Einsatz. Dabei wurden auch Boote der Wasserwacht genutzt."""

FILES = {
    "bote.txt": f"""Startseite
Politik
Wirtschaft
Anmelden

Altenfurter Bote

Hochwasser in Altenfurt: 1.200 Menschen verlassen ihre Häuser

Von Jana Kessler
Dienstag, 17. Juni 2025, 08:15 Uhr

Altenfurt (dpa) - {FLOOD}

Lesen Sie auch: So schützen Sie Ihren Keller
Artikel teilen
Kommentare (12)
""",
    "kurier.txt": f"""Wedetaler Kurier

Damm an der Wede gebrochen

Stand: 17.06.2025, 09:40 Uhr

Altenfurt (dpa) - {FLOOD}

Newsletter abonnieren
Impressum
Datenschutz
""",
    "tagblatt.txt": """Wedetaler Tagblatt

Dammbruch an der Wede – 1.350 Einwohner in Sicherheit

17.06.2025

In Altenfurt sind nach dem Bruch eines Damms 1.350 Einwohner in Sicherheit gebracht worden, teilte der Landkreis am Dienstag mit. Der Damm war am Montagabend auf 40 Metern Länge gebrochen.

Innenminister Peter Hallbach sagte Soforthilfe von 5 Millionen Euro zu. Verletzt wurde niemand.

Anzeige
Mehr zum Thema
Newsletter abonnieren
""",
    "bahn.txt": """Neue Straßenbahn für Kehlbach

Kehlbach, 17. Juni 2025. Die Stadt Kehlbach kauft zwölf neue Straßenbahnen für 48 Millionen Euro. Das beschloss der Stadtrat am Montag mit 23 zu 14 Stimmen. Die ersten Wagen sollen im Herbst 2027 fahren.

„Die alten Bahnen sind 35 Jahre alt“, sagte Verkehrsdezernent Omar Lindt. Die Opposition nannte den Kauf zu teuer.
""",
    "mühle.txt": """Mühle von Tarnau wird Museum

Mittwoch, 11. Juni 2025

Die alte Mühle von Tarnau wird nach dem Willen des Gemeinderats ein Museum. Der Umbau soll 900.000 Euro kosten und im nächsten Jahr beginnen, wie Bürgermeister Jost Ebel mitteilte.

Das Mahlwerk stammt aus dem Jahr 1780 und ist nach Angaben des Fördervereins noch in Betrieb.
""",
    "english.txt": """Leak closes the swimming hall of Dunmore

Tuesday, June 17, 2025

The swimming hall of Dunmore was closed on Tuesday after a pipe burst in the cellar, the town said.

About 140 guests had to leave the water, manager Oswin Pell told reporters at the entrance, and nobody was hurt in the rush to the doors.

The town expects that the hall will stay closed for two weeks, until the cellar has been pumped dry.
""",
}
ENGLISH = re.compile(
    r"\b(?:the|of|and|was|were|are|is|not|that|in the|with|from|by|no|its)\b", re.IGNORECASE
)


def brief(*, doubles: bool) -> Made:
    settings = resolve(None, {}, {"brief.timezone": "UTC", "brief.language": "de"}).settings
    run = Run(DAY, settings, None)
    if doubles:
        fake = FakeGenerator(lambda text: text.replace("nicht ", "").replace("rund ", ""))
        run = run._replace(
            generator=fake, shortener=fake, parser=FakeParser(), embedder=FakeEmbedder()
        )
    return make(((name, text.encode()) for name, text in sorted(FILES.items())), run)


@pytest.fixture(scope="module", params=[False, True], ids=["no model", "doubles"])
def made(request: pytest.FixtureRequest) -> Made:
    return brief(doubles=request.param)


def claims(made: Made) -> Iterator[Claim]:
    for item in made.brief.items:
        yield from item.claims
        yield from (claim for only in item.only_in for claim in only.claims)


def of_german(made: Made) -> list[Claim]:
    return [one for one in claims(made) if one.citations[0].file != "english.txt"]


def test_the_events_of_the_day_stand_under_their_headlines(made: Made) -> None:
    assert [item.headline for item in made.brief.items] == [
        "Hochwasser in Altenfurt: 1.200 Menschen verlassen ihre Häuser",
        "Neue Straßenbahn für Kehlbach",
        "Leak closes the swimming hall of Dunmore",
    ]


def test_a_reprint_counts_once(made: Made) -> None:
    flood = made.brief.items[0]
    assert flood.reports == 2
    assert sorted((one.story.file, one.role) for one in flood.stories) == [
        ("bote.txt", "original"),
        ("kurier.txt", "reprint"),
        ("tagblatt.txt", "independent"),
    ]
    assert {one.story.agency for one in flood.stories if one.role == "original"} == {"dpa"}


def test_every_citation_holds_what_it_quotes(made: Made) -> None:
    texts = {one.file: one.text for one in made.documents.values()}
    cited = [one for claim in claims(made) for one in claim.citations]
    assert cited
    assert [one for one in cited if texts[one.file][one.start : one.end] != one.quote] == []


def test_every_german_sentence_is_whole_and_its_source_s_own(made: Made) -> None:
    found = of_german(made)
    assert {one.verdict.kind for one in found} == {"verbatim"}
    assert [one.text for one in found if one.text != one.citations[0].quote] == []
    assert [one.text for one in found if not one.text.endswith((".", "“."))] == []


def test_no_dateline_is_a_sentence(made: Made) -> None:
    texts = {one.text for one in of_german(made)}
    assert "Die Stadt Kehlbach kauft zwölf neue Straßenbahnen für 48 Millionen Euro." in texts
    assert [one for one in texts if one.startswith(("Kehlbach,", "Altenfurt (dpa)"))] == []


def test_a_sentence_that_leans_stands_right_behind_the_one_that_it_leans_on(made: Made) -> None:
    for item in made.brief.items:
        for before, claim in zip((None, *item.claims), item.claims, strict=False):
            if claim.text.startswith(("Das beschloss", "Dabei")):
                assert before is not None
                first, second = before.citations[0], claim.citations[0]
                assert first.document == second.document
                assert 0 < second.start - first.end < 3


def test_nothing_is_claimed_that_german_data_do_not_tell(made: Made) -> None:
    assert [item.disagreements for item in made.brief.items] == [(), (), ()]
    printed = " ".join(claim.text for claim in claims(made))
    german = [one for one in made.brief.items if one.stories[0].story.language == "de"]
    omitted = [one for item in german for one in item.omitted]
    assert [
        one for one in omitted if not one.replace(".", "").isdigit() or f" {one} " in printed
    ] == []


def test_what_only_one_outlet_says_stands_in_no_other_file(made: Made) -> None:
    for only in made.brief.items[0].only_in:
        others = [" ".join(text.split()) for name, text in FILES.items() if name != only.file]
        assert [
            (only.file, claim.text)
            for claim in only.claims
            if any(claim.text in text for text in others)
        ] == []


def test_a_story_of_another_day_is_left_out_and_told_of(made: Made) -> None:
    assert {one.file: (one.state, one.reason) for one in made.brief.files} == {
        "bahn.txt": ("used", ""),
        "bote.txt": ("used", ""),
        "english.txt": ("used", ""),
        "kurier.txt": ("used", ""),
        "mühle.txt": ("other_date", "vom 2025-06-11"),
        "tagblatt.txt": ("used", ""),
    }


def test_the_page_is_german_around_the_sentences(made: Made) -> None:
    files = publish(made)
    said = {claim.text for claim in claims(made)}
    said |= {one.quote for claim in claims(made) for one in claim.citations}
    said |= {item.headline for item in made.brief.items}
    page = str(files["brief.md"])
    for text in sorted(said, key=len, reverse=True):
        page = page.replace(text, "")
    page = re.sub(r"`[^`]*`", "", page)
    assert page.startswith("# Morgenlage · Dienstag, 17. Juni 2025\n")
    assert ENGLISH.findall(page) == []
    assert "Menü 3" in page
    assert '<html lang="de">' in files["brief.html"]


def test_the_names_of_rules_stay_as_they_are_in_json(made: Made) -> None:
    entries = json.loads(publish(made)["brief.json"])["files"]
    rules = {gap["rule"] for one in entries for gap in one["removed"]}
    assert {"menu", "newsletter box", "share line"} <= rules


def test_a_brief_of_an_undated_story_says_so_in_german() -> None:
    settings = resolve(None, {}, {"brief.timezone": "UTC", "brief.language": "de"}).settings
    undated = FILES["mühle.txt"].replace("Mittwoch, 11. Juni 2025\n\n", "")
    made = make([("mühle.txt", undated.encode())], Run(DAY, settings, None))
    assert made.brief.notes == (
        "Meldungen, deren Datum unbekannt ist: 1; sie sind gekennzeichnet.",
    )


def test_a_later_brief_tells_what_is_new_by_german_words_and_figures() -> None:
    settings = resolve(None, {}, {"brief.timezone": "UTC", "brief.language": "de"}).settings
    first = make([("bahn.txt", FILES["bahn.txt"].encode())], Run(DAY, settings, None))
    told = (
        FILES["bahn.txt"]
        .replace("17. Juni", "18. Juni")
        .replace("48 Millionen", "48 Mio.")
        .replace("zwölf neue", "12 neue")
        .replace("Die ersten Wagen sollen im Herbst 2027", "Die ersten Wagen sollen im Herbst 2028")
    )
    run = Run(date(2025, 6, 18), settings, None, {DAY: first.said})
    since = make([("bahn.txt", told.encode())], run).brief.items[0].new_since
    assert since is not None
    assert since.new == ()
    assert [(one.text, one.earlier) for one in since.changed] == [
        (
            "Die ersten Wagen sollen im Herbst 2028 fahren.",
            "Die ersten Wagen sollen im Herbst 2027 fahren.",
        )
    ]
