"""Reminders of sessions: when they are due, and the mails that bring them."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from learn_exchange.mail import Mail
from learn_exchange.mail import send as sends
from learn_exchange.tables.exchange import Session
from learn_exchange.tables.store import update
from learn_exchange.tables.users import Profile
from tests.events.test_consumers import check
from tests.support import mailbox
from tests.support.bus import Bus, consume
from tests.support.clock import StoppedClock
from tests.support.exchanges import act, agreed, in_days, scheduled
from tests.support.gateway import Json
from tests.support.notifications import ledger, told
from tests.support.people import Person
from tests.support.rows import nothing_written
from tests.support.stream import Stream
from tests.support.timers import fire, fire_due, message

pytestmark = pytest.mark.usefixtures("stopped_clock")

MILLISECOND = timedelta(milliseconds=1)


@pytest.fixture
def stream(bus: Bus) -> Stream:
    """The stream of the table, with the bus and the consumers behind it."""
    return Stream("exchange")


@pytest.fixture
def verified(ana: Person, ben: Person) -> None:
    """Both have verified their addresses."""
    for person in (ana, ben):
        update(Profile.key(person.id), Profile.email_verified.set(True))


def agree(ana: Person, ben: Person, time: str, **more: Any) -> Session:
    """Returns a session at a time that Ana has proposed and Ben has accepted."""
    return row(scheduled(ana, ben, agreed(ana, ben), time, **more))


def row(session_id: str) -> Session:
    """Returns a session as it is stored."""
    return Session.key(session_id).require()


def due(bus: Bus, stream: Stream) -> list[str]:
    """Returns the reminders that are announced, and then sent."""
    stream.announce()
    reminders = []
    for name, detail in bus.announced:
        if name == "SessionReminderDue":
            check(name, detail)
            reminders.append(detail["reminder"])
    stream.go_round(bus)
    return reminders


def pass_hours(clock: StoppedClock, bus: Bus, stream: Stream, hours: int) -> list[tuple[int, str]]:
    """Returns the reminders of the next hours, each with the hour in which it came."""
    found = []
    for hour in range(1, hours + 1):
        clock.forward(hours=1)
        fire_due(bus)
        found += [(hour, reminder) for reminder in due(bus, stream)]
    return found


def test_both_are_reminded_a_day_and_an_hour_before_once_each(
    stopped_clock: StoppedClock, bus: Bus, stream: Stream, ana: Person, ben: Person, verified: None
) -> None:
    agree(ana, ben, in_days(1.5))
    due(bus, stream)
    assert pass_hours(stopped_clock, bus, stream, 48) == [(12, "24h"), (35, "1h")]
    assert sorted(mail.recipients[0] for mail in mails()) == sorted([ana.email, ben.email] * 2)


def test_a_session_that_is_close_when_it_is_agreed_has_the_reminders_that_are_left(
    stopped_clock: StoppedClock, bus: Bus, stream: Stream, ana: Person, ben: Person, verified: None
) -> None:
    agree(ana, ben, in_days(0.5))
    due(bus, stream)
    assert pass_hours(stopped_clock, bus, stream, 14) == [(11, "1h")]


def test_reminders_move_with_the_session(
    stopped_clock: StoppedClock, bus: Bus, stream: Stream, ana: Person, ben: Person, verified: None
) -> None:
    session = agree(ana, ben, in_days(1.5))
    due(bus, stream)
    assert pass_hours(stopped_clock, bus, stream, 14) == [(12, "24h")]
    for person in (ana, ben):
        person.refresh()
    times = {"sessionId": session.id, "scheduledTime": in_days(2)}
    assert ben.patch("/exchange/rescheduleSession", times).status == 200
    due(bus, stream)
    assert act(ana, "acceptSession", session.id).status == 200
    due(bus, stream)
    assert pass_hours(stopped_clock, bus, stream, 60) == [(24, "24h"), (47, "1h")]


@pytest.mark.usefixtures("stopped_clock", "verified")
@pytest.mark.parametrize("happens", ["cancelSession", "rescheduleSession"])
def test_nobody_is_reminded_of_what_is_not_agreed(
    stopped_clock: StoppedClock,
    bus: Bus,
    stream: Stream,
    ana: Person,
    ben: Person,
    happens: str,
) -> None:
    session = agree(ana, ben, in_days(1.5))
    due(bus, stream)
    times = {} if happens == "cancelSession" else {"scheduledTime": in_days(1.6)}
    assert act(ben, happens, session.id, **times).status == 200
    due(bus, stream)
    assert pass_hours(stopped_clock, bus, stream, 48) == []
    assert mails() == []


def late(
    clock: StoppedClock, ana: Person, ben: Person, reminder: str, before: timedelta
) -> tuple[str, str]:
    """Returns the id of a session that starts after so much time, and its timer's message."""
    start = clock.now().replace(microsecond=0) + timedelta(days=3)
    session_id = agree(ana, ben, start.isoformat()).id
    clock.at = start - before
    return session_id, message(f"session-reminder-{reminder}", session_id, 2)


@pytest.mark.parametrize(
    ("reminder", "before"),
    [
        ("24h", timedelta(hours=24)),
        ("24h", timedelta(hours=1) + MILLISECOND),
        ("1h", timedelta(hours=1)),
        ("1h", MILLISECOND),
    ],
    ids=str,
)
def test_a_reminder_that_is_late_comes_once_while_it_helps(
    stopped_clock: StoppedClock,
    bus: Bus,
    ana: Person,
    ben: Person,
    reminder: str,
    before: timedelta,
) -> None:
    session_id, timer = late(stopped_clock, ana, ben, reminder, before)
    for _ in range(2):
        fire(timer, bus)
        assert row(session_id).reminders == [reminder]


@pytest.mark.parametrize(
    ("reminder", "before"),
    [
        ("24h", timedelta(hours=1)),
        ("24h", timedelta(minutes=1)),
        ("24h", -timedelta(minutes=1)),
        ("1h", timedelta()),
        ("1h", -timedelta(minutes=1)),
    ],
    ids=str,
)
def test_a_reminder_that_is_too_late_does_not_come(
    stopped_clock: StoppedClock,
    bus: Bus,
    ana: Person,
    ben: Person,
    reminder: str,
    before: timedelta,
) -> None:
    _, timer = late(stopped_clock, ana, ben, reminder, before)
    with nothing_written():
        fire(timer, bus)


@pytest.mark.parametrize("revision", [1, 3])
def test_a_timer_of_another_revision_reminds_nobody(
    stopped_clock: StoppedClock, bus: Bus, ana: Person, ben: Person, revision: int
) -> None:
    session = agree(ana, ben, in_days(1))
    with nothing_written():
        fire(message("session-reminder-24h", session.id, revision), bus)


def test_a_reminder_changes_nothing_that_people_see(
    stopped_clock: StoppedClock, bus: Bus, ana: Person, ben: Person
) -> None:
    session = agree(ana, ben, in_days(1))
    before = ana.get(f"/exchange/{session.exchange_id}").json
    fire(message("session-reminder-24h", session.id, 2), bus)
    assert row(session.id).reminders == ["24h"]
    assert ana.get(f"/exchange/{session.exchange_id}").json == before


def reminder_due(bus: Bus, stream: Stream, session: Session) -> Json:
    """Returns the event that a reminder is due, which nobody has heard of yet."""
    stream.go_round(bus)
    fire(message("session-reminder-24h", session.id, int(session.revision)), bus)
    stream.announce()
    [event] = bus.waiting
    bus.waiting.clear()
    assert event["detail-type"] == "SessionReminderDue"
    return event


def send(event: Json) -> list[int]:
    """Have people told of an event."""
    return consume("notifications.notify", [json.dumps(event)])


def mails() -> list[mailbox.Mail]:
    """Returns the mails that remind, the newest last."""
    return [mail for mail in mailbox.mails() if mail.subject.startswith("Your session with ")]


def test_a_mail_is_sent_once_for_each_event_and_reader(
    bus: Bus, stream: Stream, ana: Person, ben: Person, verified: None
) -> None:
    event = reminder_due(bus, stream, agree(ana, ben, in_days(1.5)))
    for _ in range(3):
        assert send(event) == []
        assert sorted(mail.recipients[0] for mail in mails()) == sorted([ana.email, ben.email])


def test_the_second_reader_gets_their_mail_when_sending_it_failed_at_first(
    bus: Bus,
    stream: Stream,
    ana: Person,
    ben: Person,
    verified: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = reminder_due(bus, stream, agree(ana, ben, in_days(1.5)))

    def only_to_ana(mail: Mail, to: str) -> None:
        if to != ana.email:
            raise ConnectionError
        sends(mail, to)

    with monkeypatch.context() as outage:
        outage.setattr("notifications.mailing.send_mail", only_to_ana)
        assert send(event) == [0]
    assert send(event) == []
    assert [mail.recipients for mail in mails()] == [[ana.email], [ben.email]]


def test_nobody_is_reminded_of_what_was_changed_meanwhile(
    bus: Bus, stream: Stream, ana: Person, ben: Person, verified: None
) -> None:
    session = agree(ana, ben, in_days(1.5))
    event = reminder_due(bus, stream, session)
    assert act(ben, "cancelSession", session.id).status == 200
    assert send(event) == []
    assert mails() == []
    for person in (ana, ben):
        assert set(ledger()[person.id, event["detail"]["id"]].values()) == {"outdated"}
        assert "session_reminder" not in {it["type"] for it in told(person)}


def test_a_reminder_tells_the_time_in_both_zones_where_they_differ(
    bus: Bus, stream: Stream, ana: Person, ben: Person, verified: None
) -> None:
    ben.put("/user/updateProfile", {"timeZone": "Europe/Berlin"})
    session = agree(ana, ben, "2060-01-17T00:30:00+01:00", timeZone="Europe/Berlin")
    assert send(reminder_due(bus, stream, session)) == []
    texts = {mail.recipients[0]: mail.html for mail in mails()}
    lisbon = (
        "Friday, January 16, 2060, 23:30 (Lisbon), which is 00:30 on Saturday, January 17 in Berlin"
    )
    assert lisbon in texts[ana.email]
    assert "Saturday, January 17, 2060, 00:30 (Berlin)" in texts[ben.email]
    assert "which is" not in texts[ben.email]
    for text in texts.values():
        assert f"https://learn-exchange.example/exchange/{session.exchange_id}" in text
        assert "Spanish for SQL" in text


def test_what_people_have_written_is_no_html(
    bus: Bus, stream: Stream, new_person: Callable[..., Person]
) -> None:
    evil = '<img src=x onerror="alert(1)">&'
    ana, ben = new_person(firstName=evil), new_person(firstName="Ben")
    for person in (ana, ben):
        update(Profile.key(person.id), Profile.email_verified.set(True))
    exchange_id = agreed(ana, ben, "<b>Spanish</b>", "SQL & co")
    place = {"locationDetails": "<script>alert(2)</script>"}
    session = row(scheduled(ana, ben, exchange_id, in_days(1.5), **place))
    assert send(reminder_due(bus, stream, session)) == []
    assert len(mails()) == 2
    for mail in mails():
        assert [part for part in ("<img", "<b>", "<script", "& co") if part in mail.html] == []
        assert "&lt;b&gt;Spanish&lt;/b&gt; for SQL &amp; co" in mail.html
        assert "&lt;script&gt;alert(2)" in mail.html
        assert "\n" not in mail.subject


@pytest.mark.parametrize(
    ("place", "line"),
    [("https://meet.example/room", "Where: https://meet.example/room"), ("", None)],
)
@pytest.mark.usefixtures("stopped_clock", "verified")
def test_a_place_is_told_where_there_is_one(
    bus: Bus, stream: Stream, ana: Person, ben: Person, place: str, line: str | None
) -> None:
    session = agree(ana, ben, in_days(1.5), locationDetails=place)
    assert send(reminder_due(bus, stream, session)) == []
    for mail in mails():
        assert ("Where" in mail.html) == (line is not None)
        assert line is None or line in mail.html


def test_nothing_of_a_mail_is_logged(
    bus: Bus,
    stream: Stream,
    ana: Person,
    ben: Person,
    verified: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    event = reminder_due(bus, stream, agree(ana, ben, in_days(1.5)))
    capsys.readouterr()
    assert send(event) == []
    logged = capsys.readouterr().out
    assert "consume" in logged
    for personal in (ana.email, ben.email, "Ana", "Spanish", "meet.example"):
        assert personal not in logged
