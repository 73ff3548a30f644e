"""Less for libraries to do when they are imported, with the same names in them as before."""

import ast
from pathlib import Path

from infra.edits import LibraryChanged, blank, replace, span

LAZY_INIT = """from importlib import import_module

_homes = {homes!r}


def __getattr__(name):
    if name not in _homes:
        raise AttributeError(f"module {{__name__!r}} has no attribute {{name!r}}")
    module, original = _homes[name]
    value = globals()[name] = getattr(import_module(module, __name__), original)
    return value
"""

LATE_IMPORT = """def {name}(*args, **kwargs):
    from {package} import {name}
    return {name}(*args, **kwargs)
"""

# As `inspect.getmembers`, which also gets all values that are not asked for.
GET_MEMBERS = """def getmembers(cls, wanted):
    names = {name for base in cls.__mro__ for name, value in vars(base).items() if wanted(value)}
    found = ((name, getattr(cls, name)) for name in sorted(names))
    return [(name, value) for name, value in found if wanted(value)]
"""


def empty_typed_dicts(module: Path) -> None:
    """Leave no members in the TypedDicts of a module, which only type checkers read.

    Each member makes a reference of its own that is compiled: pydantic_core has 80 such classes,
    4 % of a cold start.

    Raises:
        LibraryChanged: the module has none.
    """
    classes = [
        statement
        for statement in ast.parse(module.read_text("utf-8")).body
        if isinstance(statement, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "TypedDict" for base in statement.bases)
    ]
    if not classes:
        raise LibraryChanged(f"{module.parent.name}/{module.name} has no TypedDicts to empty.")
    bodies = [(span(each.body[0])[0], span(each)[1]) for each in classes]
    blank(module, bodies, "    pass")


def import_late(module: Path, package: str, name: str) -> None:
    """Let a module import a function when it calls it.

    Raises:
        LibraryChanged: the module no longer imports it.
    """
    late = LATE_IMPORT.format(package=package, name=name)
    replace(module, f"\nfrom {package} import {name}\n", f"\n{late}")


def find_members_fast(module: Path) -> None:
    """Let a module find members of a class without getting all others: 3 % of a cold start.

    pynamodb looks for the attributes and the indexes of each class of items.

    Raises:
        LibraryChanged: the module no longer uses `inspect.getmembers`.
    """
    replace(module, "\nfrom inspect import getmembers\n", f"\n{GET_MEMBERS}")


def find_zones_fast(module: Path) -> None:
    """Let a module find time zones without pytz, which first looks for each of all 597.

    Babel looks for the local one when it is imported: a tenth of a cold start with texts.

    Raises:
        LibraryChanged: the module no longer imports pytz where it is there.
    """
    replace(
        module,
        "try:\n    import pytz\nexcept ModuleNotFoundError:\n    pytz = None\n",
        "pytz = None\n\n\n\n",
    )


def document_dataclasses(python: Path) -> None:
    """Keep the docstrings of dataclasses, or give them one.

    For one that has none, `dataclass` writes its signature: 2 % of a cold start.

    Raises:
        LibraryChanged: there are no dataclasses.
    """
    classes = 0
    for module in sorted(python.rglob("*.py")):
        source = module.read_text("utf-8")
        if "dataclass" in source:
            lines = source.split("\n")
            for first in _first_statements(ast.parse(source)):
                has_doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
                line, column = lines[first.lineno - 1], first.col_offset
                added = "__doc__ = " if has_doc else '__doc__ = "A dataclass."; '
                lines[first.lineno - 1] = line[:column] + added + line[column:]
                classes += 1
            module.write_text("\n".join(lines), "utf-8")
    if not classes:
        raise LibraryChanged("No package has dataclasses any more.")


def _first_statements(module: ast.Module) -> list[ast.stmt]:
    """Return the first statements of dataclasses that can have another before them."""
    simple = (ast.Expr, ast.Assign, ast.AnnAssign, ast.Pass)
    return [
        node.body[0]
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
        and any("dataclass" in ast.unparse(each) for each in node.decorator_list)
        and isinstance(node.body[0], simple)
        and node.body[0].lineno > node.lineno
    ]


def write_version(init: Path, version: str) -> None:
    """Write a package's version where it asks importlib.metadata for it.

    Raises:
        LibraryChanged: the package no longer does so.
    """
    replace(init, "\nimport importlib.metadata\n", "\n")
    replace(init, "= importlib.metadata.version(__package__)", f"= {version!r}")


def import_lazily(init: Path) -> None:
    """Let a package import what it re-exports when it is asked for (PEP 562), not all at once.

    It makes a start 6 % shorter. Names that the package itself uses are imported as before.

    Raises:
        LibraryChanged: the package does more than to re-export names, to set some and to call some.
    """
    body = ast.parse(init.read_text("utf-8")).body
    used = {
        node.id
        for statement in body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    homes: dict[str, tuple[str, str]] = {}
    kept: list[str] = []
    for statement in body:
        match statement:
            case ast.ImportFrom(module=str(module), names=names, level=level):
                home = "." * level + module
                if used.isdisjoint(alias.asname or alias.name for alias in names):
                    homes |= {alias.asname or alias.name: (home, alias.name) for alias in names}
                else:
                    kept.append(ast.unparse(statement))
            case ast.Assign([ast.Name("__all__")]) | ast.Expr(ast.Constant()):
                pass
            case ast.Assign() | ast.Expr(ast.Call()):
                kept.append(ast.unparse(statement))
            case _:
                raise LibraryChanged(f"{init.parent.name} does more than to import names.")
    init.write_text("\n".join((LAZY_INIT.format(homes=homes), *kept)) + "\n", "utf-8")
