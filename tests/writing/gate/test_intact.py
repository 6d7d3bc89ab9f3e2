"""Where no grammar is known, only whole sentences of the source pass; figures may be written otherwise."""

from __future__ import annotations

import pytest

from briefing.language.tokenise import tokenise
from briefing.writing.gate.intact import is_intact

SOURCE = "Der Steg ist zu. 1.200 Menschen sind nicht gegangen, sagte Lund. Es regnet."


@pytest.mark.parametrize(
    ("draft", "intact"),
    [
        (SOURCE, True),
        ("Der Steg ist zu.", True),
        ("1200 Menschen sind nicht gegangen, sagte Lund.", True),
        ("Der Steg ist zu. 1.200 Menschen sind nicht gegangen, sagte Lund.", True),
        ("1.200 Menschen sind gegangen, sagte Lund.", False),
        ("1.300 Menschen sind nicht gegangen, sagte Lund.", False),
        ("1.200 Menschen sind nicht gegangen", False),
        ("Der Steg ist zu. Es regnet.", False),
        ("sind nicht gegangen, sagte Lund.", False),
        ("der Steg ist zu.", False),
    ],
)
def test_a_draft_is_whole_sentences_of_its_source(draft: str, intact: bool) -> None:  # noqa: FBT001  # a case
    assert is_intact(tokenise(draft, "de"), tokenise(SOURCE, "de")) is intact
