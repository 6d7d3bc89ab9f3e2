from __future__ import annotations

from briefing.language.wording import wording_for
from briefing.publishing.counts import Counts, count, left_out, story_roles, story_words
from briefing.records import Brief

ENGLISH = wording_for("en")


def test_a_brief_is_counted_with_reprints_apart(brief: Brief) -> None:
    assert count(brief) == Counts(files=5, stories=4, events=2, reports=3, copies=1, withheld=1)


def test_the_count_is_one_line_with_its_nouns(brief: Brief, empty_brief: Brief) -> None:
    assert count(brief).line(ENGLISH) == (
        "5 files · 4 stories · 2 events · 3 independent reports · 1 copy · 1 sentence withheld"
    )
    assert count(empty_brief).line(ENGLISH) == (
        "0 files · 0 stories · 0 events · 0 independent reports · 0 sentences withheld"
    )


def test_a_file_says_how_many_of_its_stories_are_reprints_or_not_shown(brief: Brief) -> None:
    roles = story_roles(brief)
    assert [story_words(entry, roles, ENGLISH) for entry in brief.files] == [
        "1",
        "2 (1 not in this brief)",
        "1 (1 copy)",
        "1",
        "0",
    ]


def test_removed_passages_are_counted_by_rule(brief: Brief) -> None:
    assert left_out(brief.files[0], ENGLISH) == (("comments", 1), ("dateline", 1), ("masthead", 1))
