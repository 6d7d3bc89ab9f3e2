# ruff: noqa: T201 - a command prints what changed
"""What the program makes from the sample stories and from the test data, held against one file.

``python -m tests.fingerprints`` prints what changed since ``golden/fingerprints.json`` was written,
``--write`` writes it anew, ``--keep FOLDER`` leaves everything that was made there, for a diff.
Values of up to `SHORT` characters stand in the file as they are, longer ones as digests; the Markdown
of the sample brief stands there line by line, so that a reviewer reads the diff.

A change that only moves code leaves every value as it is.  A change of meaning shows here, and its
commit says why each new value is right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import platformdirs

from briefing import grouping, reading, writing
from briefing.assembly import pipeline, rows
from briefing.assembly.run import Run
from briefing.cli.inspect import _rows as inspect_rows
from briefing.evaluation.days import story_of
from briefing.faults import Faults
from briefing.models.base import Parser
from briefing.models.fake import FakeEmbedder, FakeGenerator, FakeScorer
from briefing.models.find import find, identity_of
from briefing.models.pins import DEFAULT_PARSER
from briefing.models.spacy import SpacyParser
from briefing.records import UNKNOWN_WHEN, Fact, When
from briefing.remembering.comparison import compare
from briefing.settings.config import Settings, resolve
from briefing.writing.gate.checks import check

from .grouping.labelled import Labelled, load

ROOT: Final = Path(__file__).parents[1]
TESTS: Final = ROOT / "tests"
GOLDEN: Final = TESTS / "golden" / "fingerprints.json"
DAY: Final = date(2025, 6, 17)
SHORT: Final = 160
"""Characters up to which a value stands in the file itself."""

Value = str | list[str]
Made = Iterator[tuple[str, Value]]


def settings() -> Settings:
    """The shipped settings, in a zone that no machine changes."""
    return resolve(None, {}, {"brief.timezone": "UTC"}).settings


def parser() -> Parser | None:
    """The real parser, where `briefing models pull` has put it."""
    folder = find(DEFAULT_PARSER, platformdirs.user_cache_path("briefing") / "models")
    return SpacyParser(folder, identity_of(DEFAULT_PARSER, folder)) if folder else None


# -- what is made -------------------------------------------------------------------------------


def _inputs() -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted((ROOT / "seeds").iterdir())]


def _brief(run: Run) -> Made:
    made = pipeline.make(_inputs(), run)
    for name, text in pipeline.publish(made).items():
        yield name, str(text).splitlines() if name == "brief.md" else str(text)


def brief_without_a_model() -> Made:
    """The sample brief as it comes out on a machine without any model."""
    return _brief(Run(DAY, settings(), None))


def brief_with_doubles() -> Made:
    """The sample brief with the shipped doubles, and the real parser."""
    fake = FakeGenerator()
    run = Run(DAY, settings(), fake, shortener=fake, embedder=FakeEmbedder())
    return _brief(run._replace(parser=parser()))


def inspected() -> Made:
    """How each sample file is read: stories, dates with their evidence, removed lines."""
    run = Run(DAY, settings(), None)
    read, _ = pipeline.date_stories(pipeline.read_all(_inputs(), run), run, Faults(sparing=False))
    for one in inspect_rows(read):
        yield one["file"], json.dumps(one, ensure_ascii=False)


def dates() -> Made:
    """Day, basis and evidence of each date case."""
    from .reading.dating.test_date_cases import CASES

    for number, case in enumerate(CASES):
        when = story_of(case).when
        yield f"{number} {case.name}", f"{when.day} {when.basis}: {when.evidence}"


def clusters() -> Made:
    """The events and reports of all labelled stories, thrown together."""
    run = Run(DAY, settings(), None)
    given = [
        rows.StoryRow(
            id=f"{number}/{name}", text=story.body, date=str(story.when.day), source=story.outlet
        )
        for number, labelled in enumerate(load())
        for name, story in labelled.stories.items()
    ]
    for kind, groups in rows.cluster_rows(given, run).items():
        assert isinstance(groups, list)
        yield from ((f"{kind} {group[0]}", " ".join(group)) for group in groups)


def facts_and_disagreements() -> Made:
    """Which sentences of each labelled event say the same, and what its reports differ on."""
    for number, labelled in enumerate(load()):
        facts = grouping.align_facts(labelled.event)
        yield f"{number} facts", json.dumps([_places(fact) for fact in facts])
        for row in _disagreements(labelled, facts):
            yield (
                f"{number} {labelled.name}: {row.about}",
                f"{row.kind}: "
                + " / ".join(f"{value.value} [{len(value.citations)}]" for value in row.values),
            )


def _places(fact: Fact) -> list[str]:
    return [f"{sentence.story}:{sentence.start}" for sentence in fact.sentences]


def _disagreements(labelled: Labelled, facts: tuple[Fact, ...]) -> tuple[Any, ...]:
    return grouping.find_disagreements(facts, labelled.event)


def gate() -> Made:
    """The reasons of the gate for each labelled draft."""
    for number, case in enumerate(_gate_cases()):
        day = case.get("day")
        when = When.on(date.fromisoformat(day), "stated", "") if day else UNKNOWN_WHEN
        found = check(case["draft"], case["sources"], when)
        yield f"{number} {case['draft'][:60]}", " ".join(map(str, found))


def verified() -> Made:
    """The verifier's score for each labelled draft: its features alone, and with a double's word."""
    cases = _gate_cases()
    pairs = [
        (reading.sentence_texts(" ".join(case["sources"])), reading.sentence_texts(case["draft"]))
        for case in cases
    ]
    for name, scorer in (("features", None), ("scorer", FakeScorer())):
        for number, found in enumerate(writing.verify_all(pairs, scorer)):
            yield f"{number} {name}", f"{found.score:.4f} {' '.join(found.reasons)}"


def cut() -> Made:
    """What may go from the sentences of the test data, by their trees."""
    found = parser()
    if found is None:
        return
    texts = dict.fromkeys(
        [
            *(text for case in _gate_cases() for text in case["sources"]),
            *(
                one.text
                for row in load()
                for story in row.stories.values()
                for one in story.sentences
            ),
        ]
    )
    for text, tree in zip(texts, found.parse(list(texts)), strict=True):
        known = writing.analyse({text: text}, [tree])[text]
        parts = " | ".join(f"{part.kind}: {text[part.start : part.end]}" for part in known.parts)
        yield text, f"{known.stands_alone} {parts}"


def _gate_cases() -> list[dict[str, Any]]:
    lines = (TESTS / "writing" / "gate" / "gate_cases.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def novelty() -> Made:
    """What facts are against earlier sentences."""
    from .remembering.test_comparison import CASES, EARLIER

    for _, text, _ in CASES:
        found = compare([text], [EARLIER])
        yield text, f"fact={text!r} state={found.state!r} earlier={found.earlier!r}"


SECTIONS: Final[Mapping[str, Callable[[], Made]]] = {
    "brief without a model": brief_without_a_model,
    "brief with doubles and the parser": brief_with_doubles,
    "inspect": inspected,
    "dates": dates,
    "clusters": clusters,
    "facts and disagreements": facts_and_disagreements,
    "gate": gate,
    "verify": verified,
    "cuts": cut,
    "novelty": novelty,
}
NEED_THE_PARSER: Final = ("brief with doubles and the parser", "cuts")


# -- held against the file ----------------------------------------------------------------------


def fingerprint(value: Value) -> Value:
    """The value as it stands in the file: itself where it is short or read line by line."""
    if isinstance(value, list) or len(value) <= SHORT:
        return value
    return "sha256 " + hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def fingerprints(section: str) -> dict[str, Value]:
    """Everything that a section makes, by its key (cut to `SHORT` characters)."""
    return {key[:SHORT]: fingerprint(value) for key, value in SECTIONS[section]()}


def golden() -> dict[str, dict[str, Value]]:
    """What the file says."""
    read: dict[str, dict[str, Value]] = json.loads(GOLDEN.read_text("utf-8"))
    return read


def changes(before: Mapping[str, Value], now: Mapping[str, Value]) -> Iterator[str]:
    """What changed, in lines for a reader."""
    for key in dict.fromkeys([*before, *now]):
        old, new = before.get(key), now.get(key)
        if isinstance(old, list) and isinstance(new, list):
            yield from (f"{key} - {line}" for line in old if line not in new)
            yield from (f"{key} + {line}" for line in new if line not in old)
        elif old != new:
            yield f"{key}: {old} -> {new}"


def _keep(folder: Path) -> None:
    for section, make in SECTIONS.items():
        (folder / section).mkdir(parents=True, exist_ok=True)
        lines = [
            f"{key}\n    {value if isinstance(value, str) else chr(10).join(value)}"
            for key, value in make()
        ]
        (folder / section / "all.txt").write_text("\n".join(lines), "utf-8")


def main() -> None:
    """Print what changed; see the head of this file."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true", help="write the golden file anew")
    asked.add_argument("--keep", type=Path, metavar="FOLDER", help="leave what was made there")
    flags = asked.parse_args()
    if flags.keep:
        _keep(flags.keep)
    now = {section: fingerprints(section) for section in SECTIONS}
    before = golden() if GOLDEN.exists() else {}
    lines = [
        f"{section}: {line}"
        for section in SECTIONS
        for line in changes(before.get(section, {}), now[section])
    ]
    print("\n".join(lines))
    print(f"{len(lines)} of {sum(map(len, now.values()))} fingerprints changed")
    if flags.write:
        GOLDEN.write_text(
            json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
        )


if __name__ == "__main__":
    main()
