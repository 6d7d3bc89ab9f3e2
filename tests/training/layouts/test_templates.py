"""Layout files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from training.layouts.templates import Layout, Part, TemplateLine, load_layouts, read_layout

TEXT = """\
# A list of stories.
kind = aggregator
stories = 3-6

== top
F  {MASTHEAD}
F? {menu}
F 0-3 {junk}
-

== story*
M~ {SECTION}
H {headline}
B 1-2 {PLACE} -
B
S 6% {subhead}
"""


def written(folder: Path, text: str, name: str = "ada/list.layout") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def line(label: str, text: str = "", **other: object) -> TemplateLine:
    plain = {"sticky": False, "share": 1.0, "times": (1, 1), "given": False}
    return TemplateLine(label, text, **{**plain, **other})  # type: ignore[arg-type]  # fields by name


def test_a_file_is_settings_and_parts_with_their_lines(tmp_path: Path) -> None:
    top = [
        line("F", "{MASTHEAD}"),
        line("F", "{menu}", sticky=True),
        line("F", "{junk}", times=(0, 3), given=True),
        line("-"),
    ]
    story = [
        line("M", "{SECTION}", share=0.5),
        line("H", "{headline}"),
        line("B", "{PLACE} -", times=(1, 2), given=True),
        line("B"),
        line("S", "{subhead}", share=0.06),
    ]
    parts = (Part("top", tuple(top), anew=False), Part("story", tuple(story), anew=True))
    settings = {"kind": "aggregator", "stories": "3-6"}
    layout = read_layout(written(tmp_path, TEXT))
    assert layout == Layout("list", "ada", settings, parts)
    assert (layout.kind, layout.named("story")) == ("aggregator", [parts[1]])


def test_a_number_that_begins_the_text_is_no_quantity(tmp_path: Path) -> None:
    path = written(
        tmp_path, "== story\nF 0-3 {junk}\nT 3-0 was the score\nT 60 {junk}\nT 60th day\n"
    )
    assert [(each.times, each.text) for each in read_layout(path).parts[0].lines] == [
        ((0, 3), "{junk}"),
        ((3, 0), "was the score"),
        ((60, 60), "{junk}"),
        ((1, 1), "60th day"),
    ]


@pytest.mark.parametrize(
    ("text", "number", "wrong"),
    [
        ("kind = wire\n\n== story\nX {headline}\n", 4, "X {headline}"),
        ("kind = wire\nH {headline}\n", 2, "H {headline}"),
        ("== story\nkind = wire\n", 2, "kind = wire"),
        ("# nothing\n==\n", 2, "=="),
        ("== story\nHeadline\n", 2, "Headline"),
    ],
    ids=[
        "unknown label",
        "line outside a part",
        "setting in a part",
        "part without a name",
        "prose",
    ],
)
def test_an_error_names_the_file_and_the_line(
    tmp_path: Path, text: str, number: int, wrong: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ValueError, match=re.escape(f"{path}, line {number}: {wrong!r}")):
        read_layout(path)


def test_a_file_without_stories_is_refused_by_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, "== top\nF {menu}\n")
    with pytest.raises(ValueError, match=re.escape(str(path))):
        read_layout(path)


def test_families_come_by_author_and_name(tmp_path: Path) -> None:
    for name in ("ben/wire.layout", "ada/wire.layout", "ada/list.layout", "ada/words.toml"):
        written(tmp_path, "== story\nB\n", name)
    found = [(layout.author, layout.name) for layout in load_layouts(tmp_path)]
    assert found == [("ada", "list"), ("ada", "wire"), ("ben", "wire")]
