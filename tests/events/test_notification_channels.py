"""Channels of notifications: live, push and e-mail, and their failures."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from learn_exchange import clock
from learn_exchange.events import PostLiked, SessionReminderDue
from learn_exchange.tables.exchange import Session
from learn_exchange.tables.notifications import Decision
from learn_exchange.tables.store import update
from learn_exchange.tables.users import Profile
from notifications.channels import LAST_ATTEMPT
from notifications.delivery import Delivery
from notifications.ledger import note_outcomes
from notifications.policy import Outcome
from tests.support.bus import Bus, consume
from tests.support.channels import Channel
from tests.support.clock import StoppedClock
from tests.support.conversations import opened, read_up_to, written
from tests.support.exchanges import agreed, in_days, scheduled
from tests.support.gateway import Json
from tests.support.notifications import (
    Telling,
    deliver,
    followed,
    happened,
    ledger,
    mark_read,
    outcomes,
    prefer,
    told,
    unread,
)
from tests.support.people import Person
from tests.support.posts import like, publish
from tests.support.rows import nothing_written
from tests.support.sockets import Sockets
from tests.support.timers import Timer, timers

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def push(monkeypatch: pytest.MonkeyPatch) -> Channel:
    """Push notifications."""
    channel = Channel()
    monkeypatch.setattr("notifications.push.sender.send", channel.send)
    return channel


@pytest.fixture
def mailing(monkeypatch: pytest.MonkeyPatch) -> Channel:
    """E-mail."""
    channel = Channel()
    monkeypatch.setattr("notifications.mailing.send", channel.send)
    return channel


@pytest.fixture
def telling(stopped_clock: StoppedClock, bus: Bus, sockets: Sockets) -> Telling:
    """Notifies people of what is done from here on."""
    return Telling(bus)


@pytest.fixture
def cleo(new_person: Callable[..., Person]) -> Person:
    """A third person."""
    return new_person(firstName="Cleo")


def liked(by: Person, post: Json) -> Json:
    """Returns the event that somebody likes a post."""
    return happened(PostLiked, actor_id=by.id, post_id=post["id"], person_id=by.id)


def channels(person: Person) -> list[tuple[str, str, str]]:
    """Returns the outcomes live, by push and by e-mail of somebody's newest notification."""
    return [(it["live"], it["push"], it["email"]) for it in outcomes(person, told(person)[0])]


def test_what_is_told_is_shown_live_on_all_devices_and_is_then_not_sent(
    telling: Telling, sockets: Sockets, push: Channel, mailing: Channel, ana: Person, ben: Person
) -> None:
    devices = [sockets.connect(ana) for _ in range(2)]
    like(ben, publish(ana, title="Chords"))
    telling.go_round()
    [notification] = told(ana)
    for device in devices:
        assert device.take("notification") == [
            {"type": "notification", "notification": notification, "unreadCount": 1}
        ]
    assert channels(ana) == [("sent", "online", "muted")]
    assert push.sent == mailing.sent == []


def test_reading_it_clears_it_on_all_devices(
    telling: Telling, sockets: Sockets, ana: Person, ben: Person, cleo: Person
) -> None:
    device = sockets.connect(ana)
    followed(ana, ben)
    [first] = told(ana)
    mark_read(ana, ids=[first["id"]])
    followed(ana, cleo)
    second = told(ana)[0]
    mark_read(ana, upTo=second["id"])
    mark_read(ana, upTo=first["id"])
    mark_read(ana, ids=[first["id"]])
    assert device.take("notificationsRead") == [
        {"type": "notificationsRead", "ids": [first["id"]], "upTo": None, "unreadCount": 0},
        {"type": "notificationsRead", "ids": None, "upTo": second["id"], "unreadCount": 0},
    ]


def test_reading_a_conversation_clears_its_notification_on_all_devices(
    telling: Telling, sockets: Sockets, ana: Person, ben: Person
) -> None:
    device = sockets.connect(ben)
    chat = opened(ana, ben)
    written(ana, chat["id"])
    telling.go_round()
    [notification] = told(ben)
    read_up_to(ben, chat["id"], 1)
    telling.go_round()
    [frame] = device.take("notificationsRead")
    assert (frame["ids"], frame["unreadCount"]) == ([notification["id"]], 0)


def test_who_is_away_is_called_once_and_not_for_what_joins(
    telling: Telling, push: Channel, mailing: Channel, ana: Person, ben: Person
) -> None:
    chat = opened(ana, ben)
    telling.go_round()
    for text in ("Hello", "Are you there?"):
        written(ana, chat["id"], text)
        telling.go_round()
    assert channels(ben) == [("offline", "grouped", "grouped"), ("offline", "sent", "sent")]
    assert push.texts == mailing.texts == ["Ana: Hello"]
    [delivery] = push.sent
    assert delivery.link == f"/chat/{chat['id']}"
    assert delivery.notification_id == told(ben)[0]["id"]
    assert delivery.private_text.body == "You have a new notification."


def test_who_has_seen_the_first_live_and_left_is_called_for_the_next(
    telling: Telling, sockets: Sockets, push: Channel, mailing: Channel, ana: Person, ben: Person
) -> None:
    chat = opened(ana, ben)
    telling.go_round()
    device = sockets.connect(ben)
    for present in (True, True, False, False):
        if not present and device.id in sockets.open:
            device.close()
        written(ana, chat["id"])
        telling.go_round()
    assert channels(ben) == [
        ("offline", "grouped", "grouped"),
        ("offline", "sent", "sent"),
        ("sent", "online", "online"),
        ("sent", "online", "online"),
    ]


def test_who_wants_no_push_or_mail_gets_none(
    telling: Telling, push: Channel, mailing: Channel, ana: Person, ben: Person
) -> None:
    prefer(ben, channels={"message": {"push": False}, "like": {"push": False, "email": True}})
    written(ana, opened(ana, ben)["id"])
    like(ana, publish(ben))
    telling.go_round()
    assert push.sent == []
    assert [delivery.type for delivery in mailing.sent] == ["message", "like"]
    found = {it["type"]: outcomes(ben, it)[0] for it in told(ben)}
    assert found["message"]["push"] == found["like"]["push"] == "muted"


def reminder_of(session_id: str) -> Json:
    """Returns the event that a session is to be reminded of."""
    session = Session.key(session_id).require()
    return happened(
        SessionReminderDue,
        exchange_id=session.exchange_id,
        initiator_id=session.initiator_id,
        receiver_id=session.receiver_id,
        session_id=session.id,
        revision=int(session.revision),
        reminder="1h",
    )


def test_a_reminder_is_sent_also_to_who_has_seen_it_live(
    telling: Telling, sockets: Sockets, push: Channel, mailing: Channel, ana: Person, ben: Person
) -> None:
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(1))
    sockets.connect(ana)
    assert deliver(reminder_of(session_id)) == []
    assert channels(ana) == [("sent", "sent", "sent")]
    assert channels(ben) == [("offline", "sent", "sent")]
    assert len(push.sent) == len(mailing.sent) == 2


def at_night(person: Person) -> None:
    """Let somebody have quiet hours now, until seven o'clock."""
    prefer(person, quietHours={"start": "12:00", "end": "07:00"})


def quiet_timers() -> list[Timer]:
    """Returns the timers that wait for the end of quiet hours."""
    return [timer for timer in timers() if timer.name.startswith("quiet-over-")]


def wake_up(clock: StoppedClock) -> None:
    """Let quiet hours end, and what waits for that."""
    [timer] = quiet_timers()
    clock.at = timer.fires_at
    assert consume("timers.announce", [timer.message]) == []


def test_quiet_hours_hold_back_what_a_summary_then_counts(
    telling: Telling,
    stopped_clock: StoppedClock,
    push: Channel,
    mailing: Channel,
    ana: Person,
    ben: Person,
) -> None:
    at_night(ana)
    like(ben, publish(ana))
    written(ben, opened(ana, ben)["id"])
    telling.go_round()
    assert push.sent == mailing.sent == []
    assert unread(ana) == 2
    assert sorted(outcomes(ana, it)[0]["push"] for it in told(ana)) == ["deferred", "deferred"]
    answer = ana.get(f"/notifications/{told(ana)[0]['id']}/why").json
    quiet = answer["decisions"][0]["channels"]["push"]
    assert quiet["explanation"] == "You had quiet hours until 07:00."
    assert quiet["until"] == "2060-01-16T07:00:00.000Z"
    wake_up(stopped_clock)
    telling.go_round()
    assert push.texts == ["You have 2 new notifications."]
    assert mailing.texts == ["You have one new notification.\nBen: Hello"]
    until = int(stopped_clock.at.timestamp())
    assert ledger()[ana.id, f"quiet-over-{ana.id}-{until}:TimerFired"] == {
        "inApp": "not_applicable",
        "live": "not_applicable",
        "push": "sent",
        "email": "sent",
    }


def test_who_has_read_all_when_quiet_hours_end_is_not_called(
    telling: Telling, stopped_clock: StoppedClock, push: Channel, ana: Person, ben: Person
) -> None:
    at_night(ana)
    like(ben, publish(ana))
    telling.go_round()
    mark_read(ana, upTo=told(ana)[0]["id"])
    wake_up(stopped_clock)
    telling.go_round()
    assert push.sent == []
    summaries = [it for (_, event), it in ledger().items() if event.startswith("quiet-over")]
    assert [set(it.values()) for it in summaries] == [{"already_read"}]


@pytest.mark.parametrize(
    ("starts_in", "outcome"),
    [
        (timedelta(hours=2), "sent"),
        (timedelta(hours=2, seconds=1), "deferred"),
        (timedelta(minutes=5), "sent"),
        (timedelta(days=1), "deferred"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("telling", "push", "mailing")
def test_what_is_about_a_session_that_starts_soon_does_not_wait(
    stopped_clock: StoppedClock, ana: Person, ben: Person, starts_in: timedelta, outcome: str
) -> None:
    start = clock.now().replace(microsecond=0) + timedelta(days=3)
    session_id = scheduled(ana, ben, agreed(ana, ben), start.isoformat())
    at_night(ana)
    stopped_clock.at = start - starts_in
    for person in (ana, ben):
        person.refresh()
    assert deliver(reminder_of(session_id)) == []
    assert channels(ana)[0][1:] == (outcome, outcome)
    assert channels(ben)[0][1:] == ("sent", "sent")


def test_where_a_channel_fails_it_alone_is_tried_again(
    telling: Telling, push: Channel, mailing: Channel, ana: Person, ben: Person
) -> None:
    prefer(ana, channels={"like": {"email": True}})
    event = liked(ben, publish(ana))
    push.fails = True
    assert deliver(event) == ["notifications.notify"]
    assert channels(ana) == [("offline", "pending", "sent")]
    push.fails = False
    assert deliver(event, attempt=2) == []
    assert channels(ana) == [("offline", "sent", "sent")]
    with nothing_written():
        for attempt in (1, 3, LAST_ATTEMPT):
            assert deliver(event, attempt=attempt) == []
    assert len(push.sent) == len(mailing.sent) == 1
    assert unread(ana) == 1


def test_at_the_last_attempt_it_has_failed(
    telling: Telling,
    push: Channel,
    mailing: Channel,
    ana: Person,
    ben: Person,
    capsys: pytest.CaptureFixture[str],
) -> None:
    event = liked(ben, publish(ana))
    push.fails = True
    for attempt in range(1, LAST_ATTEMPT):
        assert deliver(event, attempt=attempt) == ["notifications.notify"]
    capsys.readouterr()
    assert deliver(event, attempt=LAST_ATTEMPT) == []
    assert "ConnectionError" in capsys.readouterr().out
    assert channels(ana) == [("offline", "failed", "muted")]
    push.fails = False
    with nothing_written():
        assert deliver(event) == []
    assert push.sent == []


def test_who_fails_does_not_keep_the_other_from_being_told(
    telling: Telling,
    push: Channel,
    mailing: Channel,
    ana: Person,
    ben: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(1))
    event = reminder_of(session_id)

    def not_to_ana(delivery: Delivery) -> Outcome:
        if delivery.recipient.id == ana.id:
            raise ConnectionError
        return Outcome.SENT

    monkeypatch.setattr("notifications.push.sender.send", not_to_ana)
    assert deliver(event) == ["notifications.notify"]
    assert channels(ana) == [("offline", "pending", "sent")]
    assert channels(ben) == [("offline", "sent", "sent")]


@pytest.mark.usefixtures("telling", "mailing")
def test_what_was_decided_before_a_crash_is_sent_after_it(
    push: Channel, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = liked(ben, publish(ana))

    def crash(*_: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as crashing:
        crashing.setattr("notifications.dispatch.deliver", crash)
        assert deliver(event) == ["notifications.notify"]
    assert channels(ana) == [("pending", "pending", "muted")]
    assert deliver(event, attempt=2) == []
    assert channels(ana) == [("offline", "sent", "muted")]
    assert len(push.sent) == 1


@pytest.mark.usefixtures("telling", "mailing")
def test_the_timer_that_a_crash_has_prevented_is_set_after_it(
    push: Channel, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_night(ana)
    event = liked(ben, publish(ana))

    def crash(*_: Any, **__: Any) -> None:
        raise MemoryError

    with monkeypatch.context() as crashing:
        crashing.setattr("notifications.dispatch.set_timer", crash)
        assert deliver(event) == ["notifications.notify"]
    assert quiet_timers() == []
    for _ in range(2):
        assert deliver(event, attempt=2) == []
        assert len(quiet_timers()) == 1


@pytest.mark.usefixtures("telling", "mailing")
@pytest.mark.parametrize(
    ("happens", "outcome"),
    [("deleted", "outdated"), ("blocked", "blocked"), ("read", "already_read")],
)
def test_what_no_longer_helps_is_not_sent_at_a_later_attempt(
    telling: Telling, push: Channel, ana: Person, ben: Person, happens: str, outcome: str
) -> None:
    post = publish(ana)
    telling.go_round()
    event = liked(ben, post)
    push.fails = True
    assert deliver(event) == ["notifications.notify"]
    push.fails = False
    if happens == "deleted":
        assert ana.delete(f"/feed/post/{post['id']}").status == 204
    elif happens == "blocked":
        ana.block(ben)
        telling.go_round()
    else:
        mark_read(ana, ids=[told(ana)[0]["id"]])
    assert deliver(event, attempt=2) == []
    assert push.sent == []
    assert [it["push"] for it in ledger().values()] == [outcome]


def test_an_outcome_that_was_noted_stays(telling: Telling, ana: Person, ben: Person) -> None:
    followed(ana, ben)
    [decision] = Decision.scan(Decision.kind == Decision)
    note_outcomes(decision, {"push": Outcome.SENT})
    [again] = Decision.scan(Decision.kind == Decision)
    assert again.push == "no_device"


@pytest.mark.usefixtures("telling")
def test_people_are_told_in_their_own_language(
    push: Channel, mailing: Channel, ana: Person, ben: Person
) -> None:
    update(Profile.key(ana.id), Profile.email_verified.set(True))
    prefer(ana, language="es", hideOnLockScreen=True)
    followed(ana, ben)
    assert told(ana)[0]["content"] == "Ben te sigue."
    assert push.texts == ["Ben te sigue."]
    assert push.sent[0].private_text.body == "Tienes una notificación nueva."
    answer = ana.get(f"/notifications/{told(ana)[0]['id']}/why").json
    live = answer["decisions"][0]["channels"]["live"]
    assert live["explanation"] == "Ningún dispositivo tuyo estaba conectado."
