"""Consumers: each message for itself."""

import json
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from learn_exchange import ids
from learn_exchange.event_handler import consumer, queue_handler
from learn_exchange.events import PersonJoined
from tests.support.bus import queue_event


def message(event_id: str, kind: str = "PersonJoined", **changes: Any) -> str:
    """Returns an event as a queue delivers it."""
    detail = {"id": event_id, "at": "2026-11-22T12:00:00Z", "personId": ids.EXAMPLE, **changes}
    return json.dumps({"detail-type": kind, "source": "learn-exchange", "detail": detail})


class Consumer:
    """Consumes events, and fails for some."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.consumed: list[str] = []

    def __call__(self, event: PersonJoined) -> None:
        """Consume one."""
        if event.id in self.failing:
            raise RuntimeError("ana@example.com")
        self.consumed.append(event.id)

    def kept_of(self, *messages: str) -> list[str]:
        """Returns the numbers of those that stay in the queue when these are delivered."""
        answer = consumer(self)(queue_event(list(messages)), None)
        assert answer.keys() == {"batchItemFailures"}
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_events_are_consumed_as_their_kind() -> None:
    seen: list[PersonJoined] = []

    answer = consumer(seen.append)(queue_event([message("a")]), None)

    assert answer == {"batchItemFailures": []}
    (event,) = seen
    assert isinstance(event, PersonJoined)
    assert event.person_id == ids.EXAMPLE


def test_only_what_failed_stays_in_the_queue() -> None:
    consume = Consumer("b", "d")

    assert consume.kept_of(*map(message, "abcde")) == ["1", "3"]
    assert consume.consumed == ["a", "c", "e"]


def test_when_all_fail_all_stay() -> None:
    assert Consumer("a", "b").kept_of(message("a"), message("b")) == ["0", "1"]


def test_what_a_service_does_not_answer_stays_in_the_queue() -> None:
    def consume(_: dict[str, Any]) -> None:
        # Such errors do have a `response`: none.
        raise ReadTimeoutError(endpoint_url="https://s3.amazonaws.com")

    answer = queue_handler(consume)(queue_event(["{}"]), None)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "0"}]}


def test_what_failed_can_succeed_when_it_comes_again() -> None:
    consume = Consumer("a")
    handle = consumer(consume)
    assert handle(queue_event([message("a")]), None)["batchItemFailures"]

    consume.failing = ()

    assert handle(queue_event([message("a")]), None) == {"batchItemFailures": []}
    assert consume.consumed == ["a"]


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        message("a", kind="NeverHeardOf"),
        message("a", personId="not an id"),
        message("a", personId=None),
        message("a", at="soon"),
        json.dumps({"detail-type": "PersonJoined"}),
    ],
)
def test_a_message_that_makes_no_sense_stays_alone(broken: str) -> None:
    consume = Consumer()

    assert consume.kept_of(message("a"), broken, message("b")) == ["1"]
    assert consume.consumed == ["a", "b"]


def test_an_event_of_a_later_version_may_have_more_fields() -> None:
    assert Consumer().kept_of(message("a", version=2, more="text")) == []


def test_a_queue_can_hold_other_messages_than_events() -> None:
    seen: list[dict[str, Any]] = []

    answer = queue_handler(seen.append)(queue_event(['{"kind": "reminder"}']), None)

    assert seen == [{"kind": "reminder"}]
    assert answer == {"batchItemFailures": []}


def test_the_log_says_what_failed_but_not_what_was_in_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Consumer("b").kept_of(message("a"), message("b"))

    defect, batch = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (defect["message"], defect["error"]) == ("defect", ["RuntimeError"])
    assert (batch["message"], batch["size"], batch["failed"]) == ("consume", 2, 1)
    assert "ana@example.com" not in json.dumps([defect, batch])
    assert ids.EXAMPLE not in json.dumps([defect, batch])


def test_a_batch_is_concluded_once_with_the_results_of_what_did_not_fail() -> None:
    concluded: list[list[str]] = []

    def consume(event: PersonJoined) -> str:
        if event.id == "b":
            raise RuntimeError
        return event.id

    handler = consumer(consume, on_batch_end=concluded.append)
    answer = handler(queue_event([message(event_id) for event_id in "abc"]), None)
    assert (concluded, answer["batchItemFailures"]) == ([["a", "c"]], [{"itemIdentifier": "1"}])
    handler(queue_event([message("b")]), None)
    assert len(concluded) == 1, "there is nothing to conclude where all failed"


def test_a_batch_that_cannot_be_concluded_comes_again_as_a_whole() -> None:
    def fail(_: list[str]) -> None:
        raise ConnectionError

    def consume(event: PersonJoined) -> str:
        return event.id

    with pytest.raises(ConnectionError):
        consumer(consume, on_batch_end=fail)(queue_event([message("a")]), None)
