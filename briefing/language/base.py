"""A language as the program knows it: word lists, phrases and tables in the files of its folder.

``language/<code>/*.toml`` are read once.  A list is asked for by file and key, as in
``language("en").words("speech.reporting")``: the table ``reporting`` of ``speech.toml``.  What a
language lacks is empty, and a rule that is made from it never holds: the feature is absent there.

A value in a file is one of four:

* a string: words between white space;
* a list of strings: phrases, or regular expressions where :meth:`Language.pattern` asks for it;
* a table: what a word stands for, a number or a string (or a list of the words that stand for its key);
* a sub-table of these.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from briefing.errors import LanguageDataError

NOTHING: Final = r"(?!)"
"""A regular expression that matches nowhere: what an absent list becomes."""
FOLDER: Final = "briefing.language"

Value = str | int | float | Sequence[str] | Mapping[str, "Value"]


class Language:
    """The data of one language.  Made by :func:`language`; two with one code are the same object."""

    def __init__(self, code: str, tables: Mapping[str, Mapping[str, Value]]) -> None:
        self.code: Final = code
        self._tables: Final = tables
        self._sets: Final[dict[tuple[str, ...], frozenset[str]]] = {}

    @property
    def known(self) -> bool:
        """Whether there is any data for it."""
        return bool(self._tables)

    @property
    def digest(self) -> str:
        """SHA-256 of all its data in hexadecimal digits; comments and layout are no matter."""
        return hashlib.sha256(json.dumps(self._tables, sort_keys=True).encode()).hexdigest()

    def files(self, *names: str) -> Language:
        """Return the data of some of its files alone."""
        return Language(self.code, {name: self._tables.get(name, {}) for name in names})

    def has(self, name: str) -> bool:
        """Whether a file of this language holds `name`, as in ``figures.scales``."""
        return self._find(name) is not None

    def words(self, *names: str) -> frozenset[str]:
        """Return the words or phrases of all `names` as one set."""
        if names not in self._sets:
            self._sets[names] = frozenset(word for name in names for word in self.phrases(name))
        return self._sets[names]

    def phrases(self, name: str) -> tuple[str, ...]:
        """Return the words or phrases of `name` in the order of the file."""
        found = self._find(name)
        if found is None:
            return ()
        if isinstance(found, str):
            return tuple(found.split())
        if isinstance(found, Mapping):
            return tuple(found)
        if isinstance(found, Sequence):
            return tuple(found)
        raise self._wrong(name, "a list of words")

    def table(self, name: str) -> dict[str, str]:
        """Return what each word of `name` stands for."""
        found = {}
        for word, value in self._entries(name):
            if not isinstance(value, str):
                raise self._wrong(f"{name}.{word}", "a string")
            found[word] = value
        return found

    def numbers(self, name: str) -> dict[str, float]:
        """Return the number of each word of `name`."""
        found = {}
        for word, value in self._entries(name):
            if not isinstance(value, int | float):
                raise self._wrong(f"{name}.{word}", "a number")
            found[word] = value
        return found

    def groups(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return the words that stand for each key of `name`."""
        return {word: self.phrases(f"{name}.{word}") for word, _ in self._entries(name)}

    def forms(self, name: str) -> dict[str, str]:
        """Return the key of `name` that each word stands for: the groups turned round."""
        return {word: key for key, words in self.groups(name).items() for word in words}

    def text(self, name: str) -> str:
        """Return the one string of `name`, empty where there is none."""
        found = self._find(name)
        if found is None:
            return ""
        if not isinstance(found, str):
            raise self._wrong(name, "a string")
        return found

    def either(self, *names: str) -> str:
        """Return a regular expression for any word or phrase of `names`, the longest first."""
        return either(word for name in names for word in self.phrases(name))

    def pattern(self, *names: str) -> str:
        """Return a regular expression for any of the expressions of `names`, in their order."""
        every = [one for name in names for one in self.phrases(name)]
        return f"(?:{'|'.join(every)})" if every else NOTHING

    def _entries(self, name: str) -> Iterable[tuple[str, Value]]:
        found = self._find(name)
        if found is None:
            return ()
        if not isinstance(found, Mapping):
            raise self._wrong(name, "a table")
        return found.items()

    def _find(self, name: str) -> Value | None:
        found: Value | None = self._tables
        for key in name.split("."):
            found = found.get(key) if isinstance(found, Mapping) else None
        return found

    def _wrong(self, name: str, wanted: str) -> LanguageDataError:
        file, _, key = name.partition(".")
        return LanguageDataError(f"language/{self.code}/{file}.toml: {key} should be {wanted}.")


def either(words: Iterable[str]) -> str:
    """Return a regular expression for any of `words`, the longest first; for none, one that never holds.

    A space stands for any white space.
    """
    every = sorted(set(words), key=lambda word: (-len(word), word))
    if not every:
        return NOTHING
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in every) + ")"


class Together(Language):
    """Several languages as one: what a page holds whose language is not known yet.

    Lists and groups of one name are joined, in the order of the languages; a word's number or meaning
    is that of the first language that has it.
    """

    def __init__(self, every: Sequence[Language]) -> None:
        super().__init__(" ".join(one.code for one in every), {})
        self._every: Final = every

    def phrases(self, name: str) -> tuple[str, ...]:
        """Return the words or phrases of `name` in all languages, each once."""
        return tuple(dict.fromkeys(word for one in self._every for word in one.phrases(name)))

    def _entries(self, name: str) -> Iterable[tuple[str, Value]]:
        found: dict[str, Value] = {}
        for one in self._every:
            for word, value in one._entries(name):  # noqa: SLF001  a language like this one
                found.setdefault(word, value)
        return found.items()

    def _find(self, name: str) -> Value | None:
        every = (one._find(name) for one in self._every)  # noqa: SLF001  languages like this one
        return next((found for found in every if found is not None), None)


def optional(words: Iterable[str], behind: str = "") -> str:
    """Return a regular expression for one of `words` and what is `behind` it, or for nothing."""
    return f"(?:{either(words)}{behind})?"


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder, in alphabetical order."""
    folder = resources.files(FOLDER)
    return tuple(sorted(one.name for one in folder.iterdir() if _is_language(one)))


def _is_language(folder: Traversable) -> bool:
    return folder.is_dir() and any(one.name.endswith(".toml") for one in folder.iterdir())


@cache
def language(code: str) -> Language:
    """Return the language of an ISO 639-1 `code`; one without data where there is no folder.

    Raises :class:`LanguageDataError`, with file and line, where a file is wrong.
    """
    if code not in languages():
        return Language(code, {})
    files = sorted(
        (one for one in (resources.files(FOLDER) / code).iterdir() if one.name.endswith(".toml")),
        key=lambda one: one.name,
    )
    return Language(
        code,
        {
            one.name.removesuffix(".toml"): read_table(
                f"language/{code}/{one.name}", one.read_text(encoding="utf-8")
            )
            for one in files
        },
    )


def lexicon(package: str, name: str) -> Language:
    """Return the words that a learned model of `package` was fitted on: ``<name>.lexicon.toml``.

    They are asked for as those of a language, with `name` for the file: ``words("scorer.stop")``.
    Beside the weights they stay what they were, whatever becomes of the language's own lists.
    Raises :class:`LanguageDataError`, with file and line, where the file is wrong.
    """
    source = resources.files(package) / f"{name}.lexicon.toml"
    return Language(name, {name: read_table(source.name, source.read_text(encoding="utf-8"))})


@cache
def every(name: str) -> tuple[Language, ...]:
    """Return all languages that have data under `name`: what a page of any language may hold."""
    return tuple(one for one in map(language, languages()) if one.has(name))


@cache
def together() -> Language:
    """Return all languages that have a folder as one, English first: pages are mostly in it."""
    codes = sorted(languages(), key=lambda code: (code != "en", code))
    return Together([language(code) for code in codes])


def read_table(file: str, text: str) -> Mapping[str, Value]:
    """Return the values of a language file.

    Raises :class:`LanguageDataError` that names `file` and the line, where it is no TOML, or where a
    value is none that :class:`Language` could give out (an empty list, a word that stands twice).
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LanguageDataError(f"{file}: {error}.") from None
    for name, why in _faults(table, ""):
        raise LanguageDataError(f"{file}, line {_line_of(name, text)}: {name} {why}.")
    return table


def _faults(value: object, name: str) -> Iterable[tuple[str, str]]:
    """Yield the names of what no rule can use, and what is wrong with it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _faults(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        if not value or not all(isinstance(one, str) and one for one in value):
            yield name, "should be a list of words, none empty"
        elif twice := _twice(value):
            yield name, f"holds {twice!r} twice"
    elif isinstance(value, str):
        words = value.split()
        if not words:
            yield name, "is empty"
        elif "\n" in value and (twice := _twice(words)):
            yield name, f"holds {twice!r} twice"
    elif isinstance(value, bool) or not isinstance(value, int | float):
        yield name, f"is {value!r}; words, phrases, numbers and tables are allowed"


def _twice(words: Sequence[str]) -> str:
    """The first word that stands twice, or nothing."""
    counts = Counter(words)
    return next((word for word in words if counts[word] > 1), "")


def _line_of(name: str, text: str) -> int:
    """The line on which the last key of `name` stands, 1 where it cannot be told."""
    key = re.escape(name.rpartition(".")[2])
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*(?:\[[^\]]*\b)?[\"']?{key}[\"']?\s*(?:=|\])", line):
            return number
    return 1
