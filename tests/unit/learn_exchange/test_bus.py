"""Putting events on the bus."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from learn_exchange import bus, ids
from learn_exchange.bus import NotAllPut, put_events
from learn_exchange.events import PersonFollowed, PersonJoined

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[list[Any]]]:
    """Stands for the bus: takes every call's entries, and says how many of each it has not."""

    def answering(*failed: int) -> list[list[Any]]:
        calls: list[list[Any]] = []
        answers = iter(failed)

        class Client:
            def put_events(self, Entries: list[Any]) -> dict[str, Any]:  # noqa: N803
                calls.append(Entries)
                return {"FailedEntryCount": next(answers, 0), "Entries": []}

        monkeypatch.setenv("EVENT_BUS", "learn-exchange-test")
        monkeypatch.setattr(bus, "client", lambda _: Client())
        return calls

    return answering


def joined(number: int) -> PersonJoined:
    """Returns an event."""
    return PersonJoined(id=f"{number}:PersonJoined", at=NOON, person_id=ids.EXAMPLE)


def test_an_event_travels_as_json(put: Callable[..., list[list[Any]]]) -> None:
    calls = put()
    follower, followed = ids.new_id(), ids.new_id()

    put_events(
        [
            PersonFollowed(
                id="1:PersonFollowed",
                at=NOON,
                actor_id=follower,
                follower_id=follower,
                followed_id=followed,
            )
        ]
    )

    ((entry,),) = calls
    detail = json.loads(entry.pop("Detail"))
    assert entry == {
        "EventBusName": "learn-exchange-test",
        "Source": "learn-exchange",
        "DetailType": "PersonFollowed",
    }
    assert detail == {
        "id": "1:PersonFollowed",
        "at": "2026-11-22T12:00:00Z",
        "actorId": follower,
        "version": 1,
        "followerId": follower,
        "followedId": followed,
    }


@pytest.mark.parametrize(
    ("count", "sizes"), [(0, []), (1, [1]), (10, [10]), (11, [10, 1]), (35, [10, 10, 10, 5])]
)
def test_events_are_put_ten_a_call_and_in_order(
    put: Callable[..., list[list[Any]]], count: int, sizes: list[int]
) -> None:
    calls = put()

    assert put_events(joined(number) for number in range(count)) == count

    assert [len(call) for call in calls] == sizes
    order = [json.loads(entry["Detail"])["id"] for call in calls for entry in call]
    assert order == [f"{number}:PersonJoined" for number in range(count)]


def test_when_one_was_not_taken_the_caller_must_try_again(
    put: Callable[..., list[list[Any]]],
) -> None:
    calls = put(0, 1)

    with pytest.raises(NotAllPut, match="1 of 10"):
        put_events(joined(number) for number in range(25))

    assert len(calls) == 2
