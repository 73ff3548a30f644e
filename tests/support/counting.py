"""Counting what an endpoint asks of DynamoDB: calls, and round trips.

Calls that `side_by_side` makes at once are one round trip together, as long as none of them makes
several in a row.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from pynamodb.connection import Connection

from learn_exchange.tables import store


class Calls:
    """The calls that were counted."""

    def __init__(self) -> None:
        self.operations: list[str] = []
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self._sequential = 0
        self._beside: Counter[threading.Thread] = Counter()

    @property
    def round_trips(self) -> int:
        """Returns how many calls had to wait for another one, plus one."""
        return self._sequential

    def note(self, operation: str, arguments: dict[str, Any]) -> None:
        """One call was made."""
        self.operations.append(operation)
        self.requests.append((operation, arguments))
        if threading.current_thread() is threading.main_thread():
            self._sequential += 1
        else:
            self._beside[threading.current_thread()] += 1

    def end_side_by_side(self) -> None:
        """All calls that were made side by side have been answered."""
        self._sequential += max(self._beside.values(), default=0)
        self._beside.clear()


@contextmanager
def counted_calls() -> Iterator[Calls]:
    """Count the calls that the block makes."""
    calls = Calls()
    dispatch = Connection.dispatch

    def counting_dispatch(
        connection: Connection, operation: str, arguments: dict[str, Any]
    ) -> dict[str, Any]:
        calls.note(operation, arguments)
        answer: dict[str, Any] = dispatch(connection, operation, arguments)
        return answer

    def counting_wait(futures: Any) -> Any:
        done = wait(futures)
        calls.end_side_by_side()
        return done

    with (
        patch.object(Connection, "dispatch", counting_dispatch),
        patch("learn_exchange.tables.store.wait", counting_wait),
        # One thread each, so that two calls of one thread are two of one task.
        patch.object(store, "_threads", _FreshThreads),
    ):
        yield calls


class _FreshThreads:
    """An executor that runs each task in a thread of its own."""

    def submit(self, call: Callable[[], Any]) -> Future[Any]:
        """Run the call in a new thread."""
        with ThreadPoolExecutor(max_workers=1) as executor:
            return executor.submit(call)
