"""Versioned prompt files, as frames with a digest.

A prompt file is a Jinja template whose turns are parted by lines ``--- role``.  The untrusted text
is never rendered into it: the mark becomes the slot of a :class:`~briefing.models.base.Frame`.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Final, Literal, cast

from briefing.errors import ConfigError
from briefing.models.base import SLOT, Frame
from briefing.settings.resources import resource_folder

_TURN: Final = re.compile(r"^--- (system|user|assistant)\n", re.MULTILINE)


def prompt_names() -> tuple[str, ...]:
    """Return the names of the prompts that ship with the program, such as ``rewrite.v1``."""
    folder = resource_folder("prompts")
    return tuple(
        sorted(p.name.removesuffix(".jinja") for p in folder.iterdir() if p.name.endswith(".jinja"))
    )


@cache
def load_prompt(name: str) -> Frame:
    """Return the frame of prompt `name`; its digest is that of the file.

    Raises :class:`ConfigError` if there is no such prompt.
    """
    if name not in prompt_names():
        raise ConfigError(
            f"model.prompt: no prompt {name!r}; there are: {', '.join(prompt_names())}."
        )
    source = (resource_folder("prompts") / f"{name}.jinja").read_text(encoding="utf-8")
    return Frame(
        messages=_messages(source), digest=hashlib.sha256(source.encode("utf-8")).hexdigest()
    )


def _messages(
    source: str,
) -> tuple[tuple[Literal["system", "user", "assistant"], str], ...]:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    # No autoescape: the output is text for a model, and the only variable is our own mark.
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    parts = _TURN.split(environment.from_string(source).render(text=SLOT))[1:]
    roles = cast("list[Literal['system', 'user', 'assistant']]", parts[::2])
    return tuple((role, text.strip()) for role, text in zip(roles, parts[1::2], strict=True))
