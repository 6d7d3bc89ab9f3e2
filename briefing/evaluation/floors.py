"""Floors: the least that each figure may be on data of a known digest, from `floors.toml`.

::

    Measured ─ floor with its digest? ─▶ figures held against it ─▶ Held(fallen, unknown)
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from briefing.evaluation.measures import OURS, Measured


class Floor(BaseModel):
    """What was measured once: on which data, when, by which command, and how good it was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str
    data: str
    part: str = ""
    models: str = ""
    rows: int
    sha256: str
    date: str
    command: str
    at_least: Mapping[str, float] = {}
    at_most: Mapping[str, float] = {}
    """Figures of which less is better."""


class Held(NamedTuple):
    """What came of holding figures against the floors."""

    fallen: tuple[str, ...]
    """One line for each figure that is worse than its floor."""
    unheld: tuple[str, ...]
    """One line for each file that no floor fits, with the reason."""
    held: int
    """Figures that were held against a floor."""


def shipped() -> tuple[Floor, ...]:
    """The floors that come with the program."""
    text = resources.files("briefing.evaluation").joinpath("floors.toml").read_text("utf-8")
    return tuple(Floor.model_validate(one) for one in tomllib.loads(text).get("floor", ()))


def hold(subject: str, found: Sequence[Measured], floors: Sequence[Floor]) -> Held:
    """Hold figures against the floors of their subject."""
    fallen: list[str] = []
    unheld: list[str] = []
    held = 0
    for one in found:
        own = [floor for floor in floors if (floor.subject, floor.data) == (subject, one.data)]
        fitting = next((floor for floor in own if _fits(floor, one)), None)
        if fitting is None:
            unheld += [_why(one, own)] if not one.part else []
            continue
        held += len(fitting.at_least) + len(fitting.at_most)
        fallen += _fallen(fitting, one)
    return Held(tuple(fallen), tuple(unheld), held)


def _fits(floor: Floor, one: Measured) -> bool:
    same = (floor.sha256, floor.part, floor.models) == (one.sha256, one.part, one.models)
    known = one.systems[OURS].keys()
    return same and one.complete and not known.isdisjoint({*floor.at_least, *floor.at_most})


def _why(one: Measured, own: Sequence[Floor]) -> str:
    if not own:
        return f"{one.data}: no floor for data of this name"
    if one.sha256 not in {floor.sha256 for floor in own}:
        return f"{one.data}: the floors are of other data (digest {own[0].sha256[:12]}, not {one.sha256[:12]})"
    if not one.complete:
        return f"{one.data}: the floors are of all rows, not of {one.rows}"
    return f"{one.data}: the floors are of {own[0].models or 'no model'}, not of {one.models or 'no model'}"


def _fallen(floor: Floor, one: Measured) -> Iterator[str]:
    figures = one.systems[OURS]
    name = f"{one.data}, {one.part}" if one.part else one.data
    bounds = [("floor", -1, floor.at_least), ("at most", 1, floor.at_most)]
    for word, worse, what, bound in (
        (word, worse, what, bound) for word, worse, own in bounds for what, bound in own.items()
    ):
        if what not in figures:
            yield f"{name}: {what} is gone, {word} {bound:.4f}"
        elif worse * (figures[what] - bound) > 0:
            yield f"{name}: {what} {figures[what]:.4f}, {word} {bound:.4f}"
