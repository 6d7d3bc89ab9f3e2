"""Settings and the four places they come from."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import ConfigError
from briefing.settings.config import Resolved, find_user_file, resolve
from briefing.settings.refusals import FLAGS
from briefing.settings.resources import resource_folder
from briefing.settings.toml import to_toml


def settings(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, Any] | None = None,
) -> Resolved:
    return resolve(file, environment or {}, flags or {})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "briefing.toml"


def refusal(*layers: Any) -> str:
    with pytest.raises(ConfigError) as caught:
        settings(*layers)
    return str(caught.value)


# -- layers -------------------------------------------------------------------------------------


def test_defaults_hold_where_nobody_says_anything() -> None:
    resolved = settings()
    assert set(resolved.origins.values()) == {"default"}
    assert resolved.settings.model.generator == "smollm2-135m-instruct"
    assert resolved.settings.brief.max_sentences == 5
    assert resolved.settings.output.folder == "briefs"


def test_flags_go_before_the_environment_before_the_file_before_the_default(file: Path) -> None:
    environment = {"BRIEFING_MODEL__DEVICE": "cpu", "BRIEFING_MODEL__BATCH_SIZE": "3"}
    flags = {"model.device": "auto", "brief.max_items": None}
    file.write_text("[model]\ndevice = 'cuda'\nbatch_size = 2\nmax_new_tokens = 50\n")
    got = settings(file, environment, flags)
    model = got.settings.model
    assert (model.device, model.batch_size, model.max_new_tokens) == ("auto", 3, 50)
    assert {
        key: got.origins[key]
        for key in ("model.device", "model.batch_size", "model.max_new_tokens", "model.dtype")
    } == {
        "model.device": "flag",
        "model.batch_size": "environment",
        "model.max_new_tokens": str(file),
        "model.dtype": "default",
    }
    assert got.origins["brief.max_items"] == "default"  # a flag that was not given


@pytest.mark.parametrize(
    ("name", "text", "key", "value"),
    [
        ("BRIEFING_BRIEF__MAX_ITEMS", "7", "brief.max_items", 7),
        ("BRIEFING_GROUPING__THRESHOLD", "0.5", "grouping.threshold", 0.5),
        ("BRIEFING_GROUPING__THRESHOLD", "default", "grouping.threshold", "default"),
        ("BRIEFING_GROUPING__MUST_LINK", '[["a", "b"]]', "grouping.must_link", (("a", "b"),)),
        ("BRIEFING_BRIEF__FOLLOW", '["Port Ellery"]', "brief.follow", ("Port Ellery",)),
        ("BRIEFING_BRIEF__UNCHANGED", "drop", "brief.unchanged", "drop"),
        ("BRIEFING_OUTPUT__FOLDER", "2025-06-17", "output.folder", "2025-06-17"),
        ("BRIEFING_OUTPUT__FOLDER", "2025", "output.folder", "2025"),
        ("BRIEFING_OUTPUT__FOLDER", "true", "output.folder", "true"),
        ("BRIEFING_OUTPUT__FOLDER", '"in quotes"', "output.folder", "in quotes"),
        ("BRIEFING_OUTPUT__FOLDER", "/a b/c", "output.folder", "/a b/c"),
        ("BRIEFING_MODEL__GENERATOR", "google/pegasus-xsum", "model.generator", None),
        ("BRIEFING_BRIEF__TIMEZONE", "Europe/London", "brief.timezone", None),
    ],
)
def test_environment_variables_hold_plain_text_or_toml(
    name: str, text: str, key: str, value: object
) -> None:
    section, _, entry = key.partition(".")
    got = getattr(getattr(settings(environment={name: text}).settings, section), entry)
    assert got == (text if value is None else value)


def test_other_variables_of_the_environment_are_left_alone() -> None:
    other = {"BRIEFING_REWRITE_GOLDEN": "1", "HOME": "/x", "MODEL__DEVICE": "tpu", "BRIEFING": "x"}
    assert settings(environment=other) == settings()


def test_a_file_with_a_byte_order_mark_is_read(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf[brief]\r\nmax_items = 3\r\n")
    assert settings(file).settings.brief.max_items == 3


# -- which file ---------------------------------------------------------------------------------


def test_the_file_is_the_given_one_else_the_one_here_else_the_users(tmp_path: Path) -> None:
    here, home = tmp_path / "here", tmp_path / "home"
    for folder in (here, home):
        folder.mkdir()
    assert find_user_file(None, here, home) is None
    (home / "config.toml").touch()
    assert find_user_file(None, here, home) == home / "config.toml"
    (here / "briefing.toml").touch()
    assert find_user_file(None, here, home) == here / "briefing.toml"
    assert find_user_file(home / "config.toml", here, home) == home / "config.toml"


def test_a_given_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: no such configuration file"):
        find_user_file(tmp_path / "none.toml", tmp_path, tmp_path)


@pytest.mark.parametrize("data", [b"[brief", b"\xff\xfe", b"a = 1\na = 2"])
def test_a_file_that_is_no_toml_is_named(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert refusal(file).startswith(f"{file}: not readable as TOML (")


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith(f"{tmp_path}: not readable as TOML (")


# -- refusals -----------------------------------------------------------------------------------


def test_an_unknown_key_is_refused_with_the_nearest_one_in_every_layer(file: Path) -> None:
    file.write_text("[model]\ndevise = 'cpu'\n")
    hint = "unknown setting 'model.devise'; did you mean 'model.device'?"
    assert refusal(file) == f"{file}: {hint}"
    assert refusal(None, {"BRIEFING_MODEL__DEVISE": "cpu"}) == f"environment: {hint}"
    assert refusal(None, {}, {"model.devise": "cpu"}) == f"flag: {hint}"


def test_everything_that_is_wrong_is_told_at_once(file: Path) -> None:
    file.write_text(
        "[model]\ndevise = 'cpu'\nbatch_size = 0\n[brief]\ntimezone = 'Europe/Londom'\n"
    )
    said = refusal(file, {"BRIEFING_BRIEF__DAYS": "99"}, {"brief.max_items": 0})
    for part in (
        "model.devise",
        "model.batch_size = 0",
        "brief.days = 99",
        "--max-items = 0",
        "Londom",
    ):
        assert part in said
    assert "\n" not in said


def test_of_thousands_of_wrong_settings_the_first_are_told_and_the_others_counted(
    file: Path,
) -> None:
    file.write_text("\n".join(f"max_items{number} = 1" for number in range(20_000)))
    start = time.process_time()
    told = refusal(file)
    # A bound for what took half a minute, not a measurement.
    assert time.process_time() - start < 5
    assert len(told) < 10_000
    assert told.endswith(" Also: 19980 more.")


def test_an_output_folder_without_a_name_is_refused(file: Path) -> None:
    file.write_text("[output]\nfolder = ''\n")
    assert "output.folder = ''" in refusal(file)


@pytest.mark.parametrize(
    "text", ["[output]\nfolder = 'a\0b'", "[profiles.a]\nsources = ['x', '\0']"]
)
def test_a_value_with_the_character_nul_is_refused(file: Path, text: str) -> None:
    file.write_text(text.replace("'", '"').replace("\0", "\\u0000"))
    assert "NUL" in refusal(file)


def test_an_unknown_key_that_is_like_none_points_to_the_list(file: Path) -> None:
    file.write_text("zzz = 1\n")
    assert refusal(file) == (
        f"{file}: unknown setting 'zzz'; 'briefing config show' lists all settings."
    )


def test_a_single_underscore_in_a_variable_is_taken_for_a_slip() -> None:
    assert refusal(None, {"BRIEFING_MODEL_MAX_NEW_TOKENS": "9"}) == (
        "environment: unknown variable 'BRIEFING_MODEL_MAX_NEW_TOKENS'; "
        "did you mean 'BRIEFING_MODEL__MAX_NEW_TOKENS'?"
    )


def test_a_variable_without_a_section_is_taken_for_a_slip() -> None:
    assert refusal(None, {"BRIEFING_DEVICE": "cpu"}) == (
        "environment: unknown variable 'BRIEFING_DEVICE'; did you mean 'BRIEFING_MODEL__DEVICE'?"
    )
    assert "'BRIEFING_MODEL__SERVER__SECONDS' or 'BRIEFING_NOTIFY__SECONDS'" in refusal(
        None, {"BRIEFING_SECONDS": "3"}
    )


def test_settings_without_a_bottom_are_refused_in_a_line(file: Path) -> None:
    file.write_text(".".join(["a"] * 10_000) + " = 1\n")
    assert refusal(file).startswith(f"{file}: ")
    file.write_text("[model]\ngenerator = " + "[" * 10_000)
    assert refusal(file).startswith(f"{file}: not readable as TOML (")
    assert len(refusal(file)) < 400


def test_a_section_in_a_section_is_set_as_any_other(file: Path) -> None:
    file.write_text("[model.server]\nname = 'small'\nretries = 1\n")
    got = settings(file, {"BRIEFING_MODEL__SERVER__RETRIES": "2"})
    assert (got.settings.model.server.name, got.settings.model.server.retries) == ("small", 2)
    assert got.origins["model.server.retries"] == "environment"
    file.write_text("[model.server]\nretries = -1\n")
    assert refusal(file).startswith(f"{file}: model.server.retries = -1: ")


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("brief.max_items", 0, "greater than or equal to 1"),
        ("brief.max_items", "many", "valid integer"),
        ("brief.max_sentences", 51, "less than or equal to 50"),
        ("brief.language", "English", "match pattern"),
        ("brief.undated", "maybe", "'keep' or 'drop'"),
        ("brief.minutes", -1, "greater than or equal to 0"),
        ("brief.minutes", float("nan"), "less than or equal to 1440"),
        ("brief.unchanged", "short", "'line', 'full' or 'drop'"),
        ("brief.follow", "tram", "valid tuple"),
        ("brief.mute", [" "], "match pattern"),
        ("brief.timezone", "Europe/Londom", "use an IANA name such as 'Europe/London'"),
        ("brief.timezone", "../../etc/passwd", "no such time zone"),
        ("brief.timezone", "", "no such time zone"),
        ("reading.max_megabytes", 0, "greater than 0"),
        ("reading.max_megabytes", float("inf"), "less than or equal to 1000000"),
        ("reading.max_megabytes", float("nan"), "less than or equal to 1000000"),
        ("grouping.threshold", 1.5, "'default'; or: Input should be less than or equal to 1"),
        ("grouping.must_link", [["a"]], "Field required"),
        ("model.device", "tpu", "'auto', 'cpu' or 'cuda'"),
        ("model.generator", "", "at least 1 character"),
        ("model.prompt", "rewrite.v0", "no such prompt; there are: "),
        ("output.folder", 5, "valid string"),
    ],
)
def test_a_wrong_value_names_key_value_and_layer(key: str, value: object, why: str) -> None:
    said = refusal(None, {}, {key: value})
    assert said.startswith(f"{FLAGS.get(key, f'flag: {key}')} = {value!r}: ")
    assert why in said
    assert "\n" not in said


@pytest.mark.parametrize("key", ["brief.follow", "brief.mute"])
def test_a_topic_is_no_text_and_is_refused_in_a_short_line(key: str) -> None:
    long = (
        "a" * 100_000
    )  # eight with the same beginning kept the expression of topics busy for 4.6 s
    said = refusal(None, {}, {key: [long]})
    assert said.startswith(f"{FLAGS[key]} = ['aaa")
    assert "at most 200 characters" in said
    assert len(said) < 500


def test_a_wrong_value_names_the_layer_it_came_from(file: Path) -> None:
    file.write_text("[brief]\ndays = 99\n")
    assert refusal(file).startswith(f"{file}: brief.days = 99: ")
    assert refusal(None, {"BRIEFING_BRIEF__DAYS": "99"}).startswith("environment: brief.days = 99")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[outlets]]\nmatch = 'a*'\nname = ''\n", "outlets[1].name = '': "),
        ("[[outlets]]\nmatch = 'a*'\n", "outlets[1].name = {'match': 'a*'}: "),
        (
            "[[outlets]]\nmatch = 'a'\nname = 'A'\n[[outlets]]\nmatch = 3\nname = 'B'\n",
            "outlets[2].match = 3: ",
        ),
        ("[[outlets]]\nmatch = 'a'\nname = 'A'\nfile = 'b'\n", "outlets[1].file = 'b': "),
        ("outlets = 'Tarn Post'\n", "outlets = 'Tarn Post': "),
        ("[outlets]\nmatch = 'a'\n", "unknown setting 'outlets.match'"),
    ],
)
def test_a_wrong_rule_for_outlets_is_named_by_its_place(
    file: Path, text: str, complaint: str
) -> None:
    file.write_text(text)
    assert refusal(file).startswith(f"{file}: {complaint}")


def test_rules_for_outlets_keep_their_order(file: Path) -> None:
    file.write_text("[[outlets]]\nmatch = 'a*'\nname = 'A'\n[[outlets]]\nmatch = '*'\nname = 'B'\n")
    rules = settings(file).settings.outlets
    assert [(rule.match, rule.name) for rule in rules] == [("a*", "A"), ("*", "B")]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[sections]]\nname = 'World'\nwords = []\n", "sections[1].words = []: "),
        ("[[sections]]\nname = 'World'\nwords = ['…']\n", "sections[1].words = '…': "),
        ("[[sections]]\nwords = ['treaty']\n", "sections[1].name = {'words': ['treaty']}: "),
        ("[sections]\nname = 'World'\n", "unknown setting 'sections.name'"),
    ],
)
def test_a_wrong_section_is_named_by_its_place(file: Path, text: str, complaint: str) -> None:
    file.write_text(text)
    assert refusal(file).startswith(f"{file}: {complaint}")


def test_sections_keep_their_order(file: Path) -> None:
    file.write_text(
        "[[sections]]\nname = 'B'\nwords = ['b']\n[[sections]]\nname = 'A'\nwords = ['a c']\n"
    )
    sections = settings(file).settings.sections
    assert [(one.name, one.words) for one in sections] == [("B", ("b",)), ("A", ("a c",))]


# -- the default file and the way back ----------------------------------------------------------


def test_every_default_has_a_comment_on_its_line() -> None:
    text = (resource_folder("configs") / "default.toml").read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if re.match(r"\w+ *=", line)]
    keys = sum(1 for line in to_toml(settings()).splitlines() if "# default" in line)
    assert len(entries) == keys > 15
    assert [line for line in entries if not re.search(r" # \S.{9,}", line)] == []


def test_the_default_file_has_every_setting_and_no_other() -> None:
    text = (resource_folder("configs") / "default.toml").read_text(encoding="utf-8")
    shown = settings().settings.model_dump(mode="json")
    assert tomllib.loads(text) == shown


def test_shown_settings_tell_where_each_came_from(file: Path) -> None:
    file.write_text("[output]\nfolder = 'out'\n")
    lines = to_toml(settings(file, {"BRIEFING_BRIEF__DAYS": "2"})).splitlines()
    assert lines[0] == "outlets = []  # default"
    assert lines[2] == "sections = []  # default"
    assert lines[4] == "[brief]"
    assert "days = 2  # environment" in lines
    assert f'folder = "out"  # {file}' in lines
    assert 'device = "auto"  # default' in lines


NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(
    folder=NAMES,
    links=st.lists(st.tuples(NAMES, NAMES), max_size=3),
    threshold=st.one_of(st.just("default"), st.floats(0, 1)),
    megabytes=st.floats(1e-300, 1e6),
    origin=NAMES,
)
def test_shown_settings_read_back_are_the_same_settings(
    folder: str,
    links: list[tuple[str, str]],
    threshold: float | str,
    megabytes: float,
    origin: str,
) -> None:
    flags = {
        "outlets": [{"match": f"a{folder}*", "name": f"b{folder}"}],
        "sections": [{"name": f"c{folder}", "words": [f"d{folder}", "e"]}],
        "output.folder": f"f{folder}",
        "grouping.must_link": links,
        "grouping.threshold": threshold,
        "reading.max_megabytes": megabytes,
    }
    resolved = settings(flags=flags)
    origins = {**resolved.origins, "output.folder": origin}
    shown = tomllib.loads(to_toml(Resolved(resolved.settings, origins)))
    rules = {name: shown.pop(name) for name in ("outlets", "sections")}
    flat = {f"{name}.{key}": v for name, part in shown.items() for key, v in part.items()}
    assert settings(flags={**flat, **rules}).settings == resolved.settings
