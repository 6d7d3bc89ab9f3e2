"""Chat templates, rendered in a process of their own under limits: a template is a program of whoever made the model.

::

    template, messages ─ JSON ─▶ this file as a script, limited in time and memory ─ JSON ─▶ text

The library's sandbox keeps a template from the disk, not from loops without end and powers of powers, which no
exception of this process could interrupt.  The script imports nothing of ours, and neither torch nor weights: it takes 1.3 s.
"""

from __future__ import annotations

import json
import math
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
_MEMORY: Final = 4_000_000_000
"""Bytes of addresses: the libraries reserve some 600 MB on Linux, of which they use a tenth."""
_MOST: Final = 1_000_000
"""Characters of a frame: no model has positions for as many."""


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


def _render() -> None:
    """In the script: read a job, print what kind of answer it is, and the answer."""
    from transformers.utils.chat_template_utils import render_jinja_template

    template, messages, variables = json.load(sys.stdin)
    with suppress(ImportError):  # Windows: the clock alone
        import resource

        most = math.ceil(time.process_time()) + _SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        rendered = render_jinja_template(
            conversations=[messages],
            chat_template=template,
            add_generation_prompt=True,
            **variables,
        )
        text = rendered[0][0]  # a list of texts, and where answers stand in them
        answer = ("text", text) if len(text) <= _MOST else ("failed", "it writes too much")
    except TemplateError as error:
        answer = ("refused", str(error))
    except Exception as error:  # noqa: BLE001  # whatever the template does
        answer = ("failed", f"{type(error).__name__}: {error}"[:200])
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _render()
