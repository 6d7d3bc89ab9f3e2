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
        ("", ""),
    ],
)
def test_a_name_is_shown_without_what_may_be_a_key(name: str, text: str) -> None:
    assert shown(name) == text
