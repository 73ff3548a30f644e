"""Deadlines."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from learn_exchange import aws, ids, timers
from learn_exchange.timers import cancel_timer, set_timer
from tests.conftest import ENVIRONMENT

pytestmark = pytest.mark.usefixtures("bus")

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SUBJECT = ids.EXAMPLE
GROUP = ENVIRONMENT["TIMERS_GROUP"]
NAME = f"session-reminder-{SUBJECT}-3"


def set_one(at: datetime, revision: int = 3) -> None:
    """Set a timer at noon."""
    set_timer("session-reminder", SUBJECT, revision, at, now=NOON)


def schedules() -> list[str]:
    """Returns the schedules that stand."""
    found = aws.client("scheduler").list_schedules(GroupName=GROUP)["Schedules"]
    return [schedule["Name"] for schedule in found]


def queued() -> list[Any]:
    """Returns what has been sent to the queue at once."""
    url = ENVIRONMENT["TIMERS_QUEUE_URL"]
    answer = aws.client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    return [json.loads(message["Body"]) for message in answer.get("Messages", [])]


def test_a_timer_is_a_schedule_that_runs_once() -> None:
    set_one(NOON + timedelta(days=2, seconds=5, milliseconds=700))

    schedule = aws.client("scheduler").get_schedule(GroupName=GROUP, Name=NAME)
    assert schedule["ScheduleExpression"] == "at(2026-11-24T12:00:05)"
    assert schedule["ScheduleExpressionTimezone"] == "UTC"
    assert schedule["FlexibleTimeWindow"] == {"Mode": "OFF"}
    assert schedule["ActionAfterCompletion"] == "DELETE"
    target = schedule["Target"]
    assert target["Arn"] == ENVIRONMENT["TIMERS_QUEUE_ARN"]
    assert target["RoleArn"] == ENVIRONMENT["TIMERS_ROLE_ARN"]
    assert json.loads(target["Input"]) == {
        "kind": "session-reminder",
        "subjectId": SUBJECT,
        "revision": 3,
    }
    assert queued() == []


def test_setting_it_again_changes_nothing() -> None:
    set_one(NOON + timedelta(hours=1))
    set_one(NOON + timedelta(hours=2))

    assert schedules() == [NAME]
    schedule = aws.client("scheduler").get_schedule(GroupName=GROUP, Name=NAME)
    assert schedule["ScheduleExpression"] == "at(2026-11-22T13:00:00)"


def test_each_revision_is_a_timer_of_its_own() -> None:
    set_one(NOON + timedelta(hours=1), revision=1)
    set_one(NOON + timedelta(hours=1), revision=2)

    assert len(schedules()) == 2


@pytest.mark.parametrize("late", [timedelta(), timedelta(seconds=1), timedelta(days=400)])
def test_what_has_passed_is_due_at_once(late: timedelta) -> None:
    set_one(NOON + timedelta(seconds=1) - late)

    assert schedules() == []
    assert queued() == [{"kind": "session-reminder", "subjectId": SUBJECT, "revision": 3}]


def test_a_timer_is_taken_back() -> None:
    set_one(NOON + timedelta(hours=1), revision=1)
    set_one(NOON + timedelta(hours=1), revision=2)

    cancel_timer("session-reminder", SUBJECT, 1)

    assert schedules() == [f"session-reminder-{SUBJECT}-2"]


def test_taking_back_what_never_was_is_no_error() -> None:
    cancel_timer("session-reminder", SUBJECT, 1)

    assert schedules() == []


def test_the_name_of_a_timer_is_one_that_the_scheduler_takes() -> None:
    # https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
    assert len(timers._name("x" * 24, ids.new_id(), 99)) <= 64


@pytest.mark.parametrize(
    "call",
    [lambda: set_one(NOON + timedelta(hours=1)), lambda: cancel_timer("reminder", SUBJECT, 1)],
)
def test_other_refusals_are_raised(
    monkeypatch: pytest.MonkeyPatch, call: Callable[[], None]
) -> None:
    class Client:
        def __getattr__(self, operation: str) -> Callable[..., None]:
            def refuse(**_: Any) -> None:
                raise ClientError({"Error": {"Code": "AccessDeniedException"}}, operation)

            return refuse

    monkeypatch.setattr(timers, "client", lambda _: Client())

    with pytest.raises(ClientError):
        call()
