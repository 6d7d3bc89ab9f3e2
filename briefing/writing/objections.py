"""What stands against an item as it is printed: the gate on the whole of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.records import Citation, Claim, Item, Objection
from briefing.writing.gate import Printed, judge_item


def find_objections(item: Item, code: str = "en") -> tuple[Objection, ...]:
    """Return what a stranger would stumble over in `item`; a sentence of no known language is read in `code`."""
    stories = [entry.story for entry in item.stories]
    codes = {story.document: story.language_or(code) for story in stories}
    places = {
        (sentence.document, sentence.start): (story.id, number)
        for story in stories
        for number, sentence in enumerate(story.sentences)
    }
    sources = [sentence.text for story in stories for sentence in story.sentences]
    sentences = list(_printed(item.claims, codes, places, code))
    return judge_item(item.headline, sentences, sources, item.disagreements)


def _printed(
    claims: Sequence[Claim],
    codes: Mapping[str, str],
    places: Mapping[tuple[str, int], tuple[str, int]],
    code: str,
) -> Iterator[Printed]:
    last = None
    for claim in claims:
        first = claim.citations[0]
        place = _place(first, places)
        follows = bool(place and last and place == (last[0], last[1] + 1))
        yield Printed(claim.text, claim.citations, codes.get(first.document, code), follows)
        last = place


def _place(
    one: Citation, places: Mapping[tuple[str, int], tuple[str, int]]
) -> tuple[str, int] | None:
    return places.get((one.document, one.start))
