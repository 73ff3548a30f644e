"""The ledger in a random life: events come twice and in any order, and whatever can fail fails.

People read, block each other, delete and change their preferences meanwhile, also between what a
function reads and what it writes.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest

from learn_exchange.events import (
    BadgeEarned,
    CommentLiked,
    CommentPosted,
    MessageSent,
    PersonFollowed,
    PostLiked,
    SessionReminderDue,
)
from learn_exchange.tables.exchange import Session
from learn_exchange.tables.notifications import Notification
from learn_exchange.tables.store import Transaction
from notifications.channels import LAST_ATTEMPT
from notifications.delivery import Delivery
from notifications.ledger import note_outcomes
from notifications.policy import Outcome
from notifications.unread import counter_of
from tests.support.bus import Bus
from tests.support.clock import StoppedClock
from tests.support.conversations import opened, read_up_to, written
from tests.support.exchanges import agreed, in_days, scheduled
from tests.support.gateway import Json
from tests.support.notifications import Telling, deliver, happened, ledger, prefer, told, unread
from tests.support.people import Person
from tests.support.posts import comment, publish
from tests.support.rows import all_rows
from tests.support.sockets import Sockets

EVENTS = 50
ENDS = set(Outcome) - {Outcome.PENDING}


class Crash(Exception):
    """A function ends in the middle."""


@dataclass
class Message:
    """A message of the queue, with whom it is to be told to."""

    event: Json
    to: set[str]
    attempts: int = 0

    @property
    def event_id(self) -> str:
        """The event that it brings; others may bring it too."""
        event_id: str = self.event["detail"]["id"]
        return event_id


class Trouble:
    """Makes functions fail, before or after they act, and lets others come between."""

    def __init__(self, chance: random.Random, others: Callable[[], None]) -> None:
        self.chance, self.others = chance, others
        self.on = False

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Something that may fail before or after it is done, or come too late."""

        def troubled(*arguments: Any, **options: Any) -> Any:
            if not self.on:
                return call(*arguments, **options)
            with self.off():
                if self.chance.random() < 0.6:
                    self.others()
            self.maybe_crash()
            answer = call(*arguments, **options)
            self.maybe_crash()
            return answer

        return troubled

    def maybe_crash(self) -> None:
        """Fail, now and then."""
        if self.chance.random() < 0.1:
            raise Crash

    @contextmanager
    def off(self) -> Iterator[None]:
        """No trouble for a while."""
        before, self.on = self.on, False
        yield
        self.on = before


class Life:
    """Four people, what they do, and the queue of those who tell them of it."""

    def __init__(self, chance: random.Random, people: list[Person], sockets: Sockets) -> None:
        self.chance, self.people, self.sockets = chance, people, sockets
        self.trouble = Trouble(chance, self.come_between)
        self.queue: list[Message] = []
        self.dead: list[Message] = []
        self.all: list[Message] = []
        self.deleted: set[str] = set()
        self.at_work = Message({}, {person.id for person in people})
        self.posts = [(person, publish(person)) for person in people for _ in range(2)]
        self.comments = [
            (by, post, comment(by, post))
            for by, (_, post) in zip(people[1:] + people[:1], self.posts[::2], strict=True)
        ]
        ana, ben, cleo, dora = people
        self.written = [
            (one, other, written(one, opened(one, other)["id"], f"Number {number}"))
            for one, other in product((ana, ben), (cleo, dora))
            for number in range(6)
        ]
        self.session_id = scheduled(ana, ben, agreed(ana, ben), in_days(20))

    def happen(self) -> None:
        """Let something happen that somebody is to be told of, in one message or several."""
        event, to = self.chance.choice(
            [self._liked, self._comment_liked, self._commented, self._followed]
            + [self._written] * 3
            + [self._reminded, self._earned]
        )()
        message = Message(event, {person.id for person in to})
        self.all.append(message)
        copies = self.chance.choice([1, 1, 2, 3])
        self.queue += [Message(event, message.to) for _ in range(copies)]

    def _liked(self) -> tuple[Json, list[Person]]:
        author, post = self.chance.choice(self.posts)
        by = self.somebody.id
        return happened(PostLiked, actor_id=by, post_id=post["id"], person_id=by), [author]

    def _comment_liked(self) -> tuple[Json, list[Person]]:
        author, post, below = self.chance.choice(self.comments)
        by = self.somebody.id
        which = {"post_id": post["id"], "comment_id": below["id"], "person_id": by}
        return happened(CommentLiked, actor_id=by, **which), [author]

    def _commented(self) -> tuple[Json, list[Person]]:
        by, post, below = self.chance.choice(self.comments)
        [author] = [person for person, it in self.posts if it is post]
        which = {"post_id": post["id"], "comment_id": below["id"], "author_id": by.id}
        return happened(CommentPosted, actor_id=by.id, **which), [author]

    def _followed(self) -> tuple[Json, list[Person]]:
        by, whom = self.chance.sample(self.people, 2)
        which = {"follower_id": by.id, "followed_id": whom.id}
        return happened(PersonFollowed, actor_id=by.id, **which), [whom]

    def _written(self) -> tuple[Json, list[Person]]:
        by, to, sent = self.chance.choice(self.written)
        which = {
            "conversation_id": sent["conversationId"],
            "message_id": sent["id"],
            "sequence": sent["sequence"],
            "receiver_id": to.id,
        }
        return happened(MessageSent, actor_id=by.id, message_kind="text", **which), [to]

    def _reminded(self) -> tuple[Json, list[Person]]:
        one, other = self.people[:2]
        session = Session.key(self.session_id).require()
        which = {
            "exchange_id": session.exchange_id,
            "session_id": session.id,
            "initiator_id": one.id,
            "receiver_id": other.id,
        }
        revision = self.chance.choice([1, int(session.revision)])
        event = happened(SessionReminderDue, revision=revision, reminder="1h", **which)
        return event, [one, other]

    def _earned(self) -> tuple[Json, list[Person]]:
        person = self.somebody
        return happened(BadgeEarned, person_id=person.id, badge="polyglot"), [person]

    def interfere(self) -> None:
        """Let somebody do something that changes how they are told."""
        often = [self._mark_some, self._mark_up_to, self._read_chat]
        less = [self._choose, self._come_or_go, self._block, self._delete]
        self.chance.choice(often * 2 + less)()

    def come_between(self) -> None:
        """Let another function tell something meanwhile, or somebody it is told to do something."""
        same = [message for message in self.queue if message.to & self.at_work.to]
        if same and self.chance.random() < 0.5:
            assert deliver(self.chance.choice(same).event) == []
        else:
            self.interfere()

    @property
    def somebody(self) -> Person:
        """One of them; while something is told, most often who it is told to."""
        told_to = [person for person in self.people if person.id in self.at_work.to]
        return self.chance.choice(self.people if self.chance.random() < 0.3 else told_to)

    def _mark_some(self) -> None:
        person = self.somebody
        if items := told(person):
            some = self.chance.sample(items, self.chance.randint(1, min(3, len(items))))
            body = {"ids": [it["id"] for it in some]}
            assert person.post("/notifications/markRead", body).status == 200

    def _mark_up_to(self) -> None:
        person = self.somebody
        if items := told(person):
            body = {"upTo": self.chance.choice(items)["id"]}
            assert person.post("/notifications/markRead", body).status == 200

    def _read_chat(self) -> None:
        person = self.somebody
        got = [sent for _, to, sent in self.written if to is person]
        for sent in self.chance.sample(got, min(len(got), 3)):
            read_up_to(person, sent["conversationId"], sent["sequence"])

    def _choose(self) -> None:
        quiet = self.chance.choice([None, {"start": "12:00", "end": "07:00"}])
        wanted = {name: self.chance.random() < 0.5 for name in ("push", "email")}
        prefer(self.somebody, quietHours=quiet, channels={"message": wanted, "like": wanted})

    def _come_or_go(self) -> None:
        person = self.somebody
        here = [device for device in self.sockets.open.values() if device.person is person]
        if here:
            here[0].close()
        else:
            self.sockets.connect(person)

    def _block(self) -> None:
        person = self.somebody
        other = self.chance.choice([it for it in self.people if it is not person])
        if self.chance.random() < 0.5:
            person.block(other)
        else:
            person.unblock(other)

    def _delete(self) -> None:
        author, post = self.chance.choice(self.posts)
        if self.chance.random() < 0.2 and author.delete(f"/feed/post/{post['id']}").status == 204:
            self.deleted.add(post["id"])

    def consume_one(self) -> None:
        """Deliver any message of the queue; where it fails it stays, but for the fifth time."""
        message = self.queue.pop(self.chance.randrange(len(self.queue)))
        message.attempts += 1
        self.at_work = message
        self.trouble.on = True
        try:
            failed = deliver(message.event, attempt=message.attempts)
        finally:
            self.trouble.on = False
        if failed:
            (self.queue if message.attempts < LAST_ATTEMPT else self.dead).append(message)


@pytest.fixture
def people(new_person: Callable[..., Person]) -> list[Person]:
    """Four of them."""
    return [new_person(firstName=name) for name in ("Ana", "Ben", "Cleo", "Dora")]


@pytest.mark.parametrize("seed", range(2))
def test_every_event_ends_once_for_everybody_on_every_channel(
    stopped_clock: StoppedClock,
    bus: Bus,
    sockets: Sockets,
    people: list[Person],
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    life = Life(random.Random(seed), people, sockets)  # noqa: S311
    telling = Telling(bus)
    sent: Counter[tuple[str, str, str]] = Counter()

    def channel(name: str) -> Callable[[Delivery], Outcome]:
        def send(delivery: Delivery) -> Outcome:
            sent[delivery.recipient.id, delivery.event_id, name] += 1
            return Outcome.SENT

        return life.trouble.wrap(send)

    monkeypatch.setattr("notifications.push.sender.send", channel("push"))
    monkeypatch.setattr("notifications.mailing.send", channel("email"))
    monkeypatch.setattr("notifications.ledger.note_outcomes", life.trouble.wrap(note_outcomes))
    monkeypatch.setattr(Transaction, "commit", life.trouble.wrap(Transaction.commit))
    pass_life(life, telling)

    check_ledger(life, sent)
    check_counters(people)
    for person in people:
        assert unread(person) == sum(not it["isRead"] for it in told(person))
    before = all_rows("notifications")
    for message in life.chance.sample(life.all, len(life.all)):
        assert deliver(message.event, attempt=life.chance.randint(1, LAST_ATTEMPT)) == []
    assert all_rows("notifications") == before


def pass_life(life: Life, telling: Telling) -> None:
    """Let much happen, until all of it has been told."""
    for _ in range(EVENTS):
        life.happen()
        for _ in range(min(len(life.queue), life.chance.randint(0, 3))):
            life.consume_one()
        if life.chance.random() < 0.5:
            life.interfere()
        if life.chance.random() < 0.3:
            telling.go_round()
        check_counters(life.people)
    while life.queue:
        life.consume_one()
        check_counters(life.people)
    # As operators do, once the trouble is over: dead letters are sent back.
    for message in life.dead:
        assert deliver(message.event) == []
    while telling.go_round():
        pass


def check_ledger(life: Life, sent: Counter[tuple[str, str, str]]) -> None:
    """Check that every event has one decision for each recipient, and no channel is left open."""
    decided = ledger()
    assert {outcome for it in decided.values() for outcome in it.values()} <= ENDS
    for message in life.all:
        told_to = {person for person, event_id in decided if event_id == message.event_id}
        post_id = message.event["detail"].get("postId")
        # Of what was deleted before it was told, nobody is told.
        assert told_to == message.to or (post_id in life.deleted and not told_to)
    for (person, event_id), outcomes in decided.items():
        for name in ("push", "email"):
            assert outcomes[name] != Outcome.SENT or sent[person, event_id, name] >= 1
    # Something of everything has happened, or this tells nothing.
    seen = {outcome for it in decided.values() for outcome in it.values()}
    assert {"sent", "grouped", "muted", "online", "offline", "self_action"} <= seen


def check_counters(people: list[Person]) -> None:
    """Check that what is unread is what is counted."""
    for person in people:
        counter = counter_of(person.id)
        rows = Notification.of_person(person.id)
        assert counter.unread == sum(not counter.has_read(row) for row in rows)
