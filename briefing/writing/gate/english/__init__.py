"""What the gate knows of English grammar: who says, who does, what is meant, over what it reaches, at what it points.

::

    Alignment ─┬─ attributions, speakers (who says it)      ├─ modality (done, planned, denied)
               ├─ roles (who does what to whom)             └─ scopes (all, only, not)
"""

from typing import Final

from briefing.writing.gate.english.pointing import nameless_pronoun, newly_definite, places
from briefing.writing.gate.english.relations import roles
from briefing.writing.gate.english.scope import scopes
from briefing.writing.gate.english.speech import attributions, speakers
from briefing.writing.gate.english.voice import modality

__all__ = [
    "CODE",
    "attributions",
    "modality",
    "nameless_pronoun",
    "newly_definite",
    "places",
    "roles",
    "scopes",
    "speakers",
]

CODE: Final = "en"
"""The language that all of it is about."""
