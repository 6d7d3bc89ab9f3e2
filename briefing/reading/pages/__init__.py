"""Pages: the text of one page dump cut into its stories; every line that is none has a rule's name.

::

    text ─ lines ─ line_features, page_features ─ line_model ─▶ where stories start, what is furniture
                   segmentation, cohesion, headlines, rescue ─▶ CutText(Paragraph, Removed) ─ subheads
"""

from briefing.reading.pages.cutting import CutText, Paragraph, cut
from briefing.reading.pages.furniture import repeated_lines
from briefing.reading.pages.subheads import heading_end, link_end

__all__ = [
    "CutText",
    "Paragraph",
    "cut",
    "heading_end",
    "link_end",
    "repeated_lines",
]
