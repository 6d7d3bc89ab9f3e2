"""Templates that escape and fail, and the hash by which a page names its own style."""

from __future__ import annotations

import base64
import hashlib

import pytest
from jinja2 import UndefinedError

from briefing.publishing.assets import asset, style_hash, style_of, template


@pytest.mark.parametrize("name", ["brief.html.jinja", "inspection.html.jinja"])
def test_a_template_fails_where_something_is_missing(name: str) -> None:
    with pytest.raises(UndefinedError):
        template(name).render()


def test_all_that_is_filled_in_is_escaped() -> None:
    made = template("brief.html.jinja").environment.from_string("{{ a | shown }}{{ b | line }}")
    assert made.render(a="<b>\x1b", b="x\ny") == "&lt;b&gt;x y"


def test_the_hash_of_a_style_is_that_of_its_bytes() -> None:
    style = style_of("brief.css")
    digest = base64.b64decode(style_hash(style).removeprefix("sha256-"))
    assert digest == hashlib.sha256(style.encode()).digest()


@pytest.mark.parametrize("name", ["brief.css", "inspection.css", "archive/archive.css"])
def test_a_style_loses_white_space_alone(name: str) -> None:
    def bare(text: str) -> str:
        return "".join(text.split())

    assert bare(style_of(name)) == bare(asset("base.css") + asset(name))
    assert "calc(100% - " in style_of("brief.css")
    assert len(style_of(name)) < 0.9 * len(asset("base.css") + asset(name))
