"""Support: does a text carry a claim?  A learned score over what the gate and the words tell.

::

    text, claim ─ features (gate, overlap) ┄ scorer ─▶ verify ─▶ Support(score, reasons)
"""

from briefing.writing.support.verifier import Support, verify, verify_all

__all__ = [
    "Support",
    "verify",
    "verify_all",
]
