"""Calls that are made at the same time."""

import threading
import time
from functools import partial

import pytest

from learn_exchange.concurrency import run_all, run_concurrently
from learn_exchange.problems import MalformedRequest, NotFound


def test_answers_come_in_the_order_of_the_calls() -> None:
    def slow() -> int:
        time.sleep(0.02)
        return 1

    assert run_concurrently(slow, lambda: "two", lambda: 3.0) == (1, "two", 3.0)
    assert run_all(partial(int, text) for text in "123") == [1, 2, 3]


def test_no_call_at_all_answers_nothing() -> None:
    assert run_all([]) == []


def test_all_calls_have_ended_before_the_first_failure_is_raised() -> None:
    ended = threading.Event()

    def slow() -> None:
        time.sleep(0.05)
        ended.set()
        raise MalformedRequest

    def fast() -> None:
        raise NotFound

    with pytest.raises(NotFound):
        run_concurrently(fast, slow)
    assert ended.is_set()
    with pytest.raises(MalformedRequest):
        run_concurrently(slow, fast)


def test_one_call_alone_needs_no_thread() -> None:
    assert run_all([threading.current_thread]) == [threading.main_thread()]


def test_calls_run_at_the_same_time() -> None:
    meeting = threading.Barrier(8, timeout=5)
    assert sorted(run_all([meeting.wait] * 8)) == [*range(8)]


def test_calls_within_calls_never_stand_still() -> None:
    def nested(depth: int) -> int:
        if depth == 0:
            return 1
        return sum(run_all([partial(nested, depth - 1)] * 4))

    answers: list[int] = []
    callers = [
        threading.Thread(target=lambda: answers.append(nested(4)), daemon=True) for _ in range(20)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(timeout=20)
    assert answers == [4**4] * 20
