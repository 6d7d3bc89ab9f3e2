"""Dating: when each story was published, with the passage that says so.

::

    story, its lines ─ places ─▶ Place ─ date_story (labels, fields, relative) ─▶ When
    (after grouping)  reports ─ infer_from_reports ─▶ When, inferred from reprints
"""

from briefing.reading.dating.dates import date_story
from briefing.reading.dating.fields import parse_field
from briefing.reading.dating.labels import PUBLISHED_RANK, UPDATED_RANK, is_bare, label_of
from briefing.reading.dating.reprints import infer_from_reports
from briefing.reading.dating.surroundings import Place, places

__all__ = [
    "PUBLISHED_RANK",
    "UPDATED_RANK",
    "Place",
    "date_story",
    "infer_from_reports",
    "is_bare",
    "label_of",
    "parse_field",
    "places",
]
