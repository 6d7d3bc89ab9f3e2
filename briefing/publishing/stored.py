"""`brief.json` read back, so that a brief that lies on disk can be laid out again.

What the file does not tell, no rendering shows: the bodies of stories, scores beyond four digits.
A file of an older release lacks the language of the brief, its notes and the evidence of its dates.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from briefing.errors import UsageError
from briefing.publishing.jsonfile import SCHEMA_VERSION
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
    Objection,
    OnlyIn,
    Removed,
    Sentence,
    Story,
    StoryEntry,
    Value,
    Verdict,
    When,
)

_Fields = Mapping[str, Any]
_MODELS: Final = ("generator", "embedder", "parser", "shortener")


def read_brief(text: str) -> Brief:
    """Return the brief that the text of a ``brief.json`` tells.

    Documents are named by their files, of which each stands once in a brief; those of earlier days by
    their file and day.  Raises :class:`UsageError` for a text that is none, or of another schema.
    """
    try:
        fields = json.loads(text)
        version = fields["schema_version"]
        if version == SCHEMA_VERSION:
            return _brief(fields)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,  # brackets in brackets, some thousands deep
    ) as error:
        raise UsageError(f"this is no brief.json ({type(error).__name__}).") from error
    raise UsageError(f"schema version {version} of brief.json is not known; make the brief again.")


def _brief(fields: _Fields) -> Brief:
    models = fields["models"]
    return Brief(
        date=date.fromisoformat(fields["date"]),
        mode=fields["mode"],
        items=tuple(map(_item, fields["items"])),
        files=tuple(map(_file, fields["files"])),
        **{name: _model(models.get(name)) for name in _MODELS},
        prompts=tuple(models["prompts"].items()),
        language=fields.get("language", "en"),
        title=fields.get("title") or "",
        minutes=_finite(fields.get("minutes") or 0),
        notes=tuple(fields.get("notes", ())),
    )


def _finite(value: float) -> float:
    """A number of a file; raises :class:`ValueError` for one without end, which JSON lets through."""
    if not math.isfinite(value):
        raise ValueError("minutes without end")
    return value


def _model(fields: _Fields | None) -> ModelIdentity | None:
    return None if fields is None else ModelIdentity(**fields)


def _item(fields: _Fields) -> Item:
    return Item(
        id=fields["id"],
        rank=fields["rank"],
        headline=fields["headline"],
        reports=fields["reports"],
        claims=_claims(fields["sentences"]),
        withheld=tuple(map(_withheld, fields["withheld"])),
        disagreements=tuple(map(_disagreement, fields["disagreements"])),
        only_in=tuple(map(_only_in, fields["only_in"])),
        new_since=_novelty(fields["new_since"]),
        omitted=tuple(fields.get("omitted", ())),
        objections=tuple(Objection(**one) for one in fields.get("objections", ())),
        section=fields.get("section") or "",
        edited=tuple(fields.get("edited", ())),
        stories=tuple(map(_story, fields["stories"])),
    )


def _claims(rows: Iterable[_Fields]) -> tuple[Claim, ...]:
    return tuple(_claim(row, Verdict(kind=row["verdict"], score=row["score"])) for row in rows)


def _withheld(fields: _Fields) -> Claim:
    reasons, instead = tuple(fields["reasons"]), fields.get("instead") or ""
    return _claim(fields, Verdict(kind="withheld", score=0.0, reasons=reasons, instead=instead))


def _claim(fields: _Fields, verdict: Verdict) -> Claim:
    return Claim(text=fields["text"], citations=_citations(fields["citations"]), verdict=verdict)


def _citations(rows: Iterable[_Fields], day: str = "") -> tuple[Citation, ...]:
    return tuple(Citation(document=f"{day}{row['file']}", **row) for row in rows)


def _disagreement(fields: _Fields) -> Disagreement:
    values = [
        Value(
            value=value["value"],
            citations=_citations(value["citations"]),
            later=value.get("later", False),
        )
        for value in fields["values"]
    ]
    return Disagreement(about=fields["about"], kind=fields["kind"], values=tuple(values))


def _only_in(fields: _Fields) -> OnlyIn:
    claims = _claims(fields["sentences"])
    return OnlyIn(outlet=fields["outlet"], file=fields["file"], claims=claims)


def _novelty(fields: _Fields | None) -> Novelty | None:
    if fields is None:
        return None
    new = [
        NoveltyLine(text=line["text"], citations=_citations(line["citations"]))
        for line in fields["new"]
    ]
    changed = map(_change, fields["changed"])
    return Novelty(date=date.fromisoformat(fields["date"]), new=tuple(new), changed=tuple(changed))


def _change(fields: _Fields) -> NoveltyLine:
    day = fields["earlier_date"]
    return NoveltyLine(
        text=fields["text"],
        earlier=fields["earlier"],
        citations=_citations(fields["citations"]),
        earlier_citations=_citations(fields["earlier_citations"], f"{day}/"),
        earlier_date=date.fromisoformat(day),
    )


def _story(fields: _Fields) -> StoryEntry:
    spans = tuple((start, end) for start, end in fields["spans"])
    # The bodies are not in the file; a story needs a sentence, and its headline is one.
    headline = Sentence(
        story=fields["id"],
        document=fields["file"],
        start=spans[0][0],
        end=spans[0][1],
        text=fields["headline"],
        paragraph=-1,
    )
    story = Story(
        id=fields["id"],
        document=fields["file"],
        file=fields["file"],
        title=headline,
        sentences=(headline,),
        spans=spans,
        outlet=fields["outlet"] or UNKNOWN,
        agency=fields["agency"] or UNKNOWN,
        when=_when(fields),
        language=fields.get("language") or UNKNOWN,
        url=fields.get("url") or "",
    )
    return StoryEntry(story=story, role=fields["role"])


def _when(fields: _Fields) -> When:
    """When a story was published: an older file tells the day alone."""
    basis, evidence = fields["date_basis"], fields.get("date_evidence") or ""
    if fields.get("earliest"):
        earliest, latest = map(datetime.fromisoformat, (fields["earliest"], fields["latest"]))
        return When(earliest=earliest, latest=latest, basis=basis, evidence=evidence)
    if fields["date"]:
        return When.on(date.fromisoformat(fields["date"]), basis, evidence)
    return UNKNOWN_WHEN


def _file(fields: _Fields) -> FileEntry:
    return FileEntry(
        file=fields["file"],
        sha256=fields["sha256"],
        state=fields["state"],
        reason=fields["reason"],
        stories=tuple(fields["stories"]),
        removed=tuple(Removed(**gap) for gap in fields["removed"]),
        notes=tuple(fields.get("notes", ())),
        encoding=fields.get("encoding") or "",
    )
