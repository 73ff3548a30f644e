"""People who do not verify their address are reminded once, two days later."""

import json
from datetime import datetime, timedelta

import pytest

from auth import links
from auth.handlers import plan_verification_reminder, remind_to_verify
from learn_exchange import aws, ids
from learn_exchange.events import PersonJoined, TimerFired
from learn_exchange.tables.store import delete
from learn_exchange.tables.users import MailRequest, Profile
from tests.conftest import ENVIRONMENT
from tests.support.clock import SetClock
from tests.support.gateway import Gateway
from tests.support.people import Person
from tests.support.rows import link_token, mail_requests, rows_of

pytestmark = pytest.mark.usefixtures("bus")


def joined(at: datetime) -> PersonJoined:
    """Somebody has joined."""
    return PersonJoined(id="1:PersonJoined", at=at, person_id=ids.EXAMPLE)


def fire(person_id: str, clock: SetClock, revision: int = 1) -> None:
    """The timer fires."""
    remind_to_verify.remind(
        TimerFired(
            id=f"{links.REMINDER_TIMER}-{person_id}-{revision}:TimerFired",
            at=clock.now(),
            kind=links.REMINDER_TIMER,
            subject_id=person_id,
            revision=revision,
        )
    )


def schedules() -> list[str]:
    """Returns the timers that are set."""
    answer = aws.client("scheduler").list_schedules(GroupName=ENVIRONMENT["TIMERS_GROUP"])
    return [schedule["Name"] for schedule in answer["Schedules"]]


def test_a_reminder_is_planned_for_two_days_after_joining(time_passes: SetClock) -> None:
    at = time_passes.now()

    for _ in range(3):
        plan_verification_reminder.plan(joined(at))

    (name,) = schedules()
    assert name == f"verify-email-reminder-{ids.EXAMPLE}-1"
    schedule = aws.client("scheduler").get_schedule(
        GroupName=ENVIRONMENT["TIMERS_GROUP"], Name=name
    )
    due = at + timedelta(days=2)
    assert schedule["ScheduleExpression"] == f"at({due:%Y-%m-%dT%H:%M:%S})"
    assert json.loads(schedule["Target"]["Input"])["kind"] == "verify-email-reminder"


def test_an_event_that_comes_days_late_reminds_at_once(time_passes: SetClock) -> None:
    plan_verification_reminder.plan(joined(time_passes.now() - timedelta(days=3)))

    assert schedules() == []
    answer = aws.client("sqs").receive_message(QueueUrl=ENVIRONMENT["TIMERS_QUEUE_URL"])
    (message,) = answer["Messages"]
    assert json.loads(message["Body"])["subjectId"] == ids.EXAMPLE


def test_who_has_not_verified_gets_another_link_once(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    time_passes.forward(days=2)

    for _ in range(3):
        fire(ana.id, time_passes)

    first, reminder = mail_requests(ana.email, "verify-email")
    assert reminder.created_at - first.created_at >= timedelta(days=2)
    newest = MailRequest.key(reminder.id).require()
    assert newest.expires_at - time_passes.now() > timedelta(days=2, hours=23)
    token = link_token(ana, "verify-email")
    assert gateway.post("/auth/verifyEmail", {"token": token}).status == 200


def test_each_timer_reminds_for_itself(ana: Person, time_passes: SetClock) -> None:
    fire(ana.id, time_passes, revision=1)
    fire(ana.id, time_passes, revision=2)

    assert len(mail_requests(ana.email, "verify-email")) == 3


def test_who_has_verified_is_left_alone(
    gateway: Gateway, ana: Person, time_passes: SetClock
) -> None:
    gateway.post("/auth/verifyEmail", {"token": link_token(ana, "verify-email")})

    fire(ana.id, time_passes)

    assert len(mail_requests(ana.email, "verify-email")) == 1


def test_who_is_gone_is_left_alone(ana: Person, time_passes: SetClock) -> None:
    before = [request.id for request in mail_requests(ana.email, "verify-email")]
    delete(Profile.key(ana.id))

    fire(ana.id, time_passes)
    fire(ids.new_id(), time_passes)

    assert [row.id for row in rows_of(MailRequest) if row.purpose == "verify-email"] == before
