"""One brief: made under the lock with the user's own models and state, written, and told about."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefing.cli.common import Talk, folders, print_text, workers
from briefing.cli.runfile import run_json
from briefing.errors import FullerBriefKept, ModelError, UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.assembly.again import Outcome, Upkeep
    from briefing.assembly.engines import Engine
    from briefing.assembly.run import Made, Progress, Run
    from briefing.models.choose import Chosen
    from briefing.settings.config import Resolved
    from briefing.settings.overrides import Overrides
    from briefing.sources import FoundFile
    from briefing.store import Store


class _Start(NamedTuple):
    """When a run began, by the clock that measures and by that on the wall."""

    clock: float
    wall: datetime


class Job(NamedTuple):
    """One run, with everything that the user decided."""

    found: Sequence[FoundFile]
    day: date
    target: Path
    resolved: Resolved
    talk: Talk
    require_model: bool
    force: bool
    anew: bool = False
    engine: Engine | None = None
    """Where the work of all days that are made in one go is done; None: here."""

    def run(self) -> tuple[Outcome, Mapping[str, str | bytes]]:
        """Make the brief, where it is not up to date, and write it, under the lock; returns what became of it, and its files by name."""
        from briefing.assembly.again import Upkeep
        from briefing.assembly.engines import LOCAL
        from briefing.assembly.job import begin, earlier_days, from_addresses, with_models
        from briefing.assembly.run import Run
        from briefing.store import Store, lock, real_path

        started = _Start(time.perf_counter(), datetime.now(UTC))
        settings, user, folder = self.resolved.settings, folders(), real_path(self.target)
        with (
            lock(user.state, folder),
            Store(user.state / "state.sqlite") as store,
            self.talk.progress() as progress,
        ):
            if store.mended:
                self.talk.warn(f"warning: {store.mended}")
            chosen = self._models(store, progress)
            earlier = earlier_days(store, folder, self.day, settings.brief.since_days)
            engine = self.engine or LOCAL
            run = Run(self.day, settings, None, earlier, progress=progress, workers=workers())
            decided = overrides_of(self.target, self.day)
            run = run._replace(overrides=decided, engine=engine)
            run = with_models(from_addresses(self.found, run), chosen)
            upkeep = Upkeep(store, folder, self.day)
            # What later days need of this one may have been lost; a day without stories has none, and is made each time.
            known = bool(store.brief_sentences(str(folder), self.day))
            there = (
                self._as_it_is(upkeep, run, chosen.why_none) if known and not self.anew else None
            )
            if there is not None:
                return there
            answered = upkeep.has_answers(self.found, run)
            begin(engine, self.found, run.workers, None if answered else chosen)
            run = with_models(run, chosen)
            return self._from_scratch(upkeep, store, run, chosen.why_none, started)

    def _as_it_is(
        self, upkeep: Upkeep, run: Run, why_none: str
    ) -> tuple[Outcome, Mapping[str, str | bytes]] | None:
        """The brief that is there, where it is up to date; says once more what was wrong when it was made."""
        from briefing.assembly.job import contents

        there = upkeep.look(self.found, partial(contents, self.found, run.settings), run, why_none)
        if there is None:
            return None
        made, files = there
        self._tell_missing(made.why)
        for line in made.warned:
            self.talk.warn(line)
        count = made.outcome
        self.talk.note(f"{count.items} events from {count.files} files: up to date")
        return count, files

    def _from_scratch(
        self, upkeep: Upkeep, store: Store, run: Run, why_none: str, started: _Start
    ) -> tuple[Outcome, Mapping[str, str | bytes]]:
        """Make the brief and write it, and keep of what it was made."""
        from briefing.assembly.again import Before, Tasted, digests, lasts, outcome_of
        from briefing.assembly.job import contents, make_with
        from briefing.assembly.pipeline import publish
        from briefing.language.detect import keep_in

        keep_in(folders().cache / "languages")
        inputs = Tasted(contents(self.found, run.settings), run, why_none)
        made, why = make_with(inputs, run, why_none, require_model=self.require_model)
        self._tell_missing(why)
        said = len(self.talk.warnings)
        for told in made.statistics.without_effect:
            self.talk.warn(f"warning: {told}")
        self._spare_better(made)
        files = publish(made, run.settings.output.formats)
        seconds = time.perf_counter() - started.clock
        files["run.json"] = run_json(made, self.resolved, started.wall, seconds, self.talk.warnings)
        self._write(files)
        store.keep_brief(str(upkeep.folder), self.day, made.said)
        if store.trouble:
            made.statistics.counts["state failed"] = 1
            self.talk.warn(f"warning: {store.trouble}")
        _report(made, self.talk, seconds)
        outcome = outcome_of(made)
        if lasts(made, run, why_none, why):
            warned = self.talk.warnings[said:]
            upkeep.keep(Before(inputs.digest, digests(files), why, warned, outcome))
            upkeep.keep_answered(self.found, run)
        return outcome, files

    def rehearse(self, days: Sequence[date]) -> None:
        """Read and group, and print what would be made: a line a day."""
        from briefing.assembly.engines import start_engine
        from briefing.assembly.job import contents
        from briefing.assembly.pipeline import prepare
        from briefing.assembly.run import Run

        settings = self.resolved.settings
        with start_engine(settings.engine) as engine:
            for day in days:
                run = Run(day, settings, None, workers=workers(), engine=engine)
                run = run._replace(overrides=overrides_of(self.target, day))
                prepared = prepare(contents(self.found, settings), run)
                stories = sum(len(event.stories) for event in prepared.events)
                folder = self.target / day.isoformat()
                state = "has a brief" if (folder / "brief.json").exists() else "new"
                print_text(
                    f"{folder}: {len(self.found)} files, {stories} stories of the day, "
                    f"{len(prepared.events)} events; {state}"
                )

    def _spare_better(self, made: Made) -> None:
        """Raise :class:`FullerBriefKept` where a source without a story of the day would replace a brief that has some."""
        there = self.target / self.day.isoformat() / "brief.json"
        used = any(entry.state == "used" for entry in made.brief.files)
        items = 0 if self.force or used else items_of(there)
        if items:
            _tell_unread(made, self.talk)
            raise FullerBriefKept(
                f"{there.parent}: no story of this day was found this time; the brief of {items} items that is there is "
                "kept. --force replaces it."
            )

    def _models(self, store: Store, progress: Progress) -> Chosen:
        from briefing.models.choose import choose

        told = partial(progress, "writing")
        chosen = choose(self.resolved.settings.model, folders().cache / "models", store, told)
        missing = chosen.why_none or chosen.warning.removeprefix("warning: ")
        if self.require_model and missing:
            raise ModelError(f"--require-model: {missing}.")
        if chosen.warning:
            self.talk.warn(chosen.warning)
        return chosen

    def _tell_missing(self, why: str) -> None:
        """Say what the brief goes without, and why; what nobody wanted is no fault."""
        if why:
            unwanted = self.resolved.settings.model.generator == "none"
            (self.talk.note if unwanted else self.talk.warn)(f"warning: {why}.")

    def _write(self, files: dict[str, str | bytes]) -> None:
        from briefing.store import write_folder

        folder = self.target / self.day.isoformat()
        try:
            write_folder(folder, files)
        except OSError as error:
            what = f"{error.strerror or type(error).__name__}"
            raise UsageError(f"{folder}: {what}; the brief is not written.") from error


def items_of(path: Path) -> int:
    """Return how many items the brief in `path` has; 0 where there is none, or none that can be read."""
    try:
        return len(json.loads(path.read_text(encoding="utf-8"))["items"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return 0


def overrides_of(target: Path, day: date) -> Overrides:
    """Return what an editor decided about a day.  Raises :class:`ConfigError` for what cannot be read."""
    from briefing.settings.overrides import overrides_path, read_overrides

    return read_overrides(overrides_path(target, day))


def _tell_unread(made: Made, talk: Talk) -> None:
    for entry in made.brief.files:
        if entry.state in {"unreadable", "too_large"}:
            talk.warn(f"{entry.file}: {entry.state.replace('_', ' ')}: {entry.reason}")


def _report(made: Made, talk: Talk, seconds: float) -> None:
    brief, counts = made.brief, made.statistics.counts
    _tell_unread(made, talk)
    for fault in made.statistics.faults.told:
        talk.warn(f"warning: something failed, the rest of the brief is whole: {fault}")
    every = ("rewritten", "compressed", "verbatim", "withheld")
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in every if counts[kind]) or "no sentences"
    talk.note(
        f"{len(brief.items)} events from {len(brief.files)} files in {seconds:.1f} s; {kinds}"
    )
    for reason, count in made.statistics.rejections.most_common():
        talk.detail(f"  drafts rejected: {count} x {reason}")
