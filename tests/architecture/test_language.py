"""The language of docstrings and names, as far as a program can hold it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.modules import ROOT

PRODUCT = ("contracts", "functions", "infra", "layers/learn_exchange/python", "local")
NOUN_CLAUSE = re.compile(r"(How|What|Where|Whether|Which|Who|Whom|Whose|Why)\b")
NOUN_PHRASE = re.compile(r"(A|All|An|Each|Every|People|Someone|The|There|These|Those|Your)\b")
# Private words for which there is a usual one, and words of another century.
DROPPED = re.compile(
    r"\b(again_if_overtaken|anew|besides|side_by_side|the one who|what comes of it|whoever)\b",
    re.IGNORECASE,
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*places: str) -> list[Path]:
    """Returns the Python files below some folders."""
    files = (path for place in places for path in sorted((ROOT / place).rglob("*.py")))
    return [path for path in files if "node_modules" not in path.parts]


def name(path: Path) -> str:
    """Returns the name of a case."""
    return str(path.relative_to(ROOT))


def docstrings(source: Path) -> Iterator[tuple[ast.AST, str]]:
    """Yields all that has a docstring in a file, from the module to a field, and this."""
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | Function) and (
            text := ast.get_docstring(node)
        ):
            yield node, text
        # That of a constant or a field is a text of its own, below it.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node, str(node.value.value)


@pytest.mark.parametrize("source", sources(*PRODUCT, "tests"), ids=name)
def test_no_docstring_opens_with_a_noun_clause(source: Path) -> None:
    assert [text for _, text in docstrings(source) if NOUN_CLAUSE.match(text)] == []


@pytest.mark.parametrize("source", sources(*PRODUCT), ids=name)
def test_the_docstring_of_a_function_opens_with_a_verb(source: Path) -> None:
    # A property is used like a value, and described like one.
    assert [
        text
        for node, text in docstrings(source)
        if isinstance(node, Function)
        and not any("property" in ast.unparse(each) for each in node.decorator_list)
        and NOUN_PHRASE.match(text)
    ] == []


@pytest.mark.parametrize("source", sources(*PRODUCT), ids=name)
def test_words_that_were_dropped_do_not_come_back(source: Path) -> None:
    assert DROPPED.findall(source.read_text("utf-8")) == []
