"""Dependency trees: the small English pipeline of spaCy.

spaCy reads its weights from msgpack, never from a pickle, and what is loaded is pinned by hash.  It
is imported at the first text that has to be parsed (1.7 s, most of it torch, which it finds and takes
along); 400 sentences a second on one core then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from briefing.errors import ModelError
from briefing.models.base import Backend, Found, Parser, Running, Tree, Word
from briefing.models.find import identity_of, readable, require, require_intact
from briefing.models.pins import DEFAULT_PARSER
from briefing.records import ModelIdentity

_UNUSED: Final = ("ner", "senter", "lemmatizer", "attribute_ruler")
"""Parts of the pipeline that no tree needs."""
_BATCH: Final = 64
"""Texts handed to the parser together; 32 to 256 take the same time."""


class SpacyParser:
    """Parses with a spaCy pipeline on disk.  Raises :class:`ModelError` where it is broken."""

    def __init__(self, folder: Path, identity: ModelIdentity) -> None:
        import spacy

        require_intact(folder)
        self.identity = identity
        try:
            self._pipeline = spacy.load(folder, exclude=_UNUSED)
        except Exception as error:  # a folder that is wrong fails in whatever way it likes
            line = str(error).partition("\n")[0]
            raise ModelError(
                f"{folder}: the parser cannot be loaded ({line}); delete that folder, then run "
                f"'briefing models pull {identity.name}'."
            ) from error

    def parse(self, texts: Sequence[str]) -> Iterator[Tree]:
        """Yield the tree of each text, in order."""
        for parsed in self._pipeline.pipe(texts, batch_size=_BATCH):
            yield tuple(map(_word, parsed))


def _word(token: Any) -> Word:  # noqa: ANN401  # spaCy's token, of a compiled class
    return Word(token.idx, token.idx + len(token), token.tag_, token.dep_, token.head.i)


def _find(name: str, cache: Path) -> Found:
    with readable(name):
        folder = require(name, cache)
        return Found(name, identity_of(name, folder), str(folder))


def _parser(found: Found, _running: Running) -> Parser:
    return SpacyParser(Path(found.place), found.identity)


BACKEND: Final = Backend("spacy", lambda name: name == DEFAULT_PARSER, _find, parser=_parser)
