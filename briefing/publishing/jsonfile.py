"""`brief.json`: the brief for other programs, schema version 1."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

from briefing.publishing.html import link_host
from briefing.publishing.page import Rendering
from briefing.records import (
    UNKNOWN,
    UNKNOWN_WHEN,
    Brief,
    Citation,
    Claim,
    Disagreement,
    FileEntry,
    Item,
    ModelIdentity,
    Novelty,
    NoveltyLine,
    OnlyIn,
    StoryEntry,
    When,
)

SCHEMA_VERSION: Final = 1

# Support scores are sums of floats, whose last bits differ between processors; four digits are
# more than any threshold uses.
_SCORE_DIGITS: Final = 4

# Written as escapes: lone surrogates have no UTF-8 form, C1 controls and direction marks would steer
# the terminal of whoever prints the file.  (JSON itself escapes the C0 controls.)
_ESCAPED: Final = re.compile("[\ud800-\udfff\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

_Fields = dict[str, object]


def to_json(brief: Brief) -> str:
    r"""Return `brief` as JSON text, schema version 1, ending with a line feed.

    Keys stand in the order of the schema.  What is not known is ``null``.
    """
    fields: _Fields = {
        "schema_version": SCHEMA_VERSION,
        "date": brief.date.isoformat(),
        "mode": brief.mode,
        "language": brief.language,
        "title": brief.title or None,
        "minutes": brief.minutes or None,
        "notes": list(brief.notes),
        "items": [_item(item) for item in sorted(brief.items, key=lambda item: item.rank)],
        "files": [_file(entry) for entry in brief.files],
        "models": {
            "generator": _model(brief.generator),
            "embedder": _model(brief.embedder),
            "parser": _model(brief.parser),
            "shortener": _model(brief.shortener),
            "prompts": dict(brief.prompts),
        },
    }
    return json_text(fields, indent=2) + "\n"


def json_text(
    value: object, indent: int | None = None, separators: tuple[str, str] | None = None
) -> str:
    r"""Return `value` as JSON that can be written as UTF-8 and printed in a terminal.

    Characters stand as themselves but for lone surrogates, which have no UTF-8 form, and control
    characters, which are ``\u`` escapes.  Raises :class:`ValueError` for a number that is none.
    """
    text = json.dumps(
        value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False
    )
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _item(item: Item) -> _Fields:
    return {
        "id": item.id,
        "rank": item.rank,
        "section": item.section or None,
        "headline": item.headline,
        "reports": item.reports,
        "sentences": [_sentence(claim) for claim in item.claims],
        "withheld": [_withheld(claim) for claim in item.withheld],
        "disagreements": [_disagreement(one) for one in item.disagreements],
        "only_in": [_only_in(only) for only in item.only_in],
        "new_since": _novelty(item.new_since),
        "omitted": list(item.omitted),
        "objections": [one.model_dump() for one in item.objections],
        "edited": list(item.edited),
        "stories": [_story(entry) for entry in item.stories],
    }


def _sentence(claim: Claim) -> _Fields:
    return {
        "text": claim.text,
        "verdict": claim.verdict.kind,
        "score": round(float(claim.verdict.score), _SCORE_DIGITS),
        "citations": _citations(claim.citations),
    }


def _withheld(claim: Claim) -> _Fields:
    return {
        "text": claim.text,
        "reasons": list(claim.verdict.reasons),
        "instead": claim.verdict.instead or None,
        "citations": _citations(claim.citations),
    }


def _citations(citations: Iterable[Citation]) -> list[_Fields]:
    return [
        {"file": cited.file, "start": cited.start, "end": cited.end, "quote": cited.quote}
        for cited in citations
    ]


def _disagreement(one: Disagreement) -> _Fields:
    values = [
        {
            "value": value.value,
            "later": value.later,
            "citations": _citations(value.citations),
        }
        for value in one.values
    ]
    return {"about": one.about, "kind": one.kind, "values": values}


def _only_in(only: OnlyIn) -> _Fields:
    sentences = [_sentence(claim) for claim in only.claims]
    return {"outlet": only.outlet, "file": only.file, "sentences": sentences}


def _novelty(novelty: Novelty | None) -> _Fields | None:
    if novelty is None:
        return None
    return {
        "date": novelty.date.isoformat(),
        "new": [
            {"text": line.text, "citations": _citations(line.citations)} for line in novelty.new
        ],
        "changed": [_change(line, novelty) for line in novelty.changed],
    }


def _change(line: NoveltyLine, novelty: Novelty) -> _Fields:
    """A change; `earlier_citations` lie in the files of the brief of `earlier_date`."""
    return {
        "text": line.text,
        "earlier": line.earlier,
        "citations": _citations(line.citations),
        "earlier_date": (line.earlier_date or novelty.date).isoformat(),
        "earlier_citations": _citations(line.earlier_citations),
    }


def _story(entry: StoryEntry) -> _Fields:
    story = entry.story
    return {
        "id": story.id,
        "file": story.file,
        "headline": story.headline,
        "outlet": _or_null(story.outlet),
        "agency": _or_null(story.agency),
        "language": _or_null(story.language),
        "url": story.url if link_host(story.url) else None,
        "date": _day(story.when),
        "date_basis": story.when.basis,
        "date_evidence": story.when.evidence or None,
        "earliest": _time(story.when),
        "latest": story.when.latest.isoformat() if _time(story.when) else None,
        "role": entry.role,
        "spans": [list(span) for span in story.spans],
    }


def _day(when: When) -> str | None:
    return when.day.isoformat() if when.day else None


def _time(when: When) -> str | None:
    """The first instant that is possible; none where the day tells all, or nothing is known."""
    return None if when.day or when == UNKNOWN_WHEN else when.earliest.isoformat()


def _file(entry: FileEntry) -> _Fields:
    removed = [{"start": gap.start, "end": gap.end, "rule": gap.rule} for gap in entry.removed]
    return {
        "file": entry.file,
        "sha256": entry.sha256,
        "state": entry.state,
        "reason": entry.reason,
        "notes": list(entry.notes),
        "stories": list(entry.stories),
        "removed": removed,
        "encoding": entry.encoding or None,
    }


def _model(model: ModelIdentity | None) -> _Fields | None:
    return None if model is None else {"name": model.name, "digest": model.digest}


def _or_null(name: str) -> str | None:
    return None if name == UNKNOWN else name


RENDERING: Final = Rendering("brief.json", lambda page: to_json(page.brief))
