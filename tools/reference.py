"""Pages of the reference, generated from the code: commands, settings, JSON, exit codes, reasons of the gate."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from briefing import errors
from briefing.errors import BriefingError
from briefing.schemas import SCHEMAS, json_schema
from briefing.writing.gate import reasons
from tools import api
from tools.commands import Command, Parameter, commands, program
from tools.tables import table

ROOT: Final = Path(__file__).parents[1]
_NOTE: Final = "<!-- Generated from the code by `python -m tools --write`: change it there. -->\n\n"


def pages() -> dict[str, str]:
    """Return the Markdown of each page, by its path in the project."""
    made: dict[str, Callable[[], str]] = {
        "commands": _commands,
        "settings": _settings,
        "json": _json,
        "python": api.page,
        "exit-codes": _exit_codes,
        "gate": _gate,
    }
    return {f"docs/reference/{name}.md": _NOTE + make() for name, make in made.items()}


# -- commands ---------------------------------------------------------------------------------


def _commands() -> str:
    parts = [
        "# Commands\n\n`briefing COMMAND --help` prints the same. `--install-completion` sets up completion for the shell that it is called in.\n",
        _section(program(), "briefing"),
        *(_section(one, " ".join(one.words)) for one in commands()),
    ]
    return "\n".join(parts)


def _section(one: Command, title: str) -> str:
    rows = [(_names(each), _told(each)) for each in one.parameters]
    parts = [f"## {title}\n", f"```text\n{one.usage}\n```\n", f"{_prose(one.help)}\n"]
    if rows:
        parts.append(table(("", ""), rows))
    if one.epilog:
        parts.append(f"```text\n{_unpadded(one.epilog)}\n```\n")
    return "\n".join(parts)


def _prose(text: str) -> str:
    """Help as Markdown: what looks like JSON stands as code."""
    return re.sub(r"(?<!`)(\{\"[^`]*\})(?!`)", r"`\1`", text)


def _unpadded(text: str) -> str:
    """An epilog without the empty lines that the terminal's help needs between lines."""
    return re.sub(r"\n\n(?=  )", "\n", text)


def _names(one: Parameter) -> str:
    if one.is_argument:
        return f"`{one.placeholder}`" + (" …" if one.is_repeated else "")
    behind = f" {one.placeholder}" if one.placeholder else ""
    return ", ".join(f"`{name}{behind}`" for name in one.names)


def _told(one: Parameter) -> str:
    more = [f"default: {one.default}"] if one.default else []
    if one.is_repeated and not one.is_argument and "repeatable" not in one.help:
        more.append("may be repeated")
    return one.help + (f" ({'; '.join(more)})" if more else "")


# -- settings ---------------------------------------------------------------------------------

_SETTING: Final = re.compile(r"^(\w+) = (.*?)\s*(?:#\s*(.*))?$")


def _settings() -> str:
    text = (ROOT / "configs" / "default.toml").read_text("utf-8")
    parts = ["# Settings\n"]
    parts.append(
        "Read from `--config FILE`, else `./briefing.toml`, else `~/.config/briefing/config.toml`. Environment variables go before files "
        "(`BRIEFING_MODEL__DEVICE=cpu`), flags before everything. `briefing config show` prints each with where it came from; what is unknown "
        "is refused with a hint.\n"
    )
    for section, rows in _sections(text):
        parts.append(f"## {section or 'Before all sections'}\n")
        parts.append(table(("Setting", "Default", "Says"), rows))
    return "\n".join(parts)


def _sections(text: str) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Sections with name, default and comment of each setting.  Raises :class:`ValueError` where one is not understood."""
    defaults = tomllib.loads(text)
    section, rows = "", list[list[str]]()
    for line in text.splitlines():
        if line.startswith("["):
            yield section, _rows(section, rows, defaults)
            section, rows = line.strip("[] "), []
        elif found := _SETTING.match(line):
            rows.append([found.group(1), found.group(2), found.group(3) or ""])
        elif line.startswith(" ") and rows:
            rows[-1][2] += " " + line.strip().removeprefix("#").strip()
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"default.toml: not understood: {line}")
    yield section, _rows(section, rows, defaults)


def _rows(section: str, rows: list[list[str]], defaults: dict[str, Any]) -> list[tuple[str, ...]]:
    """Rows of a table, each default held against what TOML reads there."""
    values: Any = defaults
    for part in filter(None, section.split(".")):
        values = values[part]
    plain = {key for key, value in values.items() if not isinstance(value, dict)}
    if plain != {row[0] for row in rows}:
        raise ValueError(f"default.toml [{section}]: {plain ^ {row[0] for row in rows}}")
    for name, value, _ in rows:
        if tomllib.loads(f"value = {value}")["value"] != values[name]:
            raise ValueError(f"default.toml [{section}] {name}: {value}")
    return [(f"`{name}`", f"`{value}`", told) for name, value, told in rows]


# -- JSON -------------------------------------------------------------------------------------


def _json() -> str:
    parts = [
        "# JSON for programs\n",
        (
            "`briefing schema NAME` prints the JSON Schema (draft 2020-12) of each. Within one `schema_version` fields are only added, none changes its "
            "meaning or goes: read what you know and leave the rest. Offsets count Unicode code points.\n"
        ),
    ]
    for name in SCHEMAS:
        schema = json_schema(name)
        parts.append(f"## {name}\n\n{_text(schema)}\n")
        parts.append(_fields(schema))
        for inner, definition in sorted(schema.get("$defs", {}).items()):
            parts.append(f"### {name}: {inner}\n\n{_text(definition)}\n")
            parts.append(_fields(definition))
    return "\n".join(parts)


def _text(schema: dict[str, Any]) -> str:
    return str(schema.get("description", "")).replace("``", "`")


def _fields(schema: dict[str, Any]) -> str:
    required = set(schema.get("required", ()))
    return table(
        ("Field", "Type", ""),
        (
            (
                f"`{name}`" + ("" if name in required else " (may be missing)"),
                _type(one),
                _text(one),
            )
            for name, one in schema.get("properties", {}).items()
        ),
    )


def _type(one: dict[str, Any]) -> str:
    """The type of a field in words."""
    match one:
        case {"$ref": reference}:
            found = str(reference).rpartition("/")[2]
        case {"anyOf": types}:
            found = " or ".join(map(_type, types))
        case {"enum": values}:
            found = ", ".join(f"`{value}`" for value in values)
        case {"const": value}:
            found = f"`{value}`"
        case {"type": "array"}:
            found = f"list of {_type(one.get('items', {}))}"
        case {"type": "object", "additionalProperties": dict(inner)}:
            found = f"object of {_type(inner)}"
        case _:
            found = str(one.get("type", "any"))
    return found


# -- exit codes and reasons -------------------------------------------------------------------


def _exit_codes() -> str:
    rows = [("0", "", "Done. A day without stories is a brief too.")]
    rows += [
        (str(one.exit_code), f"`{name}`", inspect.getdoc(one) or "")
        for name, one in sorted(_errors(), key=lambda pair: (pair[1].exit_code, pair[0]))
    ]
    rows += [
        (
            "3",
            "",
            "The brief is written; an input could not be read, an event failed, nothing could be kept, a day is missing in the archive, or it could not be mailed. A line for each on stderr.",
        ),
        ("129, 130, 143", "", "Interrupted; what was finished is kept for the next run."),
    ]
    rows.sort(key=lambda row: int(row[0].partition(",")[0]))
    return (
        "# Exit codes\n\nThe errors are those of `briefing.errors`, which `import briefing` raises as well; each is one line that names the thing and the way out.\n\n"
        + table(("Code", "Error", ""), rows)
    )


def _errors() -> Iterator[tuple[str, type[BriefingError]]]:
    for name in errors.__all__:
        yield name, getattr(errors, name)


def _gate() -> str:
    rows = [
        (f"`{reasons.Reason[name].value}`", told)
        for name, told in _docstrings(inspect.getsource(reasons.Reason))
    ]
    return (
        "# Reasons of the gate\n\nThe closed list. In `brief.json` each withheld draft has its `reasons`, each item its `objections`; `run.json` counts them.\n\n"
        + table(("Reason", "Means"), rows)
    )


def _docstrings(source: str) -> Iterator[tuple[str, str]]:
    """Names of a class's members with the text under each.  Raises :class:`ValueError` for one without."""
    (body,) = ast.parse(source).body
    assert isinstance(body, ast.ClassDef)
    for one, under in zip(body.body, [*body.body[1:], None], strict=True):
        if not isinstance(one, ast.Assign) or not isinstance(one.targets[0], ast.Name):
            continue
        if not isinstance(under, ast.Expr) or not isinstance(under.value, ast.Constant):
            raise ValueError(f"{one.targets[0].id}: nothing says what it means")  # noqa: TRY004  # a text is missing, no caller is wrong
        yield one.targets[0].id, str(under.value.value)
