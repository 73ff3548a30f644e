"""Names of ministack that the emulator's process uses."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest
from ministack.services import lambda_svc

from local.emulator import adjustments, needed

SOURCES = Path(adjustments.__file__).parent


def used() -> dict[str, set[str]]:
    """Returns the names that the sources read or replace, or pass on as text, by module."""
    found: dict[str, set[str]] = defaultdict(set)
    for source in SOURCES.glob("*.py"):
        tree = ast.parse(source.read_text("utf-8"))
        modules = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ministack")
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found[modules.get(node.value.id, "")].add(node.attr)
            # As in `_keep(dynamodb, "_stream_records")`.
            if isinstance(node, ast.Call | ast.Tuple):
                parts = node.args if isinstance(node, ast.Call) else node.elts
                if parts and isinstance(parts[0], ast.Name) and parts[0].id in modules:
                    texts = (part.value for part in parts[1:] if isinstance(part, ast.Constant))
                    found[modules[parts[0].id]].update(map(str, texts))
    found.pop("", None)
    return dict(found)


def test_all_that_is_used_is_looked_for_and_nothing_else() -> None:
    assert used() == {module: set(names) for module, names in needed.NEEDED.items()}


def test_the_pinned_version_has_it_all() -> None:
    assert needed.complaint() is None


def test_what_is_missing_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(lambda_svc, "_run_sqs_batch")
    complaint = needed.complaint()
    assert complaint is not None
    assert "lacks ministack.services.lambda_svc._run_sqs_batch, which" in complaint
    assert "\n" not in complaint
