"""What must be parsed to tell who the people of an item are, beyond the sentences that may be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from briefing.language.syntax import Analysis
from briefing.language.words import STOP_WORDS
from briefing.records import Event, Sentence
from briefing.writing.gate import knows_grammar

_LONGEST: Final = 600
"""Characters of a sentence; longer ones are mostly lists or failed sentence splits."""
_NAME: Final = re.compile(r"(?<![\w-])[A-Z][\w'’-]*\w")


def to_look_up(
    event: Event, picked: Iterable[Sentence], parsed: Mapping[str, Analysis]
) -> Iterator[Sentence]:
    """Yield the sentences that no tree is known of and that name somebody of `picked` sentences in full.

    `picked` themselves first: a sentence that rests on the one before could not be chosen by itself.
    """
    chosen = [one for one in picked if knows_grammar(event.code_of(one))]
    names = {name for one in chosen for name in _NAME.findall(one.text)}
    names = {name for name in names if name.lower() not in STOP_WORDS}
    full = re.compile(
        rf"(?<![\w-])[A-Z][\w.'’-]* ({'|'.join(map(re.escape, sorted(names)))})(?![\w-])"
    )
    every = [*chosen, *(one for story in event.stories for one in story.sentences if names)]
    for number, one in enumerate(every):
        fits = number < len(chosen) or (knows_grammar(event.code_of(one)) and full.search(one.text))
        if fits and one.text not in parsed and len(one.text) <= _LONGEST:
            yield one
