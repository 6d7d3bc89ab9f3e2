from __future__ import annotations

from briefing.publishing.reporters import report_names
from briefing.records import Brief


def test_each_independent_report_is_named_by_its_agency_or_else_its_outlet(brief: Brief) -> None:
    ferry, bees = brief.items
    assert report_names(ferry) == ("Harbour Post", "AFP")
    assert report_names(bees) == ()


def test_a_single_report_is_named_by_the_agency_that_a_reprint_names(brief: Brief) -> None:
    item = brief.items[0]
    outlet, agency, _ = item.stories
    one = item.model_copy(
        update={
            "reports": 1,
            "stories": (
                outlet.model_copy(update={"role": "original"}),
                agency.model_copy(update={"role": "reprint"}),
            ),
        }
    )
    assert report_names(one) == ("AFP",)
