"""The search of the static page: an inverted index cut into small scripts, which work where pages may fetch nothing (``file://``).

::

    index.js      days, the first term of each script of terms, and how many items and terms a script has
    terms-N.js    {term: numbers of the items that have it, each as its distance from the one before}
    items-N.js    [[number of the day, place on its page, headline, outlets], …]
    search.js     the script of the page: loads `index` when somebody types, and of the others what a query needs

Items are numbered oldest first and, within a day, last first: from the end, they are in the order in which they are shown.  Terms are
sorted as JavaScript compares strings, by UTF-16 units.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import sub
from typing import Final

from briefing.publishing.archive.lines import Dated
from briefing.publishing.assets import asset
from briefing.publishing.jsonfile import json_text

_TERMS_SIZE: Final = 64_000
"""Characters of a script of terms: read from a disk or a server in one go, and most queries need one."""
_ITEMS: Final = 512
"""Items in a script of items: about 50 kB, and the first page of hits mostly needs one or two."""


def search_files(dated: Iterable[Dated]) -> tuple[str, dict[str, str]]:
    """Return the folder of the search's scripts, named by their digest, and the scripts by path."""
    ordered = sorted(dated, key=lambda one: (one.day, -one.line.place))
    terms = list(_scripts_of_terms(_postings(ordered)))
    days = sorted({one.day for one in ordered})
    index = {
        "days": [day.isoformat() for day in days],
        "first": [min(part, key=_utf16) for part in terms],
        "items": _ITEMS,
        "count": len(ordered),
    }
    files = {"index.js": _script("index", index)}
    files |= {f"terms-{n}.js": _script(f"terms-{n}", part) for n, part in enumerate(terms)}
    number = {day: place for place, day in enumerate(days)}
    rows = [
        (number[one.day], one.line.place, one.line.headline, ", ".join(one.line.outlets))
        for one in ordered
    ]
    for n, first in enumerate(range(0, len(rows), _ITEMS)):
        files[f"items-{n}.js"] = _script(f"items-{n}", rows[first : first + _ITEMS])
    files["search.js"] = asset("archive/search.js")
    digest = hashlib.sha256()
    for text in files.values():
        digest.update(text.encode())
    folder = f"search/{digest.hexdigest()[:32]}"
    return folder, {f"{folder}/{name}": text for name, text in files.items()}


def _postings(dated: Sequence[Dated]) -> dict[str, list[int]]:
    """For each term the numbers of the items that have it, in order."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(dated):
        for term in one.line.words:
            found[term].append(number)
    return found


def _distances(numbers: Sequence[int]) -> list[int]:
    """The first number, and of each other its distance from the one before: mostly a digit or two."""
    return [numbers[0], *map(sub, numbers[1:], numbers)]


def _scripts_of_terms(postings: Mapping[str, list[int]]) -> Iterator[dict[str, list[int]]]:
    part: dict[str, list[int]] = {}
    size = 0
    for term in sorted(postings, key=_utf16):
        part[term] = _distances(postings[term])
        size += len(term) + 3 * len(postings[term])
        if size >= _TERMS_SIZE:
            yield part
            part, size = {}, 0
    if part:
        yield part


def _utf16(term: str) -> bytes:
    return term.encode("utf-16-be", "surrogatepass")


def _script(name: str, value: object) -> str:
    """A script that hands over `value`; what would end a script element or a line of JavaScript is escaped."""
    text = json_text(value, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"briefingArchive({json_text(name)},{text})\n"
