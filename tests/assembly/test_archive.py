"""All days of an output folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest

from briefing.assembly import archive
from briefing.assembly.archive import Archived, Period, days_in, look_for, refresh, write_archive
from briefing.errors import UsageError
from briefing.language.lookup import parse_query
from briefing.publishing.jsonfile import to_json
from briefing.settings.config import Settings, resolve
from briefing.store import SearchIndex
from tests.briefs import brief_of

PAGE = "<!DOCTYPE html>\n<body>\n<header>\n</header>\n</body>\n"
MONDAY, TUESDAY, FRIDAY = (date(2025, 6, day) for day in (16, 17, 20))


def put_day(folder: Path, day: date, *headlines: str) -> Path:
    """Write a day as `make` does, as far as an archive sees it."""
    told = ("{headline}, it was said.", "The ferry is old.")
    place = folder / str(day)
    place.mkdir(parents=True, exist_ok=True)
    (place / "brief.json").write_text(to_json(brief_of(day, *headlines, told=told)))
    (place / "brief.html").write_text(PAGE)
    return place


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    put_day(folder, MONDAY, "Bees swarm in Port Ellery")
    put_day(folder, TUESDAY, "Trams of Port Ellery stop", "Bees gone")
    put_day(folder, FRIDAY, "Rain in Port Ellery")
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SearchIndex]:
    with SearchIndex(tmp_path / "search.sqlite") as opened:
        yield opened


def settings(**output: Any) -> Settings:
    return resolve(None, {}, {f"output.{name}": value for name, value in output.items()}).settings


def found(index: SearchIndex, out: Path, words: str) -> list[tuple[date, str]]:
    return [
        (hit.day, hit.sentence) for hit in look_for(index, out, parse_query(words), Period(), 9)
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_archive_is_whole(index: SearchIndex, out: Path) -> None:
    made = write_archive(index, out, settings())
    assert made[:2] == (out / "index.html", 3)
    assert made.unread == []
    names = {path.name.partition("-")[0] for path in out.iterdir()}
    assert names == {
        "2025",
        "index.html",
        "feed.atom",
        "feed.json",
        "latest",
        "outlets",
        "topics",
        "search",
    }
    (topic,) = (out / "topics").iterdir()
    assert topic.name.startswith("port-ellery-")
    assert (out / "latest").resolve() == out / "2025-06-20"
    assert (out / "2025-06-17" / "brief.html").read_text().count("../2025-06-16/brief.html") == 1
    assert len(feedparser.parse(str(out / "feed.atom")).entries) == 7


def test_the_same_days_give_the_same_bytes_however_they_came(
    index: SearchIndex, out: Path, tmp_path: Path
) -> None:
    write_archive(index, out, settings())
    whole = contents(out)
    assert write_archive(index, out, settings()) == Archived(out / "index.html", 3, 0, [])
    shutil.rmtree(out)
    for day, *headlines in (
        (MONDAY, "Another", "Old"),
        (MONDAY, "Bees swarm in Port Ellery"),
        (TUESDAY, "Trams of Port Ellery stop", "Bees gone"),
        (FRIDAY, "Rain in Port Ellery"),
    ):
        put_day(out, day, *headlines)
        write_archive(index, out, settings())
    assert contents(out) == whole


def test_an_index_that_cannot_be_written_empties_no_archive(
    index: SearchIndex, out: Path, tmp_path: Path
) -> None:
    write_archive(index, out, settings())
    put_day(out, TUESDAY, "Trams of Port Ellery run again")
    index._database.execute("PRAGMA query_only = ON")  # as on a disk that is full
    made = write_archive(index, out, settings())
    assert "not kept" in index.trouble
    assert (made.days, made.unread) == (3, [])
    mended = contents(out)
    with SearchIndex(tmp_path / "other.sqlite") as other:
        assert write_archive(other, out, settings()).changed == 0
    assert contents(out) == mended


OWN = {
    "index.html": "<!DOCTYPE html>\n<title>Own</title>\n",
    "feed.atom": '<feed xmlns="http://www.w3.org/2005/Atom"><title>Own</title></feed>',
    "feed.json": '{"version": "https://jsonfeed.org/version/1.1", "title": "Own"}',
}


def test_a_folder_without_a_brief_is_left_alone(index: SearchIndex, tmp_path: Path) -> None:
    site = tmp_path / "website"
    site.mkdir()
    for name, text in OWN.items():
        (site / name).write_text(text)
    before = contents(site)
    with pytest.raises(UsageError, match="no brief there"):
        write_archive(index, site, settings())
    assert contents(site) == before


@pytest.mark.parametrize("name", OWN)
def test_a_page_or_feed_of_the_users_own_stays(index: SearchIndex, out: Path, name: str) -> None:
    (out / name).write_text(OWN[name])
    for _ in range(2):
        made = write_archive(index, out, settings())
        assert made.unread == [f"{out / name}: holds something else and is left as it is."]
    assert (out / name).read_text() == OWN[name]
    assert all((out / other).read_text() != text for other, text in OWN.items() if other != name)


@pytest.mark.parametrize("left", ["", "\0" * 100])
def test_what_a_power_cut_left_is_written_anew(index: SearchIndex, out: Path, left: str) -> None:
    for name in OWN:
        (out / name).write_text(left)
    assert write_archive(index, out, settings()).unread == []
    assert all(len((out / name).read_text()) > 200 for name in OWN)


def test_an_archive_of_before_its_files_bore_a_mark_is_known(index: SearchIndex, out: Path) -> None:
    write_archive(index, out, settings())
    whole = contents(out)
    marks = (
        '<meta name="generator" content="briefing">',
        "<generator>briefing</generator>",
        "_briefing",
    )
    for name, mark in zip(OWN, marks, strict=True):
        assert mark in whole[name].decode()
        (out / name).write_text(whole[name].decode().replace(mark, "x" if mark[0] == "_" else ""))
    assert write_archive(index, out, settings()).unread == []
    assert contents(out) == whole


def test_a_lost_day_and_its_pages_go(index: SearchIndex, out: Path) -> None:
    write_archive(index, out, settings())
    (out / "topics" / "own.html").touch()
    shutil.rmtree(out / "2025-06-20")
    write_archive(index, out, settings())
    assert [path.name for path in (out / "topics").iterdir()] == ["own.html"]
    assert len([*(out / "search").iterdir()]) == 1
    assert (out / "latest").resolve() == out / "2025-06-17"
    assert "2025-06-20" not in "".join(
        text.decode() for name, text in contents(out).items() if "search.js" not in name
    )


def test_a_day_of_brackets_in_brackets_costs_itself(index: SearchIndex, out: Path) -> None:
    (out / "2025-06-17" / "brief.json").write_text('{"x": ' + "[" * 10**5 + "]" * 10**5 + "}")
    made = write_archive(index, out, settings())
    assert made.days == 2
    assert "2025-06-17/brief.json: not a brief that can be read" in made.unread[0]


def test_a_day_that_cannot_be_read_costs_itself_and_is_told(index: SearchIndex, out: Path) -> None:
    write_archive(index, out, settings())
    (out / "2025-06-17" / "brief.json").write_text('{"date": ')
    (out / "2025-06-31").mkdir()
    made = write_archive(index, out, settings())
    assert (made.days, len(made.unread)) == (2, 1)
    assert (
        made.unread[0]
        == f"{out / '2025-06-17' / 'brief.json'}: not a brief that can be read; make it again."
    )
    assert found(index, out, "trams") == []
    assert "2025-06-17" not in (out / "index.html").read_text()


def test_a_last_day_that_is_not_whole_is_found_and_told_of_but_in_no_feed(
    index: SearchIndex, out: Path
) -> None:
    path = out / str(FRIDAY) / "brief.json"
    fields = json.loads(path.read_text())
    del fields["items"][0]["sentences"][0]["citations"]
    path.write_text(json.dumps(fields))
    made = write_archive(index, out, settings())
    assert made.days == 3
    assert made.unread == [f"{path}: not a brief that can be read; make it again."]
    assert found(index, out, "rain") != []
    feed = json.loads((out / "feed.json").read_text())
    assert [item["date_published"][:10] for item in feed["items"]] == [
        *["2025-06-17"] * 3,
        *["2025-06-16"] * 2,
    ]
    assert 'href="2025-06-20/brief.html"' in (out / "index.html").read_text()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("headline", None),
        ("rank", "first"),
        ("sentences", [{"text": 7}]),
        ("stories", [{"outlet": ["x"]}]),
        ("only_in", "x"),
        ("edited", [{}]),
    ],
)
def test_a_field_of_another_type_costs_its_day(
    index: SearchIndex, out: Path, place: str, value: object
) -> None:
    path = out / str(TUESDAY) / "brief.json"
    fields = json.loads(path.read_text())
    fields["items"][0][place] = value
    path.write_text(json.dumps(fields))
    made = write_archive(index, out, settings())
    assert (made.days, len(made.unread)) == (2, 1)


@pytest.mark.parametrize("text", ["half \ud800 a pair", "\udfff", "a\0b", "\u202eleft"])
def test_a_day_with_any_text_is_read(index: SearchIndex, out: Path, text: str) -> None:
    put_day(out, TUESDAY, f"Trams {text}")
    assert write_archive(index, out, settings()).unread == []
    assert found(index, out, "trams") != []


def test_feeds_hold_the_last_days_and_whole_addresses(index: SearchIndex, out: Path) -> None:
    write_archive(index, out, settings(feed_days=1, url="https://briefs.example/all", title="Ours"))
    feed = json.loads((out / "feed.json").read_text())
    assert feed["title"] == "Ours"
    assert [item["url"] for item in feed["items"]] == [
        "https://briefs.example/all/2025-06-20/brief.html",
        "https://briefs.example/all/2025-06-20/brief.html#item-1",
    ]


def test_a_state_that_cannot_be_kept_costs_nothing_but_time(out: Path, tmp_path: Path) -> None:
    with SearchIndex(tmp_path / "search.sqlite") as index:
        write_archive(index, out, settings())
    kept = contents(out)
    with SearchIndex(Path("/dev/null/search.sqlite")) as index:
        assert write_archive(index, out, settings()).changed == 0
        assert found(index, out, "bees")
    assert contents(out) == kept


def test_only_days_that_changed_are_read(
    index: SearchIndex, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refresh(index, out, "en")
    read: list[str] = []
    before = archive._read

    def noted(path: Path, of: Any) -> Any:
        read.append(path.parent.name)
        return before(path, of)

    monkeypatch.setattr(archive, "_read", noted)
    refresh(index, out, "en")
    assert read == []
    put_day(out, TUESDAY, "Owls")
    refresh(index, out, "en")
    assert read == [str(TUESDAY)]
    assert found(index, out, "trams") == []
    assert found(index, out, "owls") == [(TUESDAY, "Owls, it was said.")]


def test_a_day_can_be_kept_alone(index: SearchIndex, out: Path) -> None:
    refresh(index, out, "en", [TUESDAY])
    assert [day for day, _ in found(index, out, "port")] == [TUESDAY]


def test_the_sentence_with_most_of_the_words_is_shown(index: SearchIndex, out: Path) -> None:
    refresh(index, out, "en")
    assert found(index, out, "ferry rain")[0][1] == "Rain in Port Ellery, it was said."
    assert found(index, out, "old ferry rain")[0][1] == "The ferry is old."


def test_an_archive_whose_days_have_gone_says_so(index: SearchIndex, out: Path) -> None:
    write_archive(index, out, settings())
    for day in days_in(out):
        shutil.rmtree(out / str(day))
    made = write_archive(index, out, settings())
    assert (made.days, made.unread) == (0, [])
    assert "2025-06-20" not in (out / "index.html").read_text()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none: No such file"):
        days_in(tmp_path / "none")


def test_a_day_without_a_page_is_in_the_archive_all_the_same(index: SearchIndex, out: Path) -> None:
    (out / "2025-06-17" / "brief.html").unlink()
    assert write_archive(index, out, settings()).days == 3
    assert not (out / "2025-06-17" / "brief.html").exists()


def test_the_users_own_latest_is_told_of(index: SearchIndex, out: Path) -> None:
    (out / "latest").mkdir()
    (out / "latest" / "own.txt").touch()
    (told,) = write_archive(index, out, settings()).unread
    assert "latest" in told
