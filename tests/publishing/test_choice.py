from __future__ import annotations

import pytest

from briefing.errors import ConfigError
from briefing.publishing import RENDERINGS, USUAL, Rendering
from briefing.publishing.choice import choose


def test_formats_are_given_in_one_order_however_they_are_named() -> None:
    found = choose(RENDERINGS, ["epub", "json", "md"])
    assert [one.name for one in found] == ["brief.md", "brief.json", "brief.epub"]
    assert [one.name for one in choose(RENDERINGS, USUAL)] == [
        "brief.md",
        "brief.html",
        "brief.json",
    ]


def test_an_unknown_format_is_refused_with_all_that_there_are() -> None:
    with pytest.raises(
        ConfigError, match=r"no format 'pdf'.*md, html, json, txt, mail\.html, docx"
    ):
        choose(RENDERINGS, ["json", "pdf"])


def test_json_is_not_left_out_since_other_commands_read_it() -> None:
    with pytest.raises(ConfigError, match="lacks 'json'"):
        choose(RENDERINGS, ["md"])


def test_a_missing_package_is_told_with_the_command_that_gets_it() -> None:
    odd = Rendering("brief.odd", lambda page: page.counts, needs=("no_such_module", "oddities"))
    with pytest.raises(ConfigError, match=r"pip install 'briefing\[oddities\]'"):
        choose((*RENDERINGS, odd), ["json", "odd"])
    assert choose((*RENDERINGS, odd), ["json"])
