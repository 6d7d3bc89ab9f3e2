"""Records of tagged lines."""

from __future__ import annotations

import pytest

from briefing.reading.formats import recognise
from briefing.reading.formats.parts import Parsed
from briefing.reading.formats.tagged import FORMAT

TITLES = ("Varno to close iron bridge", "Watchman dies in Helm fire")
TEXTS = (
    "The council of Varno voted on Tuesday to close the old iron bridge, after engineers found cracks in nine of its girders.",
    "EU money will pay for a third of it, said Mayor Lidia Kosta.",
)
NUMBERED = [*enumerate(TITLES, 2)]
RIS = "\ufeff" + "\n".join(
    f"TY  - NEWS\nTI  - {title}\nT2  - Varno Courier\nSN  - 0-000-00000-0\nDA  - 2027/03/0{n}/\nKW  - bridges\nKW  - thesis\n"
    f"AB  - {TEXTS[0][:30]}...\nN1  - <p>{TEXTS[n % 2]}</p>\n<p>{TEXTS[1 - n % 2]}</p>\nN1  - read again\nUR  - https://x.example/{n}\nER  - \n"
    for n, title in NUMBERED
)
PUBMED = "\n".join(
    f"PMID- 3333{n}\nOWN - NLM\nDP  - 2027 Mar {n}\nTI  - {title}\nAB  - {TEXTS[0]}\n      {TEXTS[1]}\nJT  - Varno Courier\nSO  - VC. 2027;1(1):1-2.\n"
    for n, title in NUMBERED
)
FACTIVA = "\n\n".join(
    f"HD {title}\nBY Ines Falk\nPD 0{n} March 2027\nSN Varno Courier\nLA English\n\nLP \n{TEXTS[0]}\n\nTD \n{TEXTS[1]}\n\nAN Document V{n}"
    for n, title in NUMBERED
)
ENDNOTE = "\n\n".join(
    f"%0 Newspaper Article\n%T {title}\n%D 2027\n%8 March {n}, 2027\n%J Varno Courier\n%X {TEXTS[0]}\n{TEXTS[1]}"
    for n, title in NUMBERED
)
ISI = "FN Web of Science\nVR 1.0\n" + "\n\n".join(
    f"PT J\nAU Falk, I\n   Kost, B\nTI {title[:9]}\n   {title[10:] if title[9] == ' ' else title[9:]}\nSO Varno Courier\nAB {TEXTS[0]}\n   {TEXTS[1]}\nPD MAR {n}\nER"
    for n, title in (*((2, "Varno cut iron bridge"),), (3, "Helm fire kills watchman"))
)


def read(text: str) -> Parsed:
    assert recognise("export.txt", text.encode()) is FORMAT
    return FORMAT.parse(text.encode(), 0)


@pytest.mark.parametrize(
    ("text", "day"),
    [(RIS, "2027/03/02"), (PUBMED, "2027 Mar 2"), (FACTIVA, "02 March 2027"), (ENDNOTE, "March 2, 2027")],
    ids=["ris", "pubmed", "factiva", "endnote"],
)  # fmt: skip
def test_tags_are_fields_of_rows(text: str, day: str) -> None:
    made = read(text)
    assert [one.title for one in made.sections] == list(TITLES)
    assert {one.outlet for one in made.sections} == {"Varno Courier"}
    first = made.sections[0]
    assert first.published == day
    words = made.text[first.start : first.end].split()
    assert words == f"{TITLES[0]} {TEXTS[0]} {TEXTS[1]}".split()


def test_a_value_goes_on_below_its_tag_and_lines_of_the_file_are_no_record() -> None:
    made = read(ISI)
    assert [one.title for one in made.sections] == ["Varno cut iron bridge", "Helm fire kills watchman"]  # fmt: skip


def test_a_note_of_a_few_words_is_no_text() -> None:
    book = "\nTY  - BOOK\nTI  - Ground control\nPB  - Ore Press\nN1  - recalled by library, due back 3 March\nER  - \n"
    made = read(RIS + book)
    assert len(made.sections) == 2
    assert made.notes[0].startswith("1 of 3 rows have no text")


@pytest.mark.parametrize(
    "text",
    [
        "US officials said on 2 March that it would close.\n\nEU leaders met.\n\nUN staff left.\n\nUK police came.\n",
        "".join(f"Q1 - What did you see in March of 202{n}?\nA1 - {TEXTS[0]}\nQ2 - And then?\nA2 - Nothing.\n" for n in range(4)),
        f"TI  - {TITLES[0]}\n\n{TEXTS[0]}\n",
        f"TI  - Ms Falk?\nDA  - 2027-03-02 was bad.\nJO  - {TEXTS[0]}\nAB  - {TEXTS[1]}\nTI  - Thank you.\n",
        f"PD  - DAY ONE\nTI  - Enter the captain\nSO  - I say\nAB  - {TEXTS[0]}\nTI  - Exit\nDA  - tomorrow\n",
        f"HD The boatman\nBY Ines Falk\nWC of the town\nLA {TEXTS[0]}\nED {TEXTS[0]}\n",
        "TY  - BOOK\nTI  - Ground control\nPY  - 1998\nDA  - 1998/01/01\nER  - \n",
        f"%T {TITLES[0]}\n\n{TEXTS[0]}",
        f"HD TV: what to see on 2 March 2027\n\n{TEXTS[0]}\n\nSN and LP are letters.",
    ],
)  # fmt: skip
def test_other_texts_are_read_as_before(text: str) -> None:
    assert recognise("page.txt", text.encode()) is not FORMAT


PARAGRAPHS = (
    "The council of Varno voted on Tuesday to close the old bridge.",
    "OSLO - The ministry in Helm said on Tuesday that no fault had been found.",
    "BVB - FCB 2:1",
    "BY THE NUMBERS",
    "IN - so the mayor says - three weeks or four all of it will be over.",
    "IN BRIEF",
    "LA Times reporters were told of it by two men who were on the bridge that night.",
    "HD TV sets were sold to nine of ten people of Varno in the year before.",
    "CO of nine men who were there that night all have been asked for it since.",
    "SO FAR SO GOOD",
    "Buses will run by way of the mill until the first of July, the mayor said.",
)
"""Of a text, some of which look like tags."""
BODY = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("space", [" ", "   "])
@pytest.mark.parametrize(
    "record",
    [
        "TY  - NEWS\nTI  - {title}\nT2  - Varno Courier\nDA  - 2027/03/02\nAB  - A night of it, and all that was said of it then by us.\nN2  - {body}\nER  - \n",
        "HD{space}{title}\nSE{space}News\nBY{space}Ines Falk\nPD{space}2 March 2027\nSN{space}Varno Courier\nLA{space}English\nLP\nA night of it, and all that was said of it then by us.\nTD\n{body}\nCO{space}vrn : Varno | hlm : Helm\nIN{space}ibus : Buses\nAN{space}Document V1\n",
        "%0 Newspaper Article\n%T {title}\n%D 2027\n%8 March 2, 2027\n%J Varno Courier\n%X A night of it, and all that was said of it then by us.\n{body}\n",
    ],
    ids=["ris", "factiva", "endnote"],
)
def test_every_paragraph_of_a_record_stands_in_its_text(
    record: str, space: str, count: int
) -> None:
    text = "\n".join(
        record.format(title=f"{title} again", body=BODY, space=space) for title in TITLES[:count]
    )
    made = read(text)
    assert [one.title for one in made.sections] == [f"{title} again" for title in TITLES[:count]]
    for section in made.sections:
        assert section.outlet == "Varno Courier"
        words = made.text[section.start : section.end]
        assert "A night of it" in words
        places = [words.index(one) for one in PARAGRAPHS]
        assert places == sorted(places)
        assert "Document V1" not in words
