"""Which mails were sent: kept for good, so that nobody gets a second copy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from briefing.store.database import LOST, Store
from briefing.store.folders import kept_name

_BEGUN: Final = "begun"
_SENT: Final = "sent"
_ROW: Final = "INTO mails (message, recipient, folder, day, state) VALUES (?, ?, ?, ?, ?)"
_ADD: Final = f"INSERT OR IGNORE {_ROW}"
_REPLACE: Final = f"INSERT OR REPLACE {_ROW}"


class SentMail(NamedTuple):
    """A mail that went out."""

    message: str
    """Its Message-ID."""
    arrived: bool
    """Whether the server said that it has taken it; else nobody knows."""


class MailStore(Store):
    """The state on disk with the mails that were sent from it.

    A mail stands in it before its text goes out; where a run dies in between, nobody knows whether it
    arrived, and it counts as sent.
    """

    def __init__(self, path: Path | None) -> None:
        super().__init__(path)
        self._former: dict[tuple[str, str], tuple[str, ...]] = {}
        """What stood in the place of mails that were begun again."""

    def begin_mail(
        self, message: str, recipient: str, folder: str, day: date, *, again: bool = False
    ) -> bool:
        """Note that a mail is about to go out; False where it stands there already, unless `again`, or nothing can be kept.

        One statement, so that of two runs at one time one sends it.
        """
        if again:
            self._remember(message, recipient)
        insert = _REPLACE if again else _ADD
        row = (message, recipient, kept_name(folder), day.isoformat(), _BEGUN)
        return self._change((insert, row)) == 1

    def end_mail(self, message: str, recipient: str, *, arrived: bool) -> None:
        """Note that the server has taken a mail, or that it has not: then what stood there before it was begun stands there again."""
        key = (message, recipient)
        former = self._former.pop(key, None)
        if arrived:
            statement = "UPDATE mails SET state = ? WHERE message = ? AND recipient = ?"
            self._change((statement, (_SENT, *key)))
        elif former:
            self._change((_REPLACE, former))
        else:
            self._change(("DELETE FROM mails WHERE message = ? AND recipient = ?", key))

    def is_lost(self, day: date) -> bool:
        """Whether mails of `day` may have been sent of which a damaged database told nothing any more."""
        found = self._body("SELECT MAX(day) FROM mails WHERE state = ?", LOST)
        return found is not None and day.isoformat() <= found

    def _remember(self, message: str, recipient: str) -> None:
        key = (message, recipient)
        query = "SELECT state || ' ' || day || ' ' || folder FROM mails WHERE message = ? AND recipient = ?"
        found = self._body(query, *key)
        if found is not None:
            state, day, folder = found.split(" ", 2)
            self._former[key] = (*key, folder, day, state)

    def has_mail(self, recipient: str, folder: str, day: date) -> SentMail | None:
        """Return what was last sent to `recipient` of the brief of `day` in `folder`."""
        found = self._body(
            "SELECT state || ' ' || message FROM mails WHERE recipient = ? AND folder = ? AND day = ? "
            "ORDER BY rowid DESC LIMIT 1",
            recipient,
            kept_name(folder),
            day.isoformat(),
        )
        if found is None:
            return None
        state, _, message = found.partition(" ")
        return SentMail(message, state == _SENT)
