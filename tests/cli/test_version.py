"""`briefing --version`, and that there is one version alone."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import briefing as package

from .conftest import Briefing

ROOT = Path(__file__).parents[2]


def test_the_version_is_one_line(briefing: Briefing) -> None:
    assert briefing("--version") == (0, f"briefing {package.__version__}\n", "")


def test_with_verbose_it_says_what_a_report_of_a_fault_needs(briefing: Briefing) -> None:
    done = briefing("--version", "--verbose")
    kinds = [line.partition(" ")[0] for line in done.out.splitlines()]
    assert kinds[:3] == ["briefing", "python", "platform"]
    assert "library torch " in done.out
    assert "model smollm2-135m-instruct not on disk" in done.out  # this user has pulled nothing


def test_verbose_alone_is_refused_and_not_ignored(briefing: Briefing) -> None:
    done = briefing("--verbose", "make", "x")
    assert done.code == 2
    assert "behind a command" in done.err


def test_the_package_has_its_version_from_the_code_and_the_changelog_a_section_for_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "briefing/__init__.py"
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    heads = re.findall(r"^## \[(\d[^]]*)\]", changelog, flags=re.MULTILINE)
    assert heads[0] == package.__version__
