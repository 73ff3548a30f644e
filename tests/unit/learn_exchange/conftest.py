"""Fixtures for the tests of what all domains share."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from pynamodb.connection import Connection

from learn_exchange.tables import store


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited before each attempt; nobody does wait."""
    seconds: list[float] = []
    monkeypatch.setattr(store, "time", SimpleNamespace(sleep=seconds.append))
    return seconds


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Makes the next calls of an operation fail; says which operations were called."""

    def fail(operation: str, *errors: Exception) -> list[str]:
        dispatch, remaining = Connection.dispatch, iter(errors)
        called: list[str] = []

        def failing(connection: Connection, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
            called.append(name)
            if name == operation and (error := next(remaining, None)):
                raise error
            answer: dict[str, Any] = dispatch(connection, name, arguments)
            return answer

        monkeypatch.setattr(Connection, "dispatch", failing)
        return called

    return fail
