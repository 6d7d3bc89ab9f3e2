"""State on disk: the database, the lock, and files that are whole or not there."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from briefing.errors import LockedError, UsageError
from briefing.models.base import Answer
from briefing.store import (
    MailStore,
    SentMail,
    Store,
    folders,
    lock,
    real_path,
    salvage,
    write_file,
    write_folder,
)

DAY = date(2025, 6, 17)
FORM = TypeAdapter(list[Answer])
ANSWERS = [Answer(text="Zürich — “calm”\n\N{GRINNING FACE}", finish="stop")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "state.sqlite"


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(path)
    try:
        yield database
    finally:
        database.close()


# -- the database -------------------------------------------------------------------------------


def test_answers_outlive_the_run(path: Path) -> None:
    with Store(path) as store:
        store.keep_rows("key", FORM, ANSWERS)
        store.keep_rows("none", FORM, [])
    with Store(path) as store:
        assert store.rows("key", FORM) == ANSWERS
        assert store.rows("none", FORM) == []
        assert store.rows("another key", FORM) is None


def test_an_answer_kept_again_replaces_the_former(path: Path) -> None:
    with Store(path) as store:
        store.keep_rows("key", FORM, [Answer(text="old", finish="length")])
        store.keep_rows("key", FORM, ANSWERS)
        assert store.rows("key", FORM) == ANSWERS


def test_an_answer_that_cannot_be_read_is_as_none(path: Path) -> None:
    with Store(path) as store:
        store.keep_rows("key", FORM, ANSWERS)
    with raw(path) as database, database:
        database.execute("UPDATE answers SET body = '[{\"text\": 1'")
    with Store(path) as store:
        assert store.rows("key", FORM) is None


def test_what_a_brief_said_is_kept_by_folder_and_day(path: Path) -> None:
    rows = [{"headline": "Ünrest", "text": "A lone \ud800 surrogate.", "quote": "q"}]
    with Store(path) as store:
        store.keep_brief("here", DAY, [{"text": "a former one"}])
        store.keep_brief("here", DAY, rows)
        assert store.brief_sentences("here", DAY) == rows
        assert store.brief_sentences("there", DAY) == []
        assert store.brief_sentences("here", date(2025, 6, 18)) == []


def test_a_folder_whose_name_is_no_text_has_a_state_of_its_own(path: Path) -> None:
    odd, other = (os.fsdecode(name) for name in (b"b\xe4r", b"b\xf6r"))
    with Store(path) as store:
        store.keep_brief(odd, DAY, [{"text": "a"}])
        assert store.brief_sentences(odd, DAY) == [{"text": "a"}]
        assert store.brief_sentences(other, DAY) == []
    with MailStore(path) as mails:
        assert mails.begin_mail("m", "a@example.org", odd, DAY)
        assert mails.has_mail("a@example.org", odd, DAY)
        assert not mails.has_mail("a@example.org", other, DAY)
        assert mails.trouble == ""


def test_what_was_said_more_than_a_month_ago_goes(path: Path) -> None:
    rows = [{"event": "0", "text": "a"}]
    with Store(path) as store:
        for day in (date(2025, 5, 16), date(2025, 5, 17), DAY):
            store.keep_brief("here", day, rows)
        kept = [
            store.brief_sentences("here", day) for day in (date(2025, 5, 16), date(2025, 5, 17))
        ]
    assert kept == [[], rows]


def test_the_journal_is_rolled_back_not_logged_ahead(path: Path) -> None:
    with Store(path) as store:
        modes = [
            store._database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        ]
        assert modes == ["truncate", 2, 1, 0]


def damage_nothing_but_put_text_there(path: Path) -> None:
    path.write_text("this is no database, although it is long enough to be taken for one" * 20)


def damage_a_page_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = os.urandom(4096)
    path.write_bytes(data)


def damage_by_a_foreign_schema(path: Path) -> None:
    path.unlink()
    with raw(path) as database, database:
        database.execute("CREATE TABLE answers (of TEXT)")


def damage_by_cutting_it_to_nothing(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    "damage",
    [
        damage_nothing_but_put_text_there,
        damage_a_page_in_the_middle,
        damage_by_a_foreign_schema,
    ],
)
def test_a_broken_database_is_set_aside_and_made_anew(path: Path, damage: type) -> None:
    with Store(path) as store:
        for number in range(200):
            store.keep_rows(f"key {number}", FORM, [Answer(text="x" * 500, finish="stop")])
    damage(path)
    broken = path.read_bytes()
    with Store(path) as store:
        store.keep_rows("key", FORM, ANSWERS)
        assert store.rows("key", FORM) == ANSWERS
    assert path.with_suffix(".broken").read_bytes() == broken


def test_an_empty_file_becomes_a_database_and_is_told_as_damaged(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with MailStore(path) as store:
        store.keep_rows("key", FORM, ANSWERS)
        assert store.rows("key", FORM) == ANSWERS
        assert store.is_lost(DAY)  # nobody knows who had mail
    assert path.with_suffix(".broken").read_bytes() == b""


def test_a_new_database_has_lost_nothing(path: Path) -> None:
    with MailStore(path) as store:
        assert not store.is_lost(DAY)
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name]


def test_of_runs_that_find_a_damaged_state_at_once_one_makes_it_anew(path: Path) -> None:
    with MailStore(path) as store:
        assert store.begin_mail("<1@x>", "a@example.org", "/briefs", DAY)
    path.write_bytes(path.read_bytes()[:-5000])
    code = (
        "import sys; from pathlib import Path; from briefing.store import MailStore\n"
        "with MailStore(Path(sys.argv[1])) as store: store._database.execute('SELECT 1'); print(store.trouble)"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [run.communicate()[0].strip() for run in runs] == [""] * 4
    with MailStore(
        path
    ) as store:  # what was saved, or what is said to be lost: never a state that knows of nothing
        assert store.has_mail("a@example.org", "/briefs", DAY) or store.is_lost(DAY)


def test_a_database_of_a_later_release_is_left_as_it_is(path: Path) -> None:
    with Store(path) as store:
        store.keep_rows("key", FORM, ANSWERS)
    with raw(path) as database, database:
        database.execute("PRAGMA user_version = 99")
    with Store(path) as store:
        assert store.rows("key", FORM) == ANSWERS
        assert store._database.execute("PRAGMA user_version").fetchone() == (99,)


def test_a_busy_database_is_not_taken_for_a_broken_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    impatient = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda path, timeout=0.05: impatient(path, timeout=0.05)
    )
    other = impatient(path)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with Store(path) as store:
            assert "another program holds this database" in store.trouble
            store.keep_rows("key", FORM, ANSWERS)
            assert store.rows("key", FORM) == ANSWERS
    finally:
        other.close()
    assert not path.with_suffix(".broken").exists()


@pytest.mark.parametrize("where", ["file/state.sqlite", "folder"])
def test_a_place_that_cannot_hold_state_costs_what_was_kept_and_nothing_else(
    tmp_path: Path, where: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with Store(tmp_path / where) as store:
        assert "XDG_STATE_HOME" in store.trouble
        store.keep_rows("key", FORM, ANSWERS)
        assert store.rows("key", FORM) == ANSWERS


class Failing:
    """A database whose next use fails."""

    def __init__(self, error: sqlite3.Error) -> None:
        self.error = error

    def __enter__(self) -> None:
        raise self.error

    def __exit__(self, *of: object) -> None:
        raise AssertionError

    def execute(self, *of: object) -> None:
        raise self.error

    def close(self) -> None:
        raise self.error


@pytest.mark.parametrize("text", ["database or disk is full", "disk I/O error"])
def test_a_disk_that_fails_in_the_middle_costs_no_answer_of_this_run(
    path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    with Store(path) as store:
        store.keep_rows("key", FORM, ANSWERS)
        whole = store._database
        monkeypatch.setattr(store, "_database", Failing(sqlite3.OperationalError(text)))
        assert store.rows("key", FORM) is None
        assert text in store.trouble
        store.keep_brief("here", DAY, [{"text": "a"}])
        assert store.brief_sentences("here", DAY) == [{"text": "a"}]
        whole.close()
    with Store(path) as store:
        assert (store.trouble, store.rows("key", FORM)) == ("", ANSWERS)


def test_an_error_that_goes_sets_no_database_aside(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(path) as store:
        store.keep_rows("key", FORM, ANSWERS)
    errors = [sqlite3.DatabaseError("file is not a database")]
    errors[0].sqlite_errorcode = sqlite3.SQLITE_NOTADB
    connect = sqlite3.connect

    def failing_once(path: Path, timeout: float = 5) -> sqlite3.Connection:
        if errors:
            raise errors.pop()
        return connect(path, timeout)

    monkeypatch.setattr(sqlite3, "connect", failing_once)
    with Store(path) as store:
        assert store.rows("key", FORM) == ANSWERS
    assert not path.with_suffix(".broken").exists()


FIRST_RUN = """
import sys
from pathlib import Path
from pydantic import TypeAdapter
from briefing.models.base import Answer
from briefing.store import Store
sys.stdin.readline()
with Store(Path(sys.argv[1])) as store:
    store.keep_rows(sys.argv[2], TypeAdapter(list[Answer]), [Answer(text="x", finish="stop")])
"""


def test_two_first_runs_at_once_share_one_database(path: Path) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", FIRST_RUN, str(path), str(number)], stdin=subprocess.PIPE
        )
        for number in range(3)
    ]
    for run in runs:
        run.communicate(b"go\n", timeout=60)
    assert [run.returncode for run in runs] == [0, 0, 0]
    with Store(path) as store:
        assert all(store.rows(str(number), FORM) for number in range(3))
    assert not path.with_suffix(".broken").exists()


# -- the lock -----------------------------------------------------------------------------------

HOLDER = """
import sys
from pathlib import Path
from briefing.store import lock
with lock(Path(sys.argv[1]), Path(sys.argv[2])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_run(state: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-c", HOLDER, str(state), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"held\n"
        try:
            yield run
        finally:
            run.kill()


def test_a_second_run_into_the_same_folder_is_told_at_once(tmp_path: Path) -> None:
    state, folder = tmp_path / "state", tmp_path / "briefs"
    with another_run(state, folder):
        before = time.monotonic()
        with pytest.raises(LockedError, match="another run is writing there"), lock(state, folder):
            pytest.fail("the lock was given twice")
        assert time.monotonic() - before < 2
        with lock(state, tmp_path / "other briefs"):
            pass


def test_the_lock_goes_by_the_folder_not_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "link").symlink_to("briefs")
    monkeypatch.chdir(tmp_path)
    with lock(tmp_path / "state", Path("briefs")):
        for name in ("link", "./briefs", "briefs/../briefs", str(tmp_path / "briefs")):
            with pytest.raises(LockedError), lock(tmp_path / "state", Path(name)):
                pytest.fail("the lock was given twice")


def test_a_killed_run_holds_no_lock(tmp_path: Path) -> None:
    state, folder = tmp_path / "state", tmp_path / "briefs"
    with another_run(state, folder) as run:
        run.send_signal(signal.SIGKILL)
        run.wait(timeout=10)
        with lock(state, folder):
            pass


def test_a_finished_or_failed_run_gives_the_lock_back(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(ZeroDivisionError), lock(tmp_path, tmp_path / "briefs"):
            raise ZeroDivisionError


def test_a_lock_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        pytest.raises(UsageError, match="not a folder"),
        lock(tmp_path, tmp_path / "file" / "briefs"),
    ):
        pytest.fail("no lock can be there")


def test_a_lock_leaves_no_file(tmp_path: Path) -> None:
    with lock(tmp_path / "state", tmp_path / "briefs"):
        pass
    assert not list(tmp_path.rglob("*"))


# -- files --------------------------------------------------------------------------------------


def tree(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_files_are_written_as_they_are_with_sub_folders(tmp_path: Path) -> None:
    files = {"brief.md": "# Ünrest\r\nline\n", "sources/ab.txt": "a\rb", "empty.txt": ""}
    paths = write_folder(tmp_path / "new" / "2025-06-17", files)
    assert paths == [tmp_path / "new" / "2025-06-17" / name for name in files]
    assert [path.read_bytes().decode() for path in paths] == list(files.values())
    assert len(tree(tmp_path)) == len(files)


def test_files_can_be_read_by_whom_the_user_lets(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        (path,) = write_folder(tmp_path, {"brief.md": "x"})
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o640


def test_files_written_again_replace_the_former(tmp_path: Path) -> None:
    write_folder(tmp_path, {"a": "old", "b": "old"})
    write_folder(tmp_path, {"a": "new"})
    assert tree(tmp_path) == {"a": "new", "b": "old"}


def test_a_write_that_fails_leaves_the_former_files_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"brief.md": "old", "brief.html": "old", "brief.json": "old"}
    write_folder(tmp_path, files)
    flushed = 0

    def full(number: int) -> None:
        nonlocal flushed
        flushed += 1
        if flushed == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_folder(tmp_path, dict.fromkeys(files, "new"))
    assert tree(tmp_path) == files


KILLED = """
import os, sys
from pathlib import Path
from briefing.store import write_folder
os.fsync = lambda number: os.kill(os.getpid(), 9)
write_folder(Path(sys.argv[1]), {"brief.md": "new"})
"""


def test_a_killed_write_leaves_the_former_file_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    write_folder(tmp_path, {"brief.md": "old"})
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "brief.md").read_text() == "old"
    write_folder(tmp_path, {"brief.md": "newer"})
    assert tree(tmp_path) == {"brief.md": "newer"}


def test_a_link_laid_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("mine")
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / ".brief.md.part").symlink_to(tmp_path / "elsewhere")
    write_folder(folder, {"brief.md": "x"})
    assert (tmp_path / "elsewhere").read_text() == "mine"
    assert tree(folder) == {"brief.md": "x"}


def test_files_of_an_earlier_brief_go_and_the_user_s_own_stay(tmp_path: Path) -> None:
    text, other = (f"sources/{letter * 64}.txt" for letter in "ab")
    write_folder(tmp_path / "day", {"brief.old": "1", text: "1", "sources/notes.txt": "mine"})
    (tmp_path / "day" / "own").mkdir()
    (tmp_path / "day" / "own" / "notes.txt").write_text("mine")
    write_folder(tmp_path / "day", {"brief.md": "2", other: "2"})
    kept = {"own/notes.txt": "mine", "sources/notes.txt": "mine"}
    assert tree(tmp_path / "day") == {"brief.md": "2", other: "2", **kept}
    assert [path.name for path in tmp_path.iterdir()] == ["day"]


def test_where_folders_cannot_be_exchanged_the_outcome_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_exchanged", lambda *of: False)
    test_files_of_an_earlier_brief_go_and_the_user_s_own_stay(tmp_path)


KILLED_BETWEEN = """
import os, sys
from pathlib import Path
from briefing.store import folders
def kill(*of): os.kill(os.getpid(), 9)
setattr(folders, sys.argv[2], kill)
folders.write_folder(Path(sys.argv[1]), {"brief.md": "new", "brief.json": "new"})
"""


@pytest.mark.parametrize("step", ["_write_durably", "_exchanged", "_flush", "_clear"])
def test_a_run_killed_at_any_step_leaves_no_mixed_set(tmp_path: Path, step: str) -> None:
    day = tmp_path / "day"
    write_folder(day, {"brief.md": "old", "brief.json": "old"})
    (day / "mine.txt").write_text("mine")
    command = [sys.executable, "-c", KILLED_BETWEEN, str(day), step]
    assert subprocess.run(command, check=False, timeout=60).returncode == -signal.SIGKILL
    told = tree(day)
    assert told["brief.md"] == told["brief.json"]
    write_folder(day, {"brief.md": "newer", "brief.json": "newer"})
    assert tree(tmp_path) == {
        f"day/{name}": text
        for name, text in {"brief.md": "newer", "brief.json": "newer", "mine.txt": "mine"}.items()
    }


def test_a_file_of_bytes_stands_among_the_texts(tmp_path: Path) -> None:
    data = bytes(range(256))
    write_folder(tmp_path / "day", {"brief.epub": data, "brief.md": "text"})
    assert (tmp_path / "day" / "brief.epub").read_bytes() == data


def test_a_single_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "brief.eml"
    path.write_bytes(b"old")
    (tmp_path / ".brief.eml.part").write_bytes(b"left by a killed run")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


# -- mails --------------------------------------------------------------------------------------


def test_a_mail_is_begun_once_and_what_was_sent_last_is_known(path: Path) -> None:
    key = ("a@example.org", "/briefs", DAY)
    with MailStore(path) as store:
        assert store.has_mail(*key) is None
        assert store.begin_mail("<1@x>", *key)
        assert not store.begin_mail("<1@x>", *key)
        assert store.has_mail(*key) == SentMail("<1@x>", arrived=False)
        store.end_mail("<1@x>", key[0], arrived=True)
    with MailStore(path) as store:
        assert store.has_mail(*key) == SentMail("<1@x>", arrived=True)
        assert store.begin_mail("<2@x>", *key)
        assert store.has_mail(*key) == SentMail("<2@x>", arrived=False)
        store.end_mail("<2@x>", key[0], arrived=False)
        assert store.has_mail(*key) == SentMail("<1@x>", arrived=True)
        assert store.has_mail("a@example.org", "/evening", DAY) is None


def test_mails_are_saved_of_a_damaged_database(path: Path) -> None:
    with MailStore(path) as store:
        assert store.begin_mail("<1@x>", "a@example.org", "/briefs", DAY)
    assert salvage(path) == 1
    with MailStore(path) as store:
        assert store.has_mail("a@example.org", "/briefs", DAY)


def test_a_file_in_place_of_a_day_is_left_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "2025-06-17").write_text("mine")
    with pytest.raises(NotADirectoryError, match="a file of that name"):
        write_folder(tmp_path / "2025-06-17", {"brief.md": "x"})
    assert (tmp_path / "2025-06-17").read_text() == "mine"
    assert [one.name for one in tmp_path.iterdir()] == ["2025-06-17"]


@pytest.mark.parametrize(
    ("damage", "is_lost"),
    [
        (damage_a_page_in_the_middle, False),
        (damage_nothing_but_put_text_there, True),
        (damage_by_cutting_it_to_nothing, True),
    ],
)
def test_after_damage_mails_are_known_or_known_to_be_lost(
    path: Path, damage: Callable[[Path], None], *, is_lost: bool
) -> None:
    with MailStore(path) as store:
        assert store.begin_mail("<1@x>", "a@example.org", "/briefs", DAY)
        for number in range(200):
            store.keep_rows(f"key {number}", FORM, [Answer(text="x" * 500, finish="stop")])
    damage(path)
    with Store(path):
        pass
    with MailStore(path) as store:
        assert store.trouble == ""
        assert bool(store.has_mail("a@example.org", "/briefs", DAY)) != is_lost
        assert store.is_lost(DAY) == is_lost
        assert not store.is_lost(date.max)


def test_a_mail_that_is_begun_again_in_vain_stands_as_before(path: Path) -> None:
    key = ("a@example.org", "/briefs", DAY)
    with MailStore(path) as store:
        store.begin_mail("<1@x>", *key)
        store.end_mail("<1@x>", key[0], arrived=True)
        assert store.begin_mail("<1@x>", *key, again=True)
        assert store.has_mail(*key) == SentMail("<1@x>", arrived=False)
        store.end_mail("<1@x>", key[0], arrived=False)
        assert store.has_mail(*key) == SentMail("<1@x>", arrived=True)


class Killed(BaseException):
    """Nothing catches it: what a signal that ends a process at once does to a function."""


@pytest.mark.parametrize("step", ["hardlink_to", "replace"])
def test_a_run_that_is_killed_while_it_saves_loses_no_mail(
    path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    whole = getattr(Path, step)

    def killed(one: Path, other: Path) -> None:
        if other == path:
            raise Killed
        whole(one, other)

    with MailStore(path) as store:
        assert store.begin_mail("<1@x>", "a@example.org", "/briefs", DAY)
    with monkeypatch.context() as patched:
        patched.setattr(Path, step, killed)
        with pytest.raises(Killed):
            salvage(path)
    with MailStore(path) as store:
        assert store.has_mail("a@example.org", "/briefs", DAY)
        assert not store.is_lost(DAY)


def test_a_damaged_file_is_copied_where_there_are_no_hard_links(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*of: object) -> None:
        raise PermissionError

    with MailStore(path) as store:
        assert store.begin_mail("<1@x>", "a@example.org", "/briefs", DAY)
    before = path.read_bytes()
    monkeypatch.setattr(Path, "hardlink_to", refused)
    assert salvage(path) == 1
    assert path.with_suffix(".broken").read_bytes() == before


@pytest.mark.parametrize("left", [".broken", ".new"])
def test_a_state_that_is_gone_and_left_another_file_is_lost_not_new(path: Path, left: str) -> None:
    with MailStore(path) as store:
        assert store.begin_mail("<1@x>", "a@example.org", "/briefs", DAY)
    path.rename(path.with_suffix(left))
    with MailStore(path) as store:
        assert store.trouble == ""
        assert store.has_mail("a@example.org", "/briefs", DAY)
        assert store.is_lost(DAY)  # later ones may have stood in the file that is gone


def test_what_cannot_be_read_of_a_state_that_is_gone_is_lost(path: Path) -> None:
    path.parent.mkdir()
    path.with_suffix(".broken").write_text("no database" * 200)
    with MailStore(path) as store:
        assert store.trouble == ""
        assert store.is_lost(DAY)


@pytest.mark.parametrize("has_tables", [True, False])
def test_a_first_run_that_is_killed_has_lost_nothing(path: Path, *, has_tables: bool) -> None:
    with Store(path):
        pass
    path.rename(path.with_suffix(".new"))
    if not has_tables:
        path.with_suffix(".new").write_bytes(b"")
    with MailStore(path) as store:
        assert not store.is_lost(DAY)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_links_in_a_circle_that_come_in_the_middle_of_a_run_are_an_error_of_the_system(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "briefs" / "2025-06-17"
    folder.parent.symlink_to("other")
    (tmp_path / "other").symlink_to("briefs")
    with pytest.raises(OSError, match="symbolic links"):
        write_folder(folder, {"brief.md": "text"})
    assert real_path(folder) == folder
    with pytest.raises(UsageError, match="symbolic links"), lock(tmp_path / "state", folder):
        pass
