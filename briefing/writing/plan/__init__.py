"""The plan of an item: which facts, from which sentences, under which headline.

::

    facts ─ tell (one report's line: salience, choice, following), select (stands_alone, quotations) ─▶ Pick, …   stories ─ choose_headline ─▶ headline
"""

from briefing.writing.plan.headline import choose_headline
from briefing.writing.plan.quotations import torn_by_quotation
from briefing.writing.plan.selection import Pick, bears_out, select, usable
from briefing.writing.plan.standing import stands_alone
from briefing.writing.plan.telling import tell

__all__ = [
    "Pick",
    "bears_out",
    "choose_headline",
    "select",
    "stands_alone",
    "tell",
    "torn_by_quotation",
    "usable",
]
