"""The language of docstrings and names, as far as a program can hold it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.modules import ROOT

PLACES = ("contracts", "functions", "infra", "layers/learn_exchange/python", "local", "tests")
SOURCES = sorted(
    path
    for place in PLACES
    for path in (ROOT / place).rglob("*.py")
    if "node_modules" not in path.parts
)
NOUN_CLAUSE = re.compile(r"(How|What|Where|Whether|Which|Who|Whom|Whose|Why)\b")
# Private words for which there is a usual one, and words of another century.
DROPPED = re.compile(
    r"\b(anew|besides|of which by|side_by_side|again_if_overtaken|the one who|what comes of it)\b"
)


def docstrings(source: Path) -> Iterator[tuple[str, str]]:
    """Yields the name and the docstring of each module, class and function of a file."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(
            node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and (text := ast.get_docstring(node)):
            yield getattr(node, "name", source.stem), text


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_docstring_opens_with_a_noun_clause(source: Path) -> None:
    assert [name for name, text in docstrings(source) if NOUN_CLAUSE.match(text)] == []
