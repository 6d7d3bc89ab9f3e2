"""The page of the Python interface, generated from its signatures and docstrings."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from typing import Any, Final

import briefing
from tools.tables import table

_ROLES: Final = re.compile(r":\w+:`~?(?:briefing\.(?:\w+\.)*)?([^`]+)`")


def page() -> str:
    """Return the Markdown of all public names of the package, functions first."""
    public = {name: getattr(briefing, name) for name in briefing.__all__ if name != "__version__"}
    functions = {name: one for name, one in public.items() if inspect.isfunction(one)}
    classes = {name: one for name, one in public.items() if inspect.isclass(one)}
    if left := public.keys() - functions.keys() - classes.keys():
        raise ValueError(f"neither functions nor classes: {left}")
    head = (
        "# Python\n\nThe names of `import briefing`. Everything is typed. Errors are those of `briefing.errors` "
        "([exit codes](exit-codes.md)). How they are used: [for other programs](../howto/programs.md).\n"
    )
    told = [_function(name, one) for name, one in functions.items()]
    return "\n".join([head, *told, *(_class(name, one) for name, one in classes.items())])


def _prose(text: str) -> str:
    """A docstring as Markdown."""
    return _ROLES.sub(r"`\1`", inspect.cleandoc(text)).replace("``", "`")


def _function(name: str, one: Callable[..., Any]) -> str:
    return f"## {name}\n\n```text\n{_signature(one)}\n```\n\n{_prose(one.__doc__ or '')}\n"


def _signature(one: Callable[..., Any]) -> str:
    """How a function is called."""
    (found,) = ast.parse(textwrap.dedent(inspect.getsource(one))).body
    assert isinstance(found, ast.FunctionDef)
    found.body, found.decorator_list = [ast.Expr(ast.Constant(...))], []
    return ast.unparse(found).splitlines()[0].removeprefix("def ").removesuffix(":")


def _class(name: str, one: type) -> str:
    rows = list(_members(one))
    return f"## {name}\n\n{_prose(one.__doc__ or '')}\n\n" + (table(("", ""), rows) if rows else "")


def _members(one: type) -> Iterator[tuple[str, str]]:
    """Fields and methods of a class, each with what stands at it."""
    (found,) = ast.parse(textwrap.dedent(inspect.getsource(one))).body
    assert isinstance(found, ast.ClassDef)
    for member, under in zip(found.body, [*found.body[1:], None], strict=True):
        match member, under:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=kind), _:
                yield f"`{name}: {ast.unparse(kind)}`", _prose(_text(under))
            case ast.FunctionDef(name=name), _ if not name.startswith("_"):
                yield f"`{name}()`", _prose(ast.get_docstring(member) or "")


def _text(node: ast.stmt | None) -> str:
    """The text that stands under a field; empty where something else does."""
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return text
    return ""
