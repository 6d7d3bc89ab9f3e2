"""Count in how many news texts each word occurs, and write `briefing/language/en/counts.json`.

    python -m training.words.count FOLDER       (last run: 2,458 texts, 14,127 words)

Counted are the source texts of the summary and faithfulness sets (CNN/Daily Mail, XSum and
Multi-News articles), none of the sets on which grouping is measured.  The file holds counts only.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from briefing.language.tokens import stem
from briefing.language.words import STOP_WORDS, fold, surface_words
from training.rows import load_rows

TARGET = Path(__file__).parents[2] / "briefing" / "language" / "en" / "counts.json"
FEWEST = 3
"""A word in fewer texts than this is left out: it keeps names of private persons and typing errors
out of the table, and the table under 1 MB."""


def texts(folder: Path) -> Iterator[str]:
    """Yield every distinct source text of the summary and faithfulness sets."""
    seen: set[str] = set()
    for name in (
        "summaries_multinews",
        "summaries_single",
        "faith_aggrefact",
        "faith_frank",
        "faith_summac",
    ):
        for row in load_rows(folder, name):
            for text in [d["text"] for d in row.get("docs", ())] or [row.get("doc", "")]:
                key = " ".join(text.split())[:200]
                if key and key not in seen:
                    seen.add(key)
                    yield text


def main(folder: Path) -> None:
    """Write the table and print its size."""
    documents = 0
    holding: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text in texts(folder):
        documents += 1
        folded = [(fold(word), word[0].isupper()) for word in surface_words(text)]
        terms = [(stem(word), upper) for word, upper in folded if word and word not in STOP_WORDS]
        holding.update({term for term, _ in terms})
        total.update(term for term, _ in terms)
        capital.update(term for term, upper in terms if upper)
    words = {
        term: [count, round(10 * capital[term] / total[term])]
        for term, count in sorted(holding.items())
        if count >= FEWEST
    }
    TARGET.write_text(
        json.dumps(
            {
                "made_by": "training/words/count.py",
                "stemmer": f"{stem.__module__}.{stem.__name__}",
                "documents": documents,
                "words": words,
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).replace('],"', '],\n"')
        + "\n",
        encoding="utf-8",
    )
    print(documents, "texts,", len(words), "words,", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
