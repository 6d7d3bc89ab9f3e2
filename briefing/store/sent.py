"""Which mails were sent: kept for good, so that nobody gets a second copy."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from briefing.store.database import Store

_BEGUN: Final = "begun"
_SENT: Final = "sent"


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

    def begin_mail(self, message: str, recipient: str, folder: str, day: date) -> bool:
        """Note that a mail is about to go out; False where it stands there already, or nothing can be kept.

        One statement, so that of two runs at one time one sends it.
        """
        added = self._change(
            (
                "INSERT OR IGNORE INTO mails (message, recipient, folder, day, state) VALUES (?, ?, ?, ?, ?)",
                (message, recipient, folder, day.isoformat(), _BEGUN),
            )
        )
        return added == 1

    def end_mail(self, message: str, recipient: str, *, arrived: bool) -> None:
        """Note that the server has taken a mail, or forget it, so that it can be sent."""
        key = (message, recipient)
        if arrived:
            statement = "UPDATE mails SET state = ? WHERE message = ? AND recipient = ?"
            self._change((statement, (_SENT, *key)))
        else:
            self._change(("DELETE FROM mails WHERE message = ? AND recipient = ?", key))

    def has_mail(self, recipient: str, folder: str, day: date) -> SentMail | None:
        """Return what was last sent to `recipient` of the brief of `day` in `folder`."""
        found = self._body(
            "SELECT state || ' ' || message FROM mails WHERE recipient = ? AND folder = ? AND day = ? "
            "ORDER BY rowid DESC LIMIT 1",
            recipient,
            folder,
            day.isoformat(),
        )
        if found is None:
            return None
        state, _, message = found.partition(" ")
        return SentMail(message, state == _SENT)
