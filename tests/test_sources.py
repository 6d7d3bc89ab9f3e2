"""Finding input files and reading their bytes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.errors import UsageError
from briefing.records import Unread
from briefing.sources import FoundFile, find_files, read_bytes

AS_ROOT = os.geteuid() == 0


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    for name in ("b.txt", "a.txt", "deep/er/c.txt", ".hidden.txt", ".git/config"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def names(*sources: Path | str, skip: Sequence[Path] = ()) -> list[str]:
    return [one.file for one in find_files([str(source) for source in sources], skip)]


# -- finding ------------------------------------------------------------------------------------


def test_a_folder_is_walked_in_the_order_of_names_without_hidden_ones(news: Path) -> None:
    assert find_files([str(news)]) == [
        FoundFile("a.txt", news / "a.txt"),
        FoundFile("b.txt", news / "b.txt"),
        FoundFile("deep/er/c.txt", news / "deep" / "er" / "c.txt"),
    ]


def test_the_order_does_not_depend_on_the_order_of_sources(news: Path) -> None:
    sources = [str(news / "deep"), str(news / "a.txt"), str(news / "b.txt")]
    assert find_files(sources) == find_files(sources[::-1])


def test_an_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert find_files([str(tmp_path)]) == []


def test_a_file_named_alone_has_its_bare_name(news: Path) -> None:
    assert names(news / "deep" / "er" / "c.txt") == ["c.txt"]


@pytest.mark.parametrize("again", ["a.txt", "./a.txt", "deep/../a.txt"])
def test_a_file_named_twice_is_listed_once(
    news: Path, again: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(news)
    assert names("a.txt", again, news / again) == ["a.txt"]
    assert names(news, again) == ["a.txt", "b.txt", "deep/er/c.txt"]


def test_a_file_in_a_folder_and_named_alone_keeps_the_first_name(news: Path) -> None:
    alone = news / "deep" / "er" / "c.txt"
    assert names(news, alone) == ["a.txt", "b.txt", "deep/er/c.txt"]
    assert names(alone, news) == ["a.txt", "b.txt", "c.txt"]


def test_a_folder_inside_another_source_is_walked_once(news: Path) -> None:
    assert names(news, news / "deep", news) == ["a.txt", "b.txt", "deep/er/c.txt"]


def test_files_of_the_same_name_in_two_sources_are_both_there(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.txt").touch()
    assert names(tmp_path / "one", tmp_path / "two") == ["x.txt", "x.txt"]


def test_standard_input_is_one_file(news: Path) -> None:
    assert find_files(["-", "-"]) == [FoundFile("-", None)]
    assert names("-", news / "a.txt") == ["-", "a.txt"]


def test_a_loop_of_links_ends(news: Path) -> None:
    (news / "deep" / "loop").symlink_to(news)
    (news / "self").symlink_to("self")
    assert names(news) == ["a.txt", "b.txt", "deep/er/c.txt", "self"]


def test_a_linked_folder_is_followed_where_it_is_the_source_or_inside_it(
    news: Path, tmp_path: Path
) -> None:
    (tmp_path / "today").symlink_to(news)
    assert names(tmp_path / "today") == ["a.txt", "b.txt", "deep/er/c.txt"]
    (news / "again").symlink_to("deep")
    assert names(news) == ["a.txt", "again/er/c.txt", "b.txt"]


def test_what_a_link_leads_to_outside_of_the_source_is_not_read(news: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "file.txt").write_text("secret")
    (news / "folder").symlink_to(tmp_path / "secret")
    (news / "file.txt").symlink_to(tmp_path / "secret" / "file.txt")
    (news / "device").symlink_to("/dev/zero")
    found = {one.file: read_bytes(one, 100) for one in find_files([str(news)])}
    for name in ("folder", "file.txt", "device"):
        refused = found[name]
        assert isinstance(refused, Unread)
        assert refused.state == "skipped"
        assert "leads out of the source" in refused.reason


def test_earlier_briefs_are_no_input(news: Path) -> None:
    for day in ("2025-06-16", "briefs/2025-06-17"):
        (news / day).mkdir(parents=True)
        (news / day / "brief.json").write_text("{}")
    (news / "2025-06-18").mkdir()
    (news / "2025-06-18" / "page.txt").touch()
    assert names(news, skip=[news]) == names(news)
    refused = [one.file for one in find_files([str(news)], skip=[news]) if one.refused]
    assert refused == ["2025-06-16", "briefs/2025-06-17"]
    assert "2025-06-18/page.txt" in names(news)


def test_the_output_folder_is_no_input(news: Path) -> None:
    (news / "briefs").mkdir()
    (news / "briefs" / "brief.md").touch()
    assert names(news, skip=[news / "deep" / ".." / "briefs"]) == [
        "a.txt",
        "b.txt",
        "deep/er/c.txt",
    ]


@pytest.mark.parametrize("name", ["a b.txt", "ü\N{GRINNING FACE}.txt", "-", "a\nb", "#?%41", "'\""])
def test_odd_names_are_kept_as_they_are(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert names(tmp_path) == [name]


def test_a_name_that_is_no_utf8_is_written_with_escapes(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123  # bytes
        file.write(b"text")
    (found,) = find_files([str(tmp_path)])
    assert found.file == "caf\\xe9.txt"
    assert read_bytes(found, 100) == b"text"


def test_a_home_sign_is_taken_literally_where_there_is_such_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "x.txt").touch()
    (tmp_path / "~draft.txt").touch()
    assert names("~draft.txt", "~/x.txt") == ["x.txt", "~draft.txt"]


@pytest.mark.parametrize("source", ["no-such-folder", "~nobody-at-all/news", "", "a" * 5000])
def test_a_source_that_is_not_there_is_named(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "present.txt").touch()
    with pytest.raises(UsageError) as caught:
        find_files([source], skip=[tmp_path])
    assert (source or "an empty SOURCE") in str(caught.value)


def test_folders_deeper_than_any_recursion_are_walked(tmp_path: Path) -> None:
    home = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1500):
            os.mkdir("d")  # noqa: PTH102  # a path from the top would be too long
            os.chdir("d")
        Path("x.txt").touch()
    finally:
        os.chdir(home)
    (found,) = find_files([str(tmp_path)])
    assert found.file == "d/" * 1500 + "x.txt"
    subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # Python's own way is recursive


# -- reading ------------------------------------------------------------------------------------


def unread(found: FoundFile, limit: int = 1000) -> tuple[str, str]:
    got = read_bytes(found, limit)
    assert isinstance(got, Unread)
    assert (got.file, got.sha256) == (found.file, "")
    return got.state, got.reason


def test_bytes_come_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"\x00\xff\r\n")
    assert read_bytes(FoundFile("x", path), 1000) == b"\x00\xff\r\n"


@pytest.mark.parametrize(("limit", "fits"), [(9, False), (10, True), (11, True)])
def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path, limit: int, fits: bool) -> None:  # noqa: FBT001  # a table
    path = tmp_path / "x"
    path.write_bytes(b"x" * 10)
    assert (read_bytes(FoundFile("x", path), limit) == b"x" * 10) is fits


def test_a_huge_file_is_told_with_the_way_out_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    reason = "larger than 20 MB; split it, or raise reading.max_megabytes"
    assert unread(FoundFile("huge", path), 20_000_000) == ("too_large", reason)


def test_a_file_that_grew_after_the_look_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"")
    whole = path.stat()
    path.write_bytes(b"x" * 2000)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: whole)
    assert unread(FoundFile("x", path))[0] == "too_large"


def test_a_file_that_grew_within_the_limit_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"")
    before = path.stat()
    path.write_bytes(b"x" * 2000)
    monkeypatch.setattr(Path, "stat", lambda *_, **__: before)
    assert read_bytes(FoundFile("x", path), 3000) == b"x" * 2000


def test_reading_a_small_file_takes_memory_by_its_size_not_by_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * 200)
    tracemalloc.start()
    try:
        read_bytes(FoundFile("x", path), 20_000_000)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000


def test_a_broken_link_is_listed_and_told(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to("nowhere")
    for source in (tmp_path, tmp_path / "gone"):
        (found,) = find_files([str(source)])
        assert unread(found) == (
            "unreadable",
            "a broken link; remove it or copy its contents there",
        )


def test_what_is_gone_before_it_is_read_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell.")
    (found,) = find_files([str(tmp_path)])
    (tmp_path / "a.txt").unlink()
    assert unread(found)[0] == "unreadable"
    assert "gone before it was read" in unread(found)[1]


def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (found,) = find_files([str(tmp_path)])
    assert unread(found) == (
        "unreadable",
        "not a regular file; remove it or copy its contents there",
    )


def test_a_device_does_not_block() -> None:
    (found,) = find_files(["/dev/zero"])
    assert unread(found)[0] == "unreadable"


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("x")
    path.chmod(0)
    assert unread(FoundFile("secret.txt", path)) == (
        "unreadable",
        "Permission denied; check the file's permissions",
    )


def test_an_error_while_reading_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    path.touch()

    def fails(*_: object, **__: object) -> io.BytesIO:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fails)
    assert unread(FoundFile("x", path)) == (
        "unreadable",
        "Input/output error; check the file's permissions",
    )


def test_a_folder_that_cannot_be_opened_is_listed_and_told(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = os.scandir

    def guarded(folder: Path) -> object:
        if Path(folder).name in {"deep", "closed"}:
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    found = find_files([str(news)])
    assert [one.file for one in found] == ["a.txt", "b.txt", "deep"]
    reason = "a folder that cannot be opened; check its permissions"
    assert unread(found[2]) == ("unreadable", reason)
    (news / "closed").mkdir()
    (top,) = find_files([str(news / "closed")])
    assert (top.file, unread(top)[1]) == ("closed", reason)


class Terminal:
    """Stands for standard input."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(b"0123456789"))
    assert read_bytes(FoundFile("-", None), 10) == b"0123456789"
    monkeypatch.setattr(sys, "stdin", Terminal(b"0123456789"))
    assert unread(FoundFile("-", None), 9)[0] == "too_large"
