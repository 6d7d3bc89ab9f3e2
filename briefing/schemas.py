"""What the JSON that other programs read is made of: a model for each file and each output, told field by field.

::

    BriefFile  brief.json        RunFile  run.json        InspectOutput  inspect --json        ClusterOutput  cluster
    VerifyRow  a line of verify  SummariseRow  a line of summarise                             EvalOutput  eval --json

:func:`json_schema` gives JSON Schema (draft 2020-12).  Within one `schema_version` fields are only added: whoever reads ignores what it does
not know, so the schemas that are handed out allow more than they name.  The models here do not: the tests hold every output against them.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(min_length=1)]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Place = Annotated[int, Field(ge=0)]
SpanOf = Annotated[list[Place], Field(min_length=2, max_length=2)]
"""First character and the one behind the last, counted in code points."""
FileState = Literal[
    "used", "duplicate", "other_date", "no_story", "skipped", "unreadable", "too_large"
]
DateBasis = Literal["stated", "relative", "inferred", "unknown"]


class _Fields(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


# -- brief.json -----------------------------------------------------------------------------------


class Cited(_Fields):
    """A passage that bears a sentence out: ``text[start:end] == quote``.

    `text` is the file decoded as its `encoding` says, or the extracted text under ``sources/<sha256>.txt``.
    """

    file: Text
    """Relative to the SOURCE that it came from, with ``/``."""
    start: Place
    end: Place
    quote: Text


class Printed(_Fields):
    """A sentence of the brief."""

    text: Text
    verdict: Literal["verbatim", "compressed", "rewritten", "joined"]
    """How it was made of its passages."""
    score: Share
    """How far the passages carry it, by learned weights."""
    citations: Annotated[list[Cited], Field(min_length=1)]


class Withheld(_Fields):
    """A draft that the gate did not let pass."""

    text: str
    reasons: list[str]
    instead: Literal["verbatim", "compressed"] | None
    """What is printed in its place; null where nothing is."""
    citations: list[Cited]


class Valued(_Fields):
    """What one report gives."""

    value: Text
    later: bool
    """Of an update: whether it is known to have taken the place of the others."""
    citations: list[Cited]


class Differing(_Fields):
    """A thing for which reports give different values."""

    about: str
    kind: Literal["update", "rounding", "scope", "conflict"]
    values: Annotated[list[Valued], Field(min_length=2)]


class OnlyIn(_Fields):
    """What a single independent report says."""

    outlet: str
    file: str
    sentences: list[Printed]


class NewLine(_Fields):
    """A sentence that no earlier day had."""

    text: Text
    citations: list[Cited]


class ChangedLine(_Fields):
    """A sentence with another value than an earlier day's."""

    text: Text
    earlier: str
    citations: list[Cited]
    earlier_date: Day
    earlier_citations: list[Cited]
    """In the files of the brief of `earlier_date`."""


class NewSince(_Fields):
    """What an item adds to the days before."""

    date: Day
    new: list[NewLine]
    changed: list[ChangedLine]


class Against(_Fields):
    """What the gate of the item has against a sentence, or the headline, that is printed all the same."""

    reason: Text
    sentence: Place
    """From 1; 0 is the headline."""
    words: str


class StoryOf(_Fields):
    """A story behind an item."""

    id: Text
    file: Text
    headline: str
    outlet: str | None
    agency: str | None
    language: str | None
    url: str | None
    date: Day | None
    date_basis: DateBasis
    date_evidence: str | None
    earliest: str | None
    """Where the day is not known, the first and last moment that the story may be of, ISO 8601."""
    latest: str | None
    role: Literal["original", "reprint", "independent"]
    spans: list[SpanOf]


class ItemOf(_Fields):
    """One event."""

    id: Text
    rank: Annotated[int, Field(ge=1)]
    section: str | None
    headline: str
    reports: Annotated[int, Field(ge=1)]
    """Independent reports: reprints of one text count once."""
    sentences: list[Printed]
    withheld: list[Withheld]
    disagreements: list[Differing]
    only_in: list[OnlyIn]
    new_since: NewSince | None
    omitted: list[str]
    """Names and figures of the reports' first sentences that the item does not tell."""
    objections: list[Against]
    edited: list[Literal["pin", "headline"]]
    """What an editor decided about it by hand: that it comes first, how it is called."""
    stories: list[StoryOf]


class GapOf(_Fields):
    """Characters that were left out, and the rule that took them."""

    start: Place
    end: Place
    rule: Text


class FileOf(_Fields):
    """What became of one input file."""

    file: Text
    sha256: str
    state: FileState
    reason: str
    stories: list[str]
    removed: list[GapOf]
    notes: list[str]
    encoding: str | None


class ModelOf(_Fields):
    """A model, by name and by the digest of its weights."""

    name: Text
    digest: str


class ModelsOf(_Fields):
    """The models behind a brief, and the prompts with their digests."""

    generator: ModelOf | None
    embedder: ModelOf | None
    parser: ModelOf | None
    shortener: ModelOf | None
    prompts: dict[str, str]


class BriefFile(_Fields):
    """``brief.json``: the brief of one day.  Same inputs, date, configuration and models give the same bytes."""

    schema_version: Literal[1]
    date: Day
    mode: Literal["model", "extractive"]
    language: Text
    """Of the words around the stories, ISO 639-1."""
    title: str | None
    """What the reader calls it (``output.title``)."""
    minutes: float | None = None
    """That the reader has for it (``brief.minutes``): what is beyond folds."""
    notes: list[str]
    """What the reader must know of how the brief came about."""
    items: list[ItemOf]
    files: list[FileOf]
    models: ModelsOf


# -- run.json -------------------------------------------------------------------------------------


class RunFile(_Fields):
    """``run.json``: what changes from run to run."""

    version: Text
    started: Text
    """UTC, ISO 8601."""
    seconds: dict[str, float]
    counts: dict[str, int]
    rejections: dict[str, int]
    """Drafts that the gate did not let pass, by reason."""
    faults: list[str]
    """Where the program failed, and went on without the story or the item."""
    warnings: list[str]
    libraries: dict[str, str]
    host: str
    python: str
    settings: dict[str, Any]
    """All settings in force."""


# -- outputs of commands --------------------------------------------------------------------------


class InspectedStory(_Fields):
    """A story as it was read."""

    id: Text
    headline: str
    outlet: str | None
    agency: str | None
    date: Day | None
    date_basis: DateBasis
    date_evidence: str
    language: str | None
    spans: list[SpanOf]


class InspectedGap(GapOf):
    """Characters that were left out, with their text."""

    text: str
    score: float


class InspectedFile(_Fields):
    """How a file was read; one that was not has its reason, and neither media type nor encoding."""

    file: Text
    state: FileState
    reason: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    stories: list[InspectedStory]
    removed: list[InspectedGap]
    undecided: list[str] = []
    notes: list[str] = []


class InspectOutput(_Fields):
    """``briefing inspect --json``."""

    files: list[InspectedFile]


class ClusterOutput(_Fields):
    """``briefing cluster``: ids of stories, each once in the events and once in the reports."""

    events: list[list[str | int]]
    reports: list[list[str | int]]


class VerifyRow(_Fields):
    """A line of ``briefing verify``."""

    id: str | int
    supported: bool
    score: Share
    reasons: list[str]


class TextCited(_Fields):
    """A passage of one of the texts: ``docs[doc]["text"][start:end] == quote``."""

    doc: Place
    start: Place
    end: Place
    quote: Text


class SummarisedSentence(_Fields):
    """A sentence of an item."""

    text: Text
    verdict: Literal["verbatim", "compressed", "rewritten", "joined"]
    score: Share
    citations: Annotated[list[TextCited], Field(min_length=1)]


class SummarisedDraft(_Fields):
    """A draft that the gate did not let pass."""

    text: str
    reasons: list[str]
    instead: Literal["verbatim", "compressed"] | None
    citations: list[TextCited]


class SummariseRow(_Fields):
    """A line of ``briefing summarise``."""

    id: str | int
    headline: str
    sentences: list[SummarisedSentence]
    withheld: list[SummarisedDraft]


class MeasuredSet(_Fields):
    """Figures on the rows of one file, or a part of them."""

    data: Text
    sha256: str
    rows: Place
    complete: bool
    part: str = ""
    models: str = ""
    examples: list[str] = []
    figures: dict[str, dict[str, float]]
    """By what made them: the program, then plain baselines."""


class FloorsOf(_Fields):
    """What ``--check`` held the figures against."""

    held: Place
    fallen: list[str]
    unheld: list[str]


class EvalOutput(_Fields):
    """``briefing eval --json``."""

    subject: Text
    sets: list[MeasuredSet]
    floors: FloorsOf | None = None


SCHEMAS: Final[dict[str, type[BaseModel]]] = {
    "brief": BriefFile,
    "run": RunFile,
    "inspect": InspectOutput,
    "cluster": ClusterOutput,
    "verify": VerifyRow,
    "summarise": SummariseRow,
    "eval": EvalOutput,
}
"""By the name that ``briefing schema`` takes."""


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one of `SCHEMAS`.  Raises :class:`KeyError` for another name."""
    schema = SCHEMAS[name].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_open(schema)}


def _open(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema without its ban on fields that a later release may add, and docstrings on one line."""
    kept = {
        key: value for key, value in schema.items() if key not in {"additionalProperties", "title"}
    }
    if isinstance(schema.get("additionalProperties"), dict):
        kept["additionalProperties"] = schema["additionalProperties"]
    for key, value in kept.items():
        if key == "description":
            kept[key] = " ".join(str(value).replace("``", "`").split())
        elif key in {"properties", "$defs"}:
            kept[key] = {name: _open(one) for name, one in value.items()}
        elif key in {"items", "additionalProperties"} and isinstance(value, dict):
            kept[key] = _open(value)
    return kept
