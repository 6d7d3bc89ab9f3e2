"""The program for other programs: what the commands do, as functions that return records.

::

    make ─▶ Brief (to_markdown, to_html, to_json, save)        inspect ─▶ Reading, Unread
    cluster ─▶ Groups     verify ─▶ Support     summarise ─▶ Item     evaluate ─▶ Measured

Nothing prints, and no configuration file and no ``BRIEFING_…`` variable is read unless :func:`load_settings` is asked to.
Everything is made anew in each call, so calls from several threads do not meet.  What fails on purpose raises one of the errors of
:mod:`briefing.errors`.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from briefing.settings.clock import now_here
from briefing.settings.config import Settings, resolve

if TYPE_CHECKING:  # at run time inside the functions: `import briefing` loads none of it
    from briefing.assembly.rows import StoryRow, Support
    from briefing.assembly.run import Made, Run
    from briefing.evaluation import Measured
    from briefing.records import FileEntry, Item, Reading, Unread
    from briefing.sources import FoundFile
    from briefing.store import Store

__all__ = [
    "Brief",
    "Groups",
    "Progress",
    "Settings",
    "Sources",
    "cluster",
    "evaluate",
    "inspect",
    "load_settings",
    "make",
    "summarise",
    "verify",
]

Sources: TypeAlias = "str | Path | Iterable[str | Path] | Mapping[str, str | bytes]"
"""Folders and files, as `briefing make` takes them; or contents by name."""

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much of it is done, and how much there is, 0 where that is not known."""

_WRITING: Final = ("writing", "injection", "speed")


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief that was made, and its files."""

    date: dt.date
    mode: str
    """``model``, or ``extractive`` where no model wrote."""
    items: tuple[Item, ...]
    """Events in the order of the brief, each with its sentences and their citations."""
    inputs: tuple[FileEntry, ...]
    """What became of every input file."""
    warnings: tuple[str, ...]
    """What went wrong without costing the brief: a model that is missing, a file that was not read, a fault."""
    files: Mapping[str, str | bytes] = field(repr=False)
    """Contents of what `briefing make` writes, by name, in the formats of the settings and always in those of the methods below; extracted texts
    under ``sources/``."""

    def to_markdown(self) -> str:
        """Return ``brief.md``."""
        return str(self.files["brief.md"])

    def to_html(self) -> str:
        """Return ``brief.html``: one page that needs nothing else."""
        return str(self.files["brief.html"])

    def to_json(self) -> str:
        """Return ``brief.json``, schema version 1."""
        return str(self.files["brief.json"])

    def save(self, folder: str | Path) -> Path:
        """Write all files to ``folder/YYYY-MM-DD``, exchanged whole; return that folder.

        Raises :class:`OSError` where it cannot be written; what was there is then still there.
        """
        from briefing.store import write_folder

        day = Path(folder).expanduser() / self.date.isoformat()
        write_folder(day, self.files)
        return day


class Groups(NamedTuple):
    """Ids of stories by event, and by report: the stories that carry one text."""

    events: tuple[tuple[str, ...], ...]
    reports: tuple[tuple[str, ...], ...]


def load_settings(
    path: str | Path | None = None,
    environment: Mapping[str, str] | None = None,
    profile: str | None = None,
    **values: object,
) -> Settings:
    """Return the defaults, over them the file `path`, over it its `profile`, ``BRIEFING_…`` of `environment` (such as ``os.environ``), and `values`.

    A value is named as its setting with two underscores for the dot: ``brief__days=2``.  Raises
    :class:`briefing.errors.ConfigError` for what is unknown or does not fit.
    """
    named = {key.replace("__", "."): value for key, value in values.items()}
    file = None if path is None else Path(path).expanduser()
    if file is not None and not file.is_file():
        from briefing.errors import ConfigError

        raise ConfigError(f"{file}: no such configuration file.")
    return resolve(file, environment or {}, named, profile).settings


def make(  # noqa: PLR0913  # each by name, for what a caller may decide
    sources: Sources,
    *,
    date: dt.date | None = None,
    settings: Settings | None = None,
    models: str | Path | None = None,
    state: str | Path | None = None,
    overrides: str | Path | None = None,
    progress: Progress = _silent,
    workers: int = 1,
    require_model: bool = False,
) -> Brief:
    """Make the brief of one day; nothing is written but to `state`.

    `date`: today in the settings' time zone where it is not given.  `models`: the folder that ``briefing models pull`` filled, by default the
    user's.  `state`: a folder that keeps the models' answers, and what is said, for later calls; without it, and with `date` alone, the same
    input gives the same brief.  With it, what earlier days said there is no news.  `overrides`: a file of an
    editor's decisions about the day, as ``briefing edit`` writes it; one that is not there decides nothing.
    Raises :class:`briefing.errors.UsageError` for a source that is not there, :class:`briefing.errors.ModelError` where a model is required and
    cannot be used, and :class:`briefing.errors.ConfigError` for overrides that cannot be read and for a format that there is not, and
    :class:`briefing.errors.EngineError` where the engine of the settings cannot be started or gives up.
    """
    from briefing.assembly.engines import start_engine
    from briefing.assembly.job import earlier_days, from_addresses, make_with
    from briefing.assembly.pipeline import publish
    from briefing.assembly.run import Run
    from briefing.settings.overrides import NO_OVERRIDES, read_overrides

    settings = settings or Settings()
    formats, found = _formats(settings), _found(sources)
    day = date or _today(settings)
    edited = NO_OVERRIDES if overrides is None else read_overrides(Path(overrides))
    home = Path("briefing")  # days of one state belong together, wherever their briefs are saved
    run = Run(day, settings, None, progress=progress, workers=workers, overrides=edited)
    with _store(state) as store, start_engine(settings.engine) as engine:
        run, why_none, warning = _with_models(run._replace(engine=engine), models, store)
        if state is not None:
            run = run._replace(earlier=earlier_days(store, home, day, settings.brief.since_days))
        run = from_addresses(found, run)
        made, why = make_with(
            _contents(sources, settings, found), run, why_none, require_model=require_model
        )
        if state is not None:
            store.keep_brief(str(home), day, made.said)
        wanted = settings.model.generator != "none"
        told = [one for one in (why if wanted else "", warning, store.mended, store.trouble) if one]
    return Brief(
        date=made.brief.date,
        mode=made.brief.mode,
        items=made.brief.items,
        inputs=made.brief.files,
        warnings=(*told, *made.statistics.without_effect, *_faults(made)),
        files=publish(made, formats),
    )


def inspect(
    sources: Sources,
    *,
    date: dt.date | None = None,
    settings: Settings | None = None,
    progress: Progress = _silent,
    workers: int = 1,
) -> tuple[Reading | Unread, ...]:
    """Return how each file was read, by name: its stories with their dates and spans, and what was removed by which rule."""
    from briefing.assembly.pipeline import date_stories, read_all
    from briefing.assembly.run import Run
    from briefing.faults import Faults

    settings = settings or Settings()
    run = Run(date or _today(settings), settings, None, progress=progress, workers=workers)
    read, _ = date_stories(read_all(_contents(sources, settings), run), run, Faults(sparing=False))
    every: list[tuple[str, Reading | Unread]] = [
        *((one.document.file, one) for one in read.readings),
        *((one.file, one) for one in read.unread),
    ]
    return tuple(one.whole() for _, one in sorted(every, key=lambda pair: pair[0]))


def cluster(stories: Iterable[StoryRow], *, settings: Settings | None = None) -> Groups:
    """Group stories into events; every id stands once in the events and once in the reports.

    Raises :class:`briefing.errors.UsageError` where two stories have one id.
    """
    from briefing.assembly.rows import group_rows
    from briefing.assembly.run import Run

    settings = settings or Settings()
    events = group_rows(stories, Run(_today(settings), settings, None))
    reports = [report for event in events for report in event.reports]
    return Groups(
        tuple(tuple(story.id for story in event.stories) for event in events),
        tuple(tuple(story.id for story in report.stories) for report in reports),
    )


def verify(
    pairs: Iterable[tuple[str, str]],
    *,
    settings: Settings | None = None,
    models: str | Path | None = None,
) -> tuple[Support, ...]:
    """Return for each pair of a text and a claim how far the text carries the claim, 0 to 1, and what speaks against it.

    Without the embedder on disk claims are judged by their words alone.  Raises :class:`briefing.errors.ModelError` where the settings name
    another judge and it cannot be used.
    """
    from briefing.assembly.rows import support
    from briefing.models.choose import choose_verifier

    chosen = choose_verifier((settings or Settings()).model, _models_folder(models))
    return tuple(support(list(pairs), chosen.scorer, alone=chosen.alone))


def summarise(
    events: Iterable[Sequence[str]],
    *,
    settings: Settings | None = None,
    models: str | Path | None = None,
    state: str | Path | None = None,
    progress: Progress = _silent,
) -> tuple[Item | None, ...]:
    """Return one item for each event, given by the texts about it; None where no text has a sentence.

    A citation's file is the number of its text, from 0.
    """
    from briefing.assembly.job import with_fewer
    from briefing.assembly.rows import summarise_texts
    from briefing.assembly.run import Run

    settings = settings or Settings()
    rows = [list(texts) for texts in events]
    run = Run(_today(settings), settings, None, progress=progress)
    with _store(state) as store:
        run, _, _ = _with_models(run, models, store)
        items, _ = with_fewer(run, partial(summarise_texts, rows))
    return tuple(items)


def evaluate(  # noqa: PLR0913  # each by name, for what a caller may decide
    subject: str,
    data: str | Path,
    *,
    settings: Settings | None = None,
    models: str | Path | None = None,
    state: str | Path | None = None,
    rows: int | None = None,
    seed: int = 0,
    workers: int = 1,
) -> tuple[Measured, ...]:
    """Return the figures of one part of the program on labelled data, those of a plain baseline beside them.

    `subject` is one that ``briefing eval --help`` lists.  Raises :class:`briefing.errors.UsageError` for another, and where `data` has none of its
    rows.
    """
    from briefing.assembly.run import Run
    from briefing.evaluation import DAY, Options
    from briefing.evaluation import evaluate as measure
    from briefing.models.choose import Verifier, choose_verifier

    settings = settings or Settings()
    run = Run(DAY, settings, None, workers=workers)
    judge = Verifier(None)
    with _store(state) as store:
        if subject in _WRITING:
            run, _, _ = _with_models(run, models, store)
        if subject == "verifier":
            judge = choose_verifier(settings.model, _models_folder(models))
        how = Options(run, judge.scorer, judge.alone, rows, seed)
        return tuple(measure(subject, Path(data), how))


# -- what they share ------------------------------------------------------------------------------


def _today(settings: Settings) -> dt.date:
    zone = settings.brief.timezone
    local = now_here()
    return (local if zone == "local" else local.astimezone(ZoneInfo(zone))).date()


def _formats(settings: Settings) -> tuple[str, ...]:
    """The formats of the settings, and those that :class:`Brief` has by name; refused before anything is read."""
    from briefing.publishing import USUAL, choose, renderings

    formats = (*USUAL, *settings.output.formats)
    choose(renderings(), formats)
    return formats


def _contents(
    sources: Sources, settings: Settings, found: Sequence[FoundFile] | None = None
) -> Iterator[tuple[str, bytes | Unread]]:
    """The input files with their bytes; text that is given stands in UTF-8, which has no form for a lone surrogate."""
    from briefing.assembly.job import contents

    if isinstance(sources, Mapping):
        for name, content in sorted(sources.items()):
            yield name, content.encode("utf-8", "replace") if isinstance(content, str) else content
        return
    yield from contents(_found(sources) if found is None else found, settings)


def _found(sources: Sources) -> list[FoundFile]:
    from briefing.sources import find_files

    if isinstance(sources, Mapping):
        return []
    paths = [sources] if isinstance(sources, str | Path) else sources
    return find_files([os.fspath(one) for one in paths])


def _models_folder(folder: str | Path | None) -> Path:
    import platformdirs

    return (
        Path(folder) if folder is not None else platformdirs.user_cache_path("briefing") / "models"
    )


@contextmanager
def _store(state: str | Path | None) -> Iterator[Store]:
    """The state in a folder, or one that ends with the call."""
    from briefing.store import Store

    with Store(None if state is None else Path(state) / "state.sqlite") as store:
        yield store


def _with_models(run: Run, folder: str | Path | None, store: Store) -> tuple[Run, str, str]:
    """The run with its models; why it has none; and what the user should know."""
    from briefing.assembly.job import with_models
    from briefing.models.choose import choose

    told = partial(run.progress, "writing")
    chosen = choose(run.settings.model, _models_folder(folder), store, told)
    return with_models(run, chosen), chosen.why_none, chosen.warning


def _faults(made: Made) -> Iterator[str]:
    for entry in made.brief.files:
        if entry.state in {"unreadable", "too_large"}:
            yield f"{entry.file}: {entry.state.replace('_', ' ')}: {entry.reason}"
    yield from made.statistics.faults.told
