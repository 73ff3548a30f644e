"""Mails have a measure: what exceeds it is summed up, and what was withdrawn is not mailed of."""

import json
from collections.abc import Callable

import pytest

from learn_exchange import clock
from learn_exchange.account_limits import MAILS
from learn_exchange.tables.notifications import MailCounter, Preferences, UnreadCounter
from learn_exchange.tables.store import put, update
from learn_exchange.tables.users import Profile
from notifications import mailing
from notifications.policy import Outcome
from tests.support import deliveries
from tests.support.bus import Bus, consume
from tests.support.clock import StoppedClock
from tests.support.exchanges import requested
from tests.support.gateway import Gateway
from tests.support.mailbox import mails
from tests.support.notifications import Telling, ledger, mark_read, told, unread
from tests.support.people import Person
from tests.support.sockets import Sockets
from tests.support.stream import Stream
from tests.support.timers import fire, fire_due, timers

pytestmark = pytest.mark.usefixtures("stopped_clock", "measure")


@pytest.fixture
def measure(environment: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The measure as it is, which the other tests raise."""
    for variable in MAILS.variables:
        monkeypatch.delenv(variable)


@pytest.fixture
def reader(bus: Bus, ana: Person) -> Person:
    """Somebody who has verified their address, and has unread notifications."""
    update(Profile.key(ana.id), Profile.email_verified.set(True))
    put(UnreadCounter.key(ana.id).new(unread=7, version=1))
    return ana


def send(reader: Person, times: int, **changes: object) -> list[Outcome]:
    """Mail somebody so many notifications; returns the outcomes."""
    return [mailing.send(deliveries.to(reader, **changes)) for _ in range(times)]


def test_nobody_gets_more_mails_an_hour_and_what_exceeds_it_is_summed_up_in_one(
    stopped_clock: StoppedClock, bus: Bus, reader: Person
) -> None:
    outcomes = send(reader, 100)
    assert outcomes == [Outcome.SENT] * MAILS.most + [Outcome.SUMMED_UP] * (100 - MAILS.most)
    assert len(mails()) == MAILS.most
    [timer] = timers()
    assert timer.fires_at == MAILS.window_end(clock.now())

    stopped_clock.forward(hours=1)
    assert fire_due(bus) == [timer.name]
    fire(timer.message, bus)

    [summary] = mails()[MAILS.most :]
    assert summary.subject == "More notifications"
    assert "You have 7 unread notifications." in summary.html
    assert send(reader, 1) == [Outcome.SENT]


def test_what_was_read_meanwhile_is_not_summed_up(
    stopped_clock: StoppedClock, bus: Bus, reader: Person
) -> None:
    send(reader, MAILS.most + 1)
    update(UnreadCounter.key(reader.id), UnreadCounter.unread.set(0))
    stopped_clock.forward(hours=1)
    fire_due(bus)
    assert len(mails()) == MAILS.most


def test_who_got_few_mails_gets_no_summary(
    stopped_clock: StoppedClock, bus: Bus, reader: Person
) -> None:
    send(reader, MAILS.most)
    assert timers() == []


def test_a_summary_waits_for_the_end_of_quiet_hours(
    stopped_clock: StoppedClock, reader: Person
) -> None:
    ends = MAILS.window_end(clock.now())
    update(Profile.key(reader.id), Profile.time_zone.set("UTC"))
    quiet = Preferences.key(reader.id).new(
        quiet_start=f"{ends:%H:%M}", quiet_end=f"{ends.replace(minute=30):%H:%M}"
    )
    send(reader, MAILS.most + 1, preferences=quiet)
    [timer] = timers()
    assert timer.fires_at == ends.replace(minute=30)


def test_a_mail_that_could_not_be_sent_does_not_count(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(mailing, "send_mail", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send(reader, 1)
    assert send(reader, MAILS.most) == [Outcome.SENT] * MAILS.most


def test_mails_about_the_account_do_not_count_and_are_not_held_back(
    bus: Bus, gateway: Gateway, reader: Person
) -> None:
    stream = Stream("users")
    send(reader, MAILS.most + 1)
    gateway.post("/auth/forgotPassword", {"email": reader.email})
    stream.go_round(bus)
    assert len(mails()) == MAILS.most + 1
    counter = MAILS.key(MailCounter, reader.id, MAILS.window_end(clock.now())).get()
    assert counter is not None
    assert counter.taken == MAILS.most


@pytest.fixture
def telling(bus: Bus, sockets: Sockets) -> Telling:
    """Notifies people of what is done from here on."""
    return Telling(bus)


def withdraw(person: Person, exchange_id: str) -> None:
    """Let somebody withdraw their request."""
    answer = person.patch("/exchange/cancel", {"exchangeId": exchange_id})
    assert answer.status == 200, answer.text


def test_what_is_withdrawn_before_it_was_read_goes_and_no_second_mail_comes(
    telling: Telling, sockets: Sockets, reader: Person, new_person: Callable[..., Person]
) -> None:
    ben = new_person(firstName="Ben")
    exchange_id = requested(ben, reader)
    telling.go_round()
    [notification] = told(reader)
    before = unread(reader), len(mails())
    device = sockets.connect(reader)
    withdraw(ben, exchange_id)
    [event] = [it for it in telling.go_round() if it["detail-type"] == "ExchangeCanceled"]
    assert told(reader) == []
    assert (unread(reader), len(mails())) == (before[0] - 1, before[1])
    outcomes = ledger()[reader.id, event["detail"]["id"]]
    assert set(outcomes.values()) == {Outcome.WITHDRAWN}
    [frame] = device.take("notificationChanged")
    assert (frame["id"], frame["notification"]) == (notification["id"], None)
    again = consume("notifications.notify", [json.dumps(event)])
    assert (again, unread(reader)) == ([], before[0] - 1)


def test_what_is_withdrawn_after_it_was_read_is_told(
    telling: Telling, reader: Person, new_person: Callable[..., Person]
) -> None:
    ben = new_person(firstName="Ben")
    exchange_id = requested(ben, reader)
    telling.go_round()
    mark_read(reader, ids=[told(reader)[0]["id"]])
    withdraw(ben, exchange_id)
    telling.go_round()
    assert told(reader)[0]["content"].startswith("Ben withdrew the request")


def test_what_is_withdrawn_before_it_was_told_is_never_told(
    telling: Telling, reader: Person, new_person: Callable[..., Person]
) -> None:
    ben = new_person(firstName="Ben")
    withdraw(ben, requested(ben, reader))
    telling.go_round()
    assert (told(reader), mails()) == ([], [])
