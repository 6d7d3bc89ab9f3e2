"""What files are called decides nothing but what they are called in the brief."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import Any

import pytest

from briefing.assembly.pipeline import make, publish
from briefing.assembly.run import Run
from briefing.models.fake import FakeEmbedder, FakeGenerator
from tests.assembly.test_pipeline import HURT_TWELVE, LEAK, ROOT
from tests.cli.conftest import FERRY, FERRY_AGAIN
from tests.fingerprints import parser, settings

DAY = date(2025, 6, 17)


def _files() -> Iterator[tuple[str, bytes]]:
    """Endings and bytes: the sample, each story of its export once more as a file, and some texts that tell one thing twice."""
    for path in sorted((ROOT / "seeds").iterdir()):
        yield path.suffix, path.read_bytes()
    for line in (ROOT / "seeds/export-2025-06-17.jsonl").read_bytes().splitlines():
        yield ".json", line
        yield ".txt", json.loads(line)["text"].encode()
    for text in (LEAK, HURT_TWELVE, f"{FERRY}\n{FERRY_AGAIN}", f"{FERRY_AGAIN}\n{FERRY}"):
        yield ".txt", text.encode()


def _items(seed: int) -> Any:
    """The items of the brief, names mapped back to numbers of files; `seed` makes the names."""
    fake, rng = FakeGenerator(), random.Random(seed)
    files = {f"{rng.getrandbits(48):012x}{suffix}": body for suffix, body in _files()}
    run = Run(DAY, settings(), fake, shortener=fake, embedder=FakeEmbedder(), parser=parser())
    text = str(publish(make(sorted(files.items()), run))["brief.json"])
    for number, name in enumerate(files):
        text = text.replace(name, f"{number}{PurePath(name).suffix}")
    return json.loads(text)["items"]


@pytest.mark.parametrize("seed", [1, 2])
def test_under_other_names_the_same_files_give_the_same_items_in_the_same_order(seed: int) -> None:
    assert _items(seed) == _items(0)
