"""Measure HTML reading on labelled pages: `python tests/benchmarks/html_pages.py EVAL_FOLDER`.

The folder holds `score.py` and the data sets `dates_pages`, `extraction_pages`, `injection_html`.
Printed beside each figure: the library's own.  "ours" is all text that is taken from a page, "stories" what
is left of it as story text once furniture has been removed.
"""

from __future__ import annotations

import importlib.util
import logging
import sys
import warnings
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from htmldate import find_date
from trafilatura import bare_extraction

from briefing.reading import ReadingSettings, ingest, read
from briefing.reading.dating.dates import date_story
from briefing.reading.dating.surroundings import Place
from briefing.reading.formats.hidden import prune_hidden
from briefing.reading.formats.html import load_tree
from briefing.reading.formats.metadata import embedded_data, page_metadata
from briefing.records import UNKNOWN, Document, Section

SETTINGS = ReadingSettings(day=date(2025, 6, 17), tz=None)

Row = dict[str, Any]


def load_score(folder: Path) -> ModuleType:
    """Import `score.py` from the eval folder."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def our_page(row: Row) -> Document | None:
    """Read a page as the program does; the address is in the page's own link, if anywhere."""
    document = ingest(row["id"], row["html"].encode("utf-8", "replace"), SETTINGS)
    return document if isinstance(document, Document) else None


def our_text(row: Row) -> str:
    """Return the text that the program makes of a page."""
    document = our_page(row)
    return document.text if document else ""


def story_text(row: Row) -> str:
    """Return what the stories of a page hold."""
    document = our_page(row)
    if document is None:
        return ""
    spans = [span for story in read([document], SETTINGS)[0].stories for span in story.spans]
    return "\n".join(document.text[start:end] for start, end in spans)


def library_text(row: Row) -> str:
    """Return trafilatura's text, comments left out as ours are."""
    result = bare_extraction(row["html"], url=row["url"], include_comments=False)
    return result.text or "" if result is not None and not isinstance(result, dict) else ""


def our_date(row: Row) -> str | None:
    """Return the day that the program reads from a page, in the outlet's own time zone.

    The address comes from outside, as it does for the library; the article's text may be missing.
    """
    tree = load_tree(row["html"])
    if tree is None:
        return None
    embedded = embedded_data(tree)
    prune_hidden(tree)
    metadata = page_metadata(tree, embedded, row["url"])
    section = Section(start=0, end=1, published=metadata.published, url=row["url"])
    document = Document(
        id="", file="page.html", sha256="", media_type="text/html", encoding="utf-8", text=" "
    )
    place = Place(document, section, None, (), (), (), (), ())
    day = date_story(place, metadata.outlet or UNKNOWN, SETTINGS).day
    return day.isoformat() if day else None


def library_date(row: Row) -> str | None:
    """Return htmldate's answer with its defaults for a publication date."""
    return find_date(row["html"], url=row["url"], original_date=True)


def main(folder: Path) -> None:
    """Print the three tables."""
    score = load_score(folder)
    texts = {"library": library_text, "ours": our_text, "stories": story_text}
    for name, metric, predictors in (
        ("dates_pages", score.dates, {"library": library_date, "ours": our_date}),
        ("extraction_pages", score.extraction_segments, texts),
        ("injection_html", score.html_injection, texts),
    ):
        rows = score.load(name, str(folder))
        print(name, len(rows), "rows")
        for label, predict in predictors.items():
            print(f"  {label:8}", figures(metric, predict, rows))


def figures(metric: Callable[..., Any], predict: Callable[[Row], Any], rows: list[Row]) -> object:
    """Apply a metric to the predictions for all rows."""
    result = metric({row["id"]: predict(row) for row in rows}, rows)
    return {
        k: round(v["leak"], 2) if isinstance(v, dict) else round(v, 4) for k, v in result.items()
    }


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    main(Path(sys.argv[1]))
