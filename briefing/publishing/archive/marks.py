"""What tells a file of an archive from one that somebody else wrote under its name."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Final

from briefing.publishing.archive.feeds import GENERATOR, MARK

# All text of stories is escaped, so tags in the heads of page and feed are their own.
_INDEX: Final = re.compile(rf'<meta name="generator" content="{GENERATOR}">')
_FORMER: Final = re.compile(r'<script src="search/[0-9a-f]{32}/search\.js" nonce=')
"""What an index had before it bore the mark; the feeds beside it have none either."""
_ATOM: Final = re.compile(rf"<generator>{GENERATOR}</generator>")
_NOTHING: Final = "\0 \r\n\t"
"""All that a power cut may leave of a file."""


def foreign(files: Mapping[str, str]) -> list[str]:
    """Return the names of those of `files` (`index.html`, `feed.atom`, `feed.json`, each with its text) that no archive wrote."""
    index = _before(files.get("index.html", ""), "</head>")
    if _FORMER.search(index) and not _INDEX.search(index):
        return []
    marked = {
        "index.html": bool(_INDEX.search(index)),
        "feed.atom": bool(_ATOM.search(_before(files.get("feed.atom", ""), "<entry>"))),
        "feed.json": _is_marked_feed(files.get("feed.json", "")),
    }
    return [name for name, text in files.items() if text.strip(_NOTHING) and not marked[name]]


def _before(text: str, end: str) -> str:
    return text.partition(end)[0]


def _is_marked_feed(text: str) -> bool:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(feed, dict) and MARK in feed
