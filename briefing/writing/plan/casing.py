"""Headlines in sentence case: each word as the stories write it, beside the same words best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
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
SIZES: Final = range(3, 6)
"""Words of a name that is looked for as one; two words are often capitals by the way ("Memorial Service")."""
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
    written = _inner_words(stories, [_bare(word) for word in words])
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


_Row = tuple[str, ...]


class _Written(NamedTuple):
    """How often each word of a headline, by its lower form, is written in which way inside the stories' sentences: alone, and beside its neighbours."""

    alone: Mapping[str, Counter[str]]
    beside: Mapping[tuple[str, str], Counter[str]]
    """By the word before and the word, both in lower case, and by the word and the one behind it with a mark."""
    names: Mapping[int, str]
    """Words of the headline's names of several words, by their place in it."""

    def forms(self, before: str, word: str, behind: str) -> Counter[str]:
        """How a word is written before the same word, else behind the same one, else anywhere: what it begins tells more than what it ends."""
        right, left = self.beside.get((word, f"{behind}>")), self.beside.get((before, word))
        return right or left or self.alone.get(word, Counter[str]())


def _inner_words(stories: Sequence[Story], title: Sequence[str]) -> _Written:
    alone: dict[str, Counter[str]] = {}
    beside: dict[tuple[str, str], Counter[str]] = {}
    rows = {
        tuple(title[at : at + size]): Counter[_Row]()
        for size in SIZES
        for at in range(len(title) - size + 1)
    }
    asked = set(title)
    for story in stories:
        for sentence in story.sentences:
            words = _WORD.findall(sentence.text)
            if _is_title(words):  # a headline inside the text tells nothing
                continue
            forms = [_POSSESSIVE.sub("", word) for word in words]
            low = [form.lower() for form in forms]
            for at, form in enumerate(forms[1:], start=1):
                if low[at] not in asked:
                    continue
                alone.setdefault(low[at], Counter())[form] += 1
                beside.setdefault((low[at - 1], low[at]), Counter())[form] += 1
                if at + 1 < len(words):
                    beside.setdefault((low[at], f"{low[at + 1]}>"), Counter())[form] += 1
                for size in SIZES:
                    row = rows.get(tuple(low[at : at + size]))
                    if row is None:
                        break
                    row[tuple(forms[at : at + size])] += 1
    return _Written(alone, beside, _names(title, rows))


def _names(title: Sequence[str], rows: Mapping[_Row, Counter[_Row]]) -> dict[int, str]:
    """Return the words of names of several words, by their place: of what the stories mostly write as a row of capitals, the longest first.

    "Digital" and "library" are written small beside one another elsewhere, and "California Digital Library" is one name all the same.
    """
    names: dict[int, str] = {}
    for size in reversed(SIZES):
        for start in range(len(title) - size + 1):
            forms = rows[tuple(title[start : start + size])]
            name = max(forms, key=lambda one: (forms[one], one), default=())
            shouted = all(map(str.isupper, name))
            if not shouted and all(word[0].isupper() for word in name):
                for at, word in enumerate(name, start=start):
                    names.setdefault(at, word)
    return names


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
    before, behind = (
        _bare(one[0]) if one else "" for one in (words[at - 1 : at], words[at + 1 : at + 2])
    )
    is_own = _is_abbreviation(bare, written.alone.get(low, Counter[str]()), shouts=shouts)
    if at in written.names or is_own:
        return written.names.get(at, bare) + ending
    forms = written.forms(before, low, behind)
    if forms:
        return max(forms, key=lambda one: (forms[one], one)) + ending
    if low in _DAYS:
        return low.capitalize() + ending
    open_class = low not in _CLOSED and not any(one.verbal for one in read(low).tokens)
    if fold(low) in STOP_WORDS and open_class and _keeps_capital(words[at + 1 : at + 2], written):
        return bare + ending  # "New York", "Mrs Lind": of a name that the stories do not have
    if fold(low) in STOP_WORDS or _is_plain(low):
        return low + ending
    return (
        bare[0] + bare[1:].lower() + ending
        if bare.isupper() and len(bare) > SHORT
        else bare + ending
    )


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
