"""Every error that `briefing` raises on purpose.

::

    BriefingError                 base; one clear line, and the exit code it leads to
    ├── UsageError         (2)    wrong arguments: a missing folder, a malformed date
    │   └── ConfigError    (2)    a setting that is unknown or has a wrong value
    ├── ModelError         (5)    a model is missing, broken or refused
    │   └── MissingModelError  (5)  it is not on disk: whoever can do without it does
    ├── DeliveryError      (7)    a mail could not be sent, or a notice not be given
    ├── EngineError        (8)    the engine that does the work is not there, or gave up
    ├── NothingToReport    (4)    a day without stories, where the user asked to fail on it
    ├── FullerBriefKept    (6)    a brief with items is there, and this time there would be none
    ├── LockedError       (11)    another run holds the lock
    └── LanguageDataError  (1)    a file of `briefing/language/` is wrong: the installation is

A bad *input file* is no error: it travels as a :class:`briefing.records.Unread` beside the good
ones and is counted.  Anything else that escapes is a fault of the program (exit code 1).
"""

from __future__ import annotations

from typing import ClassVar

__all__ = [
    "BriefingError",
    "ConfigError",
    "DeliveryError",
    "EngineError",
    "FullerBriefKept",
    "LanguageDataError",
    "LockedError",
    "MissingModelError",
    "ModelError",
    "NothingToReport",
    "UsageError",
]


class BriefingError(Exception):
    """Base of the tree.  `str(error)` is one line that names the thing and the way out."""

    exit_code: ClassVar[int] = 1


class UsageError(BriefingError):
    """The command was called with something that cannot work."""

    exit_code = 2


class ConfigError(UsageError):
    """A setting is unknown, or its value does not fit."""


class ModelError(BriefingError):
    """A model is missing, its weights are broken, or its format is refused."""

    exit_code = 5


class MissingModelError(ModelError):
    """There is no model of that name where it was looked for, and so nothing was asked of it."""


class DeliveryError(BriefingError):
    """A server did not take what was sent to it."""

    exit_code = 7


class EngineError(BriefingError):
    """The engine that was asked for is not installed, does not answer, or cannot go on."""

    exit_code = 8


class NothingToReport(BriefingError):
    """The day has no stories and the caller asked for that to be a failure."""

    exit_code = 4


class FullerBriefKept(BriefingError):
    """No story of the day was found this time, and the brief that is there has some: it stays."""

    exit_code = 6


class LockedError(BriefingError):
    """Another run is writing into the same output folder."""

    exit_code = 11


class LanguageDataError(BriefingError):
    """A file of words is no TOML, or a value in it is of the wrong kind; names file and line."""
