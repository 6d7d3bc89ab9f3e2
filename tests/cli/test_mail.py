"""`briefing mail`, and mail after make, against a server on the loopback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import mail
from briefing.errors import DeliveryError
from briefing.store import MailStore

from ..delivery import conftest as servers
from ..delivery.conftest import Box, Serve
from .conftest import Briefing, Done

box, serve = servers.box, servers.serve
DAY = "2025-06-17"
MAKE = ("--date", DAY, "--model", "none", "--quiet")


@pytest.fixture
def own(user: Path) -> Callable[..., Path]:
    """Write a settings file for mail, and return it."""

    def write(**more: Any) -> Path:
        rows = {
            "to": ["Desk <desk@example.org>"],
            "sender": "Brief <brief@example.org>",
            "host": "127.0.0.1",
            "security": "none",
            "attempts": 1,
            "seconds": 5,
            **more,
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in rows.items()]
        (user / "own.toml").write_text("[mail]\n" + "\n".join(lines) + "\n", encoding="utf-8")
        return user / "own.toml"

    return write


@pytest.fixture
def made(briefing: Briefing, news: Path) -> Path:
    """A folder with one brief."""
    assert briefing("make", news, *MAKE).code == 0
    return Path("briefs") / DAY


def sent(briefing: Briefing, file: Path, *words: str) -> Done:
    return briefing("mail", DAY, "--config", file, *words)


def test_the_brief_arrives_in_both_forms_and_once(
    briefing: Briefing, made: Path, own: Callable[..., Path], serve: Serve, box: Box
) -> None:
    file = own(port=serve())
    first, second = sent(briefing, file), sent(briefing, file)
    assert (first.code, second.code) == (0, 0)
    assert "sent to Desk <desk@example.org>" in first.err
    assert "not sent to Desk <desk@example.org>: it is there" in second.err
    (got,) = box.mails
    read = message_from_bytes(got.content, policy=default)
    assert read["Subject"] == (
        "Morning brief · Tuesday 17 June 2025: Leak closes the swimming hall of Dunmore"
    )
    text, page = [part.get_content() for part in read.iter_parts()]
    assert "1. Leak closes the swimming hall of Dunmore" in text
    assert "1 · Leak closes the swimming hall of Dunmore</h2>" in page


def test_a_brief_that_was_made_anew_is_sent_only_when_asked(
    briefing: Briefing,
    made: Path,
    news: Path,
    own: Callable[..., Path],
    serve: Serve,
    box: Box,
) -> None:
    file = own(port=serve())
    sent(briefing, file)
    (news / "more.txt").write_bytes(b"\x00\x01\x02 no text")
    briefing("make", news, *MAKE)
    done = sent(briefing, file)
    assert "an earlier brief of that day is there; --again sends this one" in done.err
    assert len(box.mails) == 1
    assert sent(briefing, file, "--again", "--quiet").err == ""
    ids = [message_from_bytes(one.content)["Message-ID"] for one in box.mails]
    assert len(set(ids)) == 2


def test_another_way_of_writing_an_address_is_the_same_mailbox(
    briefing: Briefing, made: Path, own: Callable[..., Path], serve: Serve, box: Box
) -> None:
    file = own(port=serve())
    sent(briefing, file)
    sent(briefing, file, "--to", "DESK@example.org", "--to", "other@example.org")
    assert [one.rcpt_tos for one in box.mails] == [["desk@example.org"], ["other@example.org"]]


def test_a_mail_of_which_a_run_died_is_not_sent_again_by_itself(
    briefing: Briefing,
    made: Path,
    own: Callable[..., Path],
    serve: Serve,
    box: Box,
    user: Path,
) -> None:
    file = own(port=serve())
    box.drops = True
    done = sent(briefing, file)
    assert (done.code, "whether it arrived is not known" in done.err) == (7, True)
    box.drops = False
    done = sent(briefing, file)
    assert (done.code, "it may be there; --again sends it once more" in done.err) == (0, True)
    assert len(box.mails) == 1
    assert sent(briefing, file, "--again").code == 0
    assert len(box.mails) == 2


def test_what_is_refused_is_exit_code_7_and_may_be_sent_later(
    briefing: Briefing, made: Path, own: Callable[..., Path], serve: Serve, box: Box
) -> None:
    box.recipient_says = ["550 not today"]
    file = own(port=serve())
    done = sent(briefing, file)
    assert done.code == 7
    assert "not mailed to Desk <desk@example.org>: the server says 550 not today" in done.err
    assert sent(briefing, file).code == 0
    assert len(box.mails) == 1


def test_what_cannot_be_kept_is_not_sent(
    made: Path, own: Callable[..., Path], briefing: Briefing, serve: Serve, box: Box, user: Path
) -> None:
    state = user / "state" / "briefing" / "state.sqlite"
    state.unlink()
    state.mkdir()
    done = sent(briefing, own(port=serve()))
    assert (done.code, "could not be kept" in done.err) == (7, True)
    assert box.mails == []


def test_where_damage_took_what_was_sent_nothing_goes_out_by_itself(
    made: Path, own: Callable[..., Path], briefing: Briefing, serve: Serve, box: Box, user: Path
) -> None:
    file = own(port=serve())
    sent(briefing, file)
    state = user / "state" / "briefing" / "state.sqlite"
    state.write_bytes(b"no database " * 1000)
    for _ in range(2):
        done = sent(briefing, file)
        assert (done.code, "may have it; --again sends it" in done.err) == (7, True)
    assert len(box.mails) == 1
    assert sent(briefing, file, "--again").code == 0
    assert "it is there" in sent(briefing, file).err
    assert len(box.mails) == 2


def test_the_same_brief_of_another_folder_is_told_and_sent_when_asked(
    briefing: Briefing, made: Path, own: Callable[..., Path], serve: Serve, box: Box
) -> None:
    file = own(port=serve())
    sent(briefing, file)
    shutil.copytree("briefs", "copies")
    done = sent(briefing, file, "--out", "copies")
    assert (done.code, "went to them from another folder" in done.err) == (0, True)
    assert len(box.mails) == 1
    assert "sent to Desk" in sent(briefing, file, "--out", "copies", "--again").err
    assert len(box.mails) == 2


def test_what_arrived_is_known_after_another_attempt_in_vain(
    briefing: Briefing, made: Path, own: Callable[..., Path], serve: Serve, box: Box
) -> None:
    port = serve()
    sent(briefing, own(port=port))
    assert sent(briefing, own(port=1), "--again").code == 7
    box.says = ["452 full"]
    assert sent(briefing, own(port=port), "--again").code == 7
    assert "it is there" in sent(briefing, own(port=port)).err
    assert len(box.mails) == 1


def test_a_mail_as_a_file_is_the_same_each_time_and_nothing_is_sent(
    briefing: Briefing, made: Path, own: Callable[..., Path]
) -> None:
    file = own(host="", to=["a@example.org", "b@example.org"])
    for name in ("one.eml", "two.eml"):
        done = sent(briefing, file, "--eml", name)
        assert (done.code, done.out) == (0, f"{name}\n")
    data = Path("one.eml").read_bytes()
    assert data == Path("two.eml").read_bytes()
    assert message_from_bytes(data, policy=default)["To"] == "a@example.org, b@example.org"


def test_a_rehearsal_prints_the_headers_and_connects_to_nobody(
    briefing: Briefing, made: Path, own: Callable[..., Path]
) -> None:
    done = sent(briefing, own(port=1), "--dry-run")
    assert done.code == 0
    assert "To: Desk <desk@example.org>" in done.out
    assert "bytes, by 127.0.0.1:1 (none)" in done.out


@pytest.mark.parametrize(
    ("words", "more", "says"),
    [
        ((), {"host": ""}, "mail.host is empty"),
        ((), {"sender": ""}, "mail.sender is empty"),
        ((), {"to": []}, "mail.to names nobody"),
        ((), {"sender": "nobody"}, "mail.sender: 'nobody' is no mail address"),
        (("--to", "nobody"), {}, "--to: 'nobody' is no mail address"),
        (("--eml", "no/where.eml"), {}, "no/where.eml: No such file"),
        ((), {"user": "desk"}, "BRIEFING_MAIL_PASSWORD"),
        (("--out", "~nobody-at-all/briefs"), {}, "nobody has this home"),
        ((), {"list_id": "a\nBcc: b"}, "mail.list_id"),
        ((), {"unsubscribe": ["http://example.org"]}, "mail.unsubscribe"),
    ],
)
def test_what_cannot_work_is_said(
    briefing: Briefing,
    made: Path,
    own: Callable[..., Path],
    words: tuple[str, ...],
    more: dict[str, Any],
    says: str,
) -> None:
    done = sent(briefing, own(**more), *words)
    assert (done.code, says in done.err) == (2, True), done.err


def test_a_day_without_a_brief_is_told(briefing: Briefing, made: Path, own: Any) -> None:
    done = briefing("mail", "2025-06-16", "--config", own())
    assert (done.code, "there is no brief of that day" in done.err) == (2, True)
    (made / "brief.json").write_text("{}", encoding="utf-8")
    done = sent(briefing, own())
    assert (done.code, "this is no brief.json" in done.err) == (2, True)


# -- after make ---------------------------------------------------------------------------------


def test_make_mails_nothing_by_itself(
    briefing: Briefing, news: Path, own: Callable[..., Path], serve: Serve, box: Box
) -> None:
    assert briefing("make", news, *MAKE, "--config", own(port=serve())).code == 0
    assert box.mails == []


def test_make_mails_what_it_made_once_where_that_is_wanted(
    briefing: Briefing, news: Path, own: Callable[..., Path], serve: Serve, box: Box
) -> None:
    file = own(port=serve(), after_make=True)
    for _ in range(2):
        done = briefing("make", news, *MAKE, "--config", file)
        assert (done.code, done.err) == (0, "")
    assert len(box.mails) == 1
    run = Path("briefs", DAY, "run.json").read_text("utf-8")
    assert "example.org" not in run


def test_each_profile_is_mailed_to_its_own_recipients_under_its_title(
    briefing: Briefing, news: Path, own: Callable[..., Path], serve: Serve, box: Box
) -> None:
    file = own(port=serve(), after_make=True)
    rows = [
        f"[profiles.{name}]\nsources = ['{news}']\ntitle = '{name}'\nmail.to = ['{name}@example.org']\n"
        for name in ("sport", "world")
    ]
    file.write_text(file.read_text("utf-8") + "".join(rows), encoding="utf-8")
    for _ in range(2):
        assert briefing("make", "--all-profiles", *MAKE, "--config", file) == (0, "", "")
    assert [
        (one.rcpt_tos, message_from_bytes(one.content, policy=default)["Subject"].split()[0])
        for one in box.mails
    ] == [(["sport@example.org"], "sport"), (["world@example.org"], "world")]


def test_a_brief_that_could_not_be_mailed_is_there_and_told(
    briefing: Briefing, news: Path, own: Callable[..., Path], serve: Serve, box: Box
) -> None:
    box.recipient_says = ["550 no"]
    done = briefing("make", news, *MAKE, "--config", own(port=serve(), after_make=True))
    assert done.code == 3
    assert done.err.count("\n") == 1
    assert Path("briefs", DAY, "brief.json").is_file()


def test_mail_that_cannot_go_out_is_told_before_the_work(
    briefing: Briefing, news: Path, own: Callable[..., Path]
) -> None:
    done = briefing("make", news, *MAKE, "--config", own(to=[], after_make=True))
    assert (done.code, "mail.to names nobody" in done.err) == (2, True)
    assert not Path("briefs").exists()


# -- doctor and schedule ------------------------------------------------------------------------


def mail_line(done: Done) -> str:
    return next((line for line in done.out.splitlines() if " mail: " in line), "")


def test_the_doctor_tells_of_mail_where_it_is_configured_and_asks_where_it_may(
    briefing: Briefing, own: Callable[..., Path], serve: Serve
) -> None:
    def doctor(file: Path, *words: str) -> str:
        return mail_line(briefing("doctor", "--no-model", "--config", file, *words))

    assert doctor(own(host="")) == ""
    assert "not asked (--mail asks)" in doctor(own(port=1))
    assert doctor(own(port=1), "--mail").startswith("fail ")
    assert "the server answers" in doctor(own(port=serve()), "--mail")
    assert doctor(own(to=[])).startswith("fail ")


@pytest.mark.parametrize(
    ("settings", "times"),
    [
        ("", 1),
        ('[mail]\nhost = "localhost"\n', 0),
        ('[notify]\nurl = "https://a.example/"\n', 0),
    ],
)
def test_units_shut_the_network_only_where_nothing_is_sent(
    briefing: Briefing, news: Path, user: Path, settings: str, times: int
) -> None:
    (user / "own.toml").write_text(settings, encoding="utf-8")
    done = briefing("schedule", news, "--systemd", "--config", user / "own.toml")
    assert done.out.count("PrivateNetwork=yes") == times


# -- the ledger ---------------------------------------------------------------------------------


def test_of_two_runs_at_one_time_one_sends(tmp_path: Path) -> None:
    path = tmp_path / "state.sqlite"
    with MailStore(path) as one, MailStore(path) as other:
        first = one.begin_mail("<1@x>", "a@x", "/briefs", servers.DAY)
        second = other.begin_mail("<1@x>", "a@x", "/briefs", servers.DAY)
    assert (first, second) == (True, False)


def test_a_store_that_fails_while_a_mail_begins_stops_it(tmp_path: Path) -> None:
    with MailStore(tmp_path / "state.sqlite") as store:
        store._database.execute("DROP TABLE mails")
        ledger = mail._Kept(store, "/briefs", servers.DAY)
        with pytest.raises(DeliveryError, match="could not be kept"):
            ledger.begin(mail_of())


def mail_of() -> Any:
    from briefing.delivery import Mail

    return Mail("<1@x>", "a@example.org", b"")
