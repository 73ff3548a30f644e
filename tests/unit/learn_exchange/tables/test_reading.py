"""Reads of items: by key, many in one call, in order; and calls side by side."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pynamodb.connection import Connection
from pynamodb.exceptions import GetError

from learn_exchange.problems import NotFound, Unavailable
from learn_exchange.tables import store
from learn_exchange.tables.store import Key
from learn_exchange.tables.users import Block, Follow, MailRequest, Profile, Stats, Username
from tests.support.counting import counted_calls
from tests.support.refusals import refused

pytestmark = pytest.mark.usefixtures("aws_in_memory")

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)


def name(text: str) -> Username:
    """Somebody's username."""
    return Username.key(text).new(person_id="ana")


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


def test_many_items_are_read_100_a_call_concurrently() -> None:
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


def test_what_was_found_before_is_known_with_what_is_found_then() -> None:
    store.put(name("ana"))
    before = store.get_many([Username.key("ana"), Stats.key("ana")])
    store.put(name("ben"))
    store.put(Stats.key("ana").new(posts_count=7))

    found = before | store.get_many([Username.key("ben"), Stats.key("ana")])

    assert Username.key("ana") in found
    assert Username.key("ben") in found
    assert found.require(Stats.key("ana")).posts_count == 7
    assert Username.key("ben") not in before
    assert Stats.key("ana") not in before


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


def blocks(bounds: tuple[str, str], **options: Any) -> Iterator[str]:
    """Yields whom Ana has blocked, between two sort keys."""
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
