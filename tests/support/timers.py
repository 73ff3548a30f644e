"""The scheduler and the timers queue behind it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from learn_exchange import aws, clock
from tests.conftest import ENVIRONMENT
from tests.support.bus import Bus, consume

GROUP = ENVIRONMENT["TIMERS_GROUP"]


@dataclass(frozen=True, order=True)
class Timer:
    """A schedule that waits."""

    fires_at: datetime
    name: str
    message: str


def timers() -> list[Timer]:
    """Returns the timers that wait, the first to fire first."""
    scheduler = aws.client("scheduler")
    names = [s["Name"] for s in scheduler.list_schedules(GroupName=GROUP)["Schedules"]]
    return sorted(_timer(name) for name in names)


def _timer(name: str) -> Timer:
    schedule = aws.client("scheduler").get_schedule(GroupName=GROUP, Name=name)
    assert schedule["ScheduleExpressionTimezone"] == "UTC"
    local = schedule["ScheduleExpression"].removeprefix("at(").removesuffix(")")
    at = datetime.fromisoformat(local).replace(tzinfo=UTC)
    return Timer(at, name, schedule["Target"]["Input"])


def queued() -> list[str]:
    """Returns the messages that went to the queue at once, which are taken from it."""
    queue = ENVIRONMENT["TIMERS_QUEUE_URL"]
    sqs = aws.client("sqs")
    taken: list[str] = []
    while found := sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages"):
        for message in found:
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
            taken.append(message["Body"])
    return taken


def fire(message: str, bus: Bus) -> None:
    """Have a timer's message announced and consumed."""
    assert consume("timers.announce", [message]) == []
    assert bus.deliver() == []


def fire_due(bus: Bus) -> list[str]:
    """Fire all whose time has come, once each; answers their names."""
    for message in queued():
        fire(message, bus)
    due = [timer for timer in timers() if timer.fires_at <= clock.now()]
    for timer in due:
        aws.client("scheduler").delete_schedule(GroupName=GROUP, Name=timer.name)
        fire(timer.message, bus)
    return [timer.name for timer in due]


def message(kind: str, subject_id: str, revision: int) -> str:
    """Returns what a timer says."""
    return json.dumps({"kind": kind, "subjectId": subject_id, "revision": revision})
