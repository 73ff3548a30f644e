"""Calls that wait for the network, made at the same time: together they cost one round trip."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import cache
from typing import Any, TypeVar, overload

# As many calls at a time as there are connections; the thread that asks for them makes one.
MAX_CALLS = 16

T = TypeVar("T")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


@overload
def run_concurrently(a: Callable[[], A], b: Callable[[], B], /) -> tuple[A, B]: ...
@overload
def run_concurrently(
    a: Callable[[], A], b: Callable[[], B], c: Callable[[], C], /
) -> tuple[A, B, C]: ...
@overload
def run_concurrently(
    a: Callable[[], A], b: Callable[[], B], c: Callable[[], C], d: Callable[[], D], /
) -> tuple[A, B, C, D]: ...
def run_concurrently(*calls: Callable[[], Any]) -> tuple[Any, ...]:
    """Makes some calls at the same time, and returns what each returned.

    Raises:
        Exception: the first call in order that failed raised it; by then all have ended.
    """
    return tuple(run_all(calls))


def run_all(calls: Iterable[Callable[[], T]]) -> list[T]:
    """Makes any number of calls of one kind at the same time; returns and raises likewise.

    Calls may make such calls themselves. None waits for a thread: what no thread has begun yet is
    made here, so that threads which all wait for each other cannot be.
    """
    calls = list(calls)
    if len(calls) == 1:
        return [calls[0]()]
    futures = [_threads().submit(call) for call in calls]
    futures = [
        _made(call) if future.cancel() else future
        for call, future in zip(calls, futures, strict=True)
    ]
    wait(futures)
    return [future.result() for future in futures]


def _made(call: Callable[[], T]) -> Future[T]:
    """Makes a call in this thread, and returns its outcome."""
    future: Future[T] = Future()
    try:
        future.set_result(call())
    except Exception as error:  # noqa: BLE001 (it is raised when all calls have ended)
        future.set_exception(error)
    return future


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=MAX_CALLS - 1)
