"""What an acronym stands for, where an item first uses it: "RSW" becomes "the Rail and Signal Workers union (RSW)".

The long form is what stands before the acronym in brackets and begins with its first letter, the shortest that
has all letters in their order (Schwartz and Hearst, A Simple Algorithm for Identifying Abbreviation Definitions
in Biomedical Text, PSB 2003), here with every letter at the beginning of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.quotes import inside_quotes
from briefing.language.syntax import Analysis, ParsedSentence
from briefing.records import Event, Sentence
from briefing.writing.references.placing import PutIn, places_in

_EN: Final = language("en")
_ARTICLES: Final = _EN.words("classes.articles")
_ACRONYM: Final = re.compile(r"[A-Z]{3,7}")
_BEFORE: Final = re.compile(r"(?:[\w'’.&-]+,? )+$")
_ROLES: Final = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent"})
_BEYOND: Final = 3
"""Words that a long form may have more than its acronym has letters: "of", "and", "union"."""


class LongForm(NamedTuple):
    """What an acronym stands for, as a sentence has it: "the Rail and Signal Workers union (RSW)"."""

    text: str
    has_article: bool
    sentence: Sentence


def expansions(
    text: str, known: Analysis, said: Sequence[str], event: Event, code: str
) -> Iterator[PutIn]:
    """Yield the long forms of the acronyms that `text` is the first of an item to use.

    `said` are the sentences that the item has before it; `code` is the language of all.
    """
    parsed = ParsedSentence(known.text, known.tree)
    places = places_in(text, parsed)
    quoted = inside_quotes(text)
    for place, (start, end) in sorted(places.items()):
        word = text[start:end]
        first = _ACRONYM.fullmatch(word) and not any(
            re.search(rf"(?<!\w){word}(?!\w)", one) for one in [*said, text[:start]]
        )
        if first and start not in quoted and _stands_for_itself(parsed, place, text[end:]):
            long_form = _long_form(word, event, code)
            if long_form is not None:
                yield _put_in(text, start, end, long_form)


def _stands_for_itself(parsed: ParsedSentence, place: int, rest: str) -> bool:
    """Whether an acronym is a whole phrase, but for an article: no "RSW members", no "RSW's"."""
    left = [at for at in parsed.children(place) if at < place]
    articles = all(parsed.low[at] == "the" for at in left)
    glued = rest[:1] in set("-/'’(&") or rest.startswith(" (")
    beside = parsed.is_name(place - 1) or parsed.is_name(place + 1)
    return parsed.tree[place].relation in _ROLES and articles and not glued and not beside


def _long_form(acronym: str, event: Event, code: str) -> LongForm | None:
    """The first long form of an acronym in the reports, where all have the same."""
    found: dict[str, LongForm] = {}
    for story in event.stories:
        if story.language_or(event.language) != code:
            continue
        for sentence in story.sentences:
            for match in re.finditer(rf" \({acronym}\)", sentence.text):
                words = _words_of(acronym, sentence.text[: match.start()])
                if words:
                    before = sentence.text[: match.start() - len(words)].split()
                    article = bool(before) and before[-1].lower() == "the"
                    long_form = LongForm(words + match[0], article, sentence)
                    found.setdefault(words.casefold(), long_form)
    return next(iter(found.values())) if len(found) == 1 else None


def _words_of(acronym: str, before: str) -> str:
    """The end of `before` that an acronym stands for; nothing where its letters are not those of the words."""
    words = before.split(" ")[-(len(acronym) + _BEYOND) :]
    for first in range(len(words) - 1, -1, -1):
        candidate = words[first:]
        initials = [one[:1] for word in candidate for one in re.split(r"-", word)]
        if candidate[0][:1] == acronym[0] and _are_in_order(acronym, initials):
            plain = all(re.fullmatch(r"[\w'’.&-]+", word) for word in candidate)
            return " ".join(candidate) if plain else ""
    return ""


def _are_in_order(letters: str, initials: Sequence[str]) -> bool:
    """Whether capital initials are just these letters, words in lower case left out."""
    return "".join(one for one in initials if one.isupper()) == letters


def _put_in(text: str, start: int, end: int, long_form: LongForm) -> PutIn:
    before = text[:start].split()
    has_article = bool(before) and before[-1].lower() in _ARTICLES
    opens = not text[:start].strip(" \"'“‘")
    article = "" if has_article or not long_form.has_article else "The " if opens else "the "
    return PutIn(start, end, article + long_form.text, long_form.sentence)
