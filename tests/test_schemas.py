"""Every output for programs is what its schema says, and no field is told of nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import briefing
from briefing.schemas import SCHEMAS, json_schema

from .test_api import DAY, PAGES, PLAIN

LATER = "Engineers found a crack in the second pillar on Wednesday."


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_and_lets_a_later_release_add_fields(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert '"additionalProperties": false' not in json.dumps(schema)
    assert schema["description"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_part_of_a_schema_is_described(name: str) -> None:
    for part in (json_schema(name), *json_schema(name).get("$defs", {}).values()):
        assert part["description"].endswith((".", "quote`."))


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> list[briefing.Brief]:
    state = tmp_path_factory.mktemp("state")
    pages: dict[str, str | bytes] = {**PAGES, "noise.bin": b"\0\1" * 99}
    day = PAGES["herald.txt"].replace("17 June", "18 June") + LATER
    return [
        briefing.make(pages, date=DAY, settings=PLAIN, state=state),
        briefing.make(
            {"a.txt": day},
            date=DAY.replace(day=18),
            settings=PLAIN,
            state=state,
        ),
    ]


def test_briefs_are_what_their_schema_says(briefs: list[briefing.Brief]) -> None:
    validator = Draft202012Validator(json_schema("brief"))
    for brief in briefs:
        body = json.loads(brief.to_json())
        assert SCHEMAS["brief"].model_validate(body)
        assert list(validator.iter_errors(body)) == []
    assert any(item.new_since for item in briefs[1].items)


def broken(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {**body, "schema_version": 2}
    yield {**body, "date": "17 June"}
    yield {key: value for key, value in body.items() if key != "items"}
    first, *rest = body["items"]
    yield {
        **body,
        "items": [{**first, "sentences": [{**first["sentences"][0], "citations": []}]}, *rest],
    }


def test_the_schema_finds_what_is_wrong(briefs: list[briefing.Brief]) -> None:
    validator = Draft202012Validator(json_schema("brief"))
    cases = list(broken(json.loads(briefs[0].to_json())))
    assert [validator.is_valid(one) for one in cases] == [False] * len(cases)
