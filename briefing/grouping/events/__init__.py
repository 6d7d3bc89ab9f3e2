"""Events: which stories carry one text, and which speak of one happening.

::

    stories ─ shingles, sharing ─ find_reports ─▶ Report ─ features, phrases ─ pairs (scored) ─ linkage ─▶ Event
                                                                                 └─ explain: why, or why not
"""

from briefing.grouping.events.clusters import GroupingSettings, find_events, separate_events
from briefing.grouping.events.explanation import Explanation, explain
from briefing.grouping.events.linkage import Links, average_link
from briefing.grouping.events.reprints import find_reports, separate_reports
from briefing.grouping.events.shingles import Shingler, containment

__all__ = [
    "Explanation",
    "GroupingSettings",
    "Links",
    "Shingler",
    "average_link",
    "containment",
    "explain",
    "find_events",
    "find_reports",
    "separate_events",
    "separate_reports",
]
