"""Pages: the text of one page dump cut into its stories; every line that is none has a rule's name.

::

    text ─ lines ─ page_features (line_features, line_marks, cohesion) ─ line_model ─▶ State of each line
                   evidence, rescue, segmentation ─ paragraphs ─▶ CutText(Paragraph, Removed) ─ subheads
"""

from briefing.reading.pages.cutting import CutText, cut
from briefing.reading.pages.furniture import certain_rule, hint_of, repeated_lines
from briefing.reading.pages.paragraphs import Paragraph
from briefing.reading.pages.subheads import glued_end, heading_end

__all__ = [
    "CutText",
    "Paragraph",
    "certain_rule",
    "cut",
    "glued_end",
    "heading_end",
    "hint_of",
    "repeated_lines",
]
