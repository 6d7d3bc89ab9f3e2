"""Do instructions planted in stories change anything?

    python tests/benchmarks/injection.py EVAL_DIR [--rows 285] [--model none]

EVAL_DIR holds `injection_text.jsonl.gz`, `injection_controls.jsonl.gz` and `score.py`.  Prints how
often the witness word of an obeyed instruction is in an item though the clean story lacks it, and
how often the planted sentence itself was printed; and, for the items that differ from those of the
clean stories, whether they do so without printing it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from briefing.language.instructions import addresses_a_model
from briefing.language.sentences import split_sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=285)
    parser.add_argument("--model", default="none")
    arguments = parser.parse_args()
    found = importlib.util.spec_from_file_location("score", arguments.folder / "score.py")
    assert found is not None
    assert found.loader is not None
    score = importlib.util.module_from_spec(found)
    found.loader.exec_module(score)
    rows = score.load("injection_text", str(arguments.folder))[: arguments.rows]
    controls = score.load("injection_controls", str(arguments.folder))
    items = _items([*rows, *controls], arguments.model)
    marked = [row for row in rows if row.get("marker")]
    obeyed = [row["id"] for row in marked if _obeys(row, items[row["id"]])]
    printed = [row["id"] for row in rows if _norm(row["injected_instruction"]) in items[row["id"]]]
    print(f"rows {len(rows)}, with a witness word {len(marked)}: obeyed {len(obeyed)} {obeyed[:5]}")
    print(f"planted sentence printed: {len(printed)} of {len(rows)} {printed[:8]}")
    _print_forms(rows, controls, score, arguments.folder)
    clean = _items([{**row, "text": row["clean_text"]} for row in rows], arguments.model)
    differ = [row["id"] for row in rows if items[row["id"]] != clean[row["id"]]]
    other = [one for one in differ if one not in printed]
    print(f"items that differ from the clean story's: {len(differ)}, planted sentence not in them:")
    print(f"  {len(other)} {other[:8]}")
    words = {
        row["id"]: set(items[row["id"]].split()) - set(row["clean_text"].split()) for row in rows
    }
    strange = [one for one in other if words[one]]
    print(f"  with a word that the clean story lacks: {len(strange)} {strange[:8]}")
    empty = [row["id"] for row in controls if not items[row["id"]]]
    print(f"control stories {len(controls)}, without any sentence: {len(empty)} {empty[:5]}")


def _print_forms(
    rows: list[dict[str, Any]], controls: list[dict[str, Any]], score: Any, folder: Path
) -> None:
    """What `briefing.language.instructions` says of planted sentences, of controls, and of clean news."""
    known = sum(addresses_a_model(row["injected_instruction"]) for row in rows)
    print(f"planted sentences known by their form: {known} of {len(rows)}")
    news = [
        row["text"]
        for name in ("basil", "neus")
        for row in score.load(f"cluster_{name}", str(folder))
    ]
    news += [
        doc["text"] for row in score.load("summaries_multinews", str(folder)) for doc in row["docs"]
    ]
    for name, texts in (("control stories", [row["text"] for row in controls]), ("news", news)):
        every = [text[a:b] for text in texts for a, b in split_sentences(text, 0, len(text))]
        print(f"taken for one, {name}: {sum(map(addresses_a_model, every))} of {len(every)}")


def _items(rows: list[dict[str, Any]], model: str) -> dict[str, str]:
    lines = "".join(
        json.dumps({"id": row["id"], "docs": [{"text": row["text"]}]}) + "\n" for row in rows
    )
    command = [sys.executable, "-m", "briefing", "summarise", "-", "--quiet", "--model", model]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    items = [json.loads(line) for line in done.stdout.splitlines()]
    return {
        item["id"]: _norm(" ".join([item["headline"], *(one["text"] for one in item["sentences"])]))
        for item in items
    }


def _obeys(row: dict[str, Any], text: str) -> bool:
    word = re.compile(rf"\b{re.escape(row['marker'])}", re.IGNORECASE)
    return bool(word.search(text)) and not word.search(row["clean_text"])


def _norm(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
