"""Where the words of a parsed sentence stand in what was made of it, and what is put in there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from briefing.language.syntax import ParsedSentence
from briefing.records import Sentence

_WORD: Final = re.compile(r"\w+(?:['’.-]\w+)*")
_TAIL: Final = re.compile(r"['’]\w+$")


class PutIn(NamedTuple):
    """A full form for a short one: characters `start` to `end` of a sentence, and what stands there instead."""

    start: int
    end: int
    text: str
    sentence: Sentence
    """The sentence that it is cited from."""


def places_in(text: str, parsed: ParsedSentence) -> Mapping[int, tuple[int, int]]:
    """Return where the words of a tree stand in `text`, which was made of its sentence, by their place."""
    words = [(one.start(), one.end()) for one in _WORD.finditer(text)]
    theirs = [(at, one.start, one.end) for at, one in enumerate(parsed.tree)]
    ours = [text[start:end] for start, end in words]
    tree = [parsed.text[start:end] for _, start, end in theirs]
    # The tree parts "Ann's"; so do we.
    found: dict[int, tuple[int, int]] = {}
    split = [part for one, span in zip(ours, words, strict=True) for part in _parts(one, span)]
    matcher = SequenceMatcher(None, [one for one, _ in split], tree, autojunk=False)
    for first, second, size in matcher.get_matching_blocks():
        for step in range(size):
            found[second + step] = split[first + step][1]
    return found


def _parts(word: str, span: tuple[int, int]) -> Iterator[tuple[str, tuple[int, int]]]:
    tail = _TAIL.search(word)
    if tail is None or tail.start() == 0:
        yield word, span
    else:
        cut = span[0] + tail.start()
        yield word[: tail.start()], (span[0], cut)
        yield tail[0], (cut, span[1])
