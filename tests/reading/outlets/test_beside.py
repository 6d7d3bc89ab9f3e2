"""The outlet that a story's own lines name."""

from __future__ import annotations

import pytest

from briefing.reading.outlets import credit_lines, outlet_behind
from briefing.reading.outlets.beside import headed, own_outlet
from briefing.reading.outlets.surroundings import Beside

NOTHING = Beside((), (), (), (), (), "", "", ())


def of_head(*lines: str) -> str:
    return own_outlet(NOTHING._replace(head=lines), lambda _: False)


@pytest.mark.parametrize(
    ("lines", "outlet"),
    [
        (["Source: Quayline"], "Quayline"),
        (["Source: Quayline archive, page 5"], "Quayline"),
        (["Source: Quayline.example, Tue 28 Apr 2026"], "Quayline"),
        (["via The Canal Times"], "The Canal Times"),
        (["Source: Reuters"], ""),
        (["Publisher: Tarn Verlag, Hauptstraße 1"], ""),
        (["By Ilse Brandt, BBC News"], "BBC News"),
        (["Interview by Ilse Brandt for The Tarn Record"], "The Tarn Record"),
        (["Publication | Moor & Dale Advertiser"], "Moor & Dale Advertiser"),
        (["Quelle:", "Kieler Hafenblatt"], "Kieler Hafenblatt"),
        (["Tarn Packet", "May 12, 2026", "Copyright 2026 Packet Newspapers"], "Tarn Packet"),
        (["Tarn Packet", "May 12, 2026"], ""),
        (["Source: Business Hour, Radio Tarn (transcript)"], "Radio Tarn"),
        (["2. Roe, A., Journal of Peat Studies (2021)"], ""),
        (["By HESTER LYLE, Court Reporter"], ""),
        (["Tarn Post · Ilse Brandt · 2 hours ago"], "Tarn Post"),
        (["Reuters · 6 hours ago"], "Reuters"),
        (["Ilse Brandt · 3 hours ago"], ""),
        (["Bren, [30.04.2026 07:02]"], ""),
        (["Transport · 30 April 2026 · 5.35pm"], ""),
        (["Hindustan Times", "2 hours ago"], "Hindustan Times"),
        (["Ilse Brandt", "2 hours ago"], ""),
        (["Harbour Sheet", "32 minutes ago", "- Harbour Sheet"], "Harbour Sheet"),
    ],
)
def test_a_line_of_the_head_names_the_outlet(lines: list[str], outlet: str) -> None:
    assert of_head(*lines) == outlet


def test_a_name_may_be_signed_below_or_stand_behind_the_headline() -> None:
    below = NOTHING._replace(below=("— Fjell Radio",))
    assert own_outlet(below, lambda _: False) == "Fjell Radio"
    labelled = NOTHING._replace(below=("– Source: KBC News",))
    assert own_outlet(labelled, lambda _: False) == "KBC News"
    assert outlet_behind("Mill burns | Tarn Post") == "Tarn Post"
    assert outlet_behind("Mill burns - nobody hurt") == ""
    assert outlet_behind("Honours", lambda _: True) == ""
    assert outlet_behind("Mill burns | Quayline", lambda name: name == "Quayline") == "Quayline"


def test_an_author_stands_in_the_head_or_right_under_the_text() -> None:
    beside = NOTHING._replace(head=("a",), above=("b", "c", "d", "e"), below=("f",), further=("g",))
    assert credit_lines(beside) == ("a", "b", "c", "d", "f", "g")


def test_a_line_right_over_a_headline_may_head_its_page() -> None:
    assert headed("The Harl Chronicle | Subscribe | My account") == "The Harl Chronicle"
    assert headed("Fleece — news and prices for keepers of sheep") == "Fleece"
    assert headed("Ilse Brandt | Subscribe | My account") == ""
    assert headed("The Harl Chronicle") == ""
