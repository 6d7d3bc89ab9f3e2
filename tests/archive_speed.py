# ruff: noqa: T201 - a command prints its figures
"""How long an archive of many days takes: ``python -m tests.archive_speed FOLDER --days 1000``.

The days are drawn: as many items as a brief has at most by default in two thirds of them, of 20,000 words that are as unevenly
frequent as those of a language (Zipf), each with sentences, passages and outlets as a real `brief.json` has them, and a page of
the size of a real one.  No figure of it is held by a test: machines differ.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from briefing.assembly.archive import Period, look_for, refresh, write_archive
from briefing.language.lookup import parse_query
from briefing.settings.config import resolve
from briefing.store import SearchIndex

ITEMS: Final = 20
SENTENCES: Final = 4
FIRST: Final = date(2022, 1, 1)
WORDS: Final = tuple(
    f"{a}{b}{c}" for a in "kpstrlmnbd" for b in ("a", "er", "o", "in", "u") for c in range(400)
)
NAMES: Final = tuple(f"{one.title()} {two.title()}" for one in WORDS[:30] for two in WORDS[30:50])
WEIGHTS: Final = tuple(1 / (rank + 3) for rank in range(len(WORDS)))


def sentence(chance: random.Random) -> str:
    """Twenty words, two of them a name."""
    words = chance.choices(WORDS, WEIGHTS, k=19)
    words[0], words[5] = words[0].title(), chance.choice(NAMES)
    return " ".join(words) + "."


def item(rank: int, chance: random.Random) -> dict[str, Any]:
    """An item of a `brief.json`."""
    files = [f"page-{chance.randrange(10**6)}.html" for _ in range(3)]
    texts = [sentence(chance) for _ in range(SENTENCES)]
    stories = [
        {
            "id": f"{chance.randrange(16**16):016x}",
            "file": file,
            "headline": texts[0][:70],
            "outlet": f"The {WORDS[chance.randrange(60)].title()} Post",
            "agency": None,
            "date": None,
            "date_basis": "unknown",
            "role": "independent",
            "spans": [[0, 900]],
        }
        for file in files
    ]
    told = [
        {
            "text": text,
            "verdict": "verbatim",
            "score": 1.0,
            "citations": [{"file": files[0], "start": 0, "end": len(text), "quote": text}],
        }
        for text in texts
    ]
    return {
        "id": f"{chance.randrange(16**16):016x}",
        "rank": rank,
        "section": None,
        "headline": " ".join(sentence(chance).split()[:11]),
        "reports": 3,
        "sentences": told,
        "withheld": [{"text": texts[0], "citations": told[0]["citations"], "reasons": ["number"]}],
        "disagreements": [],
        "only_in": [],
        "new_since": None,
        "stories": stories,
        "edited": [],
    }


def write_days(folder: Path, days: int) -> None:
    """Write as many days, each with `brief.json` and a page."""
    chance = random.Random(1)
    files = [
        {
            "file": f"page-{n}.html",
            "sha256": "0" * 64,
            "state": "used",
            "reason": "",
            "stories": [],
            "removed": [],
        }
        for n in range(100)
    ]
    page = "<!DOCTYPE html>\n<body>\n<header>\n</header>\n" + "<p>A page.</p>\n" * 10_000
    for number in range(days):
        day = FIRST + timedelta(days=number)
        place = folder / day.isoformat()
        place.mkdir(parents=True)
        body = {
            "schema_version": 1,
            "date": day.isoformat(),
            "mode": "model",
            "items": [item(rank, chance) for rank in range(1, ITEMS + 1)],
            "files": files,
            "models": {"prompts": {}},
        }
        (place / "brief.json").write_text(json.dumps(body, indent=2), encoding="utf-8")
        (place / "brief.html").write_text(page, encoding="utf-8")


@contextmanager
def timed(name: str) -> Iterator[None]:
    """Print how long the block takes, and how much of that the processor worked for it."""
    start, worked = time.perf_counter(), time.process_time()
    yield
    print(
        f"{name}: {time.perf_counter() - start:.3f} s, {time.process_time() - worked:.3f} of the processor"
    )


def measure(folder: Path) -> None:
    """Time archives and searches."""
    settings, out = resolve(None, {}, {}).settings, folder / "briefs"
    state = folder / "search.sqlite"
    state.unlink(missing_ok=True)
    with SearchIndex(state) as index:
        for name in ("first archive", "once more, nothing new"):
            with timed(name):
                write_archive(index, out, settings)
        (out / str(FIRST) / "brief.json").touch()
        with timed("a day has changed"):
            write_archive(index, out, settings)
        for words in (
            WORDS[0],
            f"{WORDS[0]} {WORDS[1]}",
            f"{WORDS[1500]}",
            "ka*",
            f'"{WORDS[0]} {WORDS[1]}"',
        ):
            with timed(f"search {words}"):
                refresh(index, out, "en")
                look_for(index, out, parse_query(words), Period(), 21)


def sizes(folder: Path) -> Iterator[str]:
    """Lines of sizes."""
    out = folder / "briefs"
    scripts = [*out.glob("search/*/*.js")]
    total, largest = (
        sum(one.stat().st_size for one in scripts),
        max(one.stat().st_size for one in scripts),
    )
    yield f"search of the page: {len(scripts)} scripts, {total / 1e6:.1f} MB, the largest {largest / 1e3:.0f} kB"
    for name in ("index.html", "feed.atom", "feed.json"):
        yield f"{name}: {(out / name).stat().st_size / 1e3:.0f} kB"
    yield f"pages: {len([*out.glob('topics/*')])} of topics, {len([*out.glob('outlets/*')])} of outlets"
    yield f"search.sqlite: {(folder / 'search.sqlite').stat().st_size / 1e6:.1f} MB"


def main() -> None:
    """Draw the days where there are none yet, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, default=1000)
    wanted = parser.parse_args()
    if not (wanted.folder / "briefs").exists():
        write_days(wanted.folder / "briefs", wanted.days)
    measure(wanted.folder)
    for line in sizes(wanted.folder):
        print(line)


if __name__ == "__main__":
    main()
