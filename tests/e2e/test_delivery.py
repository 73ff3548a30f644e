"""From a row to a mail: nothing is lost, whatever fails on the way."""

import re
from datetime import datetime, timedelta
from functools import partial

import pytest

from local.redrive import dead_letters_of, redrive
from tests.support.people import sign_up
from tests.support.remote import RemoteGateway, all_at_once
from tests.support.system import System, eventually


def token_in(mail: dict[str, str]) -> str:
    found = re.search(r"token=([\w-]+)", mail["BodyText"])
    assert found
    return found[1]


def test_the_verification_mail_arrives_and_its_token_verifies_the_address_once(
    system: System, gateway: RemoteGateway
) -> None:
    person = sign_up(gateway)
    (mail,) = eventually(partial(system.mails_to, person.email))

    assert mail["Subject"] == "Verify your e-mail address"
    assert gateway.post("/auth/verifyEmail", {"token": token_in(mail)}).status == 200
    assert person.get("/user/me").json["emailVerified"] is True
    again = gateway.post("/auth/verifyEmail", {"token": token_in(mail)})
    assert again.status == 200


def test_a_forgotten_password_is_replaced_by_the_mailed_link_and_all_logins_end(
    system: System, gateway: RemoteGateway
) -> None:
    person = sign_up(gateway)
    eventually(partial(system.mails_to, person.email))
    assert gateway.post("/auth/forgotPassword", {"email": person.email}).status == 202
    mails = eventually(lambda: system.mails_to(person.email)[1:])

    new = {"token": token_in(mails[0]), "password": "another battery staple"}
    assert gateway.post("/auth/resetPassword", new).status == 204

    old_login = gateway.post("/auth/refresh", {"refreshToken": person.refresh_token})
    assert old_login.problem == "login-ended"
    credentials = {"email": person.email, "password": "another battery staple"}
    assert gateway.post("/auth/login", credentials).json["user"]["emailVerified"] is True


@pytest.mark.parametrize("fault", ["error", "throttle", "timeout", "crash"])
def test_a_mail_that_could_not_be_sent_is_sent_later(
    system: System, gateway: RemoteGateway, fault: str
) -> None:
    system.break_call("auth.send_mail", "SendEmail", moment="before", fault=fault)
    person = sign_up(gateway)
    assert len(eventually(partial(system.mails_to, person.email))) == 1
    assert system.faults_left() == 0


def test_a_crash_between_sending_and_noting_it_sends_the_same_link_twice(
    system: System, gateway: RemoteGateway
) -> None:
    system.break_call("auth.send_mail", "SendEmail", moment="after", fault="crash")
    person = sign_up(gateway)
    eventually(lambda: len(system.mails_to(person.email)) == 2)
    first, second = system.mails_to(person.email)
    assert token_in(first) == token_in(second)


def test_a_mail_that_fails_five_times_waits_among_the_dead_letters_until_it_is_sent_back(
    system: System, gateway: RemoteGateway
) -> None:
    system.break_call("auth.send_mail", "SendEmail", moment="before", fault="error", times=5)
    person = sign_up(gateway)
    eventually(lambda: system.waiting("dead-letters") == 1, within_seconds=90)
    assert system.mails_to(person.email) == []
    assert system.faults_left() == 0

    queues = system.client("sqs")
    redrive(queues, dead_letters_of(queues, "local"))

    assert len(eventually(partial(system.mails_to, person.email))) == 1
    assert system.waiting("dead-letters") == 0


def test_the_bus_refusing_events_delays_them_and_loses_none(
    system: System, gateway: RemoteGateway
) -> None:
    system.break_call("user.announce", "PutEvents", moment="before", fault="throttle", times=3)
    people = [sign_up(gateway) for _ in range(5)]
    for person in people:
        eventually(partial(system.mails_to, person.email), within_seconds=60)


def test_every_one_of_three_hundred_who_sign_up_in_a_burst_gets_their_mail(
    system: System, gateway: RemoteGateway
) -> None:
    people = []
    for _ in range(10):
        people += all_at_once([partial(sign_up, gateway)] * 30)

    def arrived() -> bool:
        recipients = [mail["To"][0] for mail in system.mails()]
        return {person.email for person in people} <= set(recipients)

    assert eventually(arrived, within_seconds=120)


def test_whoever_does_not_verify_is_reminded_when_the_timer_comes_due(
    system: System, gateway: RemoteGateway
) -> None:
    person = sign_up(gateway)
    scheduler = system.client("scheduler")
    name = f"verify-email-reminder-{person.id}-1"
    group = "learn-exchange-local-timers"

    def schedule() -> dict[str, object] | None:
        listed = scheduler.list_schedules(GroupName=group, NamePrefix=name)["Schedules"]
        return scheduler.get_schedule(GroupName=group, Name=name) if listed else None

    planned = eventually(schedule)
    assert planned
    due = datetime.fromisoformat(str(planned["ScheduleExpression"])[3:-1] + "Z")
    joined = datetime.fromisoformat(person.get("/user/me").json["createdAt"])
    assert abs(due - joined - timedelta(days=2)) < timedelta(seconds=10)
    eventually(partial(system.mails_to, person.email))

    system.fire_early(name)

    reminded = eventually(lambda: system.mails_to(person.email)[1:], within_seconds=60)
    assert gateway.post("/auth/verifyEmail", {"token": token_in(reminded[0])}).status == 200
