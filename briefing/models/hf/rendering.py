"""Chat templates, rendered in a process of their own under limits: a template is a program of whoever made the model.

::

    template, messages ─ JSON ─▶ this file as a script, limited in time and memory ─ JSON ─▶ text

The library's sandbox keeps a template from the disk, not from loops without end and powers of powers, which no
exception of this process could interrupt.  The script imports nothing of ours, and neither torch nor weights: it takes 1.3 s.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, Final

from jinja2 import TemplateError

_SECONDS: Final = 3
"""Processor time behind the script's own start; templates take milliseconds."""
_WALL: Final = 120
"""Seconds on the clock, for a template that waits and for systems that limit no processor time."""
_MEMORY: Final = 500_000_000
"""Bytes of addresses beyond those that the libraries have reserved, which are more on a machine of many cores.  What it may write is a thousandth."""
_ALL_MEMORY: Final = 4_000_000_000
"""The same with the libraries, where the system does not tell what they have."""
_MOST_BESIDE: Final = 20_000
"""Characters that a template may write beside twice what the messages say; those of chat models write a few hundred, with tools two thousand.
A model takes time by the square of them: half a million did not end in 90 s on the smallest one."""


class UnusableTemplate(Exception):
    """A template takes more time, memory or text than it may, or fails; `str` says what."""


def render_chat(
    template: str, messages: Sequence[Mapping[str, str]], variables: Mapping[str, Any]
) -> str:
    """Return messages as a chat template writes them, with the head of an answer.

    `variables` are the tokenizer's special tokens.  Raises :class:`jinja2.TemplateError` where the template refuses the messages (some
    know no system role), :class:`UnusableTemplate` where it breaks its limits.
    """
    return _rendered(json.dumps([template, list(messages), dict(variables)], default=str))


@lru_cache(maxsize=64)
def _rendered(job: str) -> str:
    # -P: the folder of this file holds modules with the names of others.
    command = [sys.executable, "-P", __file__]
    try:
        done = subprocess.run(  # noqa: S603  # our own interpreter and file
            command, input=job, capture_output=True, encoding="utf-8", timeout=_WALL, check=False
        )
        kind, text = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise UnusableTemplate("its chat template takes too much time or memory") from None
    if kind == "refused":
        raise TemplateError(text)
    if kind == "failed":
        raise UnusableTemplate(f"its chat template fails: {text}")
    return str(text)


def _reserved() -> int:
    """Bytes of addresses of this process; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  # nothing more is imported
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _render() -> None:
    """In the script: read a job, print what kind of answer it is, and the answer."""
    from transformers.utils.chat_template_utils import render_jinja_template

    template, messages, variables = json.load(sys.stdin)
    with suppress(ImportError):  # Windows: the clock alone
        import resource

        most = math.ceil(time.process_time()) + _SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        memory = _reserved() + _MEMORY if _reserved() else _ALL_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        rendered = render_jinja_template(
            conversations=[messages],
            chat_template=template,
            add_generation_prompt=True,
            **variables,
        )
        text = rendered[0][0]  # a list of texts, and where answers stand in them
        most = 2 * sum(len(one["content"]) for one in messages) + _MOST_BESIDE
        answer = ("text", text) if len(text) <= most else ("failed", "it writes too much")
    except TemplateError as error:
        answer = ("refused", str(error))
    except Exception as error:  # noqa: BLE001  # whatever the template does
        answer = ("failed", f"{type(error).__name__}: {error}"[:200])
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _render()
