"""What travels in the wheel, and that it works where nothing else of ours is."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        capture_output=True,
        check=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_everything_that_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    data = {"jinja": "prompts", "toml": "configs"}
    wanted = {
        f"briefing/_data/{folder}/{path.name}"
        for ending, folder in data.items()
        for path in (ROOT / folder).glob(f"*.{ending}")
    }
    # Everything beside the code in the package is there to be read: templates, coefficients, marks.
    wanted |= {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "briefing").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted - inside == set()
    assert {"briefing/py.typed", "briefing/publishing/brief.css"} < inside
    assert "briefing/reading/pages/line_model.safetensors" in inside
    shared = {name.partition(".data/data/")[2] for name in inside if ".data/data/" in name}
    assert {"share/man/man1/briefing.1", "share/zsh/site-functions/_briefing"} < shared
    assert {name.split("/")[0].partition("-")[0] for name in inside} == {"briefing"}


def test_the_unpacked_wheel_finds_its_files_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    package, empty = tmp_path / "site", tmp_path / "empty"
    empty.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(package)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(package),
        "HOME": str(empty),
        "XDG_CONFIG_HOME": str(empty / "config"),
    }
    ask = "import briefing.settings.prompts as p; print(p.__file__); print(len(p.prompt_names()))"
    found = subprocess.run(
        [sys.executable, "-P", "-c", ask],
        cwd=empty,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert found[0].startswith(str(package))
    assert int(found[1]) >= 1
    shown = subprocess.run(
        [sys.executable, "-P", "-m", "briefing", "config", "show"],
        cwd=empty,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    default = tomllib.loads((ROOT / "configs" / "default.toml").read_text("utf-8"))
    assert tomllib.loads(shown.stdout) == default
    assert shown.stderr == ""
