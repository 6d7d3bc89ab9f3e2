"""Mails inside mails, as programs of several languages mark them."""

from __future__ import annotations

import pytest

from briefing.reading.formats.forwards import Forward, forward_or_text
from briefing.reading.formats.letter_lines import Line

TEXT = "The council of Tarn agreed on Monday to repair the old bridge before winter, its chairman said. The work will cost four million and last until May."
BLOCKS = [
    "---------- Forwarded message ---------\nFrom: Tarn Post <a@tarn.example>\nDate: Tue, 6 Jan 2026 at 06:30\nSubject: Bridge\nTo: <b@b.example>",
    "Begin forwarded message:\n\n> From: Tarn Post <a@tarn.example>\n> Subject: Bridge\n> Date: 6 January 2026\n> To: b@b.example",
    "-------- Weitergeleitete Nachricht --------\nBetreff: Bridge\nDatum: Tue, 6 Jan 2026\nVon: Tarn Post <a@tarn.example>\nAn: b@b.example",
    "-----Message d'origine-----\nDe : Tarn Post [mailto:a@tarn.example]\nEnvoyé : mardi 6 janvier 2026 06:30\nÀ : B\nObjet : Bridge",
    "________________\n*From:* Tarn Post <a@tarn.example>\n*Sent:* Tuesday, January 6, 2026\n*To:* B <b@a-very-long\n name.example>\n*Subject:* Bridge",
    "Van: Tarn Post <a@tarn.example>\nVerzonden: dinsdag 6 januari 2026\nAan: B\nOnderwerp: Bridge",
    "Från: Tarn Post\nSkickat: den 6 januari 2026\nTill: B\nÄmne: Bridge",
    "От: Tarn Post <a@tarn.example>\nДата: 6 января 2026\nТема: Bridge\nКому: B",
    "From:\nTarn Post <a@tarn.example>\nDate:\n6 January 2026\nSubject:\nBridge",
]


def lines(text: str) -> list[Line]:
    return [Line(line) for line in text.split("\n")]


@pytest.mark.parametrize("block", BLOCKS)
def test_the_mail_inside_has_its_own_sender_day_and_subject(block: str) -> None:
    quoted = "> " if "\n> " in block else ""
    found = forward_or_text(lines(f"For you\n\n{block}\n\n{quoted}{TEXT}"))
    assert isinstance(found, Forward)
    assert found.sender.startswith("Tarn Post")
    assert "2026" in found.date
    assert found.subject == "Bridge"
    assert [line.text for line in found.lines if line.text] == [TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "On Tue, 6 Jan 2026 at 10:02, Tarn Post <a@tarn.example> wrote:",
        "Am 06.01.2026 um 10:02 schrieb Tarn Post <a@tarn.example>:",
        "Le mar. 6 janv. 2026 à 10:02, Tarn Post <a@tarn.example> a écrit :",
        "El mar, 6 ene 2026 a las 10:02, Tarn Post\n<a@tarn.example> escribió:",
        "Op di 6 jan 2026 om 10:02 schreef Tarn Post <a@tarn.example>:",
    ],
)
def test_an_answer_names_whom_it_quotes(line: str) -> None:
    found = forward_or_text(lines(f"Worth a line?\n\n{line}\n\n> {TEXT}\n\nIda"))
    assert isinstance(found, Forward)
    assert found.sender == "Tarn Post <a@tarn.example>"
    assert "2026" in found.date
    assert [line.text for line in found.lines] == [TEXT]


def test_of_mails_in_mails_the_longest_is_read() -> None:
    note = (
        "From: Ida <i@i.example>\nSent: Thursday, January 8, 2026\nSubject: FW\n\nDid you see this?"
    )
    found = forward_or_text(lines(f"Look\n\n{note}\n\n{BLOCKS[0]}\n\n{TEXT}"))
    assert isinstance(found, Forward)
    assert found.sender.startswith("Tarn Post")


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\n\nFrom: Tarn to Corrie. To: the north.\n\n{TEXT}",
        f"{TEXT}\n{TEXT}\n{TEXT}\n\n{BLOCKS[0]}\n\nThanks for this, it was of great use to all of us here in the old office of the paper.",
        f"Date: 6 January\nSubject: rain\n\n{TEXT}",
        "",
    ],
)
def test_a_text_of_its_own_is_no_mail_inside(text: str) -> None:
    assert isinstance(forward_or_text(lines(text)), list)


def test_a_text_stands_above_what_it_answers() -> None:
    thread = f"On Tue, 6 Jan 2026 at 10:02, Ida <a@tarn.example> wrote:\n> Did you see it?\n\n{BLOCKS[0]}\n\nThanks."
    made = forward_or_text(lines(f"{TEXT}\n\n{TEXT}\n\n{thread}"))
    assert isinstance(made, list)
    assert [line.text for line in made if line.text] == [TEXT, TEXT]
    assert forward_or_text(lines(TEXT)) == lines(TEXT)


def test_a_text_that_is_quoted_as_a_whole_loses_the_marks() -> None:
    assert forward_or_text(lines(f"> {TEXT}\n>\n> {TEXT}")) == lines(f"{TEXT}\n\n{TEXT}")
