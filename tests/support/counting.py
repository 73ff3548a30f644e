"""Counting what an endpoint asks of DynamoDB: calls, and round trips.

Of calls that are made concurrently, the longest row of them counts.
"""

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from pynamodb.connection import Connection

from learn_exchange import concurrency


class Calls:
    """The calls that were counted."""

    def __init__(self) -> None:
        self.operations: list[str] = []
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self._in_a_row: Counter[threading.Thread] = Counter()
        self._begun: dict[threading.Thread, list[threading.Thread]] = defaultdict(list)

    @property
    def round_trips(self) -> int:
        """Returns how many calls had to wait for another one, plus one."""
        return self._in_a_row[threading.main_thread()]

    def note(self, operation: str, arguments: dict[str, Any]) -> None:
        """One call was made."""
        self.operations.append(operation)
        self.requests.append((operation, arguments))
        self._in_a_row[threading.current_thread()] += 1

    def begin(self, by: threading.Thread) -> None:
        """This thread makes one of several concurrent calls."""
        self._begun[by].append(threading.current_thread())

    def end_concurrent(self) -> None:
        """All calls that this thread had made concurrently have been answered."""
        this = threading.current_thread()
        begun = self._begun.pop(this, [])
        self._in_a_row[this] += max((self._in_a_row[thread] for thread in begun), default=0)


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
        calls.end_concurrent()
        return done

    with (
        patch.object(Connection, "dispatch", counting_dispatch),
        patch.object(concurrency, "wait", counting_wait),
        patch.object(concurrency, "_threads", lambda: _FreshThreads(calls)),
    ):
        yield calls


class _FreshThreads:
    """An executor that runs each task in a thread of its own: its calls in a row are counted."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def submit(self, call: Callable[[], Any]) -> Future[Any]:
        """Run the call in a new thread, and wait for it."""
        parent = threading.current_thread()

        def counted() -> Any:
            self._calls.begin(parent)
            return call()

        with ThreadPoolExecutor(max_workers=1) as executor:
            return executor.submit(counted)
