"""Lay out the real days as `briefing eval grouping` reads days: their files, and a gold of `real_days.json`.

    python -m training.scorer.days FOLDER OUT

FOLDER holds `real_days/DAY/OUTLET.jsonl`.  OUT gets texts that are not ours: it is no part of the project.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from training.scorer.train import labelled_days

DAYS = 4
"""Days of news that a folder may hold."""


def main(folder: Path, out: Path) -> None:
    """Write a folder for each day."""
    for labels in labelled_days():
        source, target = folder / "real_days" / labels["day"], out / labels["day"]
        shutil.copytree(source, target / "files", dirs_exist_ok=True)
        (target / "gold.json").write_text(json.dumps(_gold(labels, source)), encoding="utf-8")


def _gold(labels: dict[str, Any], source: Path) -> dict[str, Any]:
    articles = {
        f"{path.stem}:{row}": json.loads(line)
        for path in sorted(source.glob("*.jsonl"))
        for row, line in enumerate(path.read_text(encoding="utf-8").splitlines())
    }
    stories = [
        {
            "key": key,
            "file": f"{key.rpartition(':')[0]}.jsonl",
            "headline": article.get("title") or "",
            "first": article["text"][:80],
        }
        for key, article in articles.items()
        if article.get("text")
    ]
    last = max(article["date"] for article in articles.values())
    kept = {name: labels[name] for name in ("events", "several", "no_news")}
    return {"date": last, "days": DAYS, "stories": stories, **kept}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
