"""Calls that take turns."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def one_at_a_time(function: Callable[P, T]) -> Callable[P, T]:
    """Returns the function, which no two threads are in at once."""
    turn = threading.RLock()

    @wraps(function)
    def wait_for_turn(*args: P.args, **kwargs: P.kwargs) -> T:
        with turn:
            return function(*args, **kwargs)

    return wait_for_turn
