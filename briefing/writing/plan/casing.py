"""Headlines in sentence case: each word as the stories write it, beside the same words best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from briefing.language.base import language
from briefing.language.names import capitals_tell_names
from briefing.language.text import read
from briefing.language.tokens import stem, word_classes
from briefing.language.words import STOP_WORDS, background, fold
from briefing.records import Story

CAPITALS: Final = 0.7
"""Share of capitalised words, those of the closed classes aside, from which a headline is set With Capitals Throughout."""
FEWEST: Final = 4
NAME: Final = 0.6
"""Share of capitals in news from which a word is a name that the stories do not have inside a sentence."""
SHORT: Final = 4
"""Letters of the longest word in capitals that may be an abbreviation."""
_OPENS: Final = re.compile(r"(?<=[^\W\d_]{3}[.?!] )[^\W\d_]")
_WORD: Final = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_](?:[\w&'\u2019-]*\w)?")
_POSSESSIVE: Final = re.compile(r"['\u2019]s?$", re.IGNORECASE)

_PRONOUNS: Final = language("en").words("classes.pronouns", "classes.pronouns_of_first_person")
_BODIES: Final = language("en").words("classes.pronouns", "classes.relatives")
"""Words that are also short for a body: every story has "who"."""
_DAYS: Final = word_classes("en").days | word_classes("en").months
_FIXTURES: Final = language("en").words("form.headlines.fixtures")
_CLOSED: Final = word_classes("en").function


def in_sentence_case(title: str, stories: Sequence[Story], code: str = "en") -> str:
    """Return a headline that is set in capitals, or With Capitals Throughout, as a sentence is written.

    A word keeps its capital where the stories write it so inside a sentence, or have it nowhere and it is a name elsewhere.  A fixture
    ("Tarn City vs Marel United") is a row of names.
    """
    words = _WORD.findall(title)
    if (
        not capitals_tell_names(code)
        or not _is_title(words)
        or (len(words) < FEWEST and not title.isupper())
        or (not title.isupper() and not _FIXTURES.isdisjoint(words))
    ):
        return title
    written = _inner_words(stories)
    shouts = title.isupper()
    first = title.find(words[0])
    places = {match.start(): at for at, match in enumerate(_WORD.finditer(title))}
    recased = _WORD.sub(
        lambda match: _recased(words, places[match.start()], written, shouts=shouts), title
    )
    recased = _OPENS.sub(lambda match: match.group().upper(), recased)
    if any(map(str.isdigit, recased[:first])):
        return recased  # "51 companies"
    return recased[:first] + recased[first : first + 1].upper() + recased[first + 1 :]


_Context = tuple[int | str, ...]
"""Where a word stands among its neighbours, and all of them."""


class _Written(NamedTuple):
    """How often each word, by its lower form, is written in which way inside the stories' sentences: beside its neighbours, and alone."""

    beside: Mapping[_Context, Counter[str]]
    alone: Mapping[str, Counter[str]]
    in_names: AbstractSet[str]
    """Words that only stand in rows of capitals and end none: "Environmental" in "Department of Environmental Protection"."""

    def forms(self, words: Sequence[str], at: int) -> Counter[str]:
        """How a word is written beside most of the same words, else anywhere: what it begins tells more than what it ends."""
        near = (self.beside[one] for one in _contexts(words, at) if one in self.beside)
        return next(near, None) or self.alone.get(words[at], Counter[str]())


def _contexts(words: Sequence[str], at: int) -> Iterator[_Context]:
    """Yield a word with its neighbours, all in lower case: with those on both sides, those behind it, those before it."""
    for start, size in ((at - 1, 3), (at, 3), (at, 2), (at - 2, 3), (at - 1, 2)):
        if 0 <= start <= len(words) - size:
            yield at - start, *words[start : start + size]


def _inner_words(stories: Sequence[Story]) -> _Written:
    beside: dict[_Context, Counter[str]] = {}
    alone: dict[str, Counter[str]] = {}
    in_names, others = set[str](), set[str]()
    for story in stories:
        for sentence in story.sentences:
            words = _WORD.findall(sentence.text)
            if _is_title(words):  # a headline inside the text tells nothing
                continue
            low = [_bare(word) for word in words]
            for at, word in enumerate(words[1:], start=1):
                form = _POSSESSIVE.sub("", word)
                alone.setdefault(low[at], Counter())[form] += 1
                for context in _contexts(low, at):
                    beside.setdefault(context, Counter())[form] += 1
                behind = words[at + 1 : at + 2]
                # Behind a given name an initial stands.
                begins = word[0].isupper() and any(one[0].isupper() and one[1:] for one in behind)
                (in_names if begins else others).add(low[at])
    return _Written(beside, alone, in_names - others)


def _is_title(words: Sequence[str]) -> bool:
    """Whether words are written With Capitals Throughout."""
    content = [word for word in words if word.lower() not in _CLOSED] or words
    return sum(word[0].isupper() for word in content) >= CAPITALS * len(content)


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower()


def _recased(words: Sequence[str], at: int, written: _Written, *, shouts: bool) -> str:
    """Return a word as it stands inside a sentence, beside the same words best; what may be an abbreviation (US, WHO, IT) stays one."""
    word = words[at]
    bare = _POSSESSIVE.sub("", word)
    low, ending = bare.lower(), word[len(bare) :].lower()
    if _is_abbreviation(bare, written.alone.get(low, Counter[str]()), shouts=shouts):
        return bare + ending
    row = [_bare(one) for one in words]
    forms = written.forms(row, at)
    named = low in written.in_names and not any(one in written.beside for one in _contexts(row, at))
    if forms and not (named and _is_plain(low)):
        best, common = (
            max(counts, key=lambda one: (counts[one], one))
            for counts in (forms, written.alone[low])
        )
        # What stands in a line of capitals is shouted there, too.
        return (common if best.isupper() else best) + ending
    if low in _DAYS:
        return low.capitalize() + ending
    open_class = low not in _CLOSED and not any(one.verbal for one in read(low).tokens)
    if fold(low) in STOP_WORDS and open_class and _keeps_capital(words[at + 1 : at + 2], written):
        return bare + ending  # "New York", "Mrs Lind": of a name that the stories do not have
    return _by_itself(bare) + ending


def _by_itself(word: str) -> str:
    """Return a word of which the stories tell nothing as news writes it; one with a hyphen is plain where all its parts are ("two-week"), and a participle always ("Tarn-based")."""
    low = word.lower()
    if all(fold(part) in STOP_WORDS or _is_plain(part) for part in low.split("-")):
        return low
    if word.isupper() and len(word) > SHORT:
        word = word[0] + low[1:]
    name, hyphen, last = word.rpartition("-")
    formed = hyphen and any(one.verbal for one in read(last.lower()).tokens)
    return f"{name}-{last.lower()}" if formed else word


def _keeps_capital(words: Sequence[str], written: _Written) -> bool:
    """Whether the next word, if there is one, has a capital and is no word that the stories, or news at large, write without."""
    for word in words:
        forms = written.alone.get(_bare(word), Counter[str]())
        plain = fold(_bare(word)) in STOP_WORDS or (not forms and _is_plain(_bare(word)))
        return word[0].isupper() and not plain and not forms[_bare(word)]
    return False


def _is_abbreviation(word: str, forms: Counter[str], *, shouts: bool) -> bool:
    """Whether capitals are a word's own; an ordinary word in capitals that the stories write without is shouted ("VOWS", "DID")."""
    if word.isupper() and len(word) > 2 and not shouts and not forms[word]:
        plain = len(word) >= SHORT and _is_plain(word)
        if plain or (forms[word.lower()] and word.lower() not in _BODIES):
            return False
    own = "." in word or (word.isupper() and len(word) > 1 and (not shouts or bool(forms[word])))
    return own or (word.lower() in _PRONOUNS and shouts and not forms)


def _is_plain(word: str) -> bool:
    """Whether news writes a word without a capital, or it is formed as verbs are."""
    share = background().capitals(stem(fold(word)))
    return (
        share < NAME if share is not None else any(one.verbal for one in read(word.lower()).tokens)
    )
