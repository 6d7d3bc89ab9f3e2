"""What goes with a release: one version everywhere, and a container file that copies what there is."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

from briefing import __version__

ROOT = Path(__file__).parents[1]


def test_the_citation_is_of_this_version_and_of_the_day_of_its_section() -> None:
    cited = dict(
        re.findall(r"^([\w-]+): (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    )
    section = f"## [{__version__}] - {cited['date-released']}"
    assert cited["version"] == __version__
    assert section in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()


def test_the_container_file_copies_only_what_there_is_and_the_engine_gets() -> None:
    recipe = (ROOT / "Dockerfile").read_text("utf-8")
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", recipe, re.MULTILINE)
        for name in line.split()[:-1]
    }
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    sent = {line[1:] for line in ignored if line.startswith("!")}
    assert copied == sent
    assert all((ROOT / name).exists() for name in copied)
    # The package is built from what is copied: what the build asks for beyond the code is there.
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    wheel = project.partition("[tool.hatch.build.targets.wheel]")[2].partition("sdist")[0]
    for needed in re.findall(r'^"([\w./-]+)" = ', wheel, re.MULTILINE):
        assert any(fnmatch(needed, f"{name}*") for name in copied), needed


def test_the_container_has_the_torch_that_the_makefile_has() -> None:
    wanted = re.search(r"^TORCH \?= (\S+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert wanted is not None
    assert f'TORCH="{wanted.group(1)}"' in (ROOT / "Dockerfile").read_text("utf-8")
