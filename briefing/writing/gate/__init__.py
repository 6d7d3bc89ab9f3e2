"""The gate: a draft against the very passages that it cites, with a closed list of reasons.

::

    draft, passages ─ tokenise ─ align ─┬─ values, quotes, dates, form ────────────▶ Reason, …
                                        ├─ english: speech, voice, relations, scope ▶ Reason, …
                                        ├─ intact: whole sentences? (any other language) ▶ Reason, …
                        ├─ parts: was it made by deletion alone? ───▶ Reason, …
                        └─ references: is a full name its source's? ─▶ Reason, …
                        └─ differing: is a second figure its source's? ▶ Reason, …
    printed sentences, sources, disagreements ─ item ────────────────▶ Objection, …
"""

from briefing.writing.gate.checks import (
    check,
    check_cut,
    check_differing,
    check_references,
    knows_grammar,
    support,
)
from briefing.writing.gate.differing import Differing, figures_of, tells_one_side
from briefing.writing.gate.item import Printed, against_what_is_told, judge_item
from briefing.writing.gate.reasons import FORM, REASONS, Reason
from briefing.writing.gate.references import Reference
from briefing.writing.gate.wellformed import form

__all__ = [
    "FORM",
    "REASONS",
    "Differing",
    "Printed",
    "Reason",
    "Reference",
    "against_what_is_told",
    "check",
    "check_cut",
    "check_differing",
    "check_references",
    "figures_of",
    "form",
    "judge_item",
    "knows_grammar",
    "support",
    "tells_one_side",
]
