"""Prompts to requests of JSON, and answers of JSON back: both pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from briefing.errors import ModelError
from briefing.models.base import SLOT, Answer, Decoding, Prompt
from briefing.models.server.connection import short

_MARK: Final = re.compile(r"(?<=<)(?=[|\uff5c/!\[<A-Za-z_])|(?<=\[)(?=/?[A-Z][A-Z_]{2,}\])")
"""Behind the bracket that opens what may be a control token: ``<|im_end|>``, ``</s>``, ``<start_of_turn>``, ``[INST]``."""
_THOUGHT: Final = re.compile(r"\s*<think>.*?</think>", re.DOTALL)
_ENDED: Final = frozenset({"stop", "eos_token", "stop_sequence"})
"""What servers call an answer that the model ended itself."""


def body_of(prompt: Prompt, decoding: Decoding, model: str) -> dict[str, Any]:
    """Return the request for one answer: greedy, with a seed for servers that draw all the same."""
    return {
        "model": model,
        "messages": [_message(role, content, prompt) for role, content in prompt.frame.messages],
        "max_tokens": decoding.max_new_tokens,
        "temperature": 0,
        "seed": 0,
        "stream": False,
    }


def _message(role: str, content: str, prompt: Prompt) -> dict[str, str]:
    """A turn of the frame; the untrusted text may stand in the user's alone."""
    if SLOT in content and role != "user":
        raise ValueError(f"a frame whose text stands in the turn of '{role}'")
    return {"role": role, "content": content.replace(SLOT, plain(prompt.text))}


def plain(text: str) -> str:
    """Return untrusted text in which nothing can be taken for a control token.

    A server makes tokens of the whole prompt at once, so that the marks of its template would end the turn
    wherever they stand: a space behind their bracket makes them words.  A lone surrogate has no UTF-8 form.
    """
    return _MARK.sub(" ", text.encode("utf-8", "replace").decode("utf-8"))


def answer_of(body: object, decoding: Decoding) -> Answer:
    """Return the answer in what a server says, cut at the first line break if one line is wanted.

    Raises :class:`ModelError` where there is none.
    """
    choice = _first(body)
    content = choice.get("message", {}).get("content") if choice else None
    if not isinstance(content, str):
        raise ModelError("the server's answer holds no message of a model.")
    text = _THOUGHT.sub("", content, count=1).strip()
    line, broken, _ = text.partition("\n")
    if decoding.stop_at_newline and broken:
        return Answer(text=line.strip(), finish="stop")
    ended = choice.get("finish_reason") in _ENDED if choice else False
    return Answer(text=text, finish="stop" if ended else "length")


def _first(body: object) -> Mapping[str, Any] | None:
    choices = body.get("choices") if isinstance(body, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    if isinstance(first, dict) and isinstance(first.get("message"), dict):
        return first
    return None


def check_model(body: object, model: str) -> None:
    """Refuse an answer that another model has given than the one that was asked.

    Servers lengthen names by a date, a revision or a tag, and shorten them to their end.
    Raises :class:`ModelError`.
    """
    said = body.get("model") if isinstance(body, dict) else None
    if not isinstance(said, str) or not said:
        return
    if not (said.startswith(model) or model.startswith(said) or model.endswith(f"/{said}")):
        raise ModelError(
            f"'{model}' was asked, and '{short(said)}' answered; name that one if it is meant."
        )
