"""How items are read and written."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from pynamodb.connection import Connection
from pynamodb.exceptions import CancellationReason, GetError, VerboseClientError

from learn_exchange.problems import NotFound, Problem, Unavailable
from learn_exchange.tables import store
from learn_exchange.tables.store import ConditionFailed, Key, Transaction
from learn_exchange.tables.users import Block, Follow, MailRequest, Profile, Stats, Username
from tests.support.counting import counted_calls
from tests.support.rows import all_rows

pytestmark = pytest.mark.usefixtures("aws_in_memory")

MISSING = Username.pk.does_not_exist()
MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


class Taken(Problem, status=409, type="taken", title="Taken"):
    """A problem of these tests."""


class AlsoTaken(Problem, status=409, type="also-taken", title="Also taken"):
    """Another one."""


def name(text: str, owner: str = "ana") -> Username:
    """Somebody's username."""
    return Username.key(text).new(person_id=owner)


def names() -> list[str]:
    """The usernames that stand in the table."""
    return [row["pk"]["S"] for row in all_rows()]


def canceled(*codes: str | None) -> VerboseClientError:
    """What DynamoDB says when it has not made a transaction."""
    error = {"Error": {"Code": "TransactionCanceledException", "Message": "canceled"}}
    reasons = [CancellationReason(code) if code else None for code in codes]
    return VerboseClientError(error, "TransactWriteItems", cancellation_reasons=reasons)


def refused(code: str) -> VerboseClientError:
    """What DynamoDB says when it does not do something else."""
    return VerboseClientError({"Error": {"Code": code, "Message": code}}, "PutItem")


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited before each attempt; nobody does wait."""
    seconds: list[float] = []
    monkeypatch.setattr(store, "time", SimpleNamespace(sleep=seconds.append))
    return seconds


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Makes the next calls of an operation fail; says which operations were called."""

    def fail(operation: str, *errors: Exception) -> list[str]:
        dispatch, remaining = Connection.dispatch, iter(errors)
        called: list[str] = []

        def failing(connection: Connection, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
            called.append(name)
            if name == operation and (error := next(remaining, None)):
                raise error
            answer: dict[str, Any] = dispatch(connection, name, arguments)
            return answer

        monkeypatch.setattr(Connection, "dispatch", failing)
        return called

    return fail


def test_a_transaction_writes_all() -> None:
    store.put(name("old"))
    stats = Stats.key("ana")
    store.put(stats.new())

    with counted_calls() as calls, Transaction() as write:
        write.put(name("new"), when=MISSING, otherwise=Taken())
        write.delete(Username.key("old"))
        write.update(stats, Stats.posts_count.add(1))
        write.check(Username.key("nobody"), when=MISSING)

    assert calls.operations == ["TransactWriteItems"]
    assert names() == ["PERSON#ana", "USERNAME#new"]
    assert stats.require().posts_count == 1


def test_the_first_write_whose_condition_fails_says_the_problem_and_nothing_is_written() -> None:
    store.put(name("one"))
    store.put(name("two"))
    before = all_rows()

    write = Transaction()
    write.put(name("three"), when=MISSING)
    write.put(name("one"), when=MISSING, otherwise=Taken())
    write.put(name("two"), when=MISSING, otherwise=AlsoTaken())
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
    options: dict[str, Any] = {"when": Username.person_id == "ana", "otherwise": problem}
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
        write.check(Username.key("nobody"), when=Username.pk.exists())

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
    write.put(name("two"), when=MISSING, otherwise=Taken())
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
        store.put(name("one"), when=MISSING, otherwise=Taken())
    with pytest.raises(Taken):
        store.delete(Username.key("one"), when=hers, otherwise=Taken())
    with pytest.raises(ConditionFailed) as failure:
        store.update(Username.key("one"), Username.person_id.set("x"), when=hers)

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


def test_what_must_be_there_and_is_not_is_not_found() -> None:
    assert Profile.key("nobody").get() is None
    with pytest.raises(NotFound):
        Profile.key("nobody").require()


def test_reading_by_key_is_consistent_unless_said_otherwise() -> None:
    with counted_calls() as calls:
        Stats.key("ana").get()
        Stats.key("ana").get(consistent=False)

    assert [arguments["ConsistentRead"] for _, arguments in calls.requests] == [True, False]


def test_all_kinds_share_one_connection() -> None:
    kinds = (Profile, Stats, MailRequest, Follow)

    assert {id(kind.in_table().connection) for kind in kinds} == {id(store.connection())}


def test_many_items_are_read_100_a_call_side_by_side() -> None:
    for number in range(0, 250, 50):
        store.put(name(f"name{number}"))
    keys = [Username.key(f"name{number}") for number in range(250)]

    with counted_calls() as calls:
        found = store.get_many([*keys, *keys])

    assert calls.operations == ["BatchGetItem"] * 3
    assert calls.round_trips == 1
    asked = [
        len(table["Keys"])
        for _, arguments in calls.requests
        for table in arguments["RequestItems"].values()
    ]
    assert sorted(asked) == [50, 100, 100]
    assert [key for key in keys if key in found] == keys[::50]
    assert found.require(keys[50]).person_id == "ana"
    with pytest.raises(NotFound):
        found.require(keys[1])


def test_items_of_any_kinds_are_read_together() -> None:
    store.put(name("ana"))
    store.put(Stats.key("ana").new(posts_count=7))

    found = store.get_many([Username.key("ana"), Stats.key("ana"), Profile.key("ana")])

    stats = found[Stats.key("ana")]
    assert stats is not None
    assert stats.posts_count == 7
    assert found[Profile.key("ana")] is None
    assert Username.key("ana") in found
    assert Block.key("ana", "ben") not in found


def test_reading_nothing_takes_no_call() -> None:
    with counted_calls() as calls:
        found = store.get_many([])

    assert calls.operations == []
    assert Stats.key("ana") not in found


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[int]]:
    """Makes DynamoDB leave all keys but the first unprocessed, for some calls."""

    def forget(times: int) -> list[int]:
        dispatch, asked = Connection.dispatch, []

        def forgetting(connection: Connection, operation: str, request: Any) -> dict[str, Any]:
            ((table, what),) = request["RequestItems"].items()
            keys = what["Keys"]
            asked.append(len(keys))
            if len(asked) > times:
                answer: dict[str, Any] = dispatch(connection, operation, request)
                return answer
            first = {"RequestItems": {table: {**what, "Keys": keys[:1]}}}
            answer = dispatch(connection, operation, first)
            rest = {table: {**what, "Keys": keys[1:]}}
            return answer | {"UnprocessedKeys": rest}

        monkeypatch.setattr(Connection, "dispatch", forgetting)
        return asked

    return forget


def test_what_was_left_unprocessed_is_asked_for_again(
    naps: list[float], forgetful: Callable[[int], list[int]]
) -> None:
    keys = [Username.key(f"name{number}") for number in range(5)]
    for key in keys:
        store.put(key.new(person_id="ana"))
    asked = forgetful(3)

    found = store.get_many(keys)

    assert all(key in found for key in keys)
    assert asked == [5, 4, 3, 2]
    assert len(naps) == 3


def test_what_stays_unprocessed_makes_the_client_come_back(
    naps: list[float], forgetful: Callable[[int], list[int]]
) -> None:
    asked = forgetful(100)

    with pytest.raises(Unavailable) as failure:
        store.get_many(Username.key(f"name{number}") for number in range(50))

    assert failure.value.retry_after == 1
    assert len(asked) == 8


def test_calls_side_by_side_answer_in_order() -> None:
    answers = store.side_by_side(lambda: time.sleep(0.02) or 1, lambda: 2, lambda: 3)

    assert answers == [1, 2, 3]


def test_side_by_side_waits_for_all_before_it_raises_the_first_failure() -> None:
    done = threading.Event()

    def slow() -> None:
        time.sleep(0.05)
        done.set()
        raise AlsoTaken

    def fast() -> None:
        raise Taken

    with pytest.raises(Taken):
        store.side_by_side(fast, slow)
    assert done.is_set()
    with pytest.raises(AlsoTaken):
        store.side_by_side(slow, fast)


def test_one_call_alone_needs_no_thread() -> None:
    assert store.side_by_side(threading.current_thread) == [threading.main_thread()]


def blocks(bounds: tuple[str, str], **options: Any) -> Iterator[str]:
    """Whom Ana has blocked, between two sort keys."""
    return (row.blocked_id for row in store.query(Block, "PERSON#ana", between=bounds, **options))


def test_a_query_stays_within_its_bounds_and_reads_on_lazily() -> None:
    for letter in "abcde":
        key: Key[Block] = Block.key("ana", letter)
        store.put(key.new(blocked_id=letter, created_at=MOMENT))
    store.put(Block.key("ben", "c").new(blocked_id="c", created_at=MOMENT))
    everyone = ("BLOCK#", "BLOCK#~")

    assert "".join(blocks(everyone)) == "abcde"
    assert "".join(blocks(("BLOCK#b", "BLOCK#d"))) == "bcd"
    assert "".join(blocks(everyone, newest_first=True, limit=2)) == "ed"
    with counted_calls() as calls:
        rows = blocks(everyone)
        assert calls.operations == []
        assert next(rows) == "a"
    assert calls.operations == ["Query"]


def test_an_error_of_a_read_keeps_its_cause(fails: Callable[..., list[str]]) -> None:
    fails("GetItem", refused("ThrottlingException"))

    with pytest.raises(GetError) as failure:
        Stats.key("ana").get()

    assert failure.value.cause_response_code == "ThrottlingException"
