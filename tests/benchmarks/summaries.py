"""How briefs read: shares per rung, lengths, unsupported names and numbers, ROUGE beside the lead.

    python tests/benchmarks/summaries.py EVAL_DIR [--rows 60] [--model NAME] [--set multinews]
    python tests/benchmarks/summaries.py EVAL_DIR --read 100     (sentences with sources, to be read)

EVAL_DIR holds `summaries_multinews.jsonl.gz`, `summaries_single.jsonl.gz` and `score.py`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any


def main() -> None:
    arguments = _arguments()
    score = _load_score(arguments.folder)
    rows = score.load(f"summaries_{arguments.set}", str(arguments.folder))
    random.Random(arguments.seed).shuffle(rows)
    rows = rows[: arguments.rows]
    started = time.perf_counter()
    items = _summarise(rows, arguments.model)
    seconds = time.perf_counter() - started
    if arguments.read:
        _print_to_read(items, arguments.read, arguments.seed)
    _print_figures(items, rows, score, seconds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--set", default="multinews", choices=("multinews", "single"))
    parser.add_argument("--rows", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--model", default=None)
    parser.add_argument("--read", type=int, default=0)
    return parser.parse_args()


def _load_score(folder: Path) -> Any:
    found = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _summarise(rows: list[dict[str, Any]], model: str | None) -> list[dict[str, Any]]:
    """Run the command as anybody would, so that the figures are those of the product."""
    lines = "".join(json.dumps({"id": row["id"], "docs": row["docs"]}) + "\n" for row in rows)
    command = [sys.executable, "-m", "briefing", "summarise", "-", "--quiet"]
    command += ["--model", model] if model else []
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _print_to_read(items: list[dict[str, Any]], count: int, seed: int) -> None:
    made = [
        sentence
        for item in items
        for sentence in item["sentences"]
        if sentence["verdict"] != "verbatim"
    ]
    random.Random(seed).shuffle(made)
    for number, sentence in enumerate(made[:count], start=1):
        print(
            f"{number} {sentence['verdict']}\n  S {' '.join(sentence['citations'][0]['quote'].split())}"
        )
        print(f"  D {sentence['text']}")


def _print_figures(
    items: list[dict[str, Any]], rows: list[dict[str, Any]], score: Any, seconds: float
) -> None:
    sentences = [sentence for item in items for sentence in item["sentences"]]
    kinds = Counter(sentence["verdict"] for sentence in sentences)
    stopped = sum(not one.get("instead") for item in items for one in item["withheld"])
    total = max(1, len(sentences) + stopped)
    shares = ", ".join(f"{kind} {count / total:.2f}" for kind, count in sorted(kinds.items()))
    print(f"rows {len(rows)}, sentences {len(sentences)}: {shares}, withheld {stopped / total:.2f}")
    lengths = [len(one["text"]) / len(one["citations"][0]["quote"]) for one in sentences]
    print(f"length of a sentence to its source: mean {sum(lengths) / max(1, len(lengths)):.3f}")
    print(f"unsupported names and numbers: {sum(map(_unsupported, sentences))}")
    print(f"seconds an item: {seconds / max(1, len(rows)):.2f}")
    texts = {item["id"]: " ".join(one["text"] for one in item["sentences"]) for item in items}
    leads = {row["id"]: _lead(row, len(texts[row["id"]].split())) for row in rows}
    for name, predicted in (("brief", texts), ("lead of the same length", leads)):
        rouge = score.rouge(predicted, rows)
        figures = " / ".join(f"{rouge[key]:.1f}" for key in ("rouge1", "rouge2", "rougeL"))
        print(f"ROUGE 1/2/L, {name}: {figures}")
    reasons = Counter(
        reason for item in items for one in item["withheld"] for reason in one["reasons"]
    )
    print(
        "drafts rejected:",
        ", ".join(f"{reason} {count}" for reason, count in reasons.most_common()),
    )


def _unsupported(sentence: dict[str, Any]) -> int:
    """Capitalised words and figures that the cited text lacks: counted apart from the gate."""
    known = set(re.findall(r"\w+", " ".join(one["quote"] for one in sentence["citations"]).lower()))
    words = re.findall(r"\w+", sentence["text"])
    wanted = [word for word in words[1:] if word[0].isupper() or any(c.isdigit() for c in word)]
    return sum(word.lower() not in known for word in wanted)


def _lead(row: dict[str, Any], words: int) -> str:
    return " ".join(" ".join(doc["text"] for doc in row["docs"]).split()[:words])


if __name__ == "__main__":
    main()
