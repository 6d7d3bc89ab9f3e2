"""Which models a run has, and one more place that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.errors import MissingModelError, ModelError
from briefing.models import choose as choosing
from briefing.models.base import SLOT, Backend, Decoding, Found, Frame, Prompt
from briefing.models.choose import backend_of, choose, choose_verifier
from briefing.models.fake import FakeGenerator, FakeScorer
from briefing.records import ModelIdentity
from briefing.settings.config import ModelSettings, resolve
from briefing.store import Store

IDENTITY = ModelIdentity(name="echo", digest="1")
PROMPT = Prompt(frame=Frame(messages=(("user", SLOT),)), text="rain")


def _find(name: str, _cache: Path) -> Found:
    if not name.endswith("here"):
        raise MissingModelError(f"nobody answers at '{name}'.")
    return Found(name, IDENTITY, name, chats=True)


ECHO = Backend(
    "echo",
    lambda name: name.startswith("echo://"),
    _find,
    generator=lambda found, _: FakeGenerator(lambda text: f"{text} from {found.place}"),
    scorer=lambda _, __: FakeScorer(),
)


@pytest.fixture(autouse=True)
def _echo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "BACKENDS", (ECHO, *choosing.BACKENDS))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "state.sqlite") as opened:
        yield opened


def wanted(**models: str) -> ModelSettings:
    flags = {f"model.{name}": value for name, value in models.items()}
    return resolve(None, {}, flags).settings.model


def chosen(store: Store, tmp_path: Path, **models: str) -> choosing.Chosen:
    return choose(wanted(**models), tmp_path / "no models", store, lambda _, __: None)


@pytest.mark.parametrize(
    ("name", "backend"),
    [
        ("echo://here", "echo"),
        ("none", "none"),
        ("en-core-web-sm", "spacy"),
        ("http://127.0.0.1:8000/v1#small", "server"),
        ("HTTPS://models.example", "server"),
        ("server", "server"),
        ("smollm2-135m-instruct", "huggingface"),
        ("nobody/has-this", "huggingface"),
    ],
)
def test_a_name_tells_where_a_model_comes_from(name: str, backend: str) -> None:
    assert backend_of(name).name == backend


def test_a_backend_and_a_line_add_a_place_that_models_come_from(
    store: Store, tmp_path: Path
) -> None:
    found = chosen(store, tmp_path, generator="echo://here")
    assert found.generator is not None
    assert found.generator.identity == IDENTITY
    assert found.generator.chats
    (answer,) = found.generator.generate([PROMPT], Decoding())
    assert answer.text == "rain from echo://here"
    verifier = choose_verifier(wanted(verifier="echo://here"), tmp_path)
    assert (type(verifier.scorer), verifier.alone) == (FakeScorer, True)


def test_what_is_not_there_is_told_and_the_brief_is_made_without(
    store: Store, tmp_path: Path
) -> None:
    gone = chosen(store, tmp_path, generator="echo://away")
    assert (gone.generator, gone.why_none) == (None, "nobody answers at 'echo://away'")
    alone = chosen(store, tmp_path, generator="echo://here")
    assert (alone.parser, alone.shortener, alone.embedder) == (None, None, None)
    assert "briefing models pull en-core-web-sm" in alone.warning


def test_a_model_beside_that_is_there_and_cannot_be_read_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not chosen(store, tmp_path, generator="echo://here", parser="none").warning  # not there

    def failing(name: str, _cache: Path) -> Found:
        raise ModelError(f"{name} could not be read.")

    backends = [
        one._replace(find=failing) if one.name == "huggingface" else one
        for one in choosing.BACKENDS
    ]
    monkeypatch.setattr(choosing, "BACKENDS", tuple(backends))
    told = chosen(store, tmp_path, generator="echo://here", parser="none")
    assert told.generator is not None
    assert told.warning == (
        "warning: reports are compared by their words alone: all-minilm-l6-v2 could not be read"
    )


def test_who_wants_no_model_gets_none_and_no_warning(store: Store, tmp_path: Path) -> None:
    assert chosen(store, tmp_path, generator="none") == choosing.Chosen(
        None, "model.generator is 'none'"
    )
    assert chosen(store, tmp_path, generator="echo://here", parser="none").warning == ""


@pytest.mark.parametrize("name", ["none", "echo://away", "en-core-web-sm"])
def test_a_judge_that_was_asked_for_is_not_replaced(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.verifier"):
        choose_verifier(wanted(verifier=name), tmp_path)
