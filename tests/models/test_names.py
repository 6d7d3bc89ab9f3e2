"""A name that leads to no model is answered with the form that would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import MissingModelError
from briefing.models.choose import backend_of
from briefing.models.names import advice, shown
from briefing.models.pins import PINS


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("ollama:llama3.2:1b", "http://127.0.0.1:11434/v1#llama3.2:1b"),
        ("ollama/llama3", "http://127.0.0.1:11434/v1#llama3"),
        ("ollama_chat/llama3", "http://127.0.0.1:11434/v1#llama3"),
        ("ollama://llama3", "http://127.0.0.1:11434/v1#llama3"),
        ("vllm:org/name", "http://127.0.0.1:8000/v1#org/name"),
        ("127.0.0.1:8000/v1#small", "http://127.0.0.1:8000/v1#small"),
        ("localhost:8080", "http://localhost:8080"),
        ("[::1]:8080/v1", "http://[::1]:8080/v1"),
        ("tcp://box:1/v1", "http://box:1/v1"),
        ("https://huggingface.co/org/name/tree/main", "hub id alone: org/name"),
        ("hf.co/org/name", "hub id alone: org/name"),
        ("models/small.gguf", "briefing models pull models/small.gguf"),
        ("org/name:small.gguf", "briefing models pull org/name:small.gguf"),
        ("model.safetensors", "folder that the weights lie in"),
        ("pytorch_model.bin", "can run code"),
        ("~/models/none", "no such folder"),
        ("a/b/c", "no such folder"),
        ("smollm2", "did you mean 'smollm2-135m-instruct'?"),
    ],
)
def test_the_right_form_is_named(name: str, right: str, tmp_path: Path) -> None:
    assert right in advice(name)
    with pytest.raises(MissingModelError) as caught:
        backend_of(name).find(name, tmp_path)
    assert right in str(caught.value)


@pytest.mark.parametrize("name", [*PINS, "org/name", "org/name@main", "gpt2", "name"])
def test_a_name_of_the_right_form_is_left_alone(name: str) -> None:
    assert advice(name) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("http://me:secret@h:1/v1#a@main", "http://…@h:1/v1#a@main"),
        ("https://h/v1?key=se@cret#small", "https://h/v1?…#small"),
        ("http://me:se/c@ret", "http://…"),
        ("HTTP://secret@h", "HTTP://…@h"),
        ("http://h:8000/v1#/srv/a@main", "http://h:8000/v1#/srv/a@main"),
        ("http://[::1", "http://[::1"),
        ("org/name@v1", "org/name@v1"),
        ("tcp://me:secret@h", "tcp://…@h"),
        ("me:secret@h:8000/v1#m", "…@h:8000/v1#m"),
        ("me:sec/ret@h:8000", "…"),
        ("secret@h.example.org", "…@h.example.org"),
        ("secret@h/v1", "…@h/v1"),
        ("secret@localhost", "…@localhost"),
        ("127.0.0.1:1/v1?key=secret", "127.0.0.1:1/v1?…"),
        ("h:8000?key=secret", "h:8000?…"),
        ("[::1]:8080?key=secret", "[::1]:8080?…"),
        ("ollama:me:secret@h:11434", "…@h:11434"),
        *((name, name) for name in ("gpt2@v2.0", "gpt2@refs/pr/1", "org/name:a@b.gguf")),
        *((name, name) for name in ("ollama:llama3.2:1b", "/srv/a?b@c", "x.y/a.gguf", r"C:\a@b")),
        ("", ""),
    ],
)
def test_a_name_is_shown_without_what_may_be_a_key(name: str, text: str) -> None:
    assert shown(name) == text


@pytest.mark.parametrize(
    "name",
    [
        "me:SECRET@h:8000/v1",
        "ollama:me:SECRET@h:1",
        "tcp://SECRET@h:1/v1",
        "h:1/v1?k=SECRET",
        "SECRET@h:1",
    ],
)
def test_a_key_in_a_name_that_leads_nowhere_is_not_told(name: str, tmp_path: Path) -> None:
    with pytest.raises(MissingModelError) as caught:
        backend_of(name).find(name, tmp_path)
    assert "SECRET" not in str(caught.value)
