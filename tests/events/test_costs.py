"""Acts of people cost no more than before, with all that follows from them.

`python -m tests.bench cost` runs these tests too, for what they count.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

import pytest

from infra.tables import TABLES
from learn_exchange import clock, ids
from learn_exchange.tables.users import Follow
from tests.bench import feed_costs
from tests.bench.cost_model import dollars_of
from tests.bench.metering import Taken, metered
from tests.support.bus import LINES, Bus, announce, asks_for
from tests.support.conversations import opened, written
from tests.support.counting import counted_calls
from tests.support.exchanges import agreed, proposed, requested, scheduled
from tests.support.gateway import Answer, Gateway
from tests.support.notifications import followed
from tests.support.people import PASSWORD, Person, new_person_body
from tests.support.posts import comment, like, publish
from tests.support.rows import put_all
from tests.support.skills import lists
from tests.support.sockets import Sockets
from tests.support.stream import Stream

FOLLOWS = 50


@dataclass
class World:
    """Ana and Ben, who are connected, and all that happens behind the endpoints."""

    gateway: Gateway
    ana: Person
    ben: Person
    bus: Bus
    sockets: Sockets
    answers: list[Answer] = field(default_factory=list)
    frames: int = 0
    batches: int = 0
    events: int = 0
    deliveries: int = 0

    def __post_init__(self) -> None:
        """Connect both, and look at the tables from here on."""
        self.anas, self.bens = (self.sockets.connect(person) for person in (self.ana, self.ben))
        self.streams = [Stream(table) for table in TABLES]

    def settle(self) -> None:
        """Have all that has changed announced, and all that was announced handled."""
        while True:
            for each in self.streams:
                each.announce()
            if not self.bus.waiting:
                return
            self.events += len(self.bus.waiting)
            self.deliveries += sum(
                asks_for(line, event) for event in self.bus.waiting for line in LINES
            )
            assert self.bus.deliver() == []


@pytest.fixture
def world(
    gateway: Gateway,
    ana: Person,
    ben: Person,
    bus: Bus,
    sockets: Sockets,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """The world, with all counted that passes through it."""
    world = World(gateway, ana, ben, bus, sockets)
    answer, call = Gateway.call, sockets.call

    def answer_noted(self: Gateway, *about: Any, **more: Any) -> Answer:
        world.answers.append(given := answer(self, *about, **more))
        return given

    def call_noted(*about: Any, **more: Any) -> int:
        world.frames += 1
        return call(*about, **more)

    def announce_noted(table: str, *records: Any) -> None:
        if records and table in ANNOUNCED:
            world.batches += 1
            announce(table, *records)

    monkeypatch.setattr(Gateway, "call", answer_noted)
    monkeypatch.setattr(sockets, "call", call_noted)
    monkeypatch.setattr("tests.support.stream.announce", announce_noted)
    return world


ANNOUNCED = {"chat", "exchange", "feed", "users"}
Act = Callable[[], Any]


def sign_up(world: World) -> Act:
    return lambda: world.gateway.post("/auth/signup", new_person_body())


def sign_in(world: World) -> Act:
    body = {"email": world.ana.email, "password": PASSWORD}
    return lambda: world.gateway.post("/auth/login", body)


def open_the_site(world: World) -> Act:
    """Somebody comes back: what the client asks for before it shows anything."""

    def act() -> None:
        world.ana.refresh()
        for path in ("/user/me", "/notifications/unreadCount", "/chat/list", "/exchange/schedule"):
            world.ana.get(path)
        world.sockets.connect(world.ana).close()

    return act


def read_the_feed(world: World) -> Act:
    authors = [ids.new_id() for _ in range(FOLLOWS)]
    at = clock.now()
    put_all(feed_costs.sample_profile(author, n, at) for n, author in enumerate(authors))
    put_all(feed_costs.rows_of_posts(authors * 2, at))
    put_all(Follow.of(world.ana.id, author, at) for author in authors)
    return lambda: world.ana.get("/feed/latest")


def look_at_a_profile(world: World) -> Act:
    return lambda: world.ana.profile_of(world.ben)


def look_for_people(world: World) -> Act:
    lists(world.ben, {"Spanish": "expert"}, {})
    return lambda: world.ana.get("/explore/people", query={"skill": "spanish"})


def read_notifications(world: World) -> Act:
    followed(world.ana, world.ben)
    return lambda: world.ana.get("/notifications/list")


def write_a_message(world: World) -> Act:
    """Returns a message by the socket, which the other person sees and has read."""
    chat = opened(world.ana, world.ben)["id"]
    written(world.ben, chat)
    message = {"conversationId": chat, "clientId": "1", "content": "See you on Monday at six?"}

    def act() -> None:
        world.anas.send("sendMessage", **message)
        world.bens.send("markRead", conversationId=chat, sequence=2)

    return act


def write_a_post(world: World) -> Act:
    return lambda: publish(world.ana)


def write_a_comment(world: World) -> Act:
    post = publish(world.ben)
    return lambda: comment(world.ana, post)


def like_a_post(world: World) -> Act:
    post = publish(world.ben)
    return lambda: like(world.ana, post)


def follow_somebody(world: World) -> Act:
    return lambda: world.ana.follow(world.ben)


def ask_for_an_exchange(world: World) -> Act:
    return lambda: requested(world.ana, world.ben)


def agree_on_a_session(world: World) -> Act:
    """A session is proposed and accepted, which plans its reminders."""
    exchange = agreed(world.ana, world.ben)
    return lambda: scheduled(world.ana, world.ben, exchange)


def propose_a_session(world: World) -> Act:
    exchange = agreed(world.ana, world.ben)
    return lambda: proposed(world.ana, exchange)


# The bound is in dollars for a million times, a fifth above what it was when it was written.
ACTS: dict[Callable[[World], Act], float] = {
    sign_up: 34,
    sign_in: 22,
    open_the_site: 52,
    read_the_feed: 20,
    look_at_a_profile: 5,
    look_for_people: 5,
    read_notifications: 5,
    write_a_message: 43,
    write_a_post: 33,
    write_a_comment: 58,
    like_a_post: 43,
    follow_somebody: 39,
    ask_for_an_exchange: 62,
    propose_a_session: 43,
    agree_on_a_session: 59,
}


@pytest.mark.parametrize("prepare", ACTS, ids=lambda prepare: prepare.__name__)
def test_an_act_costs_no_more_than(
    world: World,
    prepare: Callable[[World], Act],
    record_property: Callable[[str, object], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    act = prepare(world)
    world.settle()
    world.answers.clear()
    world.frames = world.batches = world.events = world.deliveries = world.sockets.posts = 0
    capsys.readouterr()
    with metered() as meter, counted_calls() as calls:
        act()
        world.settle()
    assert all(answer.status < 300 for answer in world.answers)
    scans = calls.operations.count("Scan")
    taken = Taken(
        requests=len(world.answers),
        frames=world.frames,
        pushes=world.sockets.posts,
        invocations=len(world.answers) + world.frames + world.batches + world.deliveries,
        round_trips=calls.round_trips - scans,
        database_calls=len(calls.operations) - scans,
        read_units=meter.units.read,
        write_units=meter.units.write,
        answer_bytes=sum(len(answer.text.encode()) for answer in world.answers),
        log_bytes=len(capsys.readouterr().out.encode()),
        events=world.events,
        deliveries=world.deliveries,
        passwords=int(prepare in {sign_up, sign_in}),
    )
    record_property("taken", json.dumps(asdict(taken)))
    assert 0 < dollars_of(taken) * 1e6 <= ACTS[prepare]
