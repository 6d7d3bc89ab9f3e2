from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.publishing.jsonfile import json_text, to_json
from briefing.records import UNKNOWN_WHEN, Brief, When


def test_the_keys_are_those_of_the_contract_in_its_order(brief: Brief) -> None:
    fields = json.loads(to_json(brief))
    item = fields["items"][0]
    assert list(fields) == [
        "schema_version",
        "date",
        "mode",
        "language",
        "title",
        "minutes",
        "notes",
        "items",
        "files",
        "models",
    ]
    assert list(item) == [
        "id",
        "rank",
        "section",
        "headline",
        "reports",
        "sentences",
        "withheld",
        "disagreements",
        "only_in",
        "new_since",
        "omitted",
        "objections",
        "edited",
        "stories",
    ]
    (changed,) = item["new_since"]["changed"]
    assert list(changed) == ["text", "earlier", "citations", "earlier_date", "earlier_citations"]
    assert list(changed["earlier_citations"][0]) == ["file", "start", "end", "quote"]
    assert [list(line) for line in item["new_since"]["new"]] == [["text", "citations"]]
    assert list(item["sentences"][0]) == ["text", "verdict", "score", "citations"]
    assert list(item["sentences"][0]["citations"][0]) == ["file", "start", "end", "quote"]
    assert list(item["withheld"][0]) == ["text", "reasons", "instead", "citations"]
    assert list(item["stories"][0]) == [
        "id",
        "file",
        "headline",
        "outlet",
        "agency",
        "language",
        "url",
        "date",
        "date_basis",
        "date_evidence",
        "earliest",
        "latest",
        "role",
        "spans",
    ]
    assert list(fields["files"][0]) == [
        "file",
        "sha256",
        "state",
        "reason",
        "notes",
        "stories",
        "removed",
        "encoding",
    ]
    assert fields["models"] == {
        "generator": {"name": "tiny", "digest": "ab" * 32},
        "embedder": None,
        "parser": None,
        "shortener": None,
        "prompts": {"sentence.v1": "cd" * 32},
    }


def test_items_stand_by_rank_whatever_their_order(brief: Brief) -> None:
    turned = brief.model_copy(update={"items": tuple(reversed(brief.items))})
    assert to_json(turned) == to_json(brief)


def test_what_is_not_known_is_null(brief: Brief) -> None:
    story = json.loads(to_json(brief))["items"][1]["stories"][0]
    assert [story[key] for key in ("outlet", "agency", "date", "date_basis")] == [
        None,
        None,
        None,
        "unknown",
    ]


def test_a_date_wider_than_a_day_is_null_and_keeps_its_basis(brief: Brief) -> None:
    entry = brief.items[1].stories[0]
    month = When(earliest=UNKNOWN_WHEN.earliest, latest=UNKNOWN_WHEN.latest, basis="stated")
    story = entry.story.model_copy(update={"when": month})
    item = brief.items[1].model_copy(
        update={"stories": (entry.model_copy(update={"story": story}),)}
    )
    told = json.loads(to_json(brief.model_copy(update={"items": (item,)})))
    assert told["items"][0]["stories"][0]["date"] is None
    assert told["items"][0]["stories"][0]["date_basis"] == "stated"


def test_each_quote_is_the_passage_it_cites(brief: Brief, texts: dict[str, str]) -> None:
    files = {
        entry.story.file: texts[entry.story.document]
        for item in brief.items
        for entry in item.stories
    }
    for item in json.loads(to_json(brief))["items"]:
        for sentence in [*item["sentences"], *item["withheld"]]:
            for cited in sentence["citations"]:
                assert files[cited["file"]][cited["start"] : cited["end"]] == cited["quote"]


def test_a_withheld_draft_says_what_was_printed_instead(brief: Brief) -> None:
    told = json.loads(to_json(brief))["items"][0]["withheld"]
    assert [draft["instead"] for draft in told] == [None, "verbatim"]


def test_control_characters_are_escapes_that_mean_themselves() -> None:
    text = "a\x1b[2J b\x9b31m c\u202e d\x7f e\ud800 f é 日"
    written = json_text({"file": text})
    assert not set(written) & set("\x1b\x9b\u202e\x7f\ud800")
    assert json.loads(written) == {"file": text}
    assert "f é 日" in written


def test_a_score_that_is_no_number_is_refused(brief_saying: Callable[[str], Brief]) -> None:
    brief = brief_saying("a")
    bad = brief.items[0].claims[0].verdict.model_copy(update={"score": float("nan")})
    claim = brief.items[0].claims[0].model_copy(update={"verdict": bad})
    item = brief.items[0].model_copy(update={"claims": (claim,)})
    with pytest.raises(ValueError, match="not JSON compliant"):
        to_json(brief.model_copy(update={"items": (item,)}))


@given(text=st.text(st.characters(), max_size=40))
def test_any_text_survives_the_file(brief_saying: Callable[[str], Brief], text: str) -> None:
    written = to_json(brief_saying(text)).encode("utf-8")
    item = json.loads(written)["items"][0]
    assert item["headline"] == item["sentences"][0]["citations"][0]["quote"] == text


def test_an_empty_day_is_a_whole_file(empty_brief: Brief) -> None:
    text = to_json(empty_brief)
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "schema_version": 1,
        "date": "2024-02-29",
        "mode": "extractive",
        "language": "en",
        "title": None,
        "minutes": None,
        "notes": [],
        "items": [],
        "files": [],
        "models": {
            "generator": None,
            "embedder": None,
            "parser": None,
            "shortener": None,
            "prompts": {},
        },
    }
