"""Writes of items: alone and together, on conditions, in spite of conflicts."""

from collections.abc import Callable
from typing import Any

import pytest
from pynamodb.connection import Connection
from pynamodb.exceptions import VerboseClientError

from learn_exchange.problems import NotFound, Problem, Unavailable
from learn_exchange.tables import store
from learn_exchange.tables.feed import TimelineHead
from learn_exchange.tables.store import ConditionFailed, Transaction
from learn_exchange.tables.users import Stats, Username
from tests.support.counting import counted_calls
from tests.support.refusals import canceled, refused
from tests.support.rows import all_rows

pytestmark = pytest.mark.usefixtures("aws_in_memory")

MISSING = Username.pk.does_not_exist()


class Taken(Problem, status=409, type="taken", title="Taken"):
    """A problem of these tests."""


class AlsoTaken(Problem, status=409, type="also-taken", title="Also taken"):
    """Another one."""


def name(text: str, owner: str = "ana") -> Username:
    """Somebody's username."""
    return Username.key(text).new(person_id=owner)


def names() -> list[str]:
    """Returns the usernames that stand in the table."""
    return [row["pk"]["S"] for row in all_rows()]


def test_a_transaction_writes_all() -> None:
    store.put(name("old"))
    stats = Stats.key("ana")
    store.put(stats.new())

    with counted_calls() as calls, Transaction() as write:
        write.put(name("new"), condition=MISSING, on_conflict=Taken())
        write.delete(Username.key("old"))
        write.update(stats, Stats.posts_count.add(1))
        write.check(Username.key("nobody"), condition=MISSING)

    assert calls.operations == ["TransactWriteItems"]
    assert names() == ["PERSON#ana", "USERNAME#new"]
    assert stats.require().posts_count == 1


def test_the_first_write_whose_condition_fails_says_the_problem_and_nothing_is_written() -> None:
    store.put(name("one"))
    store.put(name("two"))
    before = all_rows()

    write = Transaction()
    write.put(name("three"), condition=MISSING)
    write.put(name("one"), condition=MISSING, on_conflict=Taken())
    write.put(name("two"), condition=MISSING, on_conflict=AlsoTaken())
    with pytest.raises(Taken):
        write.commit()

    assert all_rows() == before


@pytest.mark.parametrize("operation", ["put", "update", "delete", "check"])
def test_a_problem_can_be_made_of_what_stands_there_instead(operation: str) -> None:
    store.put(name("one", owner="ben"))
    seen: list[Username | None] = []

    def problem(item: Username | None) -> Exception:
        seen.append(item)
        return Taken()

    write = Transaction()
    options: dict[str, Any] = {"condition": Username.person_id == "ana", "on_conflict": problem}
    key = Username.key("one")
    match operation:
        case "put":
            write.put(name("one"), **options)
        case "update":
            write.update(key, Username.person_id.set("ana"), **options)
        case "delete":
            write.delete(key, **options)
        case _:
            write.check(key, **options)

    with pytest.raises(Taken):
        write.commit()
    (item,) = seen
    assert isinstance(item, Username)
    assert item.person_id == "ben"


def test_where_nothing_stands_the_problem_is_told_nothing() -> None:
    with pytest.raises(ConditionFailed) as failure, Transaction() as write:
        write.check(Username.key("nobody"), condition=Username.pk.exists())

    assert failure.value.item is None


def test_a_transaction_that_was_left_by_an_error_writes_nothing() -> None:
    def leave() -> None:
        with Transaction() as write:
            write.put(name("one"))
            raise Taken

    with pytest.raises(Taken):
        leave()

    assert names() == []


PASSING = [
    canceled("TransactionConflict", None),
    canceled(None, "ThrottlingError"),
    canceled("ProvisionedThroughputExceeded"),
    refused("TransactionInProgressException"),
]


@pytest.mark.parametrize("error", PASSING, ids=str)
def test_a_conflict_that_passes_is_retried(
    error: Exception, naps: list[float], fails: Callable[..., list[str]]
) -> None:
    called = fails("TransactWriteItems", *[error] * 7)

    with Transaction() as write:
        write.put(name("one"))

    assert called == ["TransactWriteItems"] * 8
    assert names() == ["USERNAME#one"]
    assert all(0 <= nap <= 0.02 * 2**attempt for attempt, nap in enumerate(naps))


@pytest.mark.parametrize("error", PASSING, ids=str)
def test_a_conflict_that_does_not_pass_makes_the_client_come_back(
    error: Exception, naps: list[float], fails: Callable[..., list[str]]
) -> None:
    called = fails("TransactWriteItems", *[error] * 8)

    with pytest.raises(Unavailable) as failure, Transaction() as write:
        write.put(name("one"))

    assert failure.value.retry_after == 1
    assert len(called) == 8
    assert sum(naps) < 6


def test_a_failed_condition_counts_more_than_a_conflict(
    naps: list[float], fails: Callable[..., list[str]]
) -> None:
    called = fails("TransactWriteItems", canceled("TransactionConflict", "ConditionalCheckFailed"))

    write = Transaction()
    write.put(name("one"))
    write.put(name("two"), condition=MISSING, on_conflict=Taken())
    with pytest.raises(Taken):
        write.commit()

    assert called == ["TransactWriteItems"]


@pytest.mark.parametrize("error", [canceled("ValidationError"), refused("AccessDeniedException")])
def test_what_is_wrong_with_the_transaction_itself_is_not_retried(
    error: Exception, naps: list[float], fails: Callable[..., list[str]]
) -> None:
    fails("TransactWriteItems", error)

    with pytest.raises(VerboseClientError), Transaction() as write:
        write.put(name("one"))

    assert naps == []


def test_single_writes_say_their_problem() -> None:
    store.put(name("one", owner="ben"))
    hers = Username.person_id == "ana"

    with pytest.raises(Taken):
        store.put(name("one"), condition=MISSING, on_conflict=Taken())
    with pytest.raises(Taken):
        store.delete(Username.key("one"), condition=hers, on_conflict=Taken())
    with pytest.raises(ConditionFailed) as failure:
        store.update(Username.key("one"), Username.person_id.set("x"), condition=hers)

    assert isinstance(failure.value.item, Username)
    assert failure.value.item.person_id == "ben"
    assert Username.key("one").require().person_id == "ben"


def test_an_update_answers_the_item_as_it_is_then() -> None:
    store.put(Stats.key("ana").new(posts_count=1))

    changed = store.update(Stats.key("ana"), Stats.posts_count.add(2))

    assert (changed.posts_count, changed.followers_count) == (3, 0)


def test_a_single_write_meets_transactions_too(
    naps: list[float], fails: Callable[..., list[str]]
) -> None:
    conflict = refused("TransactionConflictException")
    called = fails("PutItem", conflict, conflict)
    store.put(name("one"))
    assert called == ["PutItem"] * 3

    fails("PutItem", *[conflict] * 8)
    with pytest.raises(Unavailable):
        store.put(name("two"))
    fails("PutItem", refused("ProvisionedThroughputExceededException"))
    with pytest.raises(VerboseClientError):
        store.put(name("three"))
    assert names() == ["USERNAME#one"]


def test_a_conflict_is_tried_again_after_longer_and_longer_pauses(naps: list[float]) -> None:
    tried: list[int] = []

    @store.retry_on_conflict
    def overtaken(times: int) -> int:
        tried.append(times)
        if len(tried) <= times:
            raise store.ConditionFailed(None)
        return len(tried)

    assert overtaken(1) == 2
    assert len(naps) == 1
    tried.clear()
    naps.clear()
    with pytest.raises(Unavailable):
        overtaken(store.ATTEMPTS)
    assert len(tried) == len(naps) == store.ATTEMPTS
    assert all(nap <= 0.02 * 2**number for number, nap in enumerate(naps))


def test_what_is_no_conflict_is_not_tried_again(naps: list[float]) -> None:
    @store.retry_on_conflict
    def fail() -> None:
        raise NotFound

    with pytest.raises(NotFound):
        fail()
    assert not naps


def test_many_items_are_removed_25_a_call_concurrently() -> None:
    keys = [Username.key(f"name{number:02}") for number in range(60)]
    for key in keys[::2]:
        store.put(key.new(person_id="ana"))
    store.put(name("other"))
    store.put(Stats.key("ana").new())

    with counted_calls() as calls:
        store.delete_many([*keys, Stats.key("ana")])

    assert names() == ["USERNAME#other"]
    assert calls.operations == ["BatchWriteItem"] * 3
    assert calls.round_trips == 1
    removed = [
        len(requests)
        for _, arguments in calls.requests
        for requests in arguments["RequestItems"].values()
    ]
    assert sorted(removed) == [11, 25, 25]


def test_items_of_several_tables_are_removed_together() -> None:
    store.put(name("one"))
    store.put(TimelineHead.key("ana").new())

    with counted_calls() as calls:
        store.delete_many(iter([Username.key("one"), TimelineHead.key("ana")]))

    assert names() == []
    assert calls.operations == ["BatchWriteItem"]


def test_removing_nothing_takes_no_call() -> None:
    with counted_calls() as calls:
        store.delete_many([])

    assert calls.operations == []


@pytest.fixture
def remove_one_a_call(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Makes DynamoDB leave all removals but the first unprocessed; how many each call asks for."""
    dispatch, asked = Connection.dispatch, []

    def forgetful(connection: Connection, operation: str, request: Any) -> dict[str, Any]:
        [(table, removals)] = request["RequestItems"].items()
        asked.append(len(removals))
        answer: dict[str, Any] = dispatch(
            connection, operation, {"RequestItems": {table: removals[:1]}}
        )
        rest = {table: removals[1:]} if removals[1:] else {}
        return answer | {"UnprocessedItems": rest}

    monkeypatch.setattr(Connection, "dispatch", forgetful)
    return asked


def test_what_was_not_removed_is_asked_for_again(
    naps: list[float], remove_one_a_call: list[int]
) -> None:
    store.delete_many(Username.key(f"name{number}") for number in range(8))

    assert remove_one_a_call == [8, 7, 6, 5, 4, 3, 2, 1]
    assert all(0 <= nap <= 0.02 * 2**attempt for attempt, nap in enumerate(naps))
    assert len(naps) == 7


def test_what_stays_unremoved_makes_the_caller_come_back(
    naps: list[float], remove_one_a_call: list[int]
) -> None:
    with pytest.raises(Unavailable) as failure:
        store.delete_many(Username.key(f"name{number}") for number in range(9))

    assert failure.value.retry_after == 1
    assert len(remove_one_a_call) == 8
