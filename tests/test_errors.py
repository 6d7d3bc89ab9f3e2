"""The error tree and its exit codes."""

from __future__ import annotations

import inspect

from briefing import errors
from briefing.errors import BriefingError


def tree() -> dict[str, type[BriefingError]]:
    found = inspect.getmembers(errors, inspect.isclass)
    return {name: kind for name, kind in found if issubclass(kind, BriefingError)}


def test_every_error_leads_to_the_exit_code_that_scripts_rely_on() -> None:
    assert {name: kind.exit_code for name, kind in tree().items()} == {
        "BriefingError": 1,
        "UsageError": 2,
        "ConfigError": 2,
        "DeliveryError": 7,
        "EngineError": 8,
        "NothingToReport": 4,
        "FullerBriefKept": 6,
        "ModelError": 5,
        "MissingModelError": 5,
        "LockedError": 11,
        "LanguageDataError": 1,
    }


def test_the_public_names_are_the_tree_and_the_drawing_shows_it() -> None:
    assert sorted(errors.__all__) == sorted(tree())
    assert all(name in str(errors.__doc__) for name in tree())


def test_a_wrong_setting_is_a_wrong_usage() -> None:
    assert issubclass(errors.ConfigError, errors.UsageError)
