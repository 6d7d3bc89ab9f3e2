"""What the pages of an archive gather over the days: the reader's sections, followed words, recurring names, and outlets."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from briefing.language.lookup import terms
from briefing.publishing.archive.lines import Dated

_LEAST_DAYS: Final = 3
"""Days on which headlines must name something for it to have a page: two are a story and its sequel, which the brief itself tells."""
_LONGEST_SLUG: Final = 40
"""Characters of a name in the name of its page; with the digest, far below the 255 bytes that file systems allow."""


class Gathered(NamedTuple):
    """The items of one topic or outlet."""

    name: str
    page: str
    """The name of its page, without ending; the same for the same name, whatever else there is."""
    dated: Sequence[Dated]
    """Newest first."""


def by_outlets(dated: Iterable[Dated]) -> list[Gathered]:
    """Return the items of each outlet, outlets by name."""
    return _gathered((name, one) for one in dated for name in one.line.outlets)


def by_topics(dated: Sequence[Dated], followed: Iterable[str] = ()) -> list[Gathered]:
    """Return the items of each topic, topics by name.

    A topic is a section of the reader's own, a word or name that the reader follows, or a name that headlines of three days have.
    """
    found = [(one.line.section, one) for one in dated if one.line.section]
    for name in followed:
        words = [*terms(name)]
        found += [(name, one) for one in dated if words and {*words} <= {*one.line.words}]
    own = {_key(name) for name, _ in found}
    return _gathered(
        [*found, *(pair for pair in _by_names(dated) if _key(pair[0]) not in own)],
    )


def _by_names(dated: Sequence[Dated]) -> list[tuple[str, Dated]]:
    """The names that recur, each as it is mostly written, with the items that have them in their headlines."""
    inside = {_key(name) for one in dated for name in one.line.names if name != one.line.opening}
    written: dict[str, Counter[str]] = {}
    days: dict[str, set[object]] = {}
    found: list[tuple[str, Dated]] = []
    for one in dated:
        for name in one.line.names:
            key = _key(name)
            if key in inside:
                written.setdefault(key, Counter())[name] += 1
                days.setdefault(key, set()).add(one.day)
                found.append((key, one))
    shown = {
        key: min(forms, key=lambda form: (-forms[form], form)) for key, forms in written.items()
    }
    return [(shown[key], one) for key, one in found if len(days[key]) >= _LEAST_DAYS]


def _gathered(pairs: Iterable[tuple[str, Dated]]) -> list[Gathered]:
    by_name: dict[str, dict[Dated, None]] = {}
    for name, one in pairs:
        by_name.setdefault(name, {})[one] = None
    names = sorted(by_name, key=lambda name: (_key(name), name))
    return [Gathered(name, page_name(name), _newest_first(by_name[name])) for name in names]


def _newest_first(dated: Iterable[Dated]) -> list[Dated]:
    return sorted(dated, key=lambda one: (-one.day.toordinal(), one.line.place))


def page_name(name: str) -> str:
    """Return a file name for the page of `name`: its words as far as they are ASCII, and a digest that no other name shares."""
    words = "-".join(word for word in terms(name) if word.isascii())[:_LONGEST_SLUG].strip("-")
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{words or 'page'}-{digest}"


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> str:
    return " ".join(terms(name)) or name


def by_years(dated: Iterable[Dated]) -> Mapping[int, Sequence[Dated]]:
    """Return items by year, in their order: a page holds a year, so that none grows without end."""
    years: dict[int, list[Dated]] = {}
    for one in dated:
        years.setdefault(one.day.year, []).append(one)
    return years
