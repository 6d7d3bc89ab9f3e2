"""The templates and styles of pages: files that belong to the program."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from briefing.publishing.plaintext import one_line, printable, reads_leftward, spaced

if TYPE_CHECKING:
    from jinja2 import Template


@cache
def asset(name: str) -> str:
    """Return the text of a file that belongs to the program."""
    return files("briefing.publishing").joinpath(name).read_text(encoding="utf-8")


@cache
def template(name: str) -> Template:
    """Return a template that escapes all that is filled in, and fails where something is missing.

    Its filters: `line` puts text on one line, `spaced` too, but keeps a space at its ends, `shown` leaves out what steers a
    terminal or a page, and `dir` is the attribute of an element whose text is read from right to left: with `dir="auto"` at each, a
    page of 30 items was 5 KB longer.
    """
    from jinja2 import Environment, StrictUndefined  # a search, and text, need no templates

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(line=one_line, spaced=spaced, shown=printable, dir=_direction)
    return environment.from_string(asset(name))


def _direction(text: str) -> Markup:
    return Markup(' dir="rtl"') if reads_leftward(text) else Markup()


@cache
def style_of(name: str) -> str:
    """Return the style of a page: what all have in common and its own, without the white space that is there for those who write it."""
    whole = asset("base.css") + asset(name)
    return re.sub(r"\s*([{};])\s*", r"\1", re.sub(r"([,:])\s+", r"\1", whole)).strip()


def style_hash(style: str) -> str:
    """Return the CSP source expression of a style element's content, without its quotes."""
    return "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
