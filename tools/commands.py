"""All commands of the program, read from the functions behind them.

Typer's own objects of commands move with its releases; functions and what is written at their parameters do not.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple, get_args, get_origin, get_type_hints

import typer
from typer.models import ArgumentInfo, ParameterInfo

from briefing.cli import EPILOG, HELP, app

_PLACEHOLDERS: Final = {Path: "PATH", int: "NUMBER", float: "NUMBER"}


class Parameter(NamedTuple):
    """One argument or option."""

    names: tuple[str, ...]
    """``("--quiet", "-q")``; of an argument its placeholder."""
    placeholder: str
    """What stands behind an option; empty for a flag."""
    help: str
    default: str
    """Empty where nothing is the default, or a flag is off."""
    is_argument: bool
    is_required: bool
    is_repeated: bool


class Command(NamedTuple):
    """One command, or the program itself."""

    words: tuple[str, ...]
    """``("models", "pull")``; of the program none."""
    help: str
    epilog: str
    parameters: tuple[Parameter, ...]

    @property
    def usage(self) -> str:
        """The line that says how it is called."""
        shown = [_usage_of(one) for one in self.parameters if one.is_argument]
        options = ["[OPTIONS]"] if len(shown) < len(self.parameters) else []
        return " ".join(["briefing", *self.words, *options, *shown])


def _usage_of(one: Parameter) -> str:
    name = one.placeholder + ("…" if one.is_repeated else "")
    return name if one.is_required else f"[{name}]"


def program() -> Command:
    """Return the program itself, with the options that stand before a command."""
    registered = app.registered_callback
    assert registered is not None
    assert registered.callback is not None
    return Command((), HELP, EPILOG, tuple(_parameters(registered.callback)))


def commands() -> Iterator[Command]:
    """Give all commands, in the order of the help; those of a group behind one another."""
    yield from _commands(app, ())


def _commands(group: typer.Typer, words: tuple[str, ...]) -> Iterator[Command]:
    for one in group.registered_commands:
        assert one.callback is not None
        name = one.name or one.callback.__name__.replace("_", "-")
        told = inspect.cleandoc(one.help or one.callback.__doc__ or "")
        yield Command((*words, name), told, one.epilog or "", tuple(_parameters(one.callback)))
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from _commands(inner.typer_instance, (*words, str(inner.name)))


def _parameters(function: Callable[..., Any]) -> Iterator[Parameter]:
    hints = get_type_hints(function, include_extras=True)
    for name, one in inspect.signature(function).parameters.items():
        kind, *rest = get_args(hints[name]) or (hints[name],)
        told = next((extra for extra in rest if isinstance(extra, ParameterInfo)), None)
        if told is not None and not told.hidden:
            yield _parameter(name, kind, told, one.default)


def _parameter(name: str, kind: Any, told: ParameterInfo, default: Any) -> Parameter:  # noqa: ANN401  # any type may stand at a parameter
    is_argument = isinstance(told, ArgumentInfo)
    is_flag = kind is bool
    inner = [one for one in (get_args(kind) or (kind,)) if one is not type(None)]
    placeholder = told.metavar or (name.upper() if is_argument else _placeholder(inner))
    is_required = default is inspect.Parameter.empty
    shown = "" if is_flag or is_required or default in (None, "") else str(default)
    # In an Annotated the first name stands where a default would stand outside of one.
    declared = [told.default, *(told.param_decls or ())]
    flags = tuple(one for one in declared if isinstance(one, str) and one.startswith("-"))
    return Parameter(
        names=(placeholder,) if is_argument else flags or (f"--{name.replace('_', '-')}",),
        placeholder="" if is_flag else placeholder,
        help=told.help or "",
        default=shown,
        is_argument=is_argument,
        is_required=is_required,
        is_repeated=any(get_origin(one) is list for one in (kind, *inner)),
    )


def _placeholder(inner: list[Any]) -> str:
    """What a value is called: the choices where there are some, else its type."""
    choices = [one for kind in inner for one in get_args(kind)] or inner
    if all(isinstance(one, str) for one in choices):
        return "|".join(choices)
    return next((_PLACEHOLDERS[one] for one in choices if one in _PLACEHOLDERS), "TEXT")
