"""No table of a language's words stands in Python outside ``writing/gate/english``."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from briefing.language.base import language
from briefing.language.tokens import stem

SOURCE = Path(__file__).parents[2] / "briefing"
GRAMMAR = SOURCE / "writing" / "gate" / "english"
FEW = 3
OFTEN = 20
"""Words of a language from which a literal is a table; pairs and single words are conditions."""
NOT_WORDS = {
    "grouping/disagreements/rivals.py": "times time others",  # names of facts
    "language/calendar/distances.py": "day week month year",  # units of time by their names
    "language/figures/reader.py": "near below above",  # sides on which a round figure lies
    "settings/prompts.py": "system user assistant",
    "language/sentences.py": "Com Org Net",  # endings of addresses
    "reading/outlets/orders.py": "uk us fr de ch tr eu in my it be at",  # codes of countries in addresses
    "reading/formats/html.py": "div strong span",  # names of elements
    # names of properties and media of style sheets
    "reading/formats/styles.py": "display visibility opacity filter font size color background position left top"
    " right bottom inset margin text indent webkit transform scale clip path overflow width height max screen all"
    " only and",
}
"""What looks like words and is none of a language, by module."""
_ALTERNATIVES = re.compile(r"(?<=[|(:])[A-Za-z]{2,}(?=[|)])")


@cache
def _written() -> frozenset[str]:
    """Words that stand in at least `OFTEN` of the background's news texts."""
    text = (SOURCE / "language" / "en" / "counts.json").read_text("utf-8")
    counts = json.loads(text)["words"]
    return frozenset(word for word, (texts, _) in counts.items() if texts >= OFTEN)


@cache
def _common() -> frozenset[str]:
    """Words that stand for themselves in English sentences: closed classes, speech, time, number."""
    english = language("en")
    names = (
        *("classes." + name for name in ("function", "prepositions", "pronouns", "coordinators")),
        *("classes." + name for name in ("articles", "modals", "subordinators", "relatives")),
        "speech.reporting",
        "calendar.months",
        "calendar.weekdays",
        "words.stop",
        "grammar.hedges",
    )
    return frozenset(word.lower() for word in english.words(*names))


def _tables(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The line and the words of each literal of a module that lists words of English."""
    tree = ast.parse(path.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        words: list[str] = []
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            # Of alternatives in an expression any words of news count, stems as the counts have them.
            found = [one for one in _ALTERNATIVES.findall(node.value) if _is_written(one)]
            if len(found) >= FEW:
                yield node.lineno, found
            if re.fullmatch(r"[a-z'’ \n-]+", node.value) and _is_split(node, tree):
                words = node.value.split()
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            words = [one for one in map(_plain, node.elts) if one]
        elif isinstance(node, ast.Dict):
            words = [one for one in map(_plain, node.keys) if one]
        found = [word for word in words if word in _common()]
        if len(found) >= FEW:
            yield getattr(node, "lineno", 0), found


def _is_written(word: str) -> bool:
    return word.lower() in _common() or stem(word) in _written()


def _plain(node: ast.expr | None) -> str:
    is_word = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_word and isinstance(node, ast.Constant) else ""


def _is_split(node: ast.Constant, tree: ast.AST) -> bool:
    """Whether a string is taken apart into its words where it stands."""
    return any(
        isinstance(one, ast.Call)
        and (node in one.args or (isinstance(one.func, ast.Attribute) and one.func.value is node))
        and (
            (isinstance(one.func, ast.Attribute) and one.func.attr == "split")
            or (isinstance(one.func, ast.Name) and one.func.id == "words")
        )
        for one in ast.walk(tree)
    )


@pytest.mark.parametrize("code", ["words", "regular expression", "set", "content words", "numbers"])
def test_a_table_in_code_would_be_found(code: str, tmp_path: Path) -> None:
    text = {
        "words": 'X = "said says told added".split()',
        "regular expression": 'import re\nX = re.compile(r"\\b(?:said|says|told)\\b")',
        "set": 'X = {"after", "before", "until"}',
        "content words": 'import re\nX = re.compile(r"(?:killed|injured|missing)\\b")',
        "numbers": 'X = {"january": 1, "february": 2, "march": 3}',
    }[code]
    path = tmp_path / "module.py"
    path.write_text(text, "utf-8")
    assert list(_tables(path))


def test_no_table_of_english_words_is_left_in_python() -> None:
    modules = [path for path in sorted(SOURCE.rglob("*.py")) if GRAMMAR not in path.parents]
    left = []
    for path in modules:
        file = str(path.relative_to(SOURCE))
        known = set(NOT_WORDS.get(file, "").split())
        left += [(file, line, words) for line, words in _tables(path) if set(words) - known]
    assert left == []
