"""What the gate knows of English grammar: who says, who does, what is meant, over what it reaches.

::

    Alignment ─┬─ attributions, speakers (who says it)      ├─ modality (done, planned, denied)
               ├─ roles (who does what to whom)             └─ scopes (all, only, not)
"""

from briefing.writing.gate.english.relations import roles
from briefing.writing.gate.english.scope import scopes
from briefing.writing.gate.english.speech import attributions, speakers
from briefing.writing.gate.english.voice import modality

__all__ = [
    "attributions",
    "modality",
    "roles",
    "scopes",
    "speakers",
]
