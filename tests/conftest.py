"""Property tests without deadlines, and the parser that `briefing models pull` gets, for the tests that need real trees."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import platformdirs
import pytest
from hypothesis import settings

from briefing.faults import Faults
from briefing.models.base import Tree
from briefing.models.find import find, identity_of
from briefing.models.pins import DEFAULT_PARSER
from briefing.models.spacy import SpacyParser

# One profile for all: a busy machine is no failure.  The long form is
# ``pytest tests/reading --hypothesis-profile=long``.
settings.register_profile("briefing", deadline=None)
settings.register_profile("long", max_examples=2500, deadline=None)
settings.load_profile("briefing")

THREADS = "OPENBLAS_NUM_THREADS"


@pytest.fixture(autouse=True)
def _faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """In tests a fault on one event ends the run: spared, nobody would find it."""
    monkeypatch.setattr(Faults, "spares", False)


@pytest.fixture(autouse=True)
def _threads_are_counted_anew() -> Iterator[None]:
    """What a program says of threads in its environment is not told to the programs of later tests."""
    before = os.environ.get(THREADS)
    yield
    os.environ.pop(THREADS, None)
    if before is not None:
        os.environ[THREADS] = before


@pytest.fixture(scope="session")
def tree_of() -> Callable[[str], Tree]:
    """A function from a text to its tree."""
    folder = find(DEFAULT_PARSER, platformdirs.user_cache_path("briefing") / "models")
    if folder is None:
        pytest.skip(f"{DEFAULT_PARSER} is not on disk; 'briefing models pull' gets it")
    parser = SpacyParser(folder, identity_of(DEFAULT_PARSER, folder))
    return lambda text: next(parser.parse([text]))
