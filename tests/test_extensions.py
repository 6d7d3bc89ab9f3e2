"""What installed packages add, by the example package of the documentation and by broken ones."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from briefing import extensions as module
from briefing.errors import ConfigError
from briefing.extensions import extensions
from briefing.reading.formats import Format

ROOT = Path(__file__).parents[1]
MINUTES = "mayor | The bridge of Tarn was closed on Tuesday after a lorry struck its railing, the council said.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the example package is installed into."""
    folder = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run(
        [*pip, "--no-build-isolation", "--target", folder, ROOT / "docs/examples/package"],
        check=True,
        capture_output=True,
    )
    return folder


def test_a_package_adds_a_kind_of_file_and_an_output(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "council.minutes").write_text(MINUTES, encoding="utf-8")
    words = ["make", "council.minutes", "--date", "2025-06-17", "--model", "none", "--out", "out"]
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *words],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{installed}",
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "BRIEFING_OUTPUT__FORMATS": '["json", "headlines"]',
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = (tmp_path / "out" / "2025-06-17" / "brief.headlines").read_text("utf-8")
    assert "bridge of Tarn" in made


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> list[EntryPoint]:
    """Entry points that a test may add to."""
    points: list[EntryPoint] = []
    monkeypatch.setattr(
        module, "entry_points", lambda group: [one for one in points if one.group == group]
    )
    module._loaded.cache_clear()
    return points


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("briefing.nothing:FORMAT", "cannot be loaded (ModuleNotFoundError"),
        ("briefing.records:UNKNOWN", "is no Format"),
    ],
)
def test_what_is_none_is_named(added: list[EntryPoint], value: str, why: str) -> None:
    added.append(EntryPoint("odd", value, "briefing.formats"))
    with pytest.raises(ConfigError, match=r"'odd' of briefing\.formats") as told:
        extensions("briefing.formats", Format)
    assert why in str(told.value)
    module._loaded.cache_clear()


def test_they_come_in_the_order_of_their_names(added: list[EntryPoint]) -> None:
    for name, place in (("b", "feeds"), ("a", "html")):
        added.append(
            EntryPoint(name, f"briefing.reading.formats.{place}:FORMAT", "briefing.formats")
        )
    assert [one.name for one in extensions("briefing.formats", Format)] == ["html", "feed"]
    module._loaded.cache_clear()
