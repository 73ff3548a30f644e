"""Chat by real WebSockets, in the deployed system."""

import gc
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.support.chat_storm import Storm
from tests.support.clock import SetClock
from tests.support.conversations import opened
from tests.support.gateway import Answer, Json
from tests.support.live import connected, opening, ticket_url
from tests.support.people import Person
from tests.support.remote import all_at_once, statuses
from tests.support.system import System

AT_ONCE = 20


def history(reader: Person, conversation_id: str) -> list[Json]:
    """Returns all messages of a short conversation, the oldest first."""
    path = f"/chat/{conversation_id}/messages"
    items: list[Json] = reader.get(path, query={"after": "0", "limit": "100"}).json["items"]
    return items


# What is cut off while it opens leaves a socket behind, which Python closes and warns of.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_storm_loses_doubles_and_disorders_no_message(
    system: System, new_person: Callable[..., Person]
) -> None:
    Storm(said_by_each=42, conversations=4, faulty=0.1, seed=5).rage(system, new_person)
    gc.collect()


def test_two_people_chat_live_and_who_was_away_catches_up(ana: Person, ben: Person) -> None:
    chat = {"conversationId": opened(ana, ben)["id"]}
    first = {"clientId": "1", "content": "Hello?"}
    assert ana.post(f"/chat/{chat['conversationId']}/messages", first).status == 201
    with connected(ana, ana, ben) as (phone, laptop, bens):
        assert laptop.next("presence")["userId"] == ben.id
        phone.send("typing", **chat)
        assert bens.next("typing")["userId"] == ana.id
        phone.send("sendMessage", **chat, clientId="2", content="¡Hola! 👋🏽")
        message = phone.next("ack")["message"]
        assert message["sequence"] == 2
        for device in (laptop, bens):
            assert device.next("message")["message"] == message
        bens.send("markRead", **chat, sequence=2)
        for device in (phone, laptop):
            assert device.next("read")["sequence"] == 2
        bens.send("ping")
        assert bens.next("pong")
        bens.socket.close()
        while phone.next("presence")["online"]:
            pass  # What tells that Ben has come is on its way still.
        for number in (3, 4):
            phone.send("sendMessage", **chat, clientId=str(number), content="Are you there?")
            phone.next("ack")
    [listed] = ben.get("/chat/list").json["items"]
    assert (listed["unreadCount"], listed["lastMessage"]["sequence"]) == (2, 4)
    missed = ben.get(f"/chat/{listed['id']}/messages", query={"after": "2"}).json["items"]
    assert [item["sequence"] for item in missed] == [3, 4]


def test_who_open_their_conversation_at_once_have_one(ana: Person, ben: Person) -> None:
    both = [partial(opened, ana, ben), partial(opened, ben, ana)]
    conversations = all_at_once(both * (AT_ONCE // 2))
    assert len({conversation["id"] for conversation in conversations}) == 1


def test_messages_sent_at_once_get_numbers_without_a_gap(ana: Person, ben: Person) -> None:
    path = f"/chat/{opened(ana, ben)['id']}/messages"

    def send(sender: Person, number: int) -> Answer:
        return sender.post(path, {"clientId": str(number), "content": f"Number {number}"})

    answers = all_at_once([partial(send, (ana, ben)[n % 2], n) for n in range(AT_ONCE)])
    unsent = {n for n in range(AT_ONCE) if answers[n].status == HTTPStatus.SERVICE_UNAVAILABLE}
    for number in unsent:
        answers[number] = send((ana, ben)[number % 2], number)
    assert statuses(answers) == {201: AT_ONCE}
    said = history(ana, path.split("/")[2])
    assert said == history(ben, path.split("/")[2])
    assert [message["sequence"] for message in said] == list(range(1, AT_ONCE + 1))
    assert len({message["content"] for message in said}) == AT_ONCE
    assert ana.get("/chat/list").json["items"][0]["unreadCount"] == AT_ONCE // 2


def test_a_message_that_is_sent_again_and_again_at_once_is_there_once(
    ana: Person, ben: Person
) -> None:
    conversation_id = opened(ana, ben)["id"]
    path, body = f"/chat/{conversation_id}/messages", {"clientId": "1", "content": "Once"}
    answers = all_at_once([partial(ana.post, path, body)] * AT_ONCE)
    sent = [answer.json for answer in answers if answer.status == HTTPStatus.CREATED]
    assert sent
    assert history(ben, conversation_id) == [sent[0]]
    assert all(message == sent[0] for message in sent)
    assert ben.get("/chat/list").json["items"][0]["unreadCount"] == 1


def test_reading_on_several_devices_at_once_never_goes_back(ana: Person, ben: Person) -> None:
    conversation_id = opened(ana, ben)["id"]
    for number in range(10):
        body = {"clientId": str(number), "content": "Hello?"}
        assert ana.post(f"/chat/{conversation_id}/messages", body).status == 201
    path = f"/chat/{conversation_id}/read"
    all_at_once([partial(ben.post, path, {"sequence": n}) for n in (3, 9, 1, 7, 5, 8, 2)])
    [listed] = ben.get("/chat/list").json["items"]
    assert (listed["readSequence"], listed["unreadCount"]) == (9, 1)


def test_a_ticket_opens_one_connection_however_many_try(ana: Person) -> None:
    url = ticket_url(ana)

    def attempt() -> int:
        try:
            with opening(url):
                return HTTPStatus.OK
        except InvalidStatus as refused:
            return refused.response.status_code

    assert sorted(all_at_once([attempt] * 5)).count(HTTPStatus.OK) == 1
    assert attempt() in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}


@pytest.mark.parametrize("change", ["forged", "missing", "expired"])
def test_a_ticket_that_is_not_good_is_refused_at_the_handshake(
    change: str, ana: Person, time_passes: SetClock
) -> None:
    url = ticket_url(ana)
    if change == "forged":
        url = url[:-4] + "AAAA"
    if change == "missing":
        url = url.partition("?")[0]
    if change == "expired":
        time_passes.forward(seconds=31)
    with pytest.raises(InvalidStatus), opening(url):
        pass


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("no json", "malformed-request"),
        ("[]", "invalid"),
        ('{"action": "fly"}', "unknown-action"),
        ('{"action": "sendMessage", "clientId": "1"}', "invalid"),
        ('{"action": "sendMessage", "clientId": "1", "content": "' + "x" * 21 * 1024 + '"}',
         "body-too-large"),
    ],
    ids=["not JSON", "no object", "unknown", "incomplete", "21 KB"],
)  # fmt: skip
def test_a_bad_frame_is_answered_and_the_connection_goes_on(
    frame: str, code: str, ana: Person
) -> None:
    with connected(ana) as [device]:
        device.send_raw(frame)
        answer = device.next("error")
        assert answer["code"] == code
        assert answer["clientId"] == ("1" if "clientId" in frame else None)
        device.send("ping")
        device.next("pong")


def test_the_conversation_of_others_is_unknown(
    ana: Person, ben: Person, new_person: Callable[..., Person]
) -> None:
    chat = {"conversationId": opened(ana, ben)["id"]}
    with connected(new_person()) as [device]:
        device.send("sendMessage", **chat, clientId="1", content="Me too!")
        assert device.next("error")["code"] == "not-found"
        device.send("typing", **chat)
        assert device.next("error")["code"] == "not-found"
    assert history(ana, chat["conversationId"]) == []


def test_who_signs_out_is_disconnected(ana: Person) -> None:
    with connected(ana) as [device]:
        assert ana.post("/auth/logout").status == HTTPStatus.NO_CONTENT
        with pytest.raises(ConnectionClosed):
            device.next("error")


def test_what_happens_to_an_exchange_is_told_in_the_conversation(ana: Person, ben: Person) -> None:
    conversation_id = opened(ana, ben)["id"]
    terms = {"offeredSkill": "Spanish", "requestedSkill": "SQL"}
    with connected(ben) as [device]:
        exchange = ana.post("/exchange/create", {"conversationId": conversation_id, **terms}).json
        invite = device.next("message")["message"]
        assert (invite["kind"], invite["senderId"]) == ("exchange", ana.id)
        assert invite["about"]["exchangeId"] == exchange["id"]
        ben.patch("/exchange/accept", {"exchangeId": exchange["id"]})
        assert device.next("message")["message"]["about"]["event"] == "ExchangeAccepted"
