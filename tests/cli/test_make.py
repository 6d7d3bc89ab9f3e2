from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefing import grouping, reading, writing
from briefing.assembly import items, job
from briefing.errors import ModelError
from briefing.faults import Faults
from briefing.models import choose as choosing
from briefing.models.base import Running
from briefing.models.fake import FakeGenerator
from briefing.models.kept import KeptGenerator
from briefing.reading import spread
from briefing.reading.assemble import assemble
from briefing.store import Store, lock
from tests.cli.conftest import BEES, STORY

Briefing = Callable[..., Any]
Process = Callable[..., "subprocess.Popen[bytes]"]
ON_THE_DAY = ("--date", "2025-06-17", "--model", "none")


def told(done: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(done.out)
    return read


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "run.json"}


# -- what is printed where ----------------------------------------------------------------------


def test_stdout_has_the_paths_written_one_a_line(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, *ON_THE_DAY)
    names = ("brief.md", "brief.html", "brief.json", "run.json")
    assert done.code == 0
    assert done.out.splitlines() == [f"briefs/2025-06-17/{name}" for name in names]
    assert all(Path(line).is_file() for line in done.out.splitlines())
    assert "1 events from 1 files" in done.err


def test_json_prints_the_brief_itself(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, *ON_THE_DAY, "--json", "--out", "there")
    assert done.out == Path("there/2025-06-17/brief.json").read_text("utf-8")
    assert told(done)["schema_version"] == 1


def test_quiet_says_nothing_on_a_good_day(briefing: Briefing, news: Path) -> None:
    assert briefing("make", news, *ON_THE_DAY, "--quiet") == (0, "", "")
    assert Path("briefs/2025-06-17/brief.md").is_file()


def test_quiet_tells_each_thing_that_is_wrong_in_one_line(briefing: Briefing, news: Path) -> None:
    (news / "noise.bin").write_bytes(bytes(range(256)) * 8)
    (news / "linked.txt").symlink_to("/etc/hostname")
    done = briefing("make", news, "--date", "2025-06-17", "--quiet")
    told = done.err.splitlines()
    assert (done.code, done.out, len(told)) == (3, "", 2)
    assert "no sentence is rewritten" in told[0]
    assert told[1].startswith("noise.bin: unreadable: ")


def test_an_empty_source_replaces_no_brief_that_has_items(briefing: Briefing, news: Path) -> None:
    briefing("make", news, *ON_THE_DAY)
    before = written(Path("briefs/2025-06-17"))
    (news / "leak.txt").unlink()
    done = briefing("make", news, *ON_THE_DAY, "--quiet")
    assert (done.code, done.out) == (6, "")
    assert "the brief of 1 items that is there is kept" in done.err
    assert written(Path("briefs/2025-06-17")) == before
    assert briefing("make", news, *ON_THE_DAY, "--force").code == 0
    assert written(Path("briefs/2025-06-17")) != before


def test_a_source_that_is_the_output_folder_too_is_read(briefing: Briefing, news: Path) -> None:
    for _ in range(2):
        done = briefing("make", news, *ON_THE_DAY, "--out", news, "--json")
        assert (done.code, len(told(done)["items"])) == (0, 1)
    assert {one["file"]: one["state"] for one in told(done)["files"]} == {
        "2025-06-17": "skipped",
        "leak.txt": "used",
    }


def test_an_empty_output_name_is_wrong_usage(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, *ON_THE_DAY, "--out", "")
    assert done.code == 2
    assert "--out is empty" in done.err


def test_a_full_standard_output_is_told(process: Process, news: Path) -> None:
    command = [sys.executable, "-m", "briefing", "make", str(news), *ON_THE_DAY, "--json"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert b"standard output: No space left" in done.stderr


def test_a_closed_standard_output_is_no_fault(news: Path) -> None:
    line = f'"{sys.executable}" -m briefing make "{news}" --date 2025-06-17 --model none >&- 2>&-'
    assert subprocess.run(line, shell=True, check=False).returncode == 0
    assert Path("briefs/2025-06-17/brief.md").is_file()


def test_a_fault_on_one_event_costs_this_event_alone(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "bees.txt").write_text("Coins under an oak\n\nTuesday, June 17, 2025\n\n" + BEES)

    def failing(plan: Any, *of: Any) -> Any:
        if "Leak" in plan.event.stories[0].headline:
            raise OverflowError("too long")
        return consolidate(plan, *of)

    consolidate = writing.consolidate
    monkeypatch.setattr(writing, "consolidate", failing)
    monkeypatch.setattr(Faults, "spares", True)
    done = briefing("make", news, *ON_THE_DAY, "--quiet")
    brief = json.loads(Path("briefs/2025-06-17/brief.json").read_text("utf-8"))
    assert done.code == 3
    assert "OverflowError: too long" in done.err
    assert [item["stories"][0]["file"] for item in brief["items"]] == ["bees.txt"]
    reasons = {one["file"]: one["reason"] for one in brief["files"]}
    assert "the program failed on it" in reasons["leak.txt"]
    assert json.loads(Path("briefs/2025-06-17/run.json").read_text("utf-8"))["faults"]


def test_an_event_whose_text_is_made_to_be_slow_costs_this_event_alone(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "bees.txt").write_text("Coins under an oak\n\nTuesday, June 17, 2025\n\n" + BEES)

    def slow(event: Any, *of: Any) -> Any:
        while "Leak" in event.stories[0].headline:
            pass
        return align(event, *of)

    align = grouping.align_facts
    monkeypatch.setattr(grouping, "align_facts", slow)
    monkeypatch.setattr(items, "LEAST", 0.2)
    monkeypatch.setattr(items, "A_STORY", 0.0)
    monkeypatch.setattr(Faults, "spares", True)
    done = briefing("make", news, *ON_THE_DAY, "--json")
    assert done.code == 3
    assert "Leak closes the swimming hall of Dunmore: TooSlow" in done.err
    assert [item["stories"][0]["file"] for item in told(done)["items"]] == ["bees.txt"]


@pytest.mark.parametrize("step", ["find_reports", "find_events", "rank_events"])
def test_a_fault_in_grouping_costs_the_joining_alone(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (news / "bees.txt").write_text("Coins under an oak\n\nTuesday, June 17, 2025\n\n" + BEES)
    (news / "again.txt").write_text(STORY.replace("By Ada Quill", "By Ben Sorrel"))

    def failing(*of: Any) -> Any:
        raise MemoryError("too many pairs")

    monkeypatch.setattr(grouping, step, failing)
    assert briefing("cluster", news).code == 1  # its answer would be wrong without what failed
    monkeypatch.setattr(Faults, "spares", True)
    done = briefing("make", news, *ON_THE_DAY, "--quiet")
    brief = json.loads(Path("briefs/2025-06-17/brief.json").read_text("utf-8"))
    assert done.code == 3
    assert "MemoryError: too many pairs" in done.err
    files = {story["file"] for item in brief["items"] for story in item["stories"]}
    assert files == {"leak.txt", "bees.txt", "again.txt"}
    # Two prints of one text: joined as an event where only reprints could not be found.
    assert len(brief["items"]) == 2


def test_stories_of_one_file_stand_apart_where_nothing_can_be_joined(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "again.txt").write_text(STORY.replace("By Ada Quill", "By Ben Sorrel"))

    def failing(*of: Any) -> Any:
        raise ValueError("odd")

    for step in ("find_reports", "find_events"):
        monkeypatch.setattr(grouping, step, failing)
    monkeypatch.setattr(reading, "infer_from_reports", failing)
    monkeypatch.setattr(Faults, "spares", True)
    done = briefing("make", news, *ON_THE_DAY, "--json")
    assert done.code == 3
    assert [len(item["stories"]) for item in told(done)["items"]] == [1, 1]
    assert json.loads(Path("briefs/2025-06-17/run.json").read_text("utf-8"))["faults"][0].startswith("finding reprints: every story counts as a report: ValueError: odd")  # fmt: skip


def test_verbose_adds_to_what_is_said(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, FakeGenerator(lambda text: "Mayor Bob Crane closed it."))
    plain = briefing("make", news, "--date", "2025-06-17")
    full = briefing("make", news, "--date", "2025-06-17", "--verbose", "--anew")
    assert "drafts rejected" not in plain.err
    assert "drafts rejected: " in full.err


def test_without_a_date_today_is_meant(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, "--model", "none", "--json")
    assert abs((date.fromisoformat(told(done)["date"]) - date.today()).days) <= 1  # noqa: DTZ011


def test_one_file_can_come_from_standard_input(briefing: Briefing, news: Path) -> None:
    done = briefing("make", "-", *ON_THE_DAY, "--json", stdin=(news / "leak.txt").read_bytes())
    assert [one["file"] for one in told(done)["files"]] == ["-"]
    assert len(told(done)["items"]) == 1


def test_the_output_folder_is_no_input(briefing: Briefing, news: Path) -> None:
    for _ in range(2):
        done = briefing("make", news, *ON_THE_DAY, "--out", news / "briefs", "--json")
    assert [one["file"] for one in told(done)["files"]] == ["leak.txt"]


# -- the same again -----------------------------------------------------------------------------


def test_a_brief_is_the_same_from_anywhere_and_made_again(
    briefing: Briefing, news: Path, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (news / "deep").mkdir()
    page = "<html><title>Fog</title><p>Fog closed the port of Ellery on Tuesday.</p></html>"
    (news / "deep" / "fog.html").write_text(page, encoding="utf-8")
    briefing("make", news, *ON_THE_DAY, "--out", user / "a")
    briefing("make", news, *ON_THE_DAY, "--out", user / "a")
    monkeypatch.chdir(user)
    briefing("make", "news", *ON_THE_DAY, "--out", "b")
    first, second = user / "a" / "2025-06-17", user / "b" / "2025-06-17"
    names = ("brief.md", "brief.html", "brief.json")
    assert [(first / n).read_bytes() for n in names] == [(second / n).read_bytes() for n in names]
    assert str(user) not in (first / "brief.json").read_text("utf-8")
    assert sorted(p.name for p in (first / "sources").iterdir()) == sorted(
        p.name for p in (second / "sources").iterdir()
    )


def test_the_next_days_brief_corrects_the_former_and_shortens_what_comes_again(
    briefing: Briefing, news: Path
) -> None:
    leak = (news / "leak.txt").read_text("utf-8")
    briefing("make", news, *ON_THE_DAY)
    later = leak.replace("June 17", "June 19").replace("About 140", "About 190")
    (news / "leak.txt").write_text(later, encoding="utf-8")
    on_thursday = ("make", news, "--date", "2025-06-19", "--model", "none", "--json")
    done = briefing(*on_thursday)
    since = told(done)["items"][0]["new_since"]
    assert (since["date"], since["new"]) == ("2025-06-17", [])
    (changed,) = since["changed"]
    (earlier,) = changed["earlier_citations"]
    assert earlier["file"] == "leak.txt"
    assert leak[earlier["start"] : earlier["end"]] == earlier["quote"]
    assert "140" in changed["earlier"]
    assert later[changed["citations"][0]["start"] :].startswith("About 190")
    assert briefing(*on_thursday).out == done.out
    assert told(briefing(*on_thursday, "--since", "1"))["items"][0]["new_since"] is None
    (news / "leak.txt").write_text(later.replace("June 19", "June 20"), encoding="utf-8")
    friday = told(briefing("make", news, "--date", "2025-06-20", "--model", "none", "--json"))
    assert len(friday["items"][0]["sentences"]) == 1
    assert friday["items"][0]["new_since"] == {"date": "2025-06-19", "new": [], "changed": []}


def test_minutes_and_topics_are_flags(briefing: Briefing, news: Path) -> None:
    whole = told(briefing("make", news, *ON_THE_DAY, "--json"))
    short = told(briefing("make", news, *ON_THE_DAY, "--json", "--minutes", "0.15"))
    assert (short["minutes"], short["items"]) == (0.15, whole["items"])
    topics = ("--mute", "tram", "--mute", "dunmore")
    assert told(briefing("make", news, *ON_THE_DAY, "--json", *topics))["items"] == []
    followed = told(briefing("make", news, *ON_THE_DAY, "--json", *topics, "--follow", "leak"))
    assert followed["items"] == whole["items"]


# -- exit codes ---------------------------------------------------------------------------------


def test_an_empty_folder_gives_a_brief_that_says_so(briefing: Briefing, user: Path) -> None:
    (user / "empty").mkdir()
    done = briefing("make", user / "empty", *ON_THE_DAY)
    assert done.code == 0
    assert "No story of this day was found." in Path("briefs/2025-06-17/brief.md").read_text(
        "utf-8"
    )
    failing = briefing("make", user / "empty", *ON_THE_DAY, "--fail-empty")
    assert failing.code == 4
    assert failing.err.splitlines()[-1] == "briefing: 2025-06-17: nothing to report."


def test_an_empty_day_does_not_end_the_others(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, "--date", "2025-06-16..17", "--model", "none", "--fail-empty")
    assert done.code == 4
    assert "2025-06-16: nothing to report." in done.err
    assert json.loads(Path("briefs/2025-06-17/brief.json").read_text("utf-8"))["items"]


def test_of_several_days_the_worst_code_is_told(briefing: Briefing, news: Path) -> None:
    assert briefing("make", news, *ON_THE_DAY).code == 0
    (news / "leak.txt").unlink()
    days = ["--date", "2025-06-16..18", "--model", "none", "--fail-empty"]
    done = briefing("make", news, *days)
    assert done.code == 6
    assert Path("briefs/2025-06-18/brief.json").is_file()


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--date", "17.6.2025"), ("17.6.2025", "YYYY-MM-DD")),
        (("--date", "2025-02-30"), ("2025-02-30", "YYYY-MM-DD")),
        (("--date", "0001-01-01"), ("0001-01-01", "1600")),
        (("--dat", "2025-06-17"), ("--dat", "--date")),
        (("--device", "gpu"), ("--device =", "gpu")),
        (("--max-items", "0"), ("--max-items =", "0")),
        (("--minutes", "-1"), ("--minutes =", "-1")),
        (("--follow", "…"), ("--follow =", "…")),
        (("--out", "-"), ("--out -", "--json")),
        (("--config", "missing.toml"), ("missing.toml", "no such")),
    ],
    ids=str,
)
def test_wrong_usage_is_2_and_names_the_thing(
    briefing: Briefing, news: Path, words: tuple[str, ...], named: tuple[str, ...]
) -> None:
    done = briefing("make", news, "--model", "none", *words)
    assert (done.code, done.out) == (2, "")
    assert all(name in done.err for name in named)
    assert "Traceback" not in done.err
    assert not Path("briefs").exists()


def test_a_missing_folder_is_wrong_usage(briefing: Briefing) -> None:
    assert briefing("make", "nowhere", *ON_THE_DAY) == (
        2,
        "",
        "briefing: nowhere: no such file or folder.\n",
    )


def test_an_unknown_setting_is_refused_with_a_hint(briefing: Briefing, news: Path) -> None:
    Path("briefing.toml").write_text("[model]\ndevise = 'cpu'\n", encoding="utf-8")
    done = briefing("make", news, *ON_THE_DAY)
    assert done.code == 2
    assert "briefing.toml: unknown setting 'model.devise'; did you mean 'model.device'?" in done.err


def test_a_file_where_the_output_folder_should_be_is_wrong_usage(
    briefing: Briefing, news: Path
) -> None:
    done = briefing("make", news, *ON_THE_DAY, "--out", news / "leak.txt" / "briefs")
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert "--out" in done.err


@pytest.mark.parametrize("out", ["a", "a/x"])
def test_an_output_folder_whose_links_lead_in_a_circle_is_wrong_usage(
    briefing: Briefing, news: Path, out: str
) -> None:
    Path("a").symlink_to("b")
    Path("b").symlink_to("a")
    done = briefing("make", news, *ON_THE_DAY, "--out", out)
    assert (done.code, len(done.err.splitlines())) == (2, 1)
    assert f"{out}: " in done.err


def test_a_state_that_cannot_be_kept_costs_no_brief(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(news / "leak.txt"))
    done = briefing("make", news, *ON_THE_DAY, "--quiet")
    assert done.code == 3
    assert "XDG_STATE_HOME" in done.err
    assert len(json.loads(Path("briefs/2025-06-17/brief.json").read_text("utf-8"))["items"]) == 1


@pytest.mark.parametrize("ends", [0, 200, 5000])
def test_a_damaged_state_is_told_in_one_line_and_once(
    briefing: Briefing, news: Path, user: Path, ends: int
) -> None:
    briefing("make", news, *ON_THE_DAY)
    wanted = Path("briefs/2025-06-17/brief.json").read_bytes()
    state = user / "state" / "briefing" / "state.sqlite"
    state.write_bytes(state.read_bytes()[:ends])
    done = briefing("make", news, *ON_THE_DAY, "--quiet")
    assert (done.code, done.out, len(done.err.splitlines())) == (0, "", 1)
    assert f"{state} was damaged" in done.err
    assert "state.broken" in done.err
    assert Path("briefs/2025-06-17/brief.json").read_bytes() == wanted
    again = briefing("make", news, *ON_THE_DAY, "--quiet")
    assert again == (0, "", "")


def test_in_a_folder_that_is_gone_full_names_do_and_others_are_told(
    process: Process, news: Path, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In processes of their own: here the folder that is gone would be the tests'.
    gone = user / "gone"
    for words, code in (
        ((news, "--out", user / "full"), 0),
        ((news, "--out", "x"), 2),
        ((".",), 2),
    ):
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        done = process("make", *words, *ON_THE_DAY, "--quiet")
        _, told = done.communicate()
        assert (done.returncode, len(told.splitlines())) == (code, bool(code))
        assert b"internal" not in told
    assert (user / "full" / "2025-06-17" / "brief.json").exists()


def test_unreadable_input_is_3_and_the_rest_is_briefed(briefing: Briefing, news: Path) -> None:
    (news / "noise.bin").write_bytes(bytes(range(256)) * 8)
    (news / "gone.txt").symlink_to(news / "nothing")
    done = briefing("make", news, *ON_THE_DAY, "--json")
    assert done.code == 3
    assert {one["file"]: one["state"] for one in told(done)["files"]} == {
        "gone.txt": "unreadable",
        "leak.txt": "used",
        "noise.bin": "unreadable",
    }
    assert "gone.txt: unreadable: a broken link" in done.err
    assert len(told(done)["items"]) == 1


def test_a_file_that_vanishes_between_listing_and_reading_is_listed(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing import sources

    (news / "soon-gone.txt").write_text("Some text.", encoding="utf-8")
    find = sources.find_files

    def find_then_lose(*given: Any, **named: Any) -> list[sources.FoundFile]:
        found = find(*given, **named)
        (news / "soon-gone.txt").unlink()
        return found

    monkeypatch.setattr(sources, "find_files", find_then_lose)
    done = briefing("make", news, *ON_THE_DAY, "--json")
    assert done.code == 3
    assert [one["state"] for one in told(done)["files"]] == ["used", "unreadable"]


def test_without_a_model_the_brief_is_extractive_and_the_way_out_is_named(
    briefing: Briefing, news: Path
) -> None:
    done = briefing("make", news, "--date", "2025-06-17", "--json")
    assert done.code == 0
    assert told(done)["mode"] == "extractive"
    assert "warning: extractive brief" in done.err
    assert "briefing models pull" in done.err


def test_the_closing_line_counts_what_there_is(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, *ON_THE_DAY)
    assert done.err.splitlines()[-1].endswith("3 verbatim")
    assert "rewritten," not in done.err  # none of a kind is no failure


def test_a_model_that_must_be_there_and_is_not_is_5(briefing: Briefing, news: Path) -> None:
    done = briefing("make", news, "--date", "2025-06-17", "--require-model")
    assert (done.code, done.out) == (5, "")
    assert "briefing models pull" in done.err
    assert not Path("briefs").exists()


def speak(monkeypatch: pytest.MonkeyPatch, model: Any, **more: Any) -> list[choosing.Chosen]:
    """Let `model` be the configured one; what is put last into the list that comes back goes before it."""
    others: list[choosing.Chosen] = [choosing.Chosen(None, **more)] if more else []

    def choose(settings: Any, cache: Path, store: Store, progress: Any) -> choosing.Chosen:
        stored = KeptGenerator(model.identity, lambda: model, store, Running(8))
        return others[-1] if len(others) > 1 else choosing.Chosen(stored, **more)

    monkeypatch.setattr(choosing, "choose", choose)
    monkeypatch.setattr(job, "begin", lambda *_: None)  # doubles are loaded nowhere
    return others


class Broken(FakeGenerator):
    def generate(self, *given: Any) -> Any:
        raise ModelError("the weights are broken; get them again with: briefing models pull.")


def test_a_model_that_fails_late_costs_neither_the_brief_nor_the_input(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak(monkeypatch, Broken())
    story = (news / "leak.txt").read_bytes()
    done = briefing("make", "-", "--date", "2025-06-17", "--json", stdin=story)
    assert done.code == 0
    assert told(done)["mode"] == "extractive"
    assert len(told(done)["items"]) == 1
    assert "the weights are broken" in done.err
    strict = briefing("make", news, "--date", "2025-06-17", "--require-model")
    assert strict.code == 5


def test_a_key_in_the_address_of_a_server_is_refused_and_told_nowhere(
    briefing: Briefing, news: Path, user: Path
) -> None:
    file = user / "own.toml"
    text = (
        "[model]\ngenerator = 'http://me:KEY@h/v1#m'\n[model.server]\nurl = 'http://h/v1?k=KEY'\n"
    )
    file.write_text(text, encoding="utf-8")
    done = briefing("make", news, "--date", "2025-06-17", "--config", file)
    assert "http://…@h: a key does not belong in an address" in done.err
    listed = briefing("models", "list", "--config", file)
    run = Path("briefs/2025-06-17/run.json").read_text("utf-8")
    model = json.loads(run)["settings"]["model"]
    assert (model["generator"], model["server"]["url"]) == ("http://…@h/v1#m", "http://h/v1?…")
    assert "http://…@h/v1#m" in listed.out
    assert "KEY" not in done.err + listed.out + run


def test_the_embedded_model_goes_on_shortening_where_the_one_that_writes_fails(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = speak(monkeypatch, Broken(), shortener=FakeGenerator(), leaves_machine=True)
    done = briefing("make", news, "--date", "2025-06-17", "--json", "--quiet")
    assert (done.code, told(done)["mode"]) == (0, "model")
    assert [name for name, one in told(done)["models"].items() if one] == ["shortener", "prompts"]
    assert done.err == (
        "warning: no sentence is rewritten, the embedded model shortens them: the weights are broken; "
        "get them again with: briefing models pull.\n"
    )
    page = Path("briefs/2025-06-17/brief.md").read_text("utf-8")
    assert "The model that was to write was not there" in page
    assert "Text of the stories left this machine" in page  # before it failed
    chosen.append(choosing.Chosen(None, "nobody answers", shortener=chosen[0].shortener))
    missing = briefing("make", news, "--date", "2025-06-17", "--json", "--quiet")
    assert told(missing)["mode"] == "model"
    assert "shortens them: nobody answers.\n" in missing.err
    strict = briefing("make", news, "--date", "2025-06-17", "--require-model")
    assert (strict.code, strict.err) == (5, "briefing: --require-model: nobody answers.\n")


def test_a_second_run_takes_its_answers_from_the_store(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = FakeGenerator(lambda text: text.split(", ")[0] + ".")
    speak(monkeypatch, model)
    first = briefing("make", news, "--date", "2025-06-17", "--json")
    second = briefing("make", news, "--date", "2025-06-17", "--json")
    assert told(first)["mode"] == "model"
    assert first.out == second.out
    assert len(model.batches) == 1


def test_a_run_beside_another_is_11_and_changes_nothing(
    briefing: Briefing, news: Path, user: Path
) -> None:
    with lock(user / "state" / "briefing", user / "work" / "briefs"):
        done = briefing("make", news, *ON_THE_DAY)
    assert (done.code, done.out) == (11, "")
    assert "another run is writing there" in done.err
    assert not Path("briefs").exists()
    assert briefing("make", news, *ON_THE_DAY).code == 0


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks into /proc")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_an_interrupted_run_leaves_the_former_brief_whole(
    briefing: Briefing, process: Process, news: Path, number: signal.Signals, code: int
) -> None:
    briefing("make", news, *ON_THE_DAY)
    before = written(Path("briefs/2025-06-17"))
    former = signal.signal(number, signal.SIG_DFL)  # the tests may run under nohup
    try:
        running = process("make", "-", *ON_THE_DAY)  # waits for its standard input
        wait_until_open(running, "state.sqlite")
    finally:
        signal.signal(number, former)
    running.send_signal(number)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (code, b"")
    assert err.splitlines()[-1].startswith(b"briefing: interrupted")
    assert b"Traceback" not in err
    assert written(Path("briefs/2025-06-17")) == before
    assert briefing("make", news, *ON_THE_DAY).code == 0  # the lock is free


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="the system has no such signal")
@pytest.mark.parametrize("handler", ["SIG_IGN", "SIG_DFL"])
def test_a_run_that_nohup_started_goes_on_when_its_terminal_goes(handler: str) -> None:
    script = (
        "import signal, sys; from contextlib import suppress; from briefing.__main__ import main;"
        f"signal.signal(signal.SIGHUP, signal.{handler}); sys.argv = ['briefing', '--version']\n"
        "with suppress(SystemExit): main()\n"
        f"sys.exit(signal.getsignal(signal.SIGHUP) is signal.{handler})"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, stdout=subprocess.DEVNULL)
    assert done.returncode == (handler == "SIG_IGN")


def wait_until_open(running: subprocess.Popen[bytes], name: str) -> None:
    """Wait until a process has file `name` open: then it is in the middle of its work."""
    folder = Path(f"/proc/{running.pid}/fd")
    for _ in range(600):
        try:
            if any(name in str(link.readlink()) for link in folder.iterdir()):
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{name} was not opened")


def test_an_internal_error_is_1_in_one_line_with_the_traceback_in_the_log(
    briefing: Briefing, news: Path, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from briefing.assembly import pipeline

    def fail(*given: Any) -> None:
        raise RuntimeError("first \x1b[31mline\nsecond line")

    monkeypatch.setattr(pipeline, "prepare", fail)
    done = briefing("make", news, *ON_THE_DAY)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1
    assert "internal error: RuntimeError: first line second line" in done.err
    log = user / "state" / "briefing" / "error.log"
    assert "Traceback" in log.read_text("utf-8")
    assert str(log) in done.err
    assert "Traceback" in briefing("make", news, *ON_THE_DAY, "--debug").err


def test_a_reader_who_has_gone_is_no_error(process: Process, news: Path) -> None:
    running = process("make", news, *ON_THE_DAY, "--json", "--quiet")
    assert running.stdout is not None
    running.stdout.close()
    running.stdout = None
    _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, b"")
    assert Path("briefs/2025-06-17/brief.json").is_file()


# -- names --------------------------------------------------------------------------------------

NAMES = [
    b"new\nline.txt",
    b"red\x1b[31m.txt",
    b"c1\xc2\x9b31m.txt",
    b"latin-\xe9.txt",
    b"a|b`c*[d](e).txt",
    b"<b>&amp;.txt",
    "日本.txt".encode(),
]


def test_names_of_files_steer_neither_terminal_nor_page(briefing: Briefing, news: Path) -> None:
    for number, name in enumerate(NAMES):
        path = os.path.join(os.fsencode(news), name)  # noqa: PTH118  # the name is bytes
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(f"No story {number}".encode() if number % 2 else b"\0\1\2" * 99)
    done = briefing("make", news, *ON_THE_DAY)
    assert done.code == 3
    assert len(json.loads(Path("briefs/2025-06-17/brief.json").read_text("utf-8"))["files"]) == 8
    shown = briefing("inspect", news)
    as_json = briefing("inspect", news, "--json")
    printed = briefing("make", news, *ON_THE_DAY, "--json")
    for one in (done, shown, as_json, printed):
        assert not set(one.out + one.err) & {"\x1b", "\x9b"}
    assert len(told(as_json)["files"]) == 8
    assert {one["file"] for one in told(as_json)["files"]} == {
        one["file"] for one in told(printed)["files"]
    }
    page = Path("briefs/2025-06-17/brief.html").read_text("utf-8")
    assert "<b>" not in page
    assert "\x1b" not in page


def test_control_characters_of_a_story_stay_out_of_the_terminal(
    briefing: Briefing, news: Path
) -> None:
    story = (news / "leak.txt").read_text("utf-8").replace("Leak", "L\x9b31me\x1b[2Jak\x07")
    (news / "leak.txt").write_text(story, encoding="utf-8")
    for done in (
        briefing("make", news, *ON_THE_DAY, "--json"),
        briefing("inspect", news, "--date", "2025-06-17"),
        briefing("inspect", news, "--json"),
        briefing("why", "swimming", "hall", "--in", news),
    ):
        assert not set(done.out + done.err) & {"\x1b", "\x9b", "\x07"}


def test_two_sources_may_have_files_of_one_name(briefing: Briefing, news: Path, user: Path) -> None:
    (user / "more").mkdir()
    story = (news / "leak.txt").read_text("utf-8")
    (user / "more" / "leak.txt").write_text(story, encoding="utf-8")
    done = briefing("make", news, user / "more", *ON_THE_DAY, "--json")
    assert done.code == 0
    files = [(one["file"], one["state"]) for one in told(done)["files"]]
    assert sorted(files) == [("leak.txt", "duplicate"), ("leak.txt", "used")]
    assert told(done)["items"][0]["reports"] == 1


def test_a_file_on_which_the_cut_fails_is_told(
    briefing: Briefing, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(document: Any, *of: Any) -> Any:
        if "bees" in document.file:
            raise OverflowError
        return assemble(document, *of)

    (news / "bees.txt").write_text(f"Coins under an oak\n\nTuesday, June 17, 2025\n\n{BEES}")
    monkeypatch.setattr(spread, "assemble", failing)
    monkeypatch.setattr(Faults, "spares", True)
    done = briefing("make", news, *ON_THE_DAY, "--quiet")
    assert done.code == 3
    assert "bees.txt: it could not be cut into stories (OverflowError)" in done.err


def test_a_brief_has_the_forms_that_are_asked_for(briefing: Briefing, news: Path) -> None:
    formats = ["json", "txt", "mail.html", "docx", "epub"]
    Path("briefing.toml").write_text(f"[output]\nformats = {json.dumps(formats)}\n")
    for _ in range(2):
        done = briefing("make", news, "--date", "2025-06-17", "--model", "none")
        folder = Path("briefs/2025-06-17")
        names = {path.name for path in folder.iterdir() if path.name.startswith("brief.")}
        assert (done.code, names) == (0, {f"brief.{one}" for one in formats})
    assert f"{folder}/brief.epub" in done.out


def test_a_form_that_there_is_not_is_refused_before_the_work(
    briefing: Briefing, news: Path
) -> None:
    Path("briefing.toml").write_text('[output]\nformats = ["json", "pdf"]\n')
    done = briefing("make", news, "--date", "2025-06-17", "--model", "none")
    assert (done.code, "no format 'pdf'; there are: md, html" in done.err) == (2, True)
    assert not Path("briefs").exists()
