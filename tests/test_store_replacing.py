"""Files renamed over the former, and a name that leads to the last day."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.store import folders, point_to, remove_others, replace_files


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    files = [("a/b.html", "ä\r\n"), ("index.html", "one")]
    assert replace_files(tmp_path, files) == [tmp_path / "a/b.html", tmp_path / "index.html"]
    kept = (tmp_path / "a/b.html").stat()
    assert replace_files(tmp_path, [files[0], ("index.html", "two")]) == [tmp_path / "index.html"]
    now = (tmp_path / "a/b.html").stat()
    # Not the whole record: a file that is read to be compared has been read at another time.
    assert (now.st_ino, now.st_mtime_ns) == (kept.st_ino, kept.st_mtime_ns)
    assert (tmp_path / "a/b.html").read_bytes() == "ä\r\n".encode()
    assert names(tmp_path) == ["a", "index.html"]


def test_a_file_that_is_being_read_stays_whole(tmp_path: Path) -> None:
    replace_files(tmp_path, [("index.html", "old" * 10_000)])
    with (tmp_path / "index.html").open() as reading:
        start = reading.read(10)
        replace_files(tmp_path, [("index.html", "new" * 10_000)])
        assert start + reading.read() == "old" * 10_000


def test_what_has_another_form_of_name_is_the_users_own(tmp_path: Path) -> None:
    for name in ("a-0123abcd.html", "b-0123abcd.html", "own.html"):
        (tmp_path / name).touch()
    (tmp_path / "c-0123abcd.html").mkdir()
    remove_others(tmp_path, r".*-[0-9a-f]{8}\.html", {"b-0123abcd.html"})
    assert names(tmp_path) == ["b-0123abcd.html", "own.html"]
    remove_others(tmp_path / "none", ".*", ())


@pytest.fixture
def days(tmp_path: Path) -> tuple[Path, Path]:
    made = tmp_path / "2025-06-16", tmp_path / "2025-06-17"
    for day in made:
        (day / "sources").mkdir(parents=True)
        (day / "brief.json").write_text(day.name)
        (day / "sources" / "a.txt").write_text(day.name)
    return made


def shown(latest: Path) -> tuple[str, str]:
    return (latest / "brief.json").read_text(), (latest / "sources" / "a.txt").read_text()


def test_a_link_is_renamed_over_the_former(tmp_path: Path, days: tuple[Path, Path]) -> None:
    latest = tmp_path / "latest"
    for day in days:
        assert point_to(latest, day)
        assert latest.is_symlink()
        assert latest.readlink() == Path(day.name)
        assert shown(latest) == (day.name, day.name)


def refuse(*_: object, **__: object) -> None:
    raise OSError(1, "no links here")


@pytest.mark.parametrize("exchanges", [True, False])
def test_where_no_link_can_be_made_it_is_a_copy(
    tmp_path: Path, days: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, *, exchanges: bool
) -> None:
    monkeypatch.setattr(Path, "symlink_to", refuse)
    if not exchanges:
        monkeypatch.setattr(folders, "_renameat2", lambda: None)
    latest = tmp_path / "latest"
    for day in days:
        assert point_to(latest, day)
        assert not latest.is_symlink()
        assert shown(latest) == (day.name, day.name)
    assert names(tmp_path) == ["2025-06-16", "2025-06-17", "latest"]


def test_a_folder_that_somebody_made_stays_a_folder(
    tmp_path: Path, days: tuple[Path, Path]
) -> None:
    latest = tmp_path / "latest"
    latest.mkdir()
    for day in days:
        assert point_to(latest, day)
        assert not latest.is_symlink()
        assert shown(latest) == (day.name, day.name)


def test_what_is_the_users_own_is_left_alone(tmp_path: Path, days: tuple[Path, Path]) -> None:
    (tmp_path / "latest").mkdir()
    (tmp_path / "latest" / "own.txt").write_text("own")
    assert not point_to(tmp_path / "latest", days[0])
    assert names(tmp_path / "latest") == ["own.txt"]
    (tmp_path / "file").write_text("own")
    assert not point_to(tmp_path / "file", days[0])
    assert (tmp_path / "file").read_text() == "own"


@pytest.mark.parametrize("target", ["site", "not-mounted", "../2025-06-15"])
def test_a_link_of_the_users_own_is_left_alone(
    tmp_path: Path, days: tuple[Path, Path], target: str
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "latest").symlink_to(target)
    assert not point_to(tmp_path / "latest", days[0])
    assert (tmp_path / "latest").readlink() == Path(target)


def test_a_link_that_leads_nowhere_is_set_right(tmp_path: Path, days: tuple[Path, Path]) -> None:
    (tmp_path / "latest").symlink_to("2020-01-01")
    assert point_to(tmp_path / "latest", days[1])
    assert shown(tmp_path / "latest")[0] == "2025-06-17"
