"""Notifications of what people do: their recipients, and their words."""

from collections.abc import Callable
from typing import Any

import pytest

from learn_exchange import clock
from learn_exchange.events import BadgeEarned, MessageSent, PostLiked, TimerFired
from learn_exchange.ids import new_id
from learn_exchange.tables.notifications import Notification
from tests.support.bus import Bus, tell
from tests.support.clock import StoppedClock
from tests.support.conversations import opened, read_up_to, written
from tests.support.exchanges import (
    act,
    agreed,
    in_days,
    just_completed,
    later,
    proposed,
    rate,
    requested,
    scheduled,
)
from tests.support.gateway import Gateway
from tests.support.meanwhile import write_meanwhile
from tests.support.notifications import (
    Telling,
    deliver,
    happened,
    ledger,
    mark_read,
    outcomes,
    told,
    unread,
)
from tests.support.people import Person
from tests.support.posts import comment, like, publish, unlike

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def telling(stopped_clock: StoppedClock, bus: Bus, gateway: Gateway) -> Telling:
    """Notifies people of what is done from here on."""
    return Telling(bus)


@pytest.fixture
def cleo(new_person: Callable[..., Person]) -> Person:
    """A third person."""
    return new_person(firstName="Cleo")


def lines(person: Person) -> list[tuple[str, str]]:
    """Type and text of what somebody was told, the newest first."""
    return [(it["type"], it["content"]) for it in told(person)]


def read_all(*people: Person) -> None:
    """Let people read all that they were told."""
    for person in people:
        if newest := told(person)[:1]:
            assert mark_read(person, upTo=newest[0]["id"]) == 0


def test_likes_of_one_post_are_one_notification(
    telling: Telling, ana: Person, ben: Person, cleo: Person
) -> None:
    post = publish(ana, title="Five chords")
    like(ben, post)
    telling.go_round()
    [before] = told(ana)
    assert before["content"] == "Ben likes your post “Five chords”."
    like(cleo, post)
    telling.go_round()
    [notification] = told(ana)
    assert notification["id"] == before["id"]
    assert notification["content"] == "Cleo and one other like your post “Five chords”."
    assert [actor["id"] for actor in notification["actors"]] == [cleo.id, ben.id]
    assert notification["count"] == 2
    assert unread(ana) == 1
    assert [it["inApp"] for it in outcomes(ana, notification)] == ["grouped", "sent"]
    assert told(ben) == told(cleo) == []


def test_what_comes_after_it_was_read_is_told_anew(
    telling: Telling, ana: Person, ben: Person, cleo: Person
) -> None:
    post = publish(ana, title="Five chords")
    like(ben, post)
    telling.go_round()
    read_all(ana)
    like(cleo, post)
    telling.go_round()
    assert [it["content"] for it in told(ana)] == [
        "Cleo likes your post “Five chords”.",
        "Ben likes your post “Five chords”.",
    ]
    assert unread(ana) == 1


def test_what_comes_a_day_later_is_told_anew(
    telling: Telling,
    stopped_clock: StoppedClock,
    ana: Person,
    ben: Person,
    cleo: Person,
) -> None:
    post = publish(ana)
    for hours, liker in ((0, ben), (24, cleo)):
        stopped_clock.forward(hours=hours)
        for person in (ana, ben, cleo):
            person.refresh()
        like(liker, post)
        telling.go_round()
    assert [it["count"] for it in told(ana)] == [1, 1]
    assert unread(ana) == 2


def test_who_likes_again_is_shown_again_but_calls_nobody_again(
    telling: Telling, ana: Person, ben: Person
) -> None:
    post = publish(ana)
    for _ in range(3):
        unlike(ben, post)
        telling.go_round()
        like(ben, post)
        telling.go_round()
        read_all(ana)
    [notification] = told(ana)
    assert [it["push"] for it in outcomes(ana, notification)] == ["repeated"]
    assert sorted(it["push"] for it in ledger().values()) == ["no_device", "repeated", "repeated"]


def test_who_likes_again_is_told_of_again_after_a_month(
    telling: Telling, stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    post = publish(ana)
    for days, times_told in ((0, 1), (29, 1), (1, 2)):
        stopped_clock.forward(days=days)
        event = happened(PostLiked, actor_id=ben.id, post_id=post["id"], person_id=ben.id)
        assert deliver(event) == []
        assert len(list(Notification.of_person(ana.id))) == times_told


def test_nobody_is_told_of_what_they_do_themselves(telling: Telling, ana: Person) -> None:
    post = publish(ana)
    written_below = comment(ana, post)
    like(ana, post)
    like(ana, written_below)
    telling.go_round()
    assert told(ana) == []
    assert unread(ana) == 0
    assert [set(it.values()) for it in ledger().values()] == [{"self_action"}] * 3


def test_comments_are_counted_and_the_last_is_shown(
    telling: Telling, ana: Person, ben: Person, cleo: Person
) -> None:
    post = publish(ana, title="Five chords")
    comment(ben, post, "How   long\ndid it take?")
    telling.go_round()
    assert lines(ana) == [
        ("comment", "Ben commented on your post “Five chords”: How long did it take?")
    ]
    comment(cleo, post, "x" * 200)
    comment(cleo, post, "x" * 200)
    telling.go_round()
    excerpt = "x" * 139 + "…"
    assert lines(ana) == [
        ("comment", f"3 new comments on your post “Five chords”. Cleo: {excerpt}")
    ]
    assert [actor["id"] for actor in told(ana)[0]["actors"]] == [cleo.id, ben.id]


def test_likes_of_comments_and_followers_are_told(
    telling: Telling, ana: Person, ben: Person, cleo: Person
) -> None:
    written_below = comment(ben, publish(ana), "Like this")
    telling.go_round()
    like(ana, written_below)
    ana.follow(ben)
    cleo.follow(ben)
    telling.go_round()
    assert sorted(lines(ben)) == [
        ("follow", "Cleo and one other follow you."),
        ("like", "Ana likes your comment “Like this”."),
    ]


def test_what_is_deleted_before_it_is_told_is_told_nobody(
    telling: Telling, ana: Person, ben: Person
) -> None:
    post = publish(ana)
    comment(ben, post)
    like(ben, post)
    assert ana.delete(f"/feed/post/{post['id']}").status == 204
    telling.go_round()
    assert told(ana) == []
    assert ledger() == {}


def test_messages_of_a_conversation_are_one_notification_until_it_is_read(
    telling: Telling, ana: Person, ben: Person
) -> None:
    chat = opened(ana, ben)
    for text in ("Hello", "Are you there?"):
        written(ana, chat["id"], text)
        telling.go_round()
    assert lines(ben) == [("message", "2 new messages. Ana: Are you there?")]
    assert told(ben)[0]["sourceId"] == chat["id"]
    assert told(ana) == []
    assert read_up_to(ben, chat["id"], 1).status == 200
    telling.go_round()
    assert unread(ben) == 1
    assert read_up_to(ben, chat["id"], 2).status == 200
    telling.go_round()
    assert unread(ben) == 0
    written(ana, chat["id"], "Good night")
    telling.go_round()
    assert [it["content"] for it in told(ben)] == [
        "Ana: Good night",
        "2 new messages. Ana: Are you there?",
    ]
    assert unread(ben) == 1


def test_messages_may_be_told_in_any_order(telling: Telling, ana: Person, ben: Person) -> None:
    chat = opened(ana, ben)
    telling.go_round()
    for number in range(3):
        written(ana, chat["id"], f"Number {number}")
    for stream in telling.streams:
        stream.announce()
    events = [event for event in telling.bus.waiting if event["detail-type"] == "MessageSent"]
    for event in sorted(events, key=lambda it: -it["detail"]["sequence"]):
        assert deliver(event) == []
    assert lines(ben) == [("message", "3 new messages. Ana: Number 2")]
    telling.bus.waiting.clear()
    read_up_to(ben, chat["id"], 2)
    telling.go_round()
    assert unread(ben) == 1
    read_up_to(ben, chat["id"], 3)
    telling.go_round()
    assert unread(ben) == 0


def test_a_message_that_was_read_before_it_is_told_is_not_told(
    telling: Telling, ana: Person, ben: Person
) -> None:
    chat = opened(ana, ben)
    telling.go_round()
    written(ana, chat["id"])
    read_up_to(ben, chat["id"], 1)
    telling.go_round()
    assert told(ben) == []
    assert unread(ben) == 0
    assert [set(it.values()) for it in ledger().values()] == [{"already_read"}]


def settle(kind: str, subject_id: str, revision: int) -> None:
    """Let a timer fire."""
    facts = {"kind": kind, "subject_id": subject_id, "revision": revision}
    tell(TimerFired(id=new_id(), at=clock.now(), **facts))


def test_requests_and_their_answers_are_told(telling: Telling, ana: Person, ben: Person) -> None:
    exchange_id = requested(ana, ben)
    telling.go_round()
    assert lines(ben) == [
        ("exchange_request", "Ana offers you Spanish and would like to learn SQL.")
    ]
    assert told(ben)[0]["sourceId"] == exchange_id
    assert told(ben)[0]["link"] == f"/exchange/{exchange_id}"
    assert ben.patch("/exchange/accept", {"exchangeId": exchange_id}).status == 200
    telling.go_round()
    accepted = ("exchange_accepted", "Ben agreed to exchange Spanish for SQL with you.")
    assert lines(ana) == [accepted]
    assert ana.patch("/exchange/cancel", {"exchangeId": exchange_id}).status == 200
    telling.go_round()
    assert lines(ben)[0] == ("exchange_canceled", "Ana ended your exchange of Spanish for SQL.")
    assert lines(ana) == [accepted]


def test_what_the_clock_has_done_is_told_to_both(
    telling: Telling, stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    exchange_id = requested(ana, ben)
    telling.go_round()
    later(stopped_clock, ana, ben, days=14, seconds=1)
    settle("exchange-deadline", exchange_id, 1)
    telling.go_round()
    for person, other in ((ana, "Ben"), (ben, "Ana")):
        type_, text = lines(person)[0]
        assert type_ == "exchange_canceled"
        assert f"between you and {other}, Spanish for SQL, has expired" in text


def test_each_step_of_a_session_is_told_to_the_other(
    telling: Telling, stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    exchange_id = agreed(ana, ben)
    telling.go_round()
    session_id = proposed(ana, exchange_id, "2060-01-16T19:00:00+01:00")
    telling.go_round()
    steps = [
        (ben, {"scheduledTime": "2060-01-17T19:00:00+01:00"}, "rescheduleSession"),
        (ana, {}, "acceptSession"),
    ]
    for person, times, action in steps:
        assert act(person, action, session_id, **times).status == 200
        telling.go_round()
    later(stopped_clock, ana, ben, days=2)
    for person in (ana, ben):
        assert act(person, "markCompleted", session_id).status == 200
        telling.go_round()
    when = "Friday, January 16, 2060, 18:00 (Lisbon), which is 19:00 in Berlin"
    anew = "Saturday, January 17, 2060, 18:00 (Lisbon), which is 19:00 in Berlin"
    skills, details = "(Spanish for SQL)", "15 minutes. Where: https://meet.example/room"
    assert lines(ben)[::-1] == [
        ("session_proposed", f"Ana proposes a session {skills}: {when}. {details}"),
        ("session_scheduled", f"Ana accepted: your session {skills} begins on {anew}. {details}"),
        ("session_changed", "Ana says that your session took place. Did it?"),
        ("exchange_completed", "Your exchange with Ana, Spanish for SQL, is complete."),
    ]
    assert set(lines(ana)[:-1]) == {
        ("session_changed", f"Ben proposes another time for your session: {anew}. {details}"),
        (
            "session_completed",
            f"Your session with Ben {skills} is complete. You can rate it now.",
        ),
        ("exchange_completed", "Your exchange with Ben, Spanish for SQL, is complete."),
    }


@pytest.mark.parametrize("by", ["Ana", "Ben"])
def test_that_a_session_is_canceled_is_told_to_the_other(
    telling: Telling, ana: Person, ben: Person, by: str
) -> None:
    actor, other = (ana, ben) if by == "Ana" else (ben, ana)
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(1))
    telling.go_round()
    read_all(ana, ben)
    assert act(actor, "cancelSession", session_id).status == 200
    telling.go_round()
    [(type_, text), *_] = lines(other)
    assert type_ == "session_changed"
    assert text.startswith(f"{by} canceled your session of")
    assert (unread(other), unread(actor)) == (1, 0)


def test_that_somebody_did_not_come_is_told_and_that_they_deny_it(
    telling: Telling, stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(1))
    telling.go_round()
    later(stopped_clock, ana, ben, days=1, minutes=30)
    assert act(ana, "reportNoShow", session_id).status == 200
    telling.go_round()
    assert lines(ben)[0][1].startswith("Ana says that you did not come to your session of")
    assert act(ben, "contestNoShow", session_id).status == 200
    telling.go_round()
    assert lines(ana)[0][1].startswith("Ben says that they did come to your session of")


def test_ratings_are_told_when_they_can_be_seen_and_replies_and_badges(
    telling: Telling, ana: Person, ben: Person
) -> None:
    session_id = just_completed(ana, ben)
    telling.go_round()
    read_all(ana, ben)
    rating = rate(ben, session_id, 5).json
    telling.go_round()
    assert unread(ana) == 0
    rate(ana, session_id, 4)
    telling.go_round()
    assert lines(ana)[0] == (
        "session_rated",
        "Ben rated your session (Spanish for SQL) with 5 of 5.",
    )
    assert lines(ben)[0][1].startswith("Ana rated your session")
    reply = {"ratingId": rating["id"], "reply": "Thank you!"}
    assert ana.post("/exchange/replyRating", reply).status == 200
    telling.go_round()
    assert lines(ben)[0] == ("rating_replied", "Ana replied to your rating: Thank you!")
    deliver(happened(BadgeEarned, person_id=ana.id, badge="first_exchange"))
    assert lines(ana)[0] == ("badge", "You completed your first exchange.")
    assert told(ana)[0]["actors"] == []


def test_people_who_blocked_each_other_are_not_told_of_each_other(
    telling: Telling, ana: Person, ben: Person, cleo: Person
) -> None:
    post = publish(ana)
    ana.block(ben)
    cleo.block(ana)
    telling.go_round()
    for person in (ben, cleo):
        event = happened(PostLiked, actor_id=person.id, post_id=post["id"], person_id=person.id)
        assert deliver(event) == []
        assert set(ledger()[ana.id, event["detail"]["id"]].values()) == {"blocked"}
    assert told(ana) == []
    assert unread(ana) == 0


def test_a_block_takes_both_out_of_what_they_were_told(
    telling: Telling, ana: Person, ben: Person, cleo: Person
) -> None:
    first, second = publish(ana, title="First"), publish(ana, title="Second")
    like(ben, first)
    like(cleo, first)
    like(ben, second)
    ana.follow(ben)
    telling.go_round()
    assert (unread(ana), unread(ben)) == (2, 1)
    ana.block(ben)
    # Until the consumer has come round, the list leaves them out.
    assert lines(ana) == [("like", "Cleo likes your post “First”.")]
    assert told(ben) == []
    telling.go_round()
    assert lines(ana) == [("like", "Cleo likes your post “First”.")]
    assert told(ben) == []
    assert (unread(ana), unread(ben)) == (1, 0)
    assert told(ana)[0]["count"] == 1


def test_a_block_takes_out_what_was_read_too(telling: Telling, ana: Person, ben: Person) -> None:
    ben.follow(ana)
    telling.go_round()
    read_all(ana)
    ana.block(ben)
    telling.go_round()
    assert unread(ana) == 0
    ana.unblock(ben)
    assert told(ana) == []


def test_what_was_agreed_is_told_in_spite_of_a_block(
    telling: Telling, ana: Person, ben: Person
) -> None:
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(1))
    telling.go_round()
    before = lines(ana)
    assert len(before) == 2
    ana.block(ben)
    telling.go_round()
    assert lines(ana) == before
    assert act(ana, "cancelSession", session_id).status == 200
    telling.go_round()
    assert lines(ben)[0][1].startswith("Ana canceled your session of")
    assert told(ben)[0]["actors"][0]["id"] == ana.id


def test_messages_of_other_kinds_are_told_by_what_they_are_about(
    telling: Telling, ana: Person, ben: Person
) -> None:
    chat = opened(ana, ben)
    telling.go_round()
    facts: dict[str, Any] = {
        "conversation_id": chat["id"],
        "message_id": new_id(),
        "sequence": 1,
        "receiver_id": ben.id,
        "message_kind": "exchange",
    }
    assert deliver(happened(MessageSent, actor_id=ana.id, **facts)) == []
    assert told(ben) == []
    assert ledger() == {}


def test_a_block_that_comes_meanwhile_keeps_out_what_it_hides(
    telling: Telling, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = publish(ana)
    telling.go_round()
    like(ben, post)
    write_meanwhile(monkeypatch, lambda _: ana.block(ben))
    telling.go_round()
    assert told(ana) == []
    assert unread(ana) == 0
    assert [set(it.values()) for it in ledger().values()] == [{"blocked"}]


def test_a_message_that_is_read_meanwhile_is_not_told(
    telling: Telling, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = opened(ana, ben)
    telling.go_round()
    written(ana, chat["id"])
    write_meanwhile(monkeypatch, lambda _: read_up_to(ben, chat["id"], 1))
    telling.go_round()
    telling.go_round()
    assert told(ben) == []
    assert unread(ben) == 0


def test_what_is_read_meanwhile_is_not_joined(
    telling: Telling, ana: Person, ben: Person, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = publish(ana)
    like(ben, post)
    telling.go_round()
    like(cleo, post)
    write_meanwhile(monkeypatch, lambda _: read_all(ana))
    telling.go_round()
    assert [it["isRead"] for it in told(ana)] == [False, True]
    assert unread(ana) == 1
