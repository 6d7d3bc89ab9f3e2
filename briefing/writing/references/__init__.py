"""References made whole: who somebody is where an item first names them, and nothing that rests on what it lacks.

::

    Event, sentences ─ to_look_up ┄ parser ─▶ Analysis
    claims, sentences, Event, Analysis ─ complete ─┬─ leaning: no "also" without what it adds to, no "X said" alone
                                                   ├─ people: a surname ▶ the full form that a report has, and back
                                                   ├─ bodies: an acronym ▶ what it stands for
                                                   └─ gate: without it, what passed; it, what its source says ─▶ claims
"""

from briefing.writing.references.completion import Introduction, Told, complete, to_introduce
from briefing.writing.references.lookup import to_look_up

__all__ = ["Introduction", "Told", "complete", "to_introduce", "to_look_up"]
