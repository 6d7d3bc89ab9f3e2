"""Time reading: `python tests/benchmarks/reading_speed.py [FILES]`.

Makes page dumps of about 5 KB from sample sentences of our own and prints milliseconds a dump, for
ingest, cutting and the rest apart.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date

from briefing.reading import ReadingSettings, ingest
from briefing.reading.assemble import assemble
from briefing.reading.clean import repeated_lines
from briefing.reading.split import cut
from briefing.records import Document

SUBJECTS = ("The council", "A court in the capital", "The ferry operator", "The ministry", "A survey")
VERBS = ("agreed to", "said it would", "declined to", "was asked to", "plans to")
OBJECTS = ("repair the old bridge", "raise the fee by 3.5 percent", "publish the report", "close the pier")
TAILS = ("on Tuesday", "before winter", "after a long debate", "for 2.4 million crowns", "in 2019")
OUTLETS = ("Harbour Gazette", "Island Post", "Northern Times")
SETTINGS = ReadingSettings(day=date(2025, 6, 17))


def sentence(draw: random.Random) -> str:
    """One sentence out of the tables."""
    return " ".join(draw.choice(part) for part in (SUBJECTS, VERBS, OBJECTS, TAILS)) + "."


def dump(draw: random.Random) -> str:
    """A page of three stories with furniture, about 5 KB."""
    lines: list[str] = []
    for _ in range(3):
        outlet = draw.choice(OUTLETS)
        lines += [outlet, f"{draw.randint(2, 59)} minutes ago", f"- {outlet}", sentence(draw)[:-1]]
        lines += [" ".join(sentence(draw) for _ in range(4)) for _ in range(6)]
        lines += ["Comments", "No comments yet...", "Related Articles", "", ""]
    return "\n".join(lines)


def main(files: int) -> None:
    """Print the times."""
    draw = random.Random(0)  # noqa: S311  sample data
    data = [dump(draw).encode() for _ in range(files)]
    read_documents([ingest("warm.txt", data[0], SETTINGS)])
    start = time.perf_counter()
    documents = [ingest(f"{n}.txt", d, SETTINGS) for n, d in enumerate(data)]
    ingested = time.perf_counter()
    cutting, assembling = read_documents(documents)
    size = sum(map(len, data)) / files
    for name, seconds in (("ingest", ingested - start), ("cut", cutting), ("assemble", assembling)):
        print(f"{name}: {1000 * seconds / files:.2f} ms a dump of {size:.0f} bytes")  # noqa: T201  a benchmark prints


def read_documents(documents: list[object]) -> tuple[float, float]:
    """Return the seconds for cutting and for all that follows."""
    cutting = assembling = 0.0
    texts = [document for document in documents if isinstance(document, Document)]
    start = time.perf_counter()
    repeated = repeated_lines(document.text for document in texts)
    cutting += time.perf_counter() - start
    for document in texts:
        start = time.perf_counter()
        pieces = cut(document.text, repeated)
        middle = time.perf_counter()
        assemble(document, pieces, SETTINGS)
        cutting += middle - start
        assembling += time.perf_counter() - middle
    return cutting, assembling


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
