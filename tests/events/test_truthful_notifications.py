"""Notifications tell the truth: what was held back is told of, and what is gone is not.

What quiet hours hold back is summed up once when they end, on each channel that it was held back
from, and has called nobody until then.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from learn_exchange.tables.notifications import DedupRecord
from learn_exchange.tables.store import delete
from notifications.texts import summary
from tests.support.bus import Bus, consume
from tests.support.channels import Channel
from tests.support.clock import StoppedClock
from tests.support.conversations import opened, read_up_to, written
from tests.support.exchanges import requested
from tests.support.gateway import Json
from tests.support.notifications import (
    Telling,
    deliver,
    mark_read,
    outcomes,
    prefer,
    told,
    unread,
)
from tests.support.people import Person
from tests.support.posts import comment, like, publish, unlike
from tests.support.rows import all_rows
from tests.support.sockets import Sockets
from tests.support.timers import fire_due, timers

SWEPT = {"PostDeleted", "CommentDeleted"}

pytestmark = pytest.mark.usefixtures("stopped_clock")


@dataclass
class House:
    """The system behind its endpoints: streams, bus and timers, push and e-mail."""

    telling: Telling
    clock: StoppedClock
    bus: Bus
    push: Channel
    mailing: Channel

    swept: list[Json] = field(default_factory=list)
    reads_all: Person | None = None
    waits: bool = False

    def go_round(self) -> list[Json]:
        """Have all that was done told, unless that waits; returns the events."""
        events: list[Json] = []
        while not self.waits and (more := self.telling.go_round()):
            events += more
        self.swept += [it for it in events if it["detail-type"] in SWEPT]
        if self.reads_all:
            mark_read(self.reads_all, upTo=told(self.reads_all)[0]["id"])
        return events

    def wait_until(self, hour: int, minute: int, *people: Person) -> None:
        """Let time pass until the next morning, and what is due then happen."""
        morning = self.clock.BEGINS.replace(hour=hour, minute=minute, second=0, microsecond=0)
        self.clock.at = morning + timedelta(days=1)
        for person in people:
            person.refresh()
        fire_due(self.bus)

    @property
    def sent(self) -> tuple[list[str], list[str]]:
        """Returns what was pushed, and what was mailed."""
        return self.push.texts, self.mailing.texts


@pytest.fixture
def house(
    stopped_clock: StoppedClock, bus: Bus, sockets: Sockets, monkeypatch: pytest.MonkeyPatch
) -> House:
    """The system from here on; nobody is connected."""
    assert not sockets.open
    push, mailing = Channel(), Channel()
    monkeypatch.setattr("notifications.push.sender.send", push.send)
    monkeypatch.setattr("notifications.mailing.send", mailing.send)
    return House(Telling(bus), stopped_clock, bus, push, mailing)


@pytest.fixture
def cleo(new_person: Callable[..., Person]) -> Person:
    """A third person."""
    return new_person(firstName="Cleo")


def at_night(person: Person, *, until: str = "05:24") -> None:
    """Let somebody have quiet hours now, it is 18:00."""
    prefer(person, quietHours={"start": "12:00", "end": until})


def test_quiet_hours_end_with_one_mail_and_the_next_message_is_mailed(
    house: House, ana: Person, ben: Person, cleo: Person
) -> None:
    at_night(ana)
    requested(ben, ana)
    requested(cleo, ana, "Chess", "Piano")
    chat = opened(ben, ana)
    for text in ("Hello", "Are you there?", "Until tomorrow"):
        written(ben, chat["id"], text)
    house.go_round()
    assert house.sent == ([], [])

    house.wait_until(5, 24)
    [mail] = house.mailing.sent
    assert mail.text.title == "While it was quiet"
    first, *lines = mail.text.body.splitlines()
    assert first == "You have 3 new notifications."
    assert "3 new messages. Ben: Until tomorrow" in lines
    assert {line.split()[0] for line in lines} == {"Ben", "Cleo", "3"}
    assert house.push.texts == ["You have 3 new notifications."]

    house.wait_until(5, 28, ana, ben)
    written(ben, chat["id"], "Good morning")
    house.go_round()
    assert [delivery.type for delivery in house.mailing.sent] == ["summary", "message"]
    assert house.mailing.texts[1] == "4 new messages. Ben: Good morning"
    [message] = [it for it in told(ana) if it["type"] == "message"]
    assert [it["email"] for it in outcomes(ana, message)] == ["sent", *["deferred"] * 3]

    written(ben, chat["id"], "Coffee?")
    house.go_round()
    assert [it["email"] for it in outcomes(ana, message)][:2] == ["grouped", "sent"]
    assert len(house.mailing.sent) == len(house.push.sent) == 2


Night = Callable[[Person, Person, House], None]


def one_message(ana: Person, ben: Person, _: House) -> None:
    """A message comes."""
    written(ben, opened(ben, ana)["id"])


def read_before_the_end(ana: Person, ben: Person, house: House) -> None:
    """A message comes, and is read in the middle of the night."""
    chat = opened(ben, ana)
    written(ben, chat["id"])
    house.go_round()
    read_up_to(ana, chat["id"], 1)


def half_of_it_read(ana: Person, ben: Person, house: House) -> None:
    """A request and a message come; one of both is read."""
    requested(ben, ana)
    house.go_round()
    mark_read(ana, ids=[told(ana)[0]["id"]])
    written(ben, opened(ben, ana)["id"])


def no_mails_about_messages(ana: Person, ben: Person, _: House) -> None:
    """A message comes to who wants no mails about messages."""
    prefer(ana, channels={"message": {"email": False}})
    written(ben, opened(ben, ana)["id"])


def no_push_about_messages(ana: Person, ben: Person, _: House) -> None:
    """A message comes to who wants nothing pushed about messages."""
    prefer(ana, channels={"message": {"push": False}})
    written(ben, opened(ben, ana)["id"])


def no_summary(ana: Person, ben: Person, _: House) -> None:
    """A message comes to who wants no mail at the end."""
    prefer(ana, channels={"summary": {"email": False}})
    written(ben, opened(ben, ana)["id"])


def a_like(ana: Person, ben: Person, _: House) -> None:
    """A like comes, of which no mail was wanted by day either."""
    like(ben, publish(ana, title="Chords"))


def blocked_meanwhile(ana: Person, ben: Person, house: House) -> None:
    """A message comes from somebody whom the recipient then blocks."""
    written(ben, opened(ben, ana)["id"])
    house.go_round()
    ana.block(ben)


def withdrawn_meanwhile(ana: Person, ben: Person, house: House) -> None:
    """A request comes, and is taken back."""
    exchange_id = requested(ben, ana)
    house.go_round()
    assert ben.patch("/exchange/cancel", {"exchangeId": exchange_id}).status == 200


def nothing(_: Person, __: Person, ___: House) -> None:
    """Nothing comes."""


ONE = "You have one new notification."


@pytest.mark.parametrize(
    ("night", "pushed", "mailed"),
    [
        (one_message, [ONE], [f"{ONE}\nBen: Hello"]),
        (read_before_the_end, [], []),
        (half_of_it_read, [ONE], [f"{ONE}\nBen: Hello"]),
        (no_mails_about_messages, [ONE], []),
        (no_push_about_messages, [], [f"{ONE}\nBen: Hello"]),
        (no_summary, [ONE], []),
        (a_like, [ONE], []),
        (blocked_meanwhile, [], []),
        (withdrawn_meanwhile, [], []),
        (nothing, [], []),
    ],
)
def test_what_was_held_back_and_is_unread_is_summed_up(
    house: House, ana: Person, ben: Person, night: Night, pushed: list[str], mailed: list[str]
) -> None:
    at_night(ana)
    night(ana, ben, house)
    house.go_round()
    assert house.sent == ([], [])
    house.wait_until(5, 24)
    house.go_round()
    assert house.sent == (pushed, mailed)


def test_what_came_before_is_not_in_the_summary(house: House, ana: Person, ben: Person) -> None:
    requested(ben, ana)
    house.go_round()
    at_night(ana)
    written(ben, opened(ben, ana)["id"])
    house.go_round()
    house.wait_until(5, 24)
    assert [texts[1:] for texts in house.sent] == [[ONE], [f"{ONE}\nBen: Hello"]]


def test_where_quiet_hours_were_prolonged_all_is_summed_up_at_their_new_end(
    house: House, ana: Person, ben: Person, cleo: Person
) -> None:
    at_night(ana, until="05:24")
    written(ben, opened(ben, ana)["id"])
    house.go_round()
    at_night(ana, until="06:00")
    written(cleo, opened(cleo, ana)["id"])
    house.go_round()
    house.wait_until(5, 24)
    assert house.sent == ([], [])
    house.wait_until(6, 0)
    assert house.mailing.texts == ["You have 2 new notifications.\nCleo: Hello\nBen: Hello"]
    assert timers() == []


def test_a_summary_that_could_not_be_mailed_is_mailed_at_the_next_attempt(
    house: House, ana: Person, ben: Person
) -> None:
    at_night(ana)
    written(ben, opened(ben, ana)["id"])
    house.go_round()
    [timer] = timers()
    house.clock.at = timer.fires_at
    assert consume("timers.announce", [timer.message]) == []
    [event] = house.bus.waiting
    house.mailing.fails = True
    assert deliver(event) == ["notifications.summarize"]
    house.mailing.fails = False
    for attempt in (2, 3):
        assert deliver(event, attempt=attempt) == []
    assert house.sent == ([ONE], [f"{ONE}\nBen: Hello"])


def test_who_gets_very_much_is_told_the_newest_and_how_much_more_there_is() -> None:
    text = summary("en", 23, [f"Number {number}" for number in range(23)])
    assert text.body.splitlines()[0] == "You have 23 new notifications."
    assert text.body.splitlines()[-2:] == ["Number 19", "And 3 more."]
    assert summary("es", 21, ["Hola"] * 21).body.splitlines()[-1] == "Y una más."


@pytest.mark.parametrize(
    ("preferences", "calls"),
    [
        ({}, {"push": "sent", "email": "sent"}),
        ({"channels": {"message": {"push": False}}}, {"push": "muted", "email": "sent"}),
        ({"channels": {"message": {"email": False}}}, {"push": "sent", "email": "muted"}),
    ],
    ids=str,
)
def test_what_was_held_back_has_called_nobody_so_what_joins_it_does(
    house: House,
    ana: Person,
    ben: Person,
    preferences: dict[str, dict[str, dict[str, bool]]],
    calls: dict[str, str],
) -> None:
    prefer(ana, **preferences)
    at_night(ana)
    chat = opened(ben, ana)
    written(ben, chat["id"])
    house.go_round()
    house.wait_until(5, 28, ana, ben)
    written(ben, chat["id"])
    house.go_round()
    newest = outcomes(ana, told(ana)[0])[0]
    assert {channel: newest[channel] for channel in calls} == calls
    assert newest["inApp"] == "grouped"


def test_what_was_sent_before_quiet_hours_has_called_so_what_joins_it_does_not(
    house: House, ana: Person, ben: Person
) -> None:
    chat = opened(ben, ana)
    written(ben, chat["id"])
    house.go_round()
    at_night(ana)
    written(ben, chat["id"])
    house.go_round()
    house.wait_until(5, 28, ana, ben)
    written(ben, chat["id"])
    house.go_round()
    found = outcomes(ana, told(ana)[0])
    assert [it["email"] for it in found] == ["grouped", "grouped", "sent"]


def shown(person: Person) -> list[tuple[str, int, list[str]]]:
    """Returns what somebody's notifications say, how many they stand for, and of whom."""
    return [
        (it["content"], it["count"], [actor["firstName"] for actor in it["actors"]])
        for it in told(person)
    ]


def delete_comment(by: Person, below: Json) -> None:
    """Let somebody delete a comment."""
    answer = by.delete(f"/feed/comment/{below['postId']}/{below['id']}")
    assert answer.status == 204, answer.text


LIKES = "Cleo likes your post “Chords”."
Act = Callable[[Person, Person, Person, House], None]
Shown = list[tuple[str, int, list[str]]]


def one_of_two_unlikes(ana: Person, ben: Person, cleo: Person, house: House) -> None:
    """Two like a post, one no longer."""
    post = publish(ana, title="Chords")
    like(cleo, post)
    like(ben, post)
    house.go_round()
    unlike(ben, post)


def only_one_unlikes(ana: Person, ben: Person, _: Person, house: House) -> None:
    """One likes a post, and no longer does."""
    post = publish(ana)
    like(ben, post)
    house.go_round()
    unlike(ben, post)


def unlikes_before_it_was_told(ana: Person, ben: Person, _: Person, __: House) -> None:
    """One likes a post and no longer does, before anybody was told."""
    post = publish(ana)
    like(ben, post)
    unlike(ben, post)


def unlikes_and_likes_again(ana: Person, _: Person, cleo: Person, house: House) -> None:
    """One likes a post, no longer does, and does so again."""
    post = publish(ana, title="Chords")
    for _number in range(2):
        like(cleo, post)
        house.go_round()
        unlike(cleo, post)
        house.go_round()
    like(cleo, post)


def a_like_of_a_comment_is_taken_back(ana: Person, ben: Person, cleo: Person, house: House) -> None:
    """One likes a comment, and no longer does."""
    below = comment(ana, publish(ben))
    like(cleo, below)
    house.go_round()
    unlike(cleo, below)


def a_liked_comment_is_deleted(ana: Person, ben: Person, cleo: Person, house: House) -> None:
    """One likes a comment, which is then deleted."""
    below = comment(ana, publish(ben))
    like(cleo, below)
    house.go_round()
    delete_comment(ana, below)


def the_post_of_a_liked_comment_is_deleted(
    ana: Person, ben: Person, cleo: Person, house: House
) -> None:
    """One likes a comment, whose post is then deleted."""
    post = publish(ben)
    like(cleo, comment(ana, post))
    house.go_round()
    assert ben.delete(f"/feed/post/{post['id']}").status == 204


def one_of_two_unfollows(ana: Person, ben: Person, cleo: Person, house: House) -> None:
    """Two follow, the first of them no longer."""
    ben.follow(ana)
    house.go_round()
    cleo.follow(ana)
    house.go_round()
    ben.unfollow(ana)


def the_newest_unfollows(ana: Person, ben: Person, cleo: Person, house: House) -> None:
    """Two follow, the second of them no longer."""
    one_of_two_unfollows(ana, cleo, ben, house)


def only_one_unfollows(ana: Person, ben: Person, _: Person, house: House) -> None:
    """One follows, and no longer does."""
    ben.follow(ana)
    house.go_round()
    ben.unfollow(ana)


def the_only_comment_is_deleted(ana: Person, ben: Person, _: Person, house: House) -> None:
    """There is a comment, which is then deleted."""
    below = comment(ben, publish(ana), "A secret")
    house.go_round()
    delete_comment(ben, below)


def the_newest_comment_is_deleted(ana: Person, ben: Person, cleo: Person, house: House) -> None:
    """There are two comments, the newer is deleted by the author of the post."""
    post = publish(ana, title="Chords")
    comment(cleo, post, "Nice")
    house.go_round()
    below = comment(ben, post, "A secret")
    house.go_round()
    delete_comment(ana, below)


def an_older_comment_is_deleted(ana: Person, ben: Person, cleo: Person, house: House) -> None:
    """There are two comments, the older is deleted."""
    post = publish(ana, title="Chords")
    below = comment(ben, post, "A secret")
    house.go_round()
    comment(cleo, post, "Nice")
    house.go_round()
    delete_comment(ben, below)


def one_of_two_by_the_same_is_deleted(ana: Person, _: Person, cleo: Person, house: House) -> None:
    """There are two comments of one person, the newer is deleted."""
    post = publish(ana, title="Chords")
    comment(cleo, post, "Nice")
    house.go_round()
    below = comment(cleo, post, "A secret")
    house.go_round()
    delete_comment(cleo, below)


def the_post_is_deleted(ana: Person, ben: Person, cleo: Person, house: House) -> None:
    """There is a like and a comment of a post, which is then deleted."""
    post = publish(ana)
    like(ben, post)
    comment(cleo, post, "A secret")
    house.go_round()
    assert ana.delete(f"/feed/post/{post['id']}").status == 204


def a_request_is_withdrawn(ana: Person, ben: Person, _: Person, house: House) -> None:
    """There is a request, which is then withdrawn."""
    exchange_id = requested(ben, ana)
    house.go_round()
    assert ben.patch("/exchange/cancel", {"exchangeId": exchange_id}).status == 200


LEFT = [("Cleo commented on your post “Chords”: Nice", 1, ["Cleo"])]
ACTS: list[tuple[Act, Shown]] = [
    (one_of_two_unlikes, [(LIKES, 1, ["Cleo"])]),
    (only_one_unlikes, []),
    (unlikes_before_it_was_told, []),
    (unlikes_and_likes_again, [(LIKES, 1, ["Cleo"])]),
    (a_like_of_a_comment_is_taken_back, []),
    (a_liked_comment_is_deleted, []),
    (the_post_of_a_liked_comment_is_deleted, []),
    (one_of_two_unfollows, [("Cleo follows you.", 1, ["Cleo"])]),
    (the_newest_unfollows, [("Ben follows you.", 1, ["Ben"])]),
    (only_one_unfollows, []),
    (the_only_comment_is_deleted, []),
    (the_newest_comment_is_deleted, LEFT),
    (an_older_comment_is_deleted, LEFT),
    (one_of_two_by_the_same_is_deleted, LEFT),
    (the_post_is_deleted, []),
    (a_request_is_withdrawn, []),
]


@pytest.mark.parametrize(("act", "left"), ACTS)
def test_what_was_deleted_or_taken_back_is_gone_from_notifications(
    house: House, ana: Person, ben: Person, cleo: Person, act: Act, left: Shown
) -> None:
    act(ana, ben, cleo, house)
    events = house.go_round()
    sweep(house)
    assert shown(ana) == left
    assert unread(ana) == len(left)
    assert "A secret" not in str(all_rows("notifications"))
    before = all_rows("notifications")
    for event in events:
        assert deliver(event) == []
    assert all_rows("notifications") == before


def sweep(house: House) -> None:
    """Have what hung on something deleted removed in the background, and that told."""
    for event in house.swept:
        assert consume("feed.sweep", [json.dumps(event)]) == []
    house.swept.clear()
    house.go_round()


@pytest.mark.parametrize(
    "act", [only_one_unlikes, the_only_comment_is_deleted, the_post_is_deleted]
)
def test_what_was_read_is_gone_too_and_the_count_is_right(
    house: House, ana: Person, ben: Person, cleo: Person, act: Act
) -> None:
    house.reads_all = ana
    act(ana, ben, cleo, house)
    house.reads_all = None
    house.go_round()
    assert shown(ana) == []
    assert unread(ana) == 0


def test_what_stands_in_an_older_notification_is_not_shown_in_a_newer_one(
    house: House, ana: Person, ben: Person, cleo: Person
) -> None:
    post = publish(ana, title="Chords")
    comment(ben, post, "Hello")
    house.go_round()
    mark_read(ana, ids=[told(ana)[0]["id"]])
    comment(cleo, post, "Nice")
    house.go_round()
    below = comment(ben, post, "A secret")
    house.go_round()
    delete_comment(ben, below)
    house.go_round()
    hello = ("Ben commented on your post “Chords”: Hello", 1, ["Ben"])
    assert shown(ana) == [*LEFT, hello]


def test_who_is_counted_but_not_named_is_no_longer_counted_either(
    house: House, ana: Person, ben: Person, cleo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notifications.ledger.MAX_ACTORS", 1)
    post = publish(ana, title="Chords")
    for person in (ben, cleo):
        like(person, post)
        house.go_round()
    assert [number for _, number, _ in shown(ana)] == [2]
    unlike(ben, post)
    house.go_round()
    assert shown(ana) == [(LIKES, 1, ["Cleo"])]


def test_what_is_left_is_shown_live_and_calls_nobody(
    house: House, sockets: Sockets, ana: Person, ben: Person, cleo: Person
) -> None:
    one_of_two_unlikes(ana, ben, cleo, house)
    calls = [len(texts) for texts in house.sent]
    device = sockets.connect(ana)
    house.go_round()
    [notification] = told(ana)
    changed = {"type": "notificationChanged", "id": notification["id"], "unreadCount": 1}
    assert device.take("notificationChanged") == [{**changed, "notification": notification}]
    [post_id] = {notification["sourceId"]}
    unlike(cleo, {"id": post_id})
    house.go_round()
    gone = {**changed, "notification": None, "unreadCount": 0}
    assert device.take("notificationChanged") == [gone]
    assert device.take("notification") == []
    assert [len(texts) for texts in house.sent] == calls


def test_why_says_what_was_taken_back(house: House, ana: Person, ben: Person, cleo: Person) -> None:
    one_of_two_unlikes(ana, ben, cleo, house)
    house.go_round()
    [notification] = told(ana)
    found = outcomes(ana, notification)
    assert sorted(it["inApp"] for it in found) == ["grouped", "taken_back"]
    answer = ana.get(f"/notifications/{notification['id']}/why").json
    [explanation] = {
        it["channels"]["inApp"]["explanation"]
        for it in answer["decisions"]
        if it["channels"]["inApp"]["outcome"] == "taken_back"
    }
    assert explanation == "It was deleted or taken back since, and no longer counts."


def test_who_likes_again_is_shown_again_but_calls_nobody_again(
    house: House, ana: Person, cleo: Person
) -> None:
    unlikes_and_likes_again(ana, ana, cleo, house)
    house.go_round()
    [newest] = outcomes(ana, told(ana)[0])
    assert (newest["inApp"], newest["push"]) == ("sent", "repeated")
    assert house.push.texts == [LIKES]


@pytest.mark.parametrize("act", [only_one_unlikes, only_one_unfollows, the_only_comment_is_deleted])
def test_what_comes_in_the_other_order_ends_the_same(
    house: House, ana: Person, ben: Person, cleo: Person, act: Act
) -> None:
    house.waits = True
    act(ana, ben, cleo, house)
    house.waits = False
    for stream in house.telling.streams:
        stream.announce()
    house.bus.waiting.reverse()
    house.go_round()
    assert shown(ana) == []
    assert unread(ana) == 0
    assert house.sent == ([], [])


def test_what_was_told_long_ago_is_taken_back_too(house: House, ana: Person, ben: Person) -> None:
    post = publish(ana)
    like(ben, post)
    ben.follow(ana)
    house.go_round()
    for type_, cause in (("like", post["id"]), ("follow", "follow")):
        delete(DedupRecord.key(ana.id, type_, cause, ben.id))
    unlike(ben, post)
    ben.unfollow(ana)
    house.go_round()
    assert shown(ana) == []
