"""Edits of the sources of libraries, which a layer gets in its own version of them."""

import ast
from collections.abc import Iterable
from pathlib import Path


class LibraryChanged(Exception):
    """A library no longer has what a step of the build expects; one line says what."""


def replace(path: Path, old: str, new: str) -> None:
    """Replace a text that occurs once.

    Raises:
        LibraryChanged: it does not.
    """
    source = path.read_text("utf-8")
    if source.count(old) != 1:
        raise LibraryChanged(f"{_name(path)} has {old!r} {source.count(old)} times, not once.")
    path.write_text(source.replace(old, new), "utf-8")


def blank(path: Path, spans: Iterable[tuple[int, int]], instead: str = "") -> None:
    """Returns empty lines from a first to a last one, with `instead` in the first of each span.

    All other lines keep their numbers, which tracebacks name.
    """
    lines = path.read_text("utf-8").split("\n")
    for first, last in spans:
        lines[first - 1 : last] = [instead] + [""] * (last - first)
    path.write_text("\n".join(lines), "utf-8")


def span(node: ast.expr | ast.stmt) -> tuple[int, int]:
    """Return the first and the last line of a node."""
    return node.lineno, node.end_lineno or node.lineno


def assigned(path: Path, name: str) -> ast.expr:
    """Return what a module assigns to a name.

    Raises:
        LibraryChanged: it assigns nothing to it.
    """
    for statement in ast.parse(path.read_text("utf-8")).body:
        match statement:
            case ast.Assign([ast.Name(found)], value) if found == name:
                return value
    raise LibraryChanged(f"{_name(path)} has no {name}.")


def import_first(module: str, init: Path) -> None:
    """Let a package import a module before all else, in a line that it has already."""
    source = init.read_text("utf-8")
    lines = source.split("\n")
    before = [each for each in ast.parse(source).body if _comes_first(each)]
    if before:
        _, last = span(before[-1])
        lines[last - 1] += f"; import {module}"
        init.write_text("\n".join(lines), "utf-8")
    else:
        init.write_text(f"import {module}\n{source}", "utf-8")


def _comes_first(statement: ast.stmt) -> bool:
    """Return whether a statement must stay before all others: docstrings, and `__future__`."""
    match statement:
        case ast.ImportFrom(module="__future__") | ast.Expr(ast.Constant(str())):
            return True
    return False


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
