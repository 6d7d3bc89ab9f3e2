from __future__ import annotations

import pytest

from briefing.writing.gate import Reason
from briefing.writing.support.against import against
from briefing.writing.support.ground import prepare, words_of

GROUND = prepare(
    [
        "Norwegian divers searched the harbour of Port Ellery for 12 hours on Friday.",
        "The ferry Tarn carried 340 passengers when it struck the quay.",
        "The company did not apologise.",
    ]
)


@pytest.mark.parametrize(
    ("claim", "reasons"),
    [
        ("The ferry Tarn carried 340 passengers.", ()),
        ("Divers from Norway searched for twelve hours.", ()),
        ("The ferry carried 430 passengers.", (Reason.NUMBER,)),
        ("Divers searched the harbour on Sunday.", (Reason.DATE,)),
        ("Divers searched the harbour of Port Mallow.", (Reason.NAME,)),
        ("Norwegians searched the harbour.", ()),
        ("The ferry never struck the quay.", (Reason.NEGATION,)),
        ("The company never apologised.", ()),
        ("Twelve passengers were carried.", (Reason.ELSEWHERE,)),
        ("The ferry delighted several elderly tourists.", (Reason.WORDS,)),
    ],
)
def test_what_speaks_against_a_claim(claim: str, reasons: tuple[Reason, ...]) -> None:
    assert against(words_of(claim), GROUND) == reasons


def test_a_claim_in_other_order_has_nothing_against_it() -> None:
    assert against(words_of("The quay was struck by the Tarn, a ferry."), GROUND) == ()
