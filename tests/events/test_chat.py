"""Consumers of chat: they tell of exchanges, show presence, and end connections."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from chat.handlers.show_presence import MAX_TOLD
from chat.texts import TEXTS
from infra.consumers import EXCHANGE_CHANGES
from learn_exchange import clock, ids
from learn_exchange.events import DomainEvent, LoginEnded, PresenceChanged, SessionEvent
from learn_exchange.languages import LANGUAGES
from learn_exchange.tables.chat import Inbox, Message, Sent
from learn_exchange.tables.store import put, update
from tests.support.bus import Bus, consume
from tests.support.clock import StoppedClock
from tests.support.conversations import chats, history, opened, read_up_to, written
from tests.support.exchanges import act, proposed, requested
from tests.support.gateway import Gateway, Json
from tests.support.people import PASSWORD, Person, signed_in
from tests.support.rows import all_rows, link_token, nothing_written, put_all
from tests.support.samples import EXCHANGE, SESSION, put_exchange
from tests.support.skills import put_profile
from tests.support.sockets import Sockets
from tests.support.stream import Stream


def take(function: str, event: DomainEvent) -> None:
    """Have a consumer take an event."""
    detail = event.model_dump(mode="json", by_alias=True)
    message = json.dumps({"detail-type": type(event).__name__, "detail": detail})
    assert consume(function, [message]) == []


def exchange_event(name: str, ana: Person, ben: Person) -> DomainEvent:
    """Something that has happened to the exchange of the samples, done by Ana."""
    kind = DomainEvent.catalogue[name]
    details: Json = {
        "id": f"1:{name}",
        "at": clock.now(),
        "actor_id": ana.id,
        "exchange_id": EXCHANGE,
        "initiator_id": ana.id,
        "receiver_id": ben.id,
        "revision": 2,
        "reason": "canceled",
    }
    if issubclass(kind, SessionEvent):
        details["session_id"] = SESSION
    return kind.model_validate(details)


def keep_in_words(conversation_id: str, content: str) -> None:
    """Have the first message of a conversation kept as before there were skills in `about`."""
    message = Message.key(conversation_id, 1).require()
    assert message.about
    message.about.offered = message.about.requested = None
    message.content = content
    put(message)
    sent = Sent.key(conversation_id, message.sender_id, message.client_id)
    update(sent, Sent.digest.set(sha256(content.encode()).hexdigest()))


def told(of: Person, conversation_id: str) -> list[tuple[str | None, str, str]]:
    """Returns what a conversation tells of: who has done what, the first at first."""
    messages = history(of, conversation_id, after="0")
    return [(m["senderId"], m["kind"], m["about"]["event"]) for m in messages if m["about"]]


def test_what_happens_to_an_exchange_is_told_in_the_conversation(
    sockets: Sockets, ana: Person, ben: Person, bus: Bus
) -> None:
    chat = opened(ana, ben)["id"]
    anas, bens = sockets.connect(ana), sockets.connect(ben)
    stream = Stream("exchange")
    exchange_id = requested(ana, ben, "Spanish", "SQL")
    stream.go_round(bus)
    ben.patch("/exchange/accept", {"exchangeId": exchange_id})
    stream.go_round(bus)
    session_id = proposed(ana, exchange_id)
    stream.go_round(bus)
    act(ben, "acceptSession", session_id)
    stream.go_round(bus)
    act(ben, "cancelSession", session_id)
    stream.go_round(bus)
    assert told(ana, chat) == [
        (ana.id, "exchange", "ExchangeRequested"),
        (ben.id, "exchange", "ExchangeAccepted"),
        (ana.id, "session", "SessionProposed"),
        (ben.id, "session", "SessionAccepted"),
        (ben.id, "session", "SessionCanceled"),
    ]
    messages = history(ben, chat, after="0")
    assert [message["sequence"] for message in messages] == [1, 2, 3, 4, 5]
    assert [message["content"] for message in messages] == [
        "Asks for an exchange: Spanish for SQL",
        "Exchange accepted: Spanish for SQL",
        "Proposes a session",
        "Session agreed",
        "Session canceled",
    ]
    assert [(m["about"]["exchangeId"], m["about"]["sessionId"]) for m in messages] == [
        *[(exchange_id, None)] * 2,
        *[(exchange_id, session_id)] * 3,
    ]
    for device in (anas, bens):
        assert [frame["message"] for frame in device.take("message")] == messages
    assert ([chat["unreadCount"] for chat in chats(ana)]) == [3]
    assert ([chat["unreadCount"] for chat in chats(ben)]) == [2]


@pytest.mark.parametrize("name", EXCHANGE_CHANGES)
def test_whatever_happens_is_told_once_however_often_the_event_comes(
    ana: Person, ben: Person, name: str
) -> None:
    put_exchange()
    chat = opened(ana, ben)["id"]
    event = exchange_event(name, ana, ben)
    take("chat.tell_of_exchange", event)
    once = all_rows("chat")
    for _ in range(2):
        take("chat.tell_of_exchange", event)
    assert all_rows("chat") == once
    [message] = history(ben, chat)
    assert message["about"] == {
        "event": name,
        "exchangeId": EXCHANGE,
        "sessionId": SESSION if isinstance(event, SessionEvent) else None,
    }
    assert message["kind"] == ("session" if isinstance(event, SessionEvent) else "exchange")
    assert message["content"]
    assert (message["senderId"], message["sequence"]) == (ana.id, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_all_that_happens(language: str) -> None:
    skills = {"offered": "SQL", "requested": "Go"}
    said = {TEXTS.translate(language, name, skills) for name in EXCHANGE_CHANGES}
    assert len(said) == len(EXCHANGE_CHANGES)


def test_each_reads_what_has_happened_in_their_language(
    sockets: Sockets, ana: Person, ben: Person
) -> None:
    ben.put("/user/updateProfile", {"language": "es"})
    anas, bens = sockets.connect(ana), sockets.connect(ben)
    put_exchange()
    chat = opened(ana, ben)["id"]
    take("chat.tell_of_exchange", exchange_event("ExchangeAccepted", ana, ben))
    for person, device, said in (
        (ana, anas, "Exchange accepted: Spanish for SQL"),
        (ben, bens, "Intercambio aceptado: Spanish por SQL"),
    ):
        other = ben if person is ana else ana
        [frame] = device.take("message")
        [message] = history(person, chat)
        [listed] = chats(person)
        seen = person.get(f"/chat/{chat}").json
        assert frame["message"] == message
        assert listed["lastMessage"] == seen["lastMessage"] == message
        assert opened(person, other)["lastMessage"] == message
        assert message["content"] == said


def test_what_has_happened_is_kept_as_data_not_in_words(ana: Person, ben: Person) -> None:
    put_exchange()
    opened(ana, ben)
    take("chat.tell_of_exchange", exchange_event("SessionAccepted", ana, ben))
    [row] = [row for row in all_rows("chat") if row["kind"] == {"S": "Message"}]
    assert row["content"] == {"S": ""}
    assert row["about"]["M"].keys() == {
        *("event", "exchange_id", "session_id", "offered", "requested"),
    }


@pytest.mark.parametrize(
    ("event", "kept", "read"),
    [
        (
            "ExchangeRequested",
            "Asks for an exchange: Guitar for SQL",
            "Pide un intercambio: Guitar por SQL",
        ),
        (
            "ExchangeCanceled",
            "Exchange canceled: SQL: basics for Go",
            "Intercambio terminado: SQL: basics por Go",
        ),
        ("SessionAccepted", "Session agreed", "Sesión acordada"),
        (
            "NoShowContested",
            "Says that they did come to the session",
            "Dice que sí vino a la sesión",
        ),
    ],
)
def test_what_was_kept_in_english_words_is_read_in_any_language(
    ana: Person, ben: Person, event: str, kept: str, read: str
) -> None:
    ben.put("/user/updateProfile", {"language": "es"})
    put_exchange()
    chat = opened(ana, ben)["id"]
    take("chat.tell_of_exchange", exchange_event(event, ana, ben))
    keep_in_words(chat, kept)
    assert [message["content"] for message in history(ana, chat)] == [kept]
    assert [message["content"] for message in history(ben, chat)] == [read]


def test_an_event_that_was_told_in_words_is_not_told_again(ana: Person, ben: Person) -> None:
    put_exchange()
    chat = opened(ana, ben)["id"]
    event = exchange_event("SessionAccepted", ana, ben)
    take("chat.tell_of_exchange", event)
    keep_in_words(chat, "Session agreed")
    take("chat.tell_of_exchange", event)
    assert len(history(ana, chat)) == 1


def test_who_has_no_conversation_is_told_nothing(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    put_exchange()
    opened(ana, new_person())
    with nothing_written():
        take("chat.tell_of_exchange", exchange_event("ExchangeAccepted", ana, ben))


def test_two_events_of_one_exchange_are_two_messages(ana: Person, ben: Person) -> None:
    put_exchange()
    chat = opened(ana, ben)["id"]
    for number in range(2):
        event = exchange_event("SessionRescheduled", ana, ben)
        take("chat.tell_of_exchange", event.model_copy(update={"id": f"{number}:x"}))
    assert len(history(ana, chat)) == 2


def test_what_nobody_has_done_is_unread_by_both(ana: Person, ben: Person) -> None:
    put_exchange()
    chat = opened(ana, ben)["id"]
    event = exchange_event("ExchangeCanceled", ana, ben)
    take("chat.tell_of_exchange", event.model_copy(update={"actor_id": None}))
    for person in (ana, ben):
        assert told(person, chat) == [(None, "exchange", "ExchangeCanceled")]
        assert [listed["unreadCount"] for listed in chats(person)] == [1]
        assert read_up_to(person, chat, 1).json["unreadCount"] == 0


def test_of_their_exchange_both_are_told_also_after_a_block(ana: Person, ben: Person) -> None:
    put_exchange()
    chat = opened(ana, ben)["id"]
    ana.block(ben)
    take("chat.tell_of_exchange", exchange_event("ExchangeCanceled", ana, ben))
    ana.unblock(ben)
    assert told(ben, chat) == [(ana.id, "exchange", "ExchangeCanceled")]


def test_what_is_told_is_not_counted_as_sent(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIMIT_CHAT_MESSAGES", "1")
    put_exchange()
    chat = opened(ana, ben)["id"]
    for name in ("ExchangeRequested", "SessionProposed", "SessionRescheduled"):
        take("chat.tell_of_exchange", exchange_event(name, ana, ben))
    assert written(ana, chat)["sequence"] == 4


def test_who_comes_and_goes_is_shown_to_those_they_chat_with(
    stopped_clock: StoppedClock,
    sockets: Sockets,
    ana: Person,
    ben: Person,
    bus: Bus,
    new_person: Callable[..., Person],
) -> None:
    written(ana, opened(ana, ben)["id"])
    bens, cleos = sockets.connect(ben), sockets.connect(new_person())
    stream = Stream("chat")
    frame: dict[str, Any] = {"type": "presence", "userId": ana.id}
    first, second = sockets.connect(ana), sockets.connect(ana)
    stream.go_round(bus)
    arrived = "2060-01-15T18:00:00.250Z"
    assert bens.take() == [{**frame, "online": True, "lastSeenAt": arrived}]
    first.close()
    stream.go_round(bus)
    assert bens.take() == []
    stopped_clock.forward(seconds=60)
    second.close()
    stream.go_round(bus)
    left = "2060-01-15T18:01:00.250Z"
    assert bens.take() == [{**frame, "online": False, "lastSeenAt": left}]
    assert cleos.take() == []


def presence_changed(of: Person) -> PresenceChanged:
    """Somebody has come or gone."""
    return PresenceChanged(id="1:x", at=clock.now(), person_id=of.id)


def test_presence_is_shown_as_it_is_when_it_is_shown(
    sockets: Sockets, ana: Person, ben: Person
) -> None:
    written(ana, opened(ana, ben)["id"])
    bens = sockets.connect(ben)
    event = presence_changed(ana)
    device = sockets.connect(ana)
    device.close()
    for _ in range(2):
        take("chat.show_presence", event)
    assert [frame["online"] for frame in bens.take("presence")] == [False, False]


@pytest.mark.parametrize("blocker", ["who comes", "the other"])
def test_who_is_hidden_by_a_block_is_not_shown_it(
    sockets: Sockets, ana: Person, ben: Person, blocker: str
) -> None:
    written(ana, opened(ana, ben)["id"])
    bens = sockets.connect(ben)
    one, other = (ana, ben) if blocker == "who comes" else (ben, ana)
    one.block(other)
    sockets.connect(ana)
    take("chat.show_presence", presence_changed(ana))
    assert bens.take() == []


def test_who_hides_their_presence_is_not_shown(sockets: Sockets, ana: Person, ben: Person) -> None:
    written(ana, opened(ana, ben)["id"])
    bens = sockets.connect(ben)
    ana.put("/user/updateProfile", {"showPresence": False})
    sockets.connect(ana)
    take("chat.show_presence", presence_changed(ana))
    assert bens.take() == []


def test_presence_is_shown_to_those_with_whom_one_has_chatted_last(
    sockets: Sockets, ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    cleo = new_person()
    for person in (cleo, ben):
        written(ana, opened(ana, person)["id"])
    at = clock.now()
    for _ in range(MAX_TOLD - 1):
        partner, conversation_id = put_profile(ids.new_id()).id, ids.new_id()
        inbox = Inbox.key(ana.id, conversation_id).new(
            conversation_id=conversation_id,
            partner_id=partner,
            listed_person=ana.id,
            listed_at=Inbox.place(conversation_id, at),
        )
        put_all([inbox])
    written(ana, opened(ana, ben)["id"])
    bens, cleos = sockets.connect(ben), sockets.connect(cleo)
    take("chat.show_presence", presence_changed(ana))
    assert (len(bens.take("presence")), len(cleos.take("presence"))) == (1, 0)


@pytest.fixture
def elsewhere(gateway: Gateway, ana: Person) -> Person:
    """Ana, signed in on another device."""
    login = gateway.post("/auth/login", {"email": ana.email, "password": PASSWORD})
    return signed_in(gateway, login.json)


def log_out(ana: Person) -> None:
    """Sign out here."""
    assert ana.post("/auth/logout").status == 204


def log_out_everywhere(ana: Person) -> None:
    """Sign out everywhere."""
    assert ana.post("/auth/logout", {"everywhere": True}).status == 204


def change_password(ana: Person) -> None:
    """Change the password, which ends all logins but the one by which it is done."""
    body = {"currentPassword": PASSWORD, "newPassword": "another good password"}
    assert ana.post("/auth/changePassword", body).status == 204


def reset_password(ana: Person) -> None:
    """Reset the password by mail, which ends all logins."""
    ana.gateway.post("/auth/forgotPassword", {"email": ana.email})
    body = {"token": link_token(ana, "reset-password"), "password": "another good password"}
    assert ana.gateway.post("/auth/resetPassword", body).status == 204


@pytest.mark.parametrize(
    ("end", "open_still"),
    [
        (log_out, {"elsewhere"}),
        (log_out_everywhere, set()),
        (change_password, {"here"}),
        (reset_password, set()),
    ],
)
def test_connections_of_a_login_that_ends_are_closed(
    sockets: Sockets,
    ana: Person,
    elsewhere: Person,
    bus: Bus,
    end: Callable[[Person], None],
    open_still: set[str],
) -> None:
    devices = {"here": sockets.connect(ana), "elsewhere": sockets.connect(elsewhere)}
    stream = Stream("users")
    end(ana)
    stream.go_round(bus)
    assert {name for name, device in devices.items() if device.id in sockets.open} == open_still


def test_connections_of_others_stay_open(
    sockets: Sockets, ana: Person, ben: Person, bus: Bus
) -> None:
    sockets.connect(ana)
    bens = sockets.connect(ben)
    stream = Stream("users")
    log_out_everywhere(ana)
    stream.go_round(bus)
    assert sockets.open == {bens.id: bens}


@pytest.mark.parametrize("gone", [True, False], ids=["gone without a word", "open"])
def test_connections_are_ended_once_however_often_the_event_comes(
    sockets: Sockets, ana: Person, elsewhere: Person, *, gone: bool
) -> None:
    device, other = sockets.connect(ana), sockets.connect(elsewhere)
    if gone:
        device.vanish()
    [family_id] = {
        row["family_id"]["S"]
        for row in all_rows("chat")
        if row["pk"]["S"] == f"CONNECTION#{device.id}"
    }
    event = LoginEnded(id="1:x", at=clock.now(), person_id=ana.id, family_id=family_id)
    take("chat.end_connections", event)
    assert sockets.open.keys() == {other.id}
    with nothing_written():
        take("chat.end_connections", event)


def test_the_login_of_who_was_never_there_ends_nothing(sockets: Sockets, ana: Person) -> None:
    event = LoginEnded(id="1:x", at=clock.now(), person_id=ana.id, family_id=ids.new_id())
    with nothing_written():
        take("chat.end_connections", event)


def test_a_message_is_announced_to_its_receiver(ana: Person, ben: Person, bus: Bus) -> None:
    chat = opened(ana, ben)["id"]
    stream = Stream("chat")
    message = written(ana, chat)
    stream.announce()
    [(name, detail)] = bus.announced
    assert name == "MessageSent"
    for member in ("conversationId", "sequence"):
        assert detail[member] == message[member]
    assert (detail["messageId"], detail["messageKind"]) == (message["id"], "text")
    assert (detail["actorId"], detail["receiverId"]) == (ana.id, ben.id)
