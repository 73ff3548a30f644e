"""POST /chat/ticket, $connect, $disconnect: who is connected, and what becomes of connections."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from chat.connections import MAX_CONNECTIONS
from learn_exchange.ids import new_id
from learn_exchange.tables.chat import Connection, Presence, Ticket
from learn_exchange.tables.store import delete
from tests.support.clock import SetClock, StoppedClock
from tests.support.conversations import history, opened, written
from tests.support.gateway import Gateway
from tests.support.meanwhile import write_meanwhile
from tests.support.people import PASSWORD, Person, signed_in
from tests.support.rows import all_rows, nothing_written, rows_of
from tests.support.sockets import Device, Sockets


def ticket_of(person: Person) -> str:
    """Returns a new ticket."""
    answer = person.post("/chat/ticket")
    assert answer.status == 201, answer.text
    return str(answer.json["ticket"])


def connections_of(person: Person) -> set[str]:
    """On which connections somebody is there, as both tables of it say."""
    presence = Presence.key(person.id).get()
    there = set((presence and presence.connections) or ())
    assert there == {row.id for row in rows_of(Connection) if row.person_id == person.id}
    return there


def ids(*devices: Device) -> set[str]:
    """Returns the connections of devices."""
    return {device.id for device in devices}


def test_a_ticket_says_where_to_connect(ana: Person) -> None:
    answer = ana.post("/chat/ticket")
    ticket = answer.json["ticket"]
    assert answer.status == 201
    assert answer.json == {
        "ticket": ticket,
        "url": f"wss://sockets.learn-exchange.example/live?ticket={ticket}",
        "expiresIn": 30,
    }
    assert len(ticket) >= 43
    assert ticket_of(ana) != ticket


def test_only_the_hash_of_a_ticket_is_kept(ana: Person) -> None:
    assert ticket_of(ana) not in str(all_rows())


def test_a_ticket_opens_a_connection(sockets: Sockets, ana: Person) -> None:
    assert sockets.shake_hands("a", ticket_of(ana)) == 200
    assert connections_of(ana) == {"a"}


def test_a_ticket_is_good_for_one_connection(sockets: Sockets, ana: Person) -> None:
    ticket = ticket_of(ana)
    sockets.shake_hands("a", ticket)
    assert sockets.shake_hands("b", ticket) == 401
    assert connections_of(ana) == {"a"}
    assert rows_of(Ticket) == []


def test_a_ticket_is_good_for_one_connection_also_at_the_same_moment(
    sockets: Sockets, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = ticket_of(ana)
    statuses: list[int] = []
    write_meanwhile(monkeypatch, lambda _: statuses.append(sockets.shake_hands("a", ticket)))
    statuses.append(sockets.shake_hands("b", ticket))
    assert statuses == [200, 401]
    assert connections_of(ana) == {"a"}


@pytest.mark.parametrize(("seconds", "status"), [(29, 200), (30, 401), (31, 401), (3600, 401)])
def test_a_ticket_is_good_for_30_seconds(
    stopped_clock: StoppedClock, sockets: Sockets, ana: Person, seconds: float, status: int
) -> None:
    stopped_clock.forward(milliseconds=750)  # Rows say in whole seconds when they expire.
    ticket = ticket_of(ana)
    stopped_clock.forward(seconds=seconds)
    assert sockets.shake_hands("a", ticket) == status
    assert connections_of(ana) == ({"a"} if status == 200 else set())


FORGED: dict[str, Callable[[str], str | None]] = {
    "none": lambda _: None,
    "an empty one": lambda _: "",
    "a part of one": lambda ticket: ticket[:-1],
    "more than one": lambda ticket: f"{ticket}A",
    "one in other letters": lambda ticket: ticket.swapcase(),
    "the hash of one": lambda ticket: sha256(ticket.encode()).hexdigest(),
    "a random one": lambda ticket: "A" * len(ticket),
    "an odd one": lambda _: "🌻\0",
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_what_is_no_ticket_opens_nothing(
    sockets: Sockets, ana: Person, forge: Callable[[str], str | None]
) -> None:
    ticket = ticket_of(ana)
    with nothing_written():
        assert sockets.shake_hands("a", forge(ticket)) == 401
    assert sockets.shake_hands("b", ticket) == 200


def test_an_access_token_is_no_ticket(sockets: Sockets, ana: Person) -> None:
    assert sockets.shake_hands("a", ana.access_token) == 401


def log_out(person: Person) -> None:
    """End this login."""
    assert person.post("/auth/logout").status == 204


def log_out_everywhere(person: Person) -> None:
    """End all logins."""
    assert person.post("/auth/logout", {"everywhere": True}).status == 204


@pytest.mark.parametrize("leave", [log_out, log_out_everywhere])
@pytest.mark.parametrize("when", ["after", "at the same moment"])
def test_a_login_that_has_ended_opens_nothing(
    sockets: Sockets,
    ana: Person,
    monkeypatch: pytest.MonkeyPatch,
    leave: Callable[[Person], None],
    when: str,
) -> None:
    ticket = ticket_of(ana)
    if when == "after":
        leave(ana)
    if when == "at the same moment":
        write_meanwhile(monkeypatch, lambda _: leave(ana))
    assert sockets.shake_hands("a", ticket) == 401
    assert connections_of(ana) == set()


def test_another_login_opens_what_it_did_before(
    sockets: Sockets, gateway: Gateway, ana: Person
) -> None:
    login = gateway.post("/auth/login", {"email": ana.email, "password": PASSWORD})
    another = signed_in(gateway, login.json)
    log_out(ana)
    assert sockets.shake_hands("a", ticket_of(another)) == 200


def test_of_a_changed_password_only_the_login_that_changed_it_opens_anything(
    sockets: Sockets, gateway: Gateway, ana: Person
) -> None:
    login = gateway.post("/auth/login", {"email": ana.email, "password": PASSWORD})
    another = signed_in(gateway, login.json)
    ticket = ticket_of(another)
    change = {"currentPassword": PASSWORD, "newPassword": "another good password"}
    assert ana.post("/auth/changePassword", change).status == 204
    assert another.post("/chat/ticket").problem == "login-ended"
    assert sockets.shake_hands("a", ticket) == 401
    assert sockets.shake_hands("b", ticket_of(ana)) == 200


def test_who_asks_for_too_many_tickets_is_told_when_to_go_on(
    stopped_clock: StoppedClock, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIMIT_CHAT_TICKETS", "2")
    for _ in range(2):
        ticket_of(ana)
    answer = ana.post("/chat/ticket")
    assert (answer.status, answer.problem) == (429, "too-many-requests")
    assert answer.headers["Retry-After"] == "60"
    ticket_of(ben)


def test_what_is_closed_is_no_longer_there(sockets: Sockets, ana: Person) -> None:
    first, second = sockets.connect(ana), sockets.connect(ana)
    first.close()
    assert connections_of(ana) == ids(second)
    second.close()
    assert connections_of(ana) == set()


def test_to_close_what_is_not_there_is_no_error(sockets: Sockets, ana: Person) -> None:
    device = sockets.connect(ana)
    device.close()
    with nothing_written():
        for connection_id in (device.id, "nobody's"):
            assert sockets.call("$disconnect", connection_id) == 200


def test_of_too_many_connections_the_oldest_is_closed(
    stopped_clock: StoppedClock, sockets: Sockets, ana: Person
) -> None:
    devices = []
    for _ in range(MAX_CONNECTIONS):
        stopped_clock.forward(seconds=1)
        devices.append(sockets.connect(ana))
    assert sockets.open.keys() == ids(*devices)
    devices.append(sockets.connect(ana))
    assert sockets.open.keys() == connections_of(ana) == ids(*devices[1:])


def test_connections_that_have_expired_make_room_first(
    sockets: Sockets, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.connections.MAX_CONNECTIONS", 4)
    devices = [sockets.connect(ana) for _ in range(4)]
    for expired in devices[1:3]:
        delete(Connection.key(expired.id))
    devices.append(sockets.connect(ana))
    assert connections_of(ana) == ids(devices[0], *devices[3:])


def test_each_person_has_their_own_connections(
    sockets: Sockets, ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.connections.MAX_CONNECTIONS", 1)
    anas, bens = sockets.connect(ana), sockets.connect(ben)
    assert (connections_of(ana), connections_of(ben)) == (ids(anas), ids(bens))


@pytest.mark.parametrize(("seconds", "forgotten"), [(0, False), (30, False), (30.001, True)])
def test_a_connection_that_is_gone_is_forgotten_unless_it_has_just_opened(
    stopped_clock: StoppedClock,
    sockets: Sockets,
    ana: Person,
    ben: Person,
    seconds: float,
    *,
    forgotten: bool,
) -> None:
    chat = opened(ana, ben)["id"]
    gone, there = sockets.connect(ben), sockets.connect(ben)
    gone.vanish()
    stopped_clock.forward(seconds=seconds)
    written(ana, chat)
    assert len(there.take("message")) == 1
    assert connections_of(ben) == (ids(there) if forgotten else ids(gone, there))


def test_a_connection_that_has_expired_is_forgotten_when_it_is_gone(
    sockets: Sockets, ana: Person, ben: Person
) -> None:
    chat = opened(ana, ben)["id"]
    gone = sockets.connect(ben)
    gone.vanish()
    delete(Connection.key(gone.id))
    written(ana, chat)
    assert connections_of(ben) == set()


def test_an_answer_to_who_has_gone_is_no_error(
    sockets: Sockets, ana: Person, ben: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    device = sockets.connect(ana)
    chat = opened(ana, ben)["id"]
    device.vanish()
    device.send("sendMessage", conversationId=chat, clientId="1", content="Hello")
    assert len(history(ben, chat)) == 1
    assert "defect" not in capsys.readouterr().out


FAILURES: dict[str, Any] = {
    "throttled": ClientError(
        {"Error": {"Code": "LimitExceededException", "Message": "a secret message"}},
        "PostToConnection",
    ),
    "not allowed": ClientError(
        {"Error": {"Code": "ForbiddenException", "Message": "a secret message"}},
        "PostToConnection",
    ),
    "too large": ClientError(
        {"Error": {"Code": "PayloadTooLargeException", "Message": "a secret message"}},
        "PostToConnection",
    ),
    "not reached": EndpointConnectionError(endpoint_url="https://a secret message"),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
def test_what_cannot_be_sent_is_logged_and_left(
    sockets: Sockets,
    ana: Person,
    ben: Person,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    failure: Exception,
) -> None:
    chat = opened(ana, ben)["id"]
    failing, other = sockets.connect(ben), sockets.connect(ben)
    post = sockets.post_to_connection

    def fail_for_one(**arguments: Any) -> None:
        if arguments["ConnectionId"] == failing.id:
            raise failure
        post(**arguments)

    monkeypatch.setattr(sockets, "post_to_connection", fail_for_one)
    capsys.readouterr()
    written(ana, chat, "a secret message")
    assert len(other.take("message")) == 1
    assert connections_of(ben) == ids(failing, other)
    out = capsys.readouterr().out
    assert out.count('"message": "defect"') == 1
    for secret in ("secret", failing.id, ana.id, ben.id, chat):
        assert secret not in out


def test_a_ping_is_answered_and_is_a_sign_of_life(
    stopped_clock: StoppedClock, sockets: Sockets, ana: Person
) -> None:
    device = sockets.connect(ana)
    stopped_clock.forward(minutes=9)
    assert device.send("ping") == {"type": "pong", "at": "2060-01-15T18:09:00.250Z"}
    presence = Presence.key(ana.id).require()
    assert presence.last_seen_at == stopped_clock.now()
    assert connections_of(ana) == ids(device)


def test_a_connection_is_known_for_two_hours(
    stopped_clock: StoppedClock, sockets: Sockets, ana: Person
) -> None:
    device = sockets.connect(ana)
    row = Connection.key(device.id).require()
    assert row.connected_at == stopped_clock.now()
    assert row.expires_at == stopped_clock.now().replace(microsecond=0) + timedelta(hours=2)


@pytest.mark.parametrize(
    ("action", "content"),
    [
        ("sendMessage", {"clientId": "1", "content": "Hello"}),
        ("markRead", {"sequence": 1}),
        ("typing", {}),
        ("ping", {}),
    ],
)
def test_a_connection_that_is_not_known_is_nobodys(
    sockets: Sockets, ana: Person, ben: Person, time_passes: SetClock, action: str, content: Any
) -> None:
    chat = opened(ana, ben)["id"]
    written(ben, chat)
    bens = sockets.connect(ben)
    stranger = sockets.open["nobody's"] = Device(sockets, "nobody's", ana)
    for conversation_id in (chat, new_id()):
        about = {} if action == "ping" else {"conversationId": conversation_id}
        with nothing_written():
            answer = stranger.send(action, **about, **content)
        assert answer
        assert (answer["type"], answer["code"]) == ("error", "not-signed-in")
    assert bens.take() == []
