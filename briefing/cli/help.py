"""How commands are looked up, so that their help reads as people write it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from typer.core import TyperGroup


class Group(TyperGroup):
    """A group of commands whose flags stand in the help without a type: nobody writes ``--json true``.

    Its own commands too; groups in it are groups of this kind themselves.
    """

    def get_params(self, ctx: Any) -> Any:  # noqa: ANN401  # the library's own types move with its releases
        """Return the group's own options, flags without a type."""
        return _bare(super().get_params(ctx))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401  # as above
        """Return the command of a name, its flags without a type."""
        command = super().get_command(ctx, cmd_name)
        if command is not None and not isinstance(command, Group):
            _bare([*command.params, command.get_help_option(ctx)])
        return command


def _bare(parameters: Iterable[Any]) -> list[Any]:
    """The parameters, without a type behind flags in those releases that print one."""
    found = list(parameters)
    for one in found:
        if getattr(one, "is_flag", False):
            one.display_type_rich = _nothing
    return found


def _nothing(ctx: object) -> None:
    """Stand for the type of a flag."""
