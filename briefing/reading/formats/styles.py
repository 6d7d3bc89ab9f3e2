"""What a page's own style sheets say of an element: enough of the cascade to tell what nobody sees.

    styles = Styles(tree)          # reads the <style> elements
    styles.of(element)             # {"display": "none", ...}: names and values in lower case

Known are nested rules, ``@media`` for a desk's screen, ``@supports``, ``@layer``, ``!important``, specificity,
``var()``, and selectors of tags, classes, ids, attributes and places among siblings.  A selector with anything
else (``:hover``, ``::before``) holds for no element: what is not understood hides nothing.
Sheets outside the page are not fetched.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from briefing.reading.formats.parts import Refusal

ANCESTORS: Final = 50
"""Pages nest some 20 deep; the limit bounds the time of one that nests 20,000."""
_DEEPEST: Final = 6
"""Rules inside rules."""
_MOST_SELECTORS: Final = 32
"""Selectors of one rule, those of the rules around it multiplied in."""
_LONGEST: Final = 300
"""Characters of a selector."""
_MOST_ASKED: Final = 1_000_000
"""Elements that rules look at, of all elements together: those asked about, and those around and before them that a rule names.

A million take 2 to 5 s, by what is asked of them.
"""
_CHEAP: Final = 8
"""Conditions on an element that take as long as going to it."""
_WIDTH: Final = 1280.0
"""Pixels of the desk's screen that ``@media`` is asked for."""
_RELEVANT: Final = re.compile(
    r"--[\w-]+|(?:max-)?(?:width|height)|display|visibility|opacity|filter|font(?:-size)?|color"
    r"|background(?:-color)?|position|left|top|right|bottom|inset|margin-(?:left|top)|text-indent"
    r"|(?:-webkit-)?transform|scale|clip|(?:-webkit-)?clip-path|overflow(?:-[xy])?"
)
_PIECE: Final = re.compile(r"[{};]")
_BRACES_IN_STRING: Final = re.compile(r"\"[^\"\n]*[{};][^\"\n]*\"|'[^'\n]*[{};][^'\n]*'")
_COMPOUND: Final = re.compile(
    r"(?P<tag>\*|[a-z][a-z0-9-]*)|\.(?P<class>[\w-]+)|\#(?P<id>[\w-]+)"
    r"|\[\s*(?P<name>[\w-]+)\s*(?:(?P<how>[~|^$*]?=)\s*[\"']?(?P<value>[^\"'\]]*)[\"']?\s*i?)?\]"
    r"|:(?P<place>root|first-child|last-child|nth-(?:child|of-type)\(\s*(?:n|\d{1,3})\s*\))"
)
_COMBINATOR: Final = re.compile(r"\s*([>+~])\s*|\s+")
_VAR: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_MEDIA_WIDTH: Final = re.compile(r"\(\s*(min|max)-width\s*:\s*([\d.]+)(px|em|rem)?\s*\)")

Style = Mapping[str, str]


class _Test(NamedTuple):
    """One condition on an element: its kind, a name and a value."""

    kind: str
    name: str
    value: str = ""


class _Step(NamedTuple):
    """The conditions on one element of a selector, and how it stands to the next one to the right."""

    tests: tuple[_Test, ...]
    combinator: str


class _Rule(NamedTuple):
    steps: tuple[_Step, ...]
    """From right to left."""
    weight: tuple[int, int, int, int]
    """Ids, classes, tags, and place in the sheets."""
    declared: tuple[tuple[str, str, bool], ...]
    """Name, value, whether it is important."""


class _Place(NamedTuple):
    """Where an element stands among its siblings, and among those of its tag, from 1."""

    number: int
    of_tag: int
    is_last: bool


class Styles:
    """The styles of one page's elements, each worked out once."""

    def __init__(self, tree: HtmlElement) -> None:
        self._rules: Final[dict[str, list[_Rule]]] = defaultdict(list)
        self._known: Final[dict[HtmlElement, Style]] = {}
        self._places: Final[dict[HtmlElement, _Place]] = {}
        self._classes: Final[dict[HtmlElement, frozenset[str]]] = {}
        self._added = self._asked = 0
        for sheet in tree.iter("style"):
            if _holds_on_screen(sheet.get("media") or ""):
                self._add(sheet.text or "")

    def _add(self, sheet: str) -> None:
        for selector, body in _blocks(sheet.lower()):
            declared = declarations(body)
            steps = _parsed(selector) if declared else ()
            if steps:
                tests = [test.kind for step in steps for test in step.tests]
                others = len(tests) - tests.count("id") - tests.count("tag")
                weight = (tests.count("id"), others, tests.count("tag"), self._added)
                self._added += 1
                self._rules[_key(steps[0])].append(_Rule(steps, weight, declared))

    def of(self, element: HtmlElement) -> Style:
        """Return what is declared for `element` itself, variables resolved; nothing is inherited."""
        if not self._rules and not element.get("style"):
            return {}  # as nearly all elements of most pages: a tenth of the time, and nothing is kept
        if element not in self._known:
            self._known[element] = self._cascaded(element)
        return {
            name: self._resolved(value, element, 4) if "var(" in value else value
            for name, value in self._known[element].items()
        }

    def _cascaded(self, element: HtmlElement) -> Style:
        rules = [one for key in self._keys(element) for one in self._rules.get(key, ())]
        found = sorted(
            (one for one in rules if self._matches(one.steps, element)), key=lambda one: one.weight
        )
        inline = declarations((element.get("style") or "").lower())
        every = [*(one.declared for one in found), inline]
        style: dict[str, str] = {}
        for important in (False, True):
            style.update(
                (n, v) for declared in every for n, v, loud in declared if loud == important
            )
        return style

    def _resolved(self, value: str, element: HtmlElement, depth: int) -> str:
        def put(found: re.Match[str]) -> str:
            for node in (element, *islice(element.iterancestors(), ANCESTORS)):
                if node not in self._known:
                    self._known[node] = self._cascaded(node)
                if found[1] in self._known[node]:
                    own = self._known[node][found[1]]
                    return self._resolved(own, node, depth - 1) if depth else ""
            return (found[2] or "").strip()

        return _VAR.sub(put, value).strip()

    def _keys(self, element: HtmlElement) -> Iterator[str]:
        yield "*"
        yield str(element.tag)
        yield from {f".{name}" for name in self._classes_of(element)}
        if element.get("id"):
            yield f"#{(element.get('id') or '').lower()}"

    def _classes_of(self, element: HtmlElement) -> frozenset[str]:
        if element not in self._classes:
            self._classes[element] = frozenset((element.get("class") or "").lower().split())
        return self._classes[element]

    def _matches(self, steps: Sequence[_Step], element: HtmlElement) -> bool:
        """Whether a selector holds.  The nearest element that fits a step is taken, and no other tried."""
        first, *rest = steps
        if not self._fits(first, element):
            return False
        node: HtmlElement | None = element
        for step in rest:
            near = _candidates(node, step.combinator)
            node = next((one for one in near if self._fits(step, one)), None)
            if node is None:
                return False
        return True

    def _fits(self, step: _Step, element: HtmlElement) -> bool:
        self._asked += 1 + len(step.tests) // _CHEAP
        if self._asked > _MOST_ASKED:
            # Not "nothing is hidden": what is to be hidden would only need enough rules in front of it.
            raise Refusal("a page with more rules of style than any article has", "too_large")
        return all(self._holds(test, element) for test in step.tests)

    def _holds(self, test: _Test, element: HtmlElement) -> bool:
        kind, name, value = test
        if kind == "tag":
            return name in {"*", element.tag}
        if kind == "class":
            return name in self._classes_of(element)
        if kind == "id":
            return name == (element.get("id") or "").lower()
        if kind == "place":
            return self._stands(element, name)
        has = element.get(name)
        self._asked += len(has or "") // _LONGEST
        return has is not None and _compares(has.lower(), kind.removeprefix("attribute"), value)

    def _stands(self, element: HtmlElement, place: str) -> bool:
        """Whether an element stands at a place among its siblings."""
        if place == "root":
            return element.getparent() is None
        if element not in self._places:
            self._places.update(_placed(element))
        at = self._places[element]
        if place.endswith("-child"):
            return at.number == 1 if place == "first-child" else at.is_last
        number = place.partition("(")[2].strip(" )")
        return number == "n" or int(number) == (at.of_tag if "of-type" in place else at.number)


def declarations(body: str) -> tuple[tuple[str, str, bool], ...]:
    """Return the declarations of a rule or a ``style`` attribute that may hide something."""
    found = []
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        if value and _RELEVANT.fullmatch(name.strip()):
            plain, loud, _ = value.partition("!important")
            found.append((name.strip().removeprefix("-webkit-"), plain.strip(), bool(loud)))
    return tuple(found)


# -- sheets -------------------------------------------------------------------------------------


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield each selector with its declarations, in the order of the sheet and in linear time."""
    opening, *commented = sheet.split("/*")
    sheet = opening + "".join(part.partition("*/")[2] for part in commented)
    sheet = _BRACES_IN_STRING.sub('""', sheet)
    # For each open brace: the selectors that hold inside, and what is declared so far.
    # None for what must be passed over.
    around: list[tuple[Sequence[str] | None, list[str]]] = [(("",), [])]
    at = 0
    for mark in _PIECE.finditer(sheet):
        piece, at = sheet[at : mark.start()].strip(), mark.end()
        selectors, body = around[-1]
        if mark[0] == "{":
            around.append((_inside(piece, selectors) if len(around) <= _DEEPEST else None, []))
            continue
        if piece:
            body.append(piece)
        if mark[0] == "}" and len(around) > 1:
            around.pop()
            for selector in selectors or ():
                if selector and body:
                    yield selector, ";".join(body)


def _inside(prelude: str, outer: Sequence[str] | None) -> Sequence[str] | None:
    """Return the selectors that hold inside a block, given those around it; None: none does."""
    if outer is None:
        return None
    if prelude.startswith("@"):
        name, _, query = prelude[1:].partition(" ")
        if name == "media" or prelude.startswith("@media("):
            return outer if _holds_on_screen(prelude.removeprefix("@media")) else None
        return outer if name in {"supports", "layer"} and not query.startswith("not") else None
    inner = [one.strip() for one in prelude.split(",")]
    joined = (
        one.replace("&", above) if "&" in one else f"{above} {one}".strip()
        for above in outer
        for one in inner
    )
    return list(islice(joined, _MOST_SELECTORS))


def _holds_on_screen(query: str) -> bool:
    """Whether a media query holds on a desk's screen; one that is not understood does not."""
    return not query.strip() or any(map(_one_holds, query.split(",")))


def _one_holds(query: str) -> bool:
    for way, number, unit in _MEDIA_WIDTH.findall(query):
        pixels = _number(number) * (16 if unit in {"em", "rem"} else 1)
        if (pixels > _WIDTH) if way == "min" else (pixels < _WIDTH):
            return False
    left = set(_MEDIA_WIDTH.sub(" ", query).split())
    return left <= {"screen", "all", "only", "and"}


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


# -- selectors ----------------------------------------------------------------------------------


def _parsed(selector: str) -> tuple[_Step, ...]:
    """Return the steps of a selector from right to left; empty where it is not understood."""
    steps: list[_Step] = []
    at, combinator, tests = 0, "", list[_Test]()
    if len(selector) > _LONGEST:
        return ()
    while at < len(selector):
        if found := _COMPOUND.match(selector, at):
            tests.append(_test(found))
        elif tests and (found := _COMBINATOR.match(selector, at)):
            steps.append(_Step(tuple(tests), found[1] or " "))
            tests = []
        else:
            return ()
        at = found.end()
    if not tests:
        return ()
    steps.append(_Step(tuple(tests), combinator))
    return tuple(reversed(steps))


def _test(found: re.Match[str]) -> _Test:
    if found["name"]:
        return _Test("attribute" + (found["how"] or ""), found["name"], found["value"] or "")
    kind = str(found.lastgroup)
    return _Test(kind, found[kind])


def _key(step: _Step) -> str:
    """Under which of an element's keys a rule is looked for."""
    for kind, mark in (("id", "#"), ("class", "."), ("tag", "")):
        for test in step.tests:
            if test.kind == kind and test.name != "*":
                return mark + test.name
    return "*"


def _candidates(node: HtmlElement, combinator: str) -> Iterator[HtmlElement]:
    """The elements that stand to `node` as a combinator says, the nearest first."""
    above = combinator in {" ", ">"}
    found = node.iterancestors() if above else node.itersiblings(preceding=True)
    elements = (one for one in found if isinstance(one.tag, str))
    return islice(elements, 1 if combinator in {">", "+"} else ANCESTORS)


def _compares(has: str, how: str, value: str) -> bool:
    parts = {
        "": True,
        "=": has == value,
        "~=": value in has.split(),
        "^=": has.startswith(value),
        "$=": has.endswith(value),
        "*=": value in has,
        "|=": has == value or has.startswith(f"{value}-"),
    }
    return parts[how] and bool(value or how in {"", "="})


def _placed(element: HtmlElement) -> Iterator[tuple[HtmlElement, _Place]]:
    """Yield an element and its siblings with their places: counted anew for each rule, 900,000 questions took 38 s."""
    parent = element.getparent()
    beside = [element] if parent is None else [o for o in parent if isinstance(o.tag, str)]
    tags: Counter[str] = Counter()
    for number, one in enumerate(beside, 1):
        tags[one.tag] += 1
        yield one, _Place(number, tags[one.tag], number == len(beside))
