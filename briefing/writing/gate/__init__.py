"""The gate: a draft against the very passages that it cites, with a closed list of reasons.

::

    draft, passages ─ tokenise ─ align ─┬─ values, quotes, dates, form ────────────▶ Reason, …
                                        ├─ english: speech, voice, relations, scope ▶ Reason, …
                                        ├─ intact: whole sentences? (any other language) ▶ Reason, …
                        └─ parts: was it made by deletion alone? ───▶ Reason, …
"""

from briefing.writing.gate.checks import check, check_cut, check_fused, knows_grammar, support
from briefing.writing.gate.reasons import FORM, REASONS, Reason
from briefing.writing.gate.wellformed import form

__all__ = [
    "FORM",
    "REASONS",
    "Reason",
    "check",
    "check_cut",
    "check_fused",
    "form",
    "knows_grammar",
    "support",
]
