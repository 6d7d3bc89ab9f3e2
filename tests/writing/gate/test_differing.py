"""The gate on a sentence that tells the figures of two reports."""

from __future__ import annotations

import pytest

from briefing.records import Disagreement, Value
from briefing.writing.gate import Differing, Reason, check_differing, tells_one_side

BASE = "The ferry hit the quay, injuring 12 passengers."
OTHER = "Doctors treated 15 passengers."
JOINED = Differing(33, "12 or 15", "12", ("12", "15"), (BASE, OTHER))


def test_two_figures_with_the_words_of_a_template_pass() -> None:
    assert check_differing(BASE.replace("12", "12 or 15"), JOINED, BASE) == ()
    turned = JOINED._replace(text="15 or 12")
    assert check_differing(BASE.replace("12", "15 or 12"), turned, BASE) == ()


@pytest.mark.parametrize(
    ("text", "differing", "reason"),
    [
        (BASE.replace("12", "12 and 15"), JOINED._replace(text="12 and 15"), Reason.WORDS),
        (BASE.replace("12", "12 or 15").replace("hit", "rammed"), JOINED, Reason.WORDS),
        (BASE.replace("12", "12 or 15"), JOINED._replace(start=32), Reason.WORDS),
        (
            BASE.replace("12", "12 or 16"),
            JOINED._replace(text="12 or 16", figures=("12", "16")),
            Reason.NUMBER,
        ),
        (
            BASE.replace("12", "12 or 15"),
            JOINED._replace(sources=(BASE, "Doctors treated 1,15 passengers.")),
            Reason.NUMBER,
        ),
    ],
)
def test_anything_else_does_not(text: str, differing: Differing, reason: Reason) -> None:
    assert reason in check_differing(text, differing, BASE)


def test_a_quotation_stays_as_it_was_said() -> None:
    base = "“It hurt 12 people”, the mate said."
    quoted = JOINED._replace(start=9, sources=(base, OTHER))
    assert check_differing(base.replace("12", "12 or 15"), quoted, base) == (Reason.WORDS,)


def test_a_text_tells_one_side_where_it_has_one_figure_or_the_earlier_one() -> None:
    values = Value(value="12 hurt", citations=()), Value(value="15 hurt", citations=())
    row = Disagreement(about="hurt", kind="conflict", values=values, certain=True)
    later = values[0], values[1].model_copy(update={"later": True})
    update = row.model_copy(update={"kind": "update", "values": later})
    texts = ("Ferry hurts 12", "Ferry hurts fifteen", "Ferry hurts 12 or 15", "Ferry hits quay")
    assert [tells_one_side(one, row, "en") for one in texts] == [True, True, False, False]
    assert [tells_one_side(one, update, "en") for one in texts] == [True, False, False, False]
    doubtful = row.model_copy(update={"certain": False})
    assert not any(tells_one_side(one, doubtful, "en") for one in texts)
