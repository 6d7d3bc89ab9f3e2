"""The room that groups: stories → reports → events → facts, disagreements, rank.

::

    stories ─ find_reports ─▶ reports ─ find_events ─▶ events ─ align_facts ─▶ facts
                                                          │                      ├─ find_disagreements
                                                          │                      └─ only_in
                                                          └─ importance ─▶ rank_events

Everything here is pure and independent of the order of its input.
"""

from briefing.grouping.alone import only_in
from briefing.grouping.disagreements import find_disagreements, texts_in_doubt
from briefing.grouping.events import (
    Explanation,
    GroupingSettings,
    explain,
    find_events,
    find_reports,
    separate_events,
    separate_reports,
)
from briefing.grouping.facts import align_facts, leads_in_doubt
from briefing.grouping.importance import sentences_for
from briefing.grouping.ranking import rank_events
from briefing.grouping.wishes import by_topics, section_of

__all__ = [
    "Explanation",
    "GroupingSettings",
    "align_facts",
    "by_topics",
    "explain",
    "find_disagreements",
    "find_events",
    "find_reports",
    "leads_in_doubt",
    "only_in",
    "rank_events",
    "section_of",
    "sentences_for",
    "separate_events",
    "separate_reports",
    "texts_in_doubt",
]
