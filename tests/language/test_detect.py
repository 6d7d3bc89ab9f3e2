"""Languages of stories."""

from __future__ import annotations

from functools import cache
from threading import Event

import pytest

from briefing.language import detect
from briefing.language.detect import find_language, likely_language
from briefing.language.unpacked import Teller


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("The town council agreed to repair the old swing bridge before winter. ", "en"),
        ("Le conseil municipal a décidé de réparer le vieux pont avant l'hiver. ", "fr"),
        ("Der Stadtrat hat beschlossen, die alte Brücke vor dem Winter zu reparieren. ", "de"),
        ("Городской совет согласился отремонтировать старый мост до зимы. ", "ru"),
    ],
)
def test_long_text_tells_its_language(sentence: str, code: str) -> None:
    assert find_language(sentence * 5) == code


def test_short_text_does_not() -> None:
    assert find_language("The town council agreed.") == "unknown"


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Паромная компания порта заказала два новых судна для переправы.", "ru"),
        (
            "艾勒里港渡轮公司周一宣布，已为前往塔恩的航线订购两艘电动船。公司负责人说，新船将取代旧船。",
            "zh",
        ),
        (
            "エレリー港のフェリー会社は月曜日、タルン行きの航路に電動船二隻を発注したと発表した。",
            "ja",
        ),
    ],
)
def test_another_script_tells_its_language_sooner(sentence: str, code: str) -> None:
    assert find_language(sentence) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Die Brücke ist seit gestern gesperrt.", "de"),
        ("El puente está cerrado desde ayer.", "es"),
        ("桥关闭了。", "zh"),
        ("The bridge is closed.", "en"),
        ("Det. Sgt. Orr met Quist in Lund.", "en"),
        ("Yahoo", "en"),
        ("", "en"),
    ],
)
def test_a_short_text_is_english_unless_another_language_is_far_likelier(
    text: str, code: str
) -> None:
    assert likely_language(text) == code


def test_what_a_thread_loads_beside_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on, loads = Event(), Event(), []

    def load() -> Teller:
        loads.append(1)
        begun.set()
        go_on.wait(10)
        return real()

    real = detect._loaded
    monkeypatch.setattr(detect, "_loaded", cache(load))
    detect.load_beside()
    assert begun.wait(10)
    detect.load_beside()
    go_on.set()
    assert likely_language("Der Rat der Stadt hat die alte Brücke gesperrt.") == "de"
    assert loads == [1]


def test_a_fault_while_loading_beside_is_told_by_who_needs_it(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    begun = Event()

    def load() -> Teller:
        begun.set()
        raise OSError("no such model")

    monkeypatch.setattr(detect, "_loaded", load)
    detect.load_beside()
    assert begun.wait(10)
    with pytest.raises(OSError, match="no such model"):
        likely_language("Der Rat der Stadt hat die alte Brücke gesperrt.")
    assert capfd.readouterr().err == ""
