"""Texts hang together where they share words that one of them is about."""

from __future__ import annotations

from briefing.reading.formats.topics import content_words, largest_group, topic_of

FERRY = topic_of("Ferry aground off Sorn", "The ferry ran aground. Its master blames the rudder.")
DIVERS = topic_of("Divers at Sorn", "Divers look at the rudder of the ferry.")
BAKER = topic_of("Baker wins prize", "Her rye loaf won for the second time.")


def test_common_words_and_days_are_no_topic() -> None:
    assert content_words("On Monday they said that there were some ferries") == {"ferrie"}


def test_the_largest_group_is_counted() -> None:
    assert largest_group([FERRY, BAKER, DIVERS]) == 2
    assert largest_group([FERRY, BAKER]) == 1
    assert largest_group([]) == 0
