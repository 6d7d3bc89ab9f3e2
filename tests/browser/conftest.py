"""A real browser: Debian's chromium, driven by playwright.  Without either the tests are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing import publishing
from briefing.assembly import pipeline
from briefing.assembly.run import Made, Run
from briefing.records import Brief, Novelty, Verdict
from briefing.settings.config import resolve

ROOT = Path(__file__).parents[2]
DAY = date(2025, 6, 17)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    playing = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install '.[browser]'"
    )
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    with playing.sync_playwright() as player:
        started = player.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="package")
def made() -> Made:
    """The brief of the sample stories, without a model."""
    settings = resolve(None, {}, {"brief.timezone": "UTC"}).settings
    inputs = [(path.name, path.read_bytes()) for path in sorted((ROOT / "seeds").iterdir())]
    return pipeline.make(inputs, Run(DAY, settings, None))


@pytest.fixture(scope="package")
def texts(made: Made) -> dict[str, str]:
    return {id_: document.text for id_, document in made.documents.items()}


@pytest.fixture(scope="package")
def brief(made: Made) -> Brief:
    """The sample brief, with a sentence in other words and an item without news."""
    first, second, third, *rest = made.brief.items
    told = Verdict(kind="rewritten", score=0.8)
    claims = (second.claims[0].model_copy(update={"verdict": told}), *second.claims[1:])
    quiet = Novelty(date=date(2025, 6, 16))
    items = (
        first,
        second.model_copy(update={"claims": claims}),
        third.model_copy(update={"new_since": quiet}),
        *rest,
    )
    return made.brief.model_copy(update={"items": items})


@pytest.fixture(scope="package")
def grown(brief: Brief) -> Brief:
    """A brief of 30 items and 150 files."""
    items = [brief.items[number % len(brief.items)] for number in range(30)]
    files = [brief.files[number % len(brief.files)] for number in range(150)]
    return brief.model_copy(
        update={
            "items": tuple(
                item.model_copy(update={"rank": rank}) for rank, item in enumerate(items, start=1)
            ),
            "files": tuple(
                entry.model_copy(update={"file": f"{number:03d}_4d1f0a7c93be26e8.txt"})
                for number, entry in enumerate(files)
            ),
        }
    )


@pytest.fixture(scope="package")
def rendered() -> Callable[..., str]:
    """A function from a brief, its texts and what else `lay_out` takes to the page."""
    (html,) = (one for one in publishing.RENDERINGS if one.name == "brief.html")
    return lambda *given, **more: str(html.render(publishing.lay_out(*given, **more)))


@pytest.fixture(scope="package")
def page_file(
    brief: Brief,
    texts: dict[str, str],
    rendered: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    file = tmp_path_factory.mktemp("page") / "brief.html"
    file.write_text(rendered(brief, texts), encoding="utf-8")
    return file


@pytest.fixture(scope="package")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: BRIEFING_SCREENSHOTS, to look at them, or a folder that goes."""
    folder = Path(os.environ.get("BRIEFING_SCREENSHOTS") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[Callable[..., Any]]:
    """A function that opens the page, or another file, as a reader with this screen and these wishes."""
    contexts: list[Any] = []

    def open_page(width: int = 1280, file: Path = page_file, **wishes: Any) -> Any:
        height = {320: 640, 390: 844, 1280: 900, 1920: 1080}.get(width, 900)
        context = browser.new_context(viewport={"width": width, "height": height}, **wishes)
        contexts.append(context)
        page = context.new_page()
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
