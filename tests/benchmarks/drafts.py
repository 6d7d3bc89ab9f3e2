"""What the model writes before the gate: sources, drafts, and what the gate says of each.

python tests/benchmarks/drafts.py SOURCE --date 2025-06-17 [--most 10] [--model NAME]
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from briefing.assembly.pipeline import Run, prepare
from briefing.cli.common import folders, settings_from
from briefing.models.base import Decoding
from briefing.models.find import find, identity_of
from briefing.models.hf import load_generator
from briefing.settings.prompts import load_prompt
from briefing.sources import find_files, read_bytes
from briefing.writing import parse, requests
from briefing.writing.gate.checks import check


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--date", required=True)
    parser.add_argument("--most", type=int, default=10)
    parser.add_argument("--model", default=None)
    arguments = parser.parse_args()
    settings = settings_from(None, {"model.generator": arguments.model}).settings
    run = Run(date.fromisoformat(arguments.date), settings, None)
    found = find_files([arguments.source])
    prepared = prepare(((one.file, read_bytes(one, 20_000_000)) for one in found), run)
    sentences = [
        sentence
        for event in prepared.events
        for story in event.stories
        for sentence in story.sentences
    ]
    asked = dict(list(requests(sentences, load_prompt(settings.model.prompt)).items())[::3])
    asked = dict(list(asked.items())[: arguments.most])
    folder = find(settings.model.generator, Path(folders().cache / "models"))
    assert folder is not None, "get the model first: briefing models pull"
    model = load_generator(folder, identity_of(settings.model.generator, folder))
    answers = model.generate(list(asked.values()), Decoding(max_new_tokens=72))
    for (source, prompt), answer in zip(asked.items(), answers, strict=True):
        draft = parse(answer)
        reasons = "; ".join(check(draft, [source])) or "passes"
        print(f"source  {prompt.text}\nmodel   {answer.text} [{answer.finish}]\ngate    {reasons}")
        print("same" if draft == prompt.text else "", end="\n")


if __name__ == "__main__":
    main()
