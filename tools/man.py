"""The man page in roff, and the completion files of the shells."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from briefing import __version__
from tools.commands import Command, Parameter, commands, program

_COMPLETIONS: Final = {"bash": "briefing.bash", "zsh": "_briefing", "fish": "briefing.fish"}


def files() -> dict[str, str]:
    """Return man page and completion files, by their path in the project."""
    made = {
        f"packaging/completions/{name}": _completion(shell) for shell, name in _COMPLETIONS.items()
    }
    return {"packaging/briefing.1": man_page(), **made}


def _completion(shell: str) -> str:
    """The script that Typer has for a shell: it asks the program itself at each tab."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing"],
        env={**os.environ, "_BRIEFING_COMPLETE": f"source_{shell}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip() + "\n"


# -- the man page -----------------------------------------------------------------------------


def man_page() -> str:
    """Return the page of the whole program for ``man``, section 1."""
    whole = program()
    lines = [
        '.\\" Generated from the code by python -m tools --write.',
        f'.TH BRIEFING 1 "" "briefing {_escaped(__version__)}" "User Commands"',
        ".SH NAME",
        r"briefing \- a dated, cited, verified brief out of a folder of news pages",
        ".SH SYNOPSIS",
        r".B briefing",
        r"\fICOMMAND\fR [\fIOPTIONS\fR] [\fIARGUMENTS\fR]",
        ".SH DESCRIPTION",
        *_paragraphs(whole.help),
        ".SH OPTIONS",
        *_parameters(whole),
        ".SH COMMANDS",
    ]
    for one in commands():
        lines += [f".SS {_escaped(one.usage)}", *_paragraphs(one.help), *_parameters(one)]
        lines += _verbatim(one.epilog)
    lines += [*_rest(), ""]
    return "\n".join(lines)


def _rest() -> Iterator[str]:
    yield ".SH EXIT STATUS"
    yield from _paragraphs(program().epilog.partition("Exit codes: ")[2])
    yield ".SH FILES"
    yield from _named("~/.config/briefing/config.toml", "Settings; ./briefing.toml goes before it.")
    yield from _named("~/.cache/briefing", "Models.")
    yield from _named(
        "~/.local/state/briefing", "Answers, what earlier days said, mails that were sent."
    )
    yield ".SH ENVIRONMENT"
    yield from _named("BRIEFING_SECTION__NAME", "A setting: BRIEFING_MODEL__DEVICE=cpu.")
    yield from _named("BRIEFING_MAIL_PASSWORD", "Password of the mail server.")
    yield from _named(
        "HF_TOKEN, HF_HOME, HF_HUB_OFFLINE, HF_ENDPOINT", "As the hub has them, for models pull."
    )
    yield from _named("PAGER, NO_COLOR", "For show.")


def _named(name: str, told: str) -> list[str]:
    return [".TP", f".B {_escaped(name)}", _escaped(told)]


def _parameters(one: Command) -> Iterator[str]:
    for each in one.parameters:
        yield ".TP"
        yield _head(each)
        told = each.help + (f" Default: {each.default}." if each.default else "")
        yield _escaped(told)


def _head(one: Parameter) -> str:
    if one.is_argument:
        return rf"\fI{_escaped(one.placeholder)}\fR"
    behind = rf" \fI{_escaped(one.placeholder)}\fR" if one.placeholder else ""
    return ", ".join(rf"\fB{_escaped(name)}\fR{behind}" for name in one.names)


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        if number:
            yield ".PP"
        yield from map(_escaped, paragraph.splitlines())


def _verbatim(text: str) -> Iterator[str]:
    """Lines that stay as they are: examples."""
    if text:
        yield from (".PP", ".nf")
        yield from map(_escaped, re.sub(r"\n\n(?=  )", "\n", text).splitlines())
        yield ".fi"


def _escaped(text: str) -> str:
    """Text in which roff finds nothing to do: backslashes, hyphens that are typed, and dots at the head of a line."""
    plain = text.replace("\\", r"\e").replace("-", r"\-").replace("…", "...").replace("`", r"\(ga")
    return rf"\&{plain}" if plain[:1] in {".", "'"} else plain
