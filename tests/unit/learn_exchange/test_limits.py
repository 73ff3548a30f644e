"""Rate limits."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learn_exchange import ids
from learn_exchange.limits import RateLimit
from learn_exchange.problems import NotFound, TooManyRequests
from learn_exchange.tables.store import Transaction
from learn_exchange.tables.users import Stats, UsersCounter
from tests.support.counting import counted_calls
from tests.support.rows import all_rows, rows_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KNOCKS = RateLimit("door-knocks", 3, timedelta(minutes=15))


def take(times: int = 1, subject: str = "ana", at: datetime = NOON) -> list[int]:
    """Knock some times."""
    return [KNOCKS.take(UsersCounter, subject, at) for _ in range(times)]


def test_attempts_are_counted_up_to_the_limit(aws_in_memory: None) -> None:
    assert take(3) == [1, 2, 3]
    for _ in range(2):
        with pytest.raises(TooManyRequests):
            take()

    assert [counter.taken for counter in rows_of(UsersCounter)] == [3]


def test_each_subject_has_a_count_of_its_own(aws_in_memory: None) -> None:
    take(3)

    assert take(1, "ben") == [1]


def test_each_limit_has_a_count_of_its_own(aws_in_memory: None) -> None:
    take(3)

    assert RateLimit("bell", 3, KNOCKS.window).take(UsersCounter, "ana", NOON) == 1


def test_a_window_begins_on_the_clock(aws_in_memory: None) -> None:
    take(3, at=NOON + timedelta(minutes=14, seconds=59, milliseconds=999))

    assert take(1, at=NOON + timedelta(minutes=15)) == [1]


@pytest.mark.parametrize(
    ("seconds", "left"), [(0, 900), (0.001, 900), (1, 899), (898.5, 2), (899.001, 1), (899.999, 1)]
)
def test_the_answer_says_how_many_seconds_are_left(
    aws_in_memory: None, seconds: float, left: int
) -> None:
    take(3)
    at = NOON + timedelta(seconds=seconds)

    with pytest.raises(TooManyRequests) as refused:
        take(at=at)

    assert refused.value.retry_after == left
    assert take(at=at + timedelta(seconds=left)) == [1]


@settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2036, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    window=st.sampled_from([timedelta(minutes=1), timedelta(minutes=15), timedelta(hours=1)]),
)
def test_who_comes_back_when_told_is_let_in(
    aws_in_memory: None, at: datetime, window: timedelta
) -> None:
    limit = RateLimit("once", 1, window)
    subject = ids.new_id()
    limit.take(UsersCounter, subject, at)

    with pytest.raises(TooManyRequests) as refused:
        limit.take(UsersCounter, subject, at)

    wait = refused.value.retry_after
    assert wait is not None
    assert 1 <= wait <= window.total_seconds()
    assert limit.take(UsersCounter, subject, at + timedelta(seconds=wait)) == 1


def test_what_did_not_count_is_given_back(aws_in_memory: None) -> None:
    for _ in range(10):
        take()
        KNOCKS.give_back(UsersCounter, "ana", NOON)
    assert take(3) == [1, 2, 3]

    KNOCKS.give_back(UsersCounter, "ana", NOON)

    assert take() == [3]


def knock_within(at: datetime = NOON, *, when: bool = True) -> None:
    """Knock in a transaction whose other write succeeds, or does not."""
    door = Stats.key("door")
    condition = Stats.pk.does_not_exist() if when else Stats.pk.exists()
    with Transaction() as write:
        write.check(door, condition=condition, on_conflict=NotFound())
        KNOCKS.take_within(write, UsersCounter, "ana", at)


def test_attempts_within_transactions_are_counted_with_others(aws_in_memory: None) -> None:
    knock_within()
    assert take() == [2]
    knock_within()
    with pytest.raises(TooManyRequests) as refused:
        knock_within(NOON + timedelta(seconds=1))
    assert refused.value.retry_after == 899
    assert [counter.taken for counter in rows_of(UsersCounter)] == [3]
    knock_within(NOON + KNOCKS.window)


def test_an_attempt_within_a_transaction_that_fails_is_not_counted(aws_in_memory: None) -> None:
    with pytest.raises(NotFound):
        knock_within(when=False)
    assert rows_of(UsersCounter) == []


def test_a_transaction_beyond_the_limit_writes_nothing(aws_in_memory: None) -> None:
    take(3)
    write = Transaction()
    write.put(Stats.key("door").new())
    KNOCKS.take_within(write, UsersCounter, "ana", NOON)
    with pytest.raises(TooManyRequests):
        write.commit()
    assert rows_of(Stats) == []


def test_a_limit_can_be_set_from_outside(
    aws_in_memory: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIMIT_DOOR_KNOCKS", "1")
    take()

    with pytest.raises(TooManyRequests):
        take()


def test_the_table_does_not_tell_who_was_counted(aws_in_memory: None) -> None:
    take(1, "ana@example.com 203.0.113.7")

    assert "ana" not in json.dumps(all_rows())
    assert "203.0.113.7" not in json.dumps(all_rows())


def test_a_count_expires_with_its_window(aws_in_memory: None) -> None:
    take(1, at=NOON + timedelta(minutes=1))

    (counter,) = rows_of(UsersCounter)
    assert counter.expires_at == NOON + timedelta(minutes=15)


def test_it_takes_one_call(aws_in_memory: None) -> None:
    with counted_calls() as calls:
        take()

    assert calls.operations == ["UpdateItem"]
