"""The rules of the house: floors, no cycles, public names, and what stays unloaded."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefing import records
from briefing.records import Record, Span

ROOT = Path(__file__).parents[1]
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted((ROOT / "briefing").rglob("*.py"))
}
ROOMS = ("reading", "grouping", "remembering", "writing", "publishing")
WINGS = tuple(
    f"briefing.{name}"
    for name in (
        "assembly.engines",
        "delivery",
        "language.calendar",
        "models.server",
        "language.figures",
        "reading.formats",
        "reading.pages",
        "reading.dating",
        "reading.outlets",
        "grouping.events",
        "grouping.disagreements",
        "remembering",
        "writing.gate",
        "writing.gate.english",
        "writing.cuts",
        "writing.plan",
        "writing.references",
        "writing.support",
        "publishing.archive",
    )
)
"""Packages that are entered by their door alone: what stands in their `__init__`."""
HEAVY = ("torch", "transformers", "sklearn")

FLOORS = (
    ("records", "schemas", "errors", "faults", "quiet"),  # words
    (
        "language",
        "models",
        "addresses",
        "settings",
        "sources",
        "store",
        "work",
        "delivery",
        "extensions",
    ),  # doors
    ROOMS,
    ("assembly", "evaluation"),
    ("cli", "__main__", "api", "briefing"),  # people and other programs
)


def place(module: str) -> str:
    """The module or package of the first level that `module` belongs to."""
    return module.split(".")[1] if "." in module else "briefing"


def floor(module: str) -> int:
    return next(number for number, places in enumerate(FLOORS) if place(module) in places)


def imported(module: str) -> Iterator[str]:
    """All of ours that `module` imports, wherever the import stands, types included."""
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            inner = [f"{node.module}.{name.name}" for name in node.names]
            yield from (name if name in MODULES else str(node.module) for name in inner)


def loaded_at_import(module: str) -> Iterator[str]:
    """Ours that are imported while `module` itself is."""
    for node in ast.parse(MODULES[module].read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module in MODULES:
            inner = [f"{node.module}.{name.name}" for name in node.names]
            yield from (name if name in MODULES else str(node.module) for name in inner)


PAIRS = [(module, other) for module in MODULES for other in imported(module)]


def test_every_module_stands_on_a_floor() -> None:
    assert [module for module in MODULES if not any(place(module) in row for row in FLOORS)] == []


def test_no_module_imports_a_higher_floor() -> None:
    assert [(a, b) for a, b in PAIRS if floor(b) > floor(a)] == []


def test_words_import_nothing_of_ours_but_words() -> None:
    assert [(a, b) for a, b in PAIRS if floor(a) == 0 and floor(b) > 0] == []


def test_no_room_imports_another_room() -> None:
    both = [(a, b) for a, b in PAIRS if place(a) in ROOMS and place(b) in ROOMS]
    assert [(a, b) for a, b in both if place(a) != place(b)] == []


def test_language_knows_records_and_the_protocols_of_models_alone() -> None:
    allowed = ("briefing.language", "briefing.records", "briefing.errors", "briefing.models.base")
    inside = [(a, b) for a, b in PAIRS if place(a) == "language"]
    assert [
        (a, b) for a, b in inside if not f"{b}.".startswith(tuple(f"{x}." for x in allowed))
    ] == []


def test_a_wing_is_entered_by_its_door() -> None:
    def inside(module: str, wing: str) -> bool:
        return f"{module}.".startswith(f"{wing}.")

    around = [(a, b) for a, b in PAIRS for wing in WINGS if inside(b, wing) and not inside(a, wing)]
    assert [(a, b) for a, b in around if b not in WINGS] == []


def test_every_package_draws_its_pipe() -> None:
    packages = [module for module, path in MODULES.items() if path.name == "__init__.py"]
    told = {
        module: ast.get_docstring(ast.parse(MODULES[module].read_text("utf-8")))
        for module in packages
    }
    assert [module for module, text in told.items() if "::\n\n" not in (text or "")] == []


def test_commands_reach_the_rooms_only_through_the_assembly() -> None:
    """But for publishing, which knows how text is made fit for a terminal."""
    closed = {"reading", "grouping", "remembering", "writing"}
    assert [(a, b) for a, b in PAIRS if floor(a) == 4 and place(b) in closed] == []


def test_the_model_floor_knows_nothing_of_news() -> None:
    allowed = {"models", "extensions", "records", "errors"}
    assert [(a, b) for a, b in PAIRS if place(a) == "models" and place(b) not in allowed] == []


def test_the_rooms_import_no_door_that_touches_disk_or_clock() -> None:
    closed = (
        "briefing.sources",
        "briefing.store",
        "briefing.settings.resources",
        "briefing.delivery",
    )
    assert [(a, b) for a, b in PAIRS if place(a) in ROOMS and b in closed] == []


def test_no_imports_go_in_a_circle() -> None:
    graph = {
        module: {other for other in loaded_at_import(module) if other != module}
        for module in MODULES
    }
    order = list(TopologicalSorter(graph).static_order())  # raises CycleError with the circle
    assert set(order) == set(MODULES)


@pytest.mark.parametrize(
    ("library", "packages"),
    [("torch", ("hf", "networks")), ("transformers", ("hf",))],
)
def test_only_few_packages_import(library: str, packages: tuple[str, ...]) -> None:
    found = set()
    for module, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            if any(name.split(".")[0] == library for name in names):
                found.add(module)
    allowed = tuple(f"briefing.models.{package}." for package in packages)
    assert {module for module in found if not f"{module}.".startswith(allowed)} == set()


@pytest.mark.parametrize("module", MODULES)
def test_public_names_are_documented(module: str) -> None:
    loaded = importlib.import_module(module)
    assert loaded.__doc__
    own = [
        one
        for name, one in vars(loaded).items()
        if not name.startswith("_") and getattr(one, "__module__", None) == module
    ]
    assert [one for one in own if inspect.isroutine(one) and not one.__doc__] == []
    assert [one for one in own if inspect.isclass(one) and not _told(one)] == []


@pytest.mark.parametrize(
    "module", [module for module, path in MODULES.items() if path.name == "__init__.py"]
)
def test_what_stands_at_a_door_is_listed_and_exists(module: str) -> None:
    loaded = importlib.import_module(module)
    names = loaded.__all__
    assert len(set(names)) == len(names)
    assert [name for name in names if not hasattr(loaded, name)] == []


def _told(kind: type) -> bool:
    """Whether a class has a docstring of its own (pydantic and NamedTuple write one by themselves)."""
    source = ast.parse(inspect.getsource(kind).lstrip())
    return isinstance(source.body[0], ast.ClassDef) and bool(ast.get_docstring(source.body[0]))


@pytest.mark.parametrize("name", records.__all__)
def test_records_are_frozen_and_closed(name: str) -> None:
    kind = getattr(records, name)
    if inspect.isclass(kind) and issubclass(kind, BaseModel):
        assert kind.model_config.get("frozen") is True
        assert kind.model_config.get("extra") == "forbid"
        assert issubclass(kind, Record)


def test_a_record_refuses_to_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Span(document="d", start=0, end=1).start = 2  # type: ignore[misc]  # the point of it


HELP = """
import sys
from briefing.__main__ import main
sys.argv = ["briefing", "--help"]
try:
    main()
except SystemExit as error:
    assert not error.code
"""


@pytest.mark.parametrize(
    "code",
    [
        "import briefing",
        "import briefing.cli",
        "import briefing.assembly.pipeline",
        "import briefing.models.choose",
        HELP,
    ],
    ids=["briefing", "cli", "pipeline", "choose", "--help"],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    look = f"import sys\nprint('loaded:', [n for n in {HEAVY!r} if n in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{look}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "loaded: []"
    assert done.stderr == ""


def test_help_loads_none_of_the_rooms() -> None:
    code = "import sys, briefing.cli; print([n for n in sys.modules if n.startswith('briefing.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = tuple(f"briefing.{room}" for room in ROOMS)
    assert [name for name in ast.literal_eval(done.stdout) if name.startswith(rooms)] == []
