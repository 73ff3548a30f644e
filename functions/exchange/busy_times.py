"""The times at which the participants of an exchange are busy, without their sessions."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby

from exchange.aggregate import ExchangeAggregate
from exchange.problems import WrongState
from exchange.projections import KEPT_AFTER
from exchange.schemas.schedule import BusyInterval, BusyTimes
from exchange.state_machines import EXCHANGE
from learn_exchange.concurrency import run_concurrently
from learn_exchange.meetings import MINUTE
from learn_exchange.people import hidden
from learn_exchange.problems import Invalid, NotFound
from learn_exchange.tables.exchange import BusyHour, hour_of
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Block

DEFAULT_SPAN = timedelta(weeks=4)
MAX_SPAN = timedelta(weeks=8)
LATEST = datetime.max.replace(tzinfo=UTC)
SHOWN_IN_STATES = {"pending", "accepted"}


def of_both(
    exchange_id: str,
    viewer_id: str,
    first: datetime | None,
    before: datetime | None,
    now: datetime,
) -> BusyTimes:
    """Returns the times at which both participants have accepted sessions. Two round trips.

    Raises:
        Invalid: the span of time ends before it begins, or is too long.
        NotFound: there is no such exchange, the viewer takes no part in it, or one of the two has
            blocked the other.
        WrongState: the exchange is over.
    """
    first, before = _bounds(first, before, now)
    aggregate = ExchangeAggregate.read(exchange_id, now).require_participant(viewer_id)
    exchange = aggregate.exchange
    found, mine, theirs = run_concurrently(
        lambda: get_many(Block.between(*exchange.people), consistent=True),
        lambda: _busy(viewer_id, first, before),
        lambda: _busy(exchange.partner_of(viewer_id), first, before),
    )
    if hidden(found, *exchange.people):
        raise NotFound
    if exchange.state not in SHOWN_IN_STATES:
        status = EXCHANGE.status(exchange.state)
        raise WrongState(
            f"The exchange is {status}. No sessions are planned in it any more.", current=status
        )
    return BusyTimes(mine=mine, theirs=theirs)


def _bounds(
    first: datetime | None, before: datetime | None, now: datetime
) -> tuple[datetime, datetime]:
    first = first or now
    before = before or first + min(DEFAULT_SPAN, LATEST - first)
    if before < first:
        raise Invalid.at("/query/to", "That is before `from`.")
    if before - first > MAX_SPAN:
        raise Invalid.at("/query/to", "That is more than 8 weeks after `from`.")
    # DynamoDB deletes older rows at some time of its own, so an answer cannot rely on them.
    kept_since = hour_of(now - KEPT_AFTER) + timedelta(hours=1)
    return max(first, kept_since), max(before, kept_since)


def _busy(person_id: str, first: datetime, before: datetime) -> list[BusyInterval]:
    hours = BusyHour.of_person(person_id, first, before)
    minutes = (minute for hour in hours for minute in hour.instants)
    cut = ((max(start, first), min(end, before)) for start, end in _runs(minutes))
    return [BusyInterval(start=start, end=end) for start, end in cut if start < end]


def _runs(minutes: Iterable[datetime]) -> Iterator[tuple[datetime, datetime]]:
    """Yields the start and the end of each run of minutes that follow one another."""
    for _, run in groupby(enumerate(minutes), lambda each: each[1] - each[0] * MINUTE):
        consecutive = [minute for _, minute in run]
        yield consecutive[0], consecutive[-1] + MINUTE
