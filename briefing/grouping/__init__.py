"""The room that groups: stories → reports → events → facts, disagreements, novelty, rank.

::

    stories ─ find_reports ─▶ reports ─ find_events ─▶ events ─ align_facts ─▶ facts
                                                          │                      ├─ find_disagreements
                                                          └─ rank_events         ├─ only_in
                                                                                 └─ compare

Everything here is pure and independent of the order of its input.
"""

from briefing.grouping.clusters import GroupingSettings, find_events
from briefing.grouping.disagreements import find_disagreements
from briefing.grouping.explain import Explanation, explain
from briefing.grouping.facts import align_facts, leads_in_doubt, only_in
from briefing.grouping.novelty import Compared, compare
from briefing.grouping.ranking import rank_events
from briefing.grouping.reprints import find_reports
from briefing.grouping.topics import by_topics

__all__ = [
    "Compared",
    "Explanation",
    "GroupingSettings",
    "align_facts",
    "by_topics",
    "compare",
    "explain",
    "find_disagreements",
    "find_events",
    "find_reports",
    "leads_in_doubt",
    "only_in",
    "rank_events",
]
