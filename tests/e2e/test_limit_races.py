"""Limits under many at once: as many get through as may, and what is refused is not counted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from learn_exchange import clock, ids
from learn_exchange.limits import RateLimit
from learn_exchange.problems import TooManyRequests, Unavailable
from learn_exchange.tables.feed import EngagementCounts, FeedCounter
from learn_exchange.tables.store import Transaction
from tests.support.system import System

MANY = 50
FEW = RateLimit("race", 7, timedelta(days=1))


def test_of_fifty_at_once_exactly_as_many_get_through_as_may(system: System) -> None:
    subject, post = ids.new_id(), EngagementCounts.key(ids.new_id())

    def attempt(_: int) -> bool:
        with Transaction() as write:
            write.update(
                post, EngagementCounts.likes.add(1), EngagementCounts.kind.set(EngagementCounts)
            )
            FEW.take_within(write, FeedCounter, subject, clock.now())
        return True

    def done(number: int) -> bool | None:
        while True:
            try:
                return attempt(number)
            except TooManyRequests:
                return False
            except Unavailable:  # All of them write the same two rows.
                continue

    with system.as_a_function(), ThreadPoolExecutor(MANY) as threads:
        outcomes = list(threads.map(done, range(MANY)))
        counted = FEW.key(FeedCounter, subject, FEW.window_end(clock.now())).get()
        liked = post.get()

    assert outcomes.count(True) == FEW.most
    assert counted is not None
    assert liked is not None
    assert counted.taken == liked.likes == FEW.most
