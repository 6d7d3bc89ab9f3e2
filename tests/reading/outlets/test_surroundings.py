"""Which lines stand beside which story."""

from __future__ import annotations

from briefing.reading.outlets import lines_around
from briefing.reading.pages import Paragraph

TEXT = "Tarn Post\n\nNews\nMill burns\nIlse Brandt\nThe mill burned.\nShare\n\n3h ago\nFerry sinks\nIt sank.\nEnd"


def pieces(headline: str, body: str) -> tuple[Paragraph, ...]:
    head, text = TEXT.index(headline), TEXT.index(body)
    return (
        Paragraph(head, head + len(headline), "headline"),
        Paragraph(text, text + len(body), "text"),
    )


def test_blank_lines_tell_whose_a_line_is() -> None:
    found = lines_around(
        TEXT, [pieces("Mill burns", "The mill burned."), pieces("Ferry sinks", "It sank.")]
    )
    first, second = found.beside
    assert found.top == ("Tarn Post", "News")
    assert found.foot == ("End",)
    assert (first.above, first.head, first.below) == (("News",), ("Ilse Brandt",), ("Share",))
    assert (second.above, second.head, second.below) == (("3h ago",), (), ("End",))
    assert (first.title, first.tail) == ("Mill burns", "The mill burned.")


def test_without_a_blank_line_the_lines_between_are_shared() -> None:
    text = "Mill burns\nIt burned.\nTarn Post\nFerry sinks\nIt sank."
    at = [text.index(line) for line in ("Mill", "It b", "Ferry", "It s")]
    stories = [
        (Paragraph(at[0], at[0] + 10, "headline"), Paragraph(at[1], at[1] + 10, "text")),
        (Paragraph(at[2], at[2] + 11, "headline"), Paragraph(at[3], at[3] + 8, "text")),
    ]
    first, second = lines_around(text, stories).beside
    assert (first.shared, first.below, second.above) == (("Tarn Post",), (), ())


def test_the_mark_of_a_heading_is_no_rule_between_it_and_the_line_above() -> None:
    text = "## Mill burns\nIt burned.\n\n---\nSource: Tarn Post\n## Ferry sinks\nIt sank."
    at = [text.index(line) for line in ("Mill", "It b", "Ferry", "It s")]
    stories = [
        (Paragraph(at[0], at[0] + 10, "headline"), Paragraph(at[1], at[1] + 10, "text")),
        (Paragraph(at[2], at[2] + 11, "headline"), Paragraph(at[3], at[3] + 8, "text")),
    ]
    first, second = lines_around(text, stories).beside
    assert (first.further, second.above) == ((), ("Source: Tarn Post",))


def test_a_text_without_stories_has_none_beside() -> None:
    assert lines_around("Tarn Post", []).beside == ()
