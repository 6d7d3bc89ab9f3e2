"""The program for other programs: records out, nothing printed, nothing read that was not named."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import briefing
from briefing.assembly import pipeline, rows
from briefing.assembly.run import Run
from briefing.errors import ConfigError, ModelError, UsageError
from briefing.models import choose as choosing
from briefing.models.base import Answer
from briefing.models.fake import FakeGenerator
from briefing.records import Item, Reading, Unread

DAY = date(2025, 6, 17)
PAGES = {
    "herald.txt": "Bridge of Tarn closed after lorry hits railing\n\n17 June 2025\n\nThe bridge of Tarn was closed on Tuesday after a lorry struck its railing, "
    "the town council said. Nobody was hurt. It will open again on Friday.\n",
    "post.txt": "Rowers of Port Ellery win harbour cup again\n\n17 June 2025\n\nThe rowers of Port Ellery won the harbour cup on Monday, their first in 37 years. "
    "Some 4,000 people watched from the breakwater.\n",
}
PLAIN = briefing.load_settings(model__generator="none", brief__timezone="UTC")


def made(**more: object) -> briefing.Brief:
    return briefing.make(PAGES, date=DAY, settings=PLAIN, **more)  # type: ignore[arg-type]  # as named by each test


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_brief_has_its_items_and_every_text_that_the_command_writes(tmp_path: Path) -> None:
    brief = made()
    assert {item.headline for item in brief.items} == {
        "Bridge of Tarn closed after lorry hits railing",
        "Rowers of Port Ellery win harbour cup again",
    }
    assert brief.mode == "extractive"
    day = brief.save(tmp_path)
    assert day == tmp_path / "2025-06-17"
    for name, text in (
        ("brief.md", brief.to_markdown()),
        ("brief.html", brief.to_html()),
        ("brief.json", brief.to_json()),
    ):
        assert (day / name).read_text(encoding="utf-8") == text


def test_a_brief_has_the_formats_of_the_settings_too() -> None:
    settings = briefing.load_settings(
        model__generator="none", brief__timezone="UTC", output__formats=["json", "txt"]
    )
    files = briefing.make(PAGES, date=DAY, settings=settings).files
    assert {"brief.md", "brief.html", "brief.json", "brief.txt"} <= {*files}
    assert "Bridge of Tarn" in str(files["brief.txt"])
    strange = briefing.load_settings(model__generator="none", output__formats=["json", "odd"])
    with pytest.raises(ConfigError, match="there is no format 'odd'"):
        briefing.make(PAGES, date=DAY, settings=strange)


def test_text_that_utf_8_has_no_form_for_is_read_all_the_same() -> None:
    pages = {**PAGES, "odd.txt": PAGES["post.txt"].replace("harbour", "har\ud800bour")}
    brief = briefing.make(pages, date=DAY, settings=PLAIN)
    assert {one.file: one.state for one in brief.inputs}["odd.txt"] == "used"
    assert briefing.inspect({"a.txt": "\ud800"}, date=DAY, settings=PLAIN)


def test_files_and_contents_by_name_give_the_same_brief(folder: Path) -> None:
    brief = briefing.make(folder, date=DAY, settings=PLAIN)
    assert brief.files == made().files
    assert briefing.make([str(folder)], date=DAY, settings=PLAIN).files == brief.files


def test_calls_in_several_threads_do_not_meet() -> None:
    with ThreadPoolExecutor(3) as pool:
        briefs = list(pool.map(lambda _: made(), range(3)))
    assert {one.to_json() for one in briefs} == {made().to_json()}


def test_nothing_is_printed_and_no_setting_comes_from_outside(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BRIEFING_BRIEF__MAX_ITEMS", "1")
    (tmp_path / "briefing.toml").write_text("[brief]\nmax_items = 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(made().items) == 2
    assert briefing.Settings().brief.max_items == 30
    assert capfd.readouterr() == ("", "")


def test_settings_come_from_a_file_the_environment_and_values_where_they_are_named(
    tmp_path: Path,
) -> None:
    file = tmp_path / "own.toml"
    file.write_text("[brief]\nmax_items = 7\ndays = 2\n", encoding="utf-8")
    settings = briefing.load_settings(file, {"BRIEFING_BRIEF__DAYS": "3"}, brief__since_days=1)
    assert (settings.brief.max_items, settings.brief.days, settings.brief.since_days) == (7, 3, 1)
    with pytest.raises(ConfigError, match="max_itmes"):
        briefing.load_settings(brief__max_itmes=3)
    with pytest.raises(ConfigError, match="no such configuration file"):
        briefing.load_settings(tmp_path / "none.toml")


def test_a_profile_and_what_an_editor_decided_are_taken_where_they_are_named(
    tmp_path: Path,
) -> None:
    file = tmp_path / "own.toml"
    file.write_text("[profiles.short]\nbrief.max_items = 1\n", encoding="utf-8")
    assert briefing.load_settings(file).brief.max_items == 30
    assert briefing.load_settings(file, profile="short").brief.max_items == 1
    first = made().items[0]
    desk, none = tmp_path / "desk.toml", "0" * 16
    desk.write_text(
        f"drop = [{{stories = ['{first.stories[0].story.id}']}}]\n"
        f"pin = [{{stories = ['{none}']}}]\n",
        encoding="utf-8",
    )
    edited = made(overrides=desk)
    assert [item.id for item in edited.items] == [made().items[1].id]
    assert [one for one in edited.warnings if none in one] != []
    assert made(overrides=tmp_path / "none.toml").files == made().files
    desk.write_text("drop = 3", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"desk\.toml: drop"):
        made(overrides=desk)


def test_a_state_remembers_what_earlier_days_said(tmp_path: Path) -> None:
    made(state=tmp_path)
    again = briefing.make(
        {"next.txt": PAGES["herald.txt"].replace("17 June", "18 June")},
        date=date(2025, 6, 18),
        settings=PLAIN,
        state=tmp_path,
    )
    assert again.items[0].new_since is not None
    assert again.items[0].new_since.date == DAY


def test_what_went_wrong_is_told_in_the_brief(tmp_path: Path) -> None:
    wanted = briefing.load_settings(brief__timezone="UTC")
    pages: dict[str, str | bytes] = {**PAGES, "noise.bin": b"\x00\x01\x02" * 99}
    brief = briefing.make(pages, date=DAY, settings=wanted, models=tmp_path)
    told = "\n".join(brief.warnings)
    assert "smollm2-135m-instruct" in told
    assert "noise.bin: unreadable" in told


def test_errors_are_those_of_the_tree(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        briefing.make(tmp_path / "none", date=DAY, settings=PLAIN)
    with pytest.raises(ModelError):
        briefing.make(PAGES, date=DAY, models=tmp_path, require_model=True)


def test_progress_is_told() -> None:
    stages: list[str] = []
    made(progress=lambda stage, done, total: stages.append(stage))
    assert "reading" in stages


def test_what_is_inspected_is_at_hand_of_very_many_files_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = briefing.inspect(PAGES, date=DAY, settings=PLAIN)
    monkeypatch.setattr(pipeline, "MANY", 0)
    after = briefing.inspect(PAGES, date=DAY, settings=PLAIN)
    assert [one.model_dump_json() for one in after] == [one.model_dump_json() for one in before]


def test_how_files_are_read() -> None:
    pages: dict[str, str | bytes] = {"herald.txt": PAGES["herald.txt"], "noise.bin": b"\x00" * 99}
    herald, noise = briefing.inspect(pages, date=DAY, settings=PLAIN)
    assert isinstance(herald, Reading)
    assert herald.stories[0].headline == "Bridge of Tarn closed after lorry hits railing"
    assert isinstance(noise, Unread)


def test_stories_into_events() -> None:
    text = PAGES["herald.txt"]
    stories = [briefing.StoryRow(id=name, text=text, date="2025-06-17") for name in ("a", "b")]
    stories.append(briefing.StoryRow(id="c", text=PAGES["post.txt"], date="2025-06-17"))
    groups = briefing.cluster(stories)
    assert sorted(map(sorted, groups.events)) == [["a", "b"], ["c"]]
    with pytest.raises(UsageError, match="two rows"):
        briefing.cluster([stories[0], stories[0]])


def test_whether_a_text_carries_a_claim(tmp_path: Path) -> None:
    text = PAGES["herald.txt"]
    right, wrong = briefing.verify(
        [(text, "The bridge of Tarn was closed."), (text, "Forty people died in a fire in Devon.")],
        models=tmp_path,
    )
    assert right.supported
    assert not wrong.supported


def test_one_item_from_texts(tmp_path: Path) -> None:
    item, nothing = briefing.summarise(
        [[PAGES["herald.txt"]], [""]], settings=PLAIN, models=tmp_path
    )
    assert item is not None
    assert "bridge of Tarn was closed" in item.claims[0].text
    assert nothing is None


class Broken(FakeGenerator):
    def generate(self, prompts: object, decoding: object) -> Iterator[Answer]:
        raise ModelError("the weights are broken.")


def test_an_item_is_shortened_still_where_the_model_that_writes_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = choosing.Chosen(Broken(), shortener=FakeGenerator())  # type: ignore[arg-type]  # kept ones, in earnest
    tried: list[tuple[bool, bool]] = []
    original = rows.summarise_texts

    def watched(given: Sequence[Sequence[str]], run: Run) -> list[Item | None]:
        tried.append((run.generator is not None, run.shortener is not None))
        return original(given, run)

    monkeypatch.setattr(choosing, "choose", lambda *_: chosen)
    monkeypatch.setattr(rows, "summarise_texts", watched)
    (item,) = briefing.summarise([[PAGES["herald.txt"]]])
    assert item is not None
    assert tried == [(True, True), (False, True)]


def test_figures_on_labelled_rows(tmp_path: Path) -> None:
    labelled = tmp_path / "claims.jsonl"
    labelled.write_text(
        '{"id": "1", "doc": "It rained in Kent on Monday.", "claim": "It rained in Kent.", "label": 1}\n'
        '{"id": "2", "doc": "It rained in Kent on Monday.", "claim": "It snowed in Devon.", "label": 0}\n',
        encoding="utf-8",
    )
    (found,) = briefing.evaluate("verifier", labelled, models=tmp_path, settings=PLAIN)
    assert found.rows == 2
    assert "briefing" in found.systems


def test_importing_it_loads_nothing() -> None:
    code = "import briefing, sys; print(sorted(one for one in sys.modules if one.startswith('briefing.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert "make" in dir(briefing)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = briefing.nothing
