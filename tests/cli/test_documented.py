"""What README and documentation say in blocks of code works: commands run, settings are known, programs run, links lead somewhere.

A block of commands that is not run here says why, in a comment above it: ``<!-- not run: … -->``.  Commands run without a model, under the
settings that their page shows, in folders of their own: ``~/scraped`` has a page, ``seeds/`` a few of the samples, ``~/briefs`` a brief of 17 June 2025.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tomllib
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import pytest

import briefing as package
from briefing.settings.config import resolve

from .conftest import STORY, Briefing

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
KNOWN: Final = {"sh", "toml", "python", "text", "json", "ini"}
SEEDS: Final = (
    "002_e07b6c21d8f45a93.txt",
    "006_f6d01e9a7b3c5284.txt",
    "kestrel-daily_astana.txt",
    "tidewater-feed.xml",
)
FINE: Final = {0, 3}
"""Exit codes: one of the samples is unreadable on purpose."""


class Block(NamedTuple):
    """A block of code of a page."""

    language: str
    text: str
    reason: str
    """Why it is not run; empty where it is."""


def blocks(page: Path) -> list[Block]:
    """All blocks of a page, in their order."""
    found = re.findall(
        r"(?:<!-- not run: (.+?) -->\n)?^```(\w*)\n(.*?)^```$",
        page.read_text("utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    return [Block(language, text, reason) for reason, language, text in found]


def pages_with(language: str) -> list[Path]:
    """The pages that have a block of a language to be run."""
    return [
        page for page in PAGES if any(b.language == language and not b.reason for b in blocks(page))
    ]


def named(page: Path) -> str:
    """How a page is called in a report."""
    return page.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a brief, made once."""
    folder = tmp_path_factory.mktemp("briefs")
    settings = package.load_settings(model__generator="none", model__parser="none")
    package.make({"leak.txt": STORY}, date=date(2025, 6, 17), settings=settings).save(folder)
    return folder


@pytest.fixture
def home(user: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders that the pages speak of."""
    monkeypatch.setenv("HOME", str(user))
    monkeypatch.setenv("BRIEFING_MODEL__GENERATOR", "none")
    monkeypatch.setenv("BRIEFING_MODEL__PARSER", "none")
    (user / "scraped").mkdir()
    (user / "scraped" / "page.txt").write_text(STORY, encoding="utf-8")
    shutil.copytree(made, user / "briefs")
    Path("seeds").mkdir()
    for name in SEEDS:
        shutil.copy(ROOT / "seeds" / name, "seeds")
    return user


def test_every_block_has_a_language_so_that_none_is_overlooked() -> None:
    unknown = {(named(page), b.language, b.text[:40]) for page in PAGES for b in blocks(page)}
    assert {one for one in unknown if one[1] not in KNOWN} == set()
    assert sum(page.read_text("utf-8").count("\n```") for page in PAGES) == sum(
        2 * len(blocks(page)) for page in PAGES
    )


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    plain = re.sub(
        r"^```.*?^```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    links = re.findall(r"\[[^]\n]*\]\(([^)#\s]+)", plain)
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", pages_with("sh"), ids=named)
def test_the_commands_of_a_page_run(page: Path, briefing: Briefing, home: Path) -> None:
    (home / "config" / "briefing").mkdir(parents=True)
    settings = "".join(one.text for one in blocks(page) if one.language == "toml")
    (home / "config" / "briefing" / "config.toml").write_text(settings, encoding="utf-8")
    for block in blocks(page):
        if block.language == "sh" and not block.reason:
            for line in block.text.replace("\\\n", " ").splitlines():
                run(line, briefing)


def run(line: str, briefing: Briefing) -> None:
    """Run a line as a shell would, as far as the pages need it."""
    words = [
        os.path.expandvars(Path(word).expanduser() if word.startswith("~") else word)
        for word in shlex.split(line, comments=True)
    ]
    if not words:
        return
    target = words[words.index(">") + 1] if ">" in words else ""
    words = words[: words.index(">")] if target else words
    assert words[0] == "briefing", f"{line}: say why it is not run"
    done = briefing(*words[1:])
    assert done.code in FINE, f"{line}: exit code {done.code}\n{done.err}"
    if target:
        Path(target).write_text(done.out, encoding="utf-8")


@pytest.mark.parametrize("page", pages_with("toml"), ids=named)
def test_the_settings_of_a_page_are_known(page: Path, tmp_path: Path) -> None:
    for block in blocks(page):
        if block.language == "toml":
            file = tmp_path / "briefing.toml"
            file.write_text(block.text, encoding="utf-8")
            resolve(file, {}, {})
            assert tomllib.loads(block.text) != {}


@pytest.mark.parametrize("page", pages_with("python"), ids=named)
def test_the_programs_of_a_page_run(
    page: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = package.load_settings(model__generator="none", model__parser="none")
    monkeypatch.setattr(package, "make", partial(package.make, settings=plain), raising=False)
    for block in blocks(page):
        if block.language == "python" and not block.reason:
            exec(block.text, {})
            assert capsys.readouterr().out.strip()
