"""`briefing mail`: the brief of a day, sent to those who read it in their mail."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

import typer

from briefing.cli import completion
from briefing.cli.common import (
    ConfigOption,
    DebugOption,
    ProfileOption,
    QuietOption,
    Talk,
    expanded,
    folders,
    parse_day,
    print_text,
    require_named,
    settings_from,
)
from briefing.errors import ConfigError, DeliveryError, UsageError

if TYPE_CHECKING:  # at run time inside the functions: `briefing --help` needs none of it
    from briefing.delivery import Letter, Mail
    from briefing.settings.config import MailSettings
    from briefing.store import MailStore, SentMail

EPILOG = """Examples:

  briefing mail                                     (today's brief, to those of mail.to)

  briefing mail 2025-06-17 --to desk@example.org --dry-run

  briefing mail yesterday --eml brief.eml           (a file, for a mail program or another server)

Nobody gets a second copy: what was sent is kept, and a brief that was made again is not sent again.

Exit codes: 0 sent, or sent before; 2 wrong usage or configuration, 7 not sent to all."""


def command(
    day: Annotated[
        str,
        typer.Argument(
            metavar="DATE",
            help="Day of the brief, as for make --date.",
            autocompletion=completion.days,
        ),
    ] = "today",
    to: Annotated[
        list[str] | None,
        typer.Option("--to", help="Recipient instead of those of mail.to; repeatable."),
    ] = None,
    eml: Annotated[
        Path | None, typer.Option("--eml", help="Write the mail to this file, and send nothing.")
    ] = None,
    out: Annotated[str | None, typer.Option("--out", help="Folder of the briefs.")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Send it even to those who have it, or may have it.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be sent to whom; connect to nobody.")
    ] = False,
    profile: ProfileOption = None,
    config: ConfigOption = None,
    quiet: QuietOption = False,
    debug: DebugOption = False,  # noqa: ARG001  # read from the command line by main()
) -> None:
    """Send the brief of DATE by mail: text and HTML in one, to each recipient alone."""
    require_named(out)
    settings = settings_from(config, {"output.folder": out}, profile).settings
    post = Post(settings.mail, expanded(settings.output.folder), tuple(to or ()))
    brief_day = parse_day(day, settings)
    if eml is not None:
        _write(eml, post, brief_day)
    elif dry_run:
        _rehearse(post, brief_day)
    else:
        post.send(brief_day, Talk(quiet=quiet), again=again)


class Post(NamedTuple):
    """Whose briefs go to whom."""

    settings: MailSettings
    target: Path
    given: Sequence[str] = ()
    """Recipients instead of those of the settings."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Whom it is for.  Raises :class:`ConfigError` where nobody is named."""
        from briefing.delivery import recipients

        found = recipients(self.settings, self.given)
        if not found:
            raise ConfigError("mail.to names nobody; name recipients there, or with --to.")
        return found

    def check(self) -> str:
        """Return the password, empty where none is needed.

        Raises :class:`ConfigError` for what would keep any mail from being sent.
        """
        from briefing.delivery import password_of

        for name in ("host", "sender"):
            if not getattr(self.settings, name):
                raise ConfigError(
                    f"mail.{name} is empty; 'briefing mail --eml FILE' sends nothing."
                )
        _ = self.recipients
        return password_of(self.settings, os.environ.get("BRIEFING_MAIL_PASSWORD"))

    def letter(self, day: date) -> Letter:
        """Return the brief of `day` that lies in the output folder, ready to be mailed.

        Raises :class:`UsageError` where there is none, or none that can be read.
        """
        from briefing.delivery import Letter
        from briefing.publishing import lay_out, read_brief, subject, to_mail_page, to_text

        path = self.target / day.isoformat() / "brief.json"
        try:
            data = path.read_bytes()
            page = lay_out(read_brief(data.decode()), {})
        except FileNotFoundError:
            raise UsageError(f"{path}: there is no brief of that day; make it first.") from None
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is no text"
            raise UsageError(f"{path}: {why}.") from error
        except UsageError as error:
            raise UsageError(f"{path}: {error}") from error
        digest = hashlib.sha256(data).hexdigest()
        return Letter(day, digest, subject(page), to_text(page), to_mail_page(page))

    def send(self, day: date, talk: Talk, *, again: bool = False) -> None:
        """Send the brief of `day` to those who do not have it, and say to whom.

        Raises :class:`DeliveryError` where some did not get it, and :class:`ConfigError` where the settings do not do.
        """
        from briefing.delivery import send, server_name
        from briefing.store import MailStore, real_path

        password = self.check()
        letter, folder = self.letter(day), str(real_path(self.target))
        with MailStore(folders().state / "state.sqlite") as store:
            if store.mended:
                talk.warn(f"warning: {store.mended}")
            ledger = _Kept(store, folder, day, again)
            mails = self._mails(letter, ledger, talk)
            ledger.require()
            outcome = send(mails, self.settings, password, ledger) if mails else None
        if outcome is None:
            return
        for one in outcome.sent:
            talk.note(f"{day}: sent to {one} by {server_name(self.settings)}")
        for one in outcome.spared:
            talk.note(f"{day}: not sent to {one}: {_SPARED}.")
        if outcome.failed:
            raise DeliveryError(f"the brief of {day} was not mailed to {_reasons(outcome.failed)}.")

    def _mails(self, letter: Letter, ledger: _Kept, talk: Talk) -> list[Mail]:
        """The mails to those who have none of this day, or to all, again."""
        from briefing.delivery import Mail, compose, message_id

        id_, now, mails = message_id(letter, self.settings), datetime.now(UTC), []
        for one in self.recipients:
            before = None if ledger.again else ledger.earlier(one)
            if before:
                talk.note(f"{letter.day}: not sent to {one}: {_why(before, id_)}.")
            else:
                mails.append(Mail(id_, one, compose(letter, self.settings, [one], now)))
        return mails


class _Kept(NamedTuple):
    """What was sent, on disk (:class:`briefing.delivery.Ledger`)."""

    store: MailStore
    folder: str
    day: date
    again: bool = False
    """Whether it is sent to those, too, who have it."""

    def earlier(self, recipient: str) -> SentMail | None:
        """What was last sent to `recipient` of this day; raises :class:`DeliveryError` where that was lost."""
        found = self.store.has_mail(_key(recipient), self.folder, self.day)
        if not found and self.store.is_lost(self.day):
            raise DeliveryError(
                f"the brief of {self.day} is not sent: the list of mails was damaged, and {recipient} may have it; "
                "--again sends it, and later days are sent as ever."
            )
        return found

    def begin(self, mail: Mail) -> bool:
        """Note that `mail` is about to go out."""
        key = _key(mail.recipient)
        is_new = self.store.begin_mail(mail.id, key, self.folder, self.day, again=self.again)
        self.require()
        return is_new

    def end(self, mail: Mail, *, arrived: bool) -> None:
        """Note what became of it."""
        self.store.end_mail(mail.id, _key(mail.recipient), arrived=arrived)

    def require(self) -> None:
        """Raise :class:`DeliveryError` where nothing can be kept: the next run would send it all again."""
        if self.store.trouble:
            raise DeliveryError(
                f"what is sent could not be kept, so it is not: {self.store.trouble}"
            )


def _key(recipient: str) -> str:
    """An address as it is remembered: however its name is written, it is one mailbox."""
    from briefing.delivery import envelope_address

    return envelope_address(recipient).lower()


_SPARED: Final = (
    "the same brief went to them from another folder or by another run; --again sends it once more"
)


def _why(before: SentMail, id_: str) -> str:
    if not before.arrived:
        return "a run was ended while it was sent, and it may be there; --again sends it once more"
    if before.message != id_:
        return "an earlier brief of that day is there; --again sends this one"
    return "it is there"


def _reasons(failed: Mapping[str, str]) -> str:
    """Who did not get it, by the reason."""
    by_reason: dict[str, list[str]] = {}
    for one, why in failed.items():
        by_reason.setdefault(why, []).append(one)
    return "; ".join(f"{', '.join(several)}: {why}" for why, several in by_reason.items())


def _write(path: Path, post: Post, day: date) -> None:
    from briefing.store import write_file

    data = _composed(post, day)
    try:
        write_file(path, data)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; the mail is not written.") from error
    print_text(str(path))


def _composed(post: Post, day: date) -> bytes:
    """The mail with all recipients, dated to the first minute of the brief's day, so that it is the same each time."""
    from briefing.delivery import compose

    if not post.settings.sender:
        raise ConfigError("mail.sender is empty; name whom briefs come from.")
    morning = datetime.combine(day, time.min, UTC)
    return compose(post.letter(day), post.settings, post.recipients, morning)


def _rehearse(post: Post, day: date) -> None:
    from briefing.delivery import server_name

    head, _, body = _composed(post, day).partition(b"\r\n\r\n")
    server = server_name(post.settings) if post.settings.host else "no server"
    print_text(head.decode("ascii").replace("\r\n", "\n"))
    print_text(f"\n{len(body)} bytes, by {server} ({post.settings.security})")
