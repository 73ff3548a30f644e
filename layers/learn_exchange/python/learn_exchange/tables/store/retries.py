"""Writes on condition that others have overtaken, and pauses before the next attempt."""

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from learn_exchange.problems import Unavailable
from learn_exchange.tables.store.items import Item

ATTEMPTS = 8
T = TypeVar("T")
P = ParamSpec("P")


class ConditionFailed(Exception):
    """A conditional write found something else, and names no problem for it.

    `item` is what stands there instead, if anything.
    """

    def __init__(self, item: Item | None) -> None:
        super().__init__("a condition of the write does not hold")
        self.item = item


def retry_on_conflict(attempt: Callable[P, T]) -> Callable[P, T]:
    """Makes a function that reads, and writes on condition, start again where others came between.

    An attempt that raises ConditionFailed is made again after a pause, with what is read then.

    Raises:
        Unavailable: others keep coming first.
    """

    @wraps(attempt)
    def retrying(*args: P.args, **kwargs: P.kwargs) -> T:
        for number in range(ATTEMPTS):
            try:
                return attempt(*args, **kwargs)
            except ConditionFailed:
                back_off(number)
        raise Unavailable(retry_after=1)

    return retrying


def back_off(attempt: int) -> None:
    """Waits before the next attempt: at random, up to twice as long each time (full jitter).

    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
    """
    time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311
