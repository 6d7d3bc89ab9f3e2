"""Layout files: read into records.  The language is described in the README beside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

LABELS: Final = frozenset("HhMDBTSKF-")
_LINE: Final = re.compile(
    r"(?P<label>[HhMDBTSKF-])(?P<quantity>[?~]|)(?:\s+(?P<times>\d+(?:-\d+)?%?)(?=\s|$))?(?: +(?P<text>.*))?"
)
_SETTING: Final = re.compile(r"(\w+)\s*=\s*(.*)")
_PART: Final = re.compile(r"==+\s*(\w+)(\*?)\s*")
FAMILIES: Final = Path(__file__).parent / "families"


class TemplateLine(NamedTuple):
    """One line of a part."""

    label: str
    text: str
    sticky: bool
    """Half of the pages have it."""
    share: float
    """How often it stands there."""
    times: tuple[int, int]
    """How often in a row."""
    given: bool = False
    """Whether the file states how often."""


class Part(NamedTuple):
    """A part of a layout, such as one shape of its stories."""

    name: str
    lines: tuple[TemplateLine, ...]
    anew: bool
    """Chosen anew for each story."""


class Layout(NamedTuple):
    """One family of layouts."""

    name: str
    author: str
    settings: dict[str, str]
    parts: tuple[Part, ...]

    def named(self, name: str) -> list[Part]:
        """Return the parts of that name."""
        return [part for part in self.parts if part.name == name]

    @property
    def kind(self) -> str:
        """The group of families in reports."""
        return self.settings.get("kind", "other")


def load_layouts(folder: Path = FAMILIES) -> list[Layout]:
    """Read all families, by author and name; ValueError names the file and line that is none."""
    return [read_layout(path) for path in sorted(folder.glob("*/*.layout"))]


def read_layout(path: Path) -> Layout:
    """Read one family."""
    settings: dict[str, str] = {}
    parts: list[tuple[str, bool, list[TemplateLine]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if (part := _PART.fullmatch(line)) is not None:
            parts.append((part[1], bool(part[2]), []))
        elif not parts and (setting := _SETTING.fullmatch(line)) is not None:
            settings[setting[1]] = setting[2].strip()
        elif parts and (template := _template_line(line)) is not None:
            parts[-1][2].append(template)
        else:
            raise ValueError(f"{path}, line {number}: {line!r} is no line of a layout")
    made = tuple(Part(name, tuple(lines), anew) for name, anew, lines in parts)
    if not any(part.name == "story" for part in made):
        raise ValueError(f"{path}: no part 'story'")
    return Layout(path.stem, path.parent.name, settings, made)


def _template_line(line: str) -> TemplateLine | None:
    match = _LINE.fullmatch(line.rstrip("\n"))
    if match is None:
        return None
    times, share = (1, 1), 1.0 if match["quantity"] != "~" else 0.5
    stated = match["times"] or ""
    if stated.endswith("%"):
        share = int(stated[:-1]) / 100
    elif stated:
        low, _, high = stated.partition("-")
        times = (int(low), int(high or low))
    label, text, sticky = match["label"], (match["text"] or "").rstrip(), match["quantity"] == "?"
    return TemplateLine(label, text, sticky, share, times, given=stated != "" and stated[-1] != "%")
