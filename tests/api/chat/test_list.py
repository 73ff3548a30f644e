"""GET /chat/list."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from learn_exchange import cursor
from tests.support.clock import StoppedClock
from tests.support.conversations import chats, opened, read_up_to, written
from tests.support.counting import counted_calls
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.sockets import Sockets

pytestmark = pytest.mark.usefixtures("stopped_clock")


@pytest.fixture
def partners(
    stopped_clock: StoppedClock, ana: Person, new_person: Callable[..., Person]
) -> list[Person]:
    """Five people who have written to Ana, the last one first."""
    people: list[Person] = []
    for _ in range(5):
        person = new_person()
        stopped_clock.forward(seconds=1)
        written(person, opened(person, ana)["id"])
        people.insert(0, person)
    return people


def partners_of(conversations: list[Json]) -> list[str]:
    """With whom conversations are."""
    return [chat["with"]["id"] for chat in conversations]


def ids(people: list[Person]) -> list[str]:
    """Returns the ids of people."""
    return [person.id for person in people]


def presence(of: Person, seen_by: Person) -> Any:
    """Somebody's presence, as a partner finds it listed."""
    [shown] = [chat["presence"] for chat in chats(seen_by) if chat["with"]["id"] == of.id]
    assert shown == opened(seen_by, of)["presence"]
    return shown


def test_a_conversation_is_listed_with_its_last_message(ana: Person, ben: Person) -> None:
    chat = opened(ana, ben)
    written(ana, chat["id"])
    last = written(ben, chat["id"], "the last one")
    read_up_to(ana, chat["id"], 1)
    [listed] = chats(ana)
    assert listed == {
        "id": chat["id"],
        "with": chat["with"],
        "presence": {"online": False, "lastSeenAt": None},
        "lastMessage": last,
        "lastMessageAt": last["sentAt"],
        "unreadCount": 1,
        "readSequence": 1,
        "partnerReadSequence": 0,
    }


def test_nobody_has_conversations_at_first(ana: Person) -> None:
    assert ana.get("/chat/list").json == {"items": [], "nextCursor": None}


def test_an_empty_conversation_is_listed_only_with_who_has_opened_it(
    ana: Person, ben: Person
) -> None:
    chat = opened(ana, ben)
    assert chats(ana) == [chat]
    assert (chat["lastMessage"], chat["lastMessageAt"]) == (None, None)
    assert chats(ben) == []
    written(ana, chat["id"])
    assert partners_of(chats(ben)) == [ana.id]


def test_an_empty_conversation_that_both_have_opened_is_listed_with_the_first(
    ana: Person, ben: Person
) -> None:
    opened(ana, ben)
    opened(ben, ana)
    assert (len(chats(ana)), len(chats(ben))) == (1, 0)


def test_the_one_written_to_last_is_first(
    stopped_clock: StoppedClock, ana: Person, partners: list[Person]
) -> None:
    assert partners_of(chats(ana)) == ids(partners)
    stopped_clock.forward(seconds=1)
    written(ana, opened(ana, partners[3])["id"])
    assert partners_of(chats(ana)) == ids([partners[3], *partners[:3], partners[4]])


def test_to_open_or_read_a_conversation_does_not_move_it(
    stopped_clock: StoppedClock, ana: Person, partners: list[Person]
) -> None:
    stopped_clock.forward(seconds=1)
    read_up_to(ana, opened(ana, partners[3])["id"], 1)
    assert partners_of(chats(ana)) == ids(partners)


def test_a_conversation_stands_where_it_was_opened_until_somebody_writes(
    stopped_clock: StoppedClock,
    ana: Person,
    ben: Person,
    partners: list[Person],
) -> None:
    stopped_clock.forward(seconds=1)
    opened(ana, ben)
    assert partners_of(chats(ana)) == ids([ben, *partners])


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
def test_pages_have_each_conversation_once(ana: Person, partners: list[Person], limit: int) -> None:
    listed = [page["items"] for page in ana.pages("/chat/list", limit)]
    assert partners_of([chat for items in listed for chat in items]) == ids(partners)
    assert all(len(items) == limit for items in listed[:-1])
    assert listed[-1]


def test_while_messages_come_pages_go_on_where_they_were(
    stopped_clock: StoppedClock, ana: Person, partners: list[Person]
) -> None:
    pages = ana.pages("/chat/list", 2)
    first = next(pages)["items"]
    stopped_clock.forward(seconds=1)
    written(partners[3], first_chat(ana, partners[3]))
    rest = [chat for page in pages for chat in page["items"]]
    assert partners_of(first) == ids(partners[:2])
    assert partners_of(rest) == ids([partners[2], partners[4]])
    assert partners_of(chats(ana))[0] == partners[3].id


def first_chat(of: Person, partner: Person) -> str:
    """Returns the id of the conversation with somebody."""
    return str(opened(of, partner)["id"])


def test_those_written_to_in_the_same_moment_are_all_listed(
    stopped_clock: StoppedClock, ana: Person, new_person: Callable[..., Person]
) -> None:
    people = [new_person() for _ in range(4)]
    for person in people:
        written(person, opened(person, ana)["id"])
    assert sorted(ana.listed("/chat/list", limit=1)) == sorted(
        opened(ana, person)["id"] for person in people
    )


@pytest.mark.parametrize("blocker", ["ana", "the other"])
def test_conversations_hidden_by_a_block_are_left_out_and_come_back(
    ana: Person, partners: list[Person], blocker: str
) -> None:
    hidden = partners[1]
    one, other = (ana, hidden) if blocker == "ana" else (hidden, ana)
    one.block(other)
    assert partners_of(chats(ana)) == ids([partners[0], *partners[2:]])
    assert chats(hidden) == []
    listed = [page["items"] for page in ana.pages("/chat/list", 2)]
    assert [len(items) for items in listed] == [1, 2, 1]
    one.unblock(other)
    assert partners_of(chats(ana)) == ids(partners)


def test_the_other_is_shown_as_they_are_now(ana: Person, ben: Person) -> None:
    opened(ana, ben)
    ben.put("/user/updateProfile", {"firstName": "Benedikt"})
    assert chats(ana)[0]["with"]["firstName"] == "Benedikt"


def test_a_cursor_of_another_list_is_refused(ana: Person) -> None:
    foreign = cursor.encode("followers", "2060-01-15T18:00:00.000000#x")
    answer = ana.get("/chat/list", query={"cursor": foreign})
    assert (answer.status, answer.problem) == (400, "malformed-request")


@pytest.mark.parametrize("position", ["!", " ", "/", "0", "#", "~", "x" * 700, "2060"])
def test_a_cursor_that_somebody_has_made_does_no_harm(ana: Person, position: str) -> None:
    made = cursor.encode("conversations", position)
    with counted_calls() as calls:
        answer = ana.get("/chat/list", query={"cursor": made})
    assert (answer.status, answer.json["items"]) == (200, [])
    # DynamoDB refuses a range that ends before it begins, and moto does not.
    _, query = calls.requests[0]
    bounds = re.search(r"BETWEEN (:\d) AND (:\d)", query["KeyConditionExpression"])
    assert bounds
    first, last = (query["ExpressionAttributeValues"][name]["S"] for name in bounds.groups())
    assert first <= last


def test_who_is_there_is_online(
    stopped_clock: StoppedClock, sockets: Sockets, ana: Person, ben: Person
) -> None:
    opened(ana, ben)
    assert presence(ben, ana) == {"online": False, "lastSeenAt": None}
    device, another = sockets.connect(ben), sockets.connect(ben)
    seen = {"online": True, "lastSeenAt": "2060-01-15T18:00:00.250Z"}
    assert presence(ben, ana) == seen
    stopped_clock.forward(seconds=60)
    device.close()
    left = {"online": True, "lastSeenAt": "2060-01-15T18:01:00.250Z"}
    assert presence(ben, ana) == left
    another.close()
    assert presence(ben, ana) == {**left, "online": False}


def test_who_is_silent_for_ten_minutes_is_there_no_longer(
    stopped_clock: StoppedClock, sockets: Sockets, ana: Person, ben: Person
) -> None:
    opened(ana, ben)
    device = sockets.connect(ben)
    stopped_clock.forward(minutes=9)
    device.send("ping")
    stopped_clock.forward(minutes=10, milliseconds=-1)
    assert ana.refresh().status == 200
    seen = {"online": True, "lastSeenAt": "2060-01-15T18:09:00.250Z"}
    assert presence(ben, ana) == seen
    stopped_clock.forward(milliseconds=1)
    assert presence(ben, ana) == {**seen, "online": False}


def test_who_hides_their_presence_shows_none(sockets: Sockets, ana: Person, ben: Person) -> None:
    opened(ana, ben)
    sockets.connect(ben)
    assert ben.get("/user/me").json["showPresence"] is True
    for show in (False, True):
        changed = ben.put("/user/updateProfile", {"showPresence": show})
        assert changed.json["showPresence"] is show
        assert ben.get("/user/me").json["showPresence"] is show
        assert (presence(ben, ana) is not None) is show
    assert "showPresence" not in ana.profile_of(ben).json


@pytest.mark.parametrize("value", [None, "true", 1, 0, [], {}], ids=str)
def test_to_show_presence_is_a_truth(ana: Person, value: Any) -> None:
    answer = ana.put("/user/updateProfile", {"showPresence": value})
    assert answer.pointers == ["/showPresence"]
