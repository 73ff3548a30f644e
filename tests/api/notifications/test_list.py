"""GET /notifications/list, unreadCount and markRead: what people are told, and have read."""

from collections.abc import Callable

import pytest

from learn_exchange import ids
from learn_exchange.events import BadgeEarned
from learn_exchange.tables.notifications import Notification
from tests.support.gateway import Gateway, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.notifications import deliver, followed, happened, mark_read, told, unread
from tests.support.people import Person


def badges(person: Person, number: int) -> list[Json]:
    """So many notifications, the newest first, of somebody who was told nothing before."""
    for _ in range(number):
        event = happened(BadgeEarned, person_id=person.id, badge="polyglot")
        assert deliver(event) == []
    return told(person)


def is_read(person: Person) -> list[bool]:
    """Of what somebody was told, the newest first, whether they have read it."""
    return [it["isRead"] for it in told(person)]


def test_a_notification_has_all_that_is_needed_to_show_it(ana: Person, ben: Person) -> None:
    followed(ana, ben)
    [notification] = told(ana)
    assert notification.pop("id")
    assert notification.pop("createdAt") == notification.pop("updatedAt")
    card = ben.profile_of(ben).json
    assert notification == {
        "type": "follow",
        "sourceId": ben.id,
        "content": "Ben follows you.",
        "link": f"/user/{ben.id}",
        "actors": [
            {
                name: card[name]
                for name in (
                    "id",
                    "username",
                    "firstName",
                    "lastName",
                    "profileImageUrl",
                    "profileImageAltText",
                )
            }
        ],
        "count": 1,
        "isRead": False,
    }


def test_who_was_told_nothing_has_nothing_to_read(ana: Person) -> None:
    assert told(ana) == []
    assert unread(ana) == 0
    assert mark_read(ana, ids=[ids.new_id()]) == 0
    assert mark_read(ana, upTo=ids.new_id()) == 0


def test_the_newest_three_people_are_shown(ana: Person, new_person: Callable[..., Person]) -> None:
    followers = [new_person(firstName=f"Person {number}") for number in range(5)]
    followed(ana, *followers)
    [notification] = told(ana)
    assert notification["content"] == "Person 4 and 4 others follow you."
    assert notification["count"] == 5
    assert [actor["id"] for actor in notification["actors"]] == [
        follower.id for follower in followers[:1:-1]
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 7, 8])
def test_a_list_has_everything_once_whatever_the_size_of_its_pages(ana: Person, limit: int) -> None:
    expected = [it["id"] for it in badges(ana, 7)]
    assert expected == sorted(expected, reverse=True)
    assert ana.listed("/notifications/list", limit) == expected


def test_a_cursor_of_another_list_is_refused(ana: Person) -> None:
    [newest, *_] = badges(ana, 2)
    of_list = ana.get("/notifications/list", query={"limit": "1"}).json["nextCursor"]
    answer = ana.get(f"/notifications/{newest['id']}/why", query={"cursor": of_list})
    assert (answer.status, answer.problem) == (400, "malformed-request")


def test_some_are_marked_as_read(ana: Person) -> None:
    items = badges(ana, 4)
    assert mark_read(ana, ids=[items[1]["id"], items[3]["id"]]) == 2
    assert is_read(ana) == [False, True, False, True]
    assert unread(ana) == 2


def test_to_mark_again_changes_nothing(ana: Person) -> None:
    [item, other] = badges(ana, 2)
    for _ in range(3):
        assert mark_read(ana, ids=[item["id"], item["id"], ids.new_id()]) == 1
    assert unread(ana) == 1
    assert mark_read(ana, ids=[other["id"].upper()]) == 0


@pytest.mark.parametrize("number", range(4))
def test_all_up_to_one_are_marked_as_read(ana: Person, number: int) -> None:
    items = badges(ana, 4)
    mark_read(ana, ids=[items[2]["id"]])
    left = [False] * number
    expected = sum(not it for it in left) - (number > 2)
    assert mark_read(ana, upTo=items[number]["id"]) == expected
    assert is_read(ana) == [it or place == 2 for place, it in enumerate(left)] + [True] * (
        4 - number
    )
    assert unread(ana) == expected


def test_marking_up_to_an_older_one_takes_nothing_back(ana: Person) -> None:
    items = badges(ana, 3)
    assert mark_read(ana, upTo=items[0]["id"]) == 0
    assert mark_read(ana, upTo=items[2]["id"]) == 0
    assert is_read(ana) == [True] * 3


def test_nobody_marks_what_is_still_to_come(ana: Person) -> None:
    badges(ana, 2)
    assert mark_read(ana, upTo="ffffffff-ffff-7fff-bfff-ffffffffffff") == 0
    assert is_read(ana) == [True, True]
    badges(ana, 1)
    assert is_read(ana) == [False, True, True]
    assert unread(ana) == 1


def test_nobody_marks_or_reads_what_others_were_told(ana: Person, ben: Person) -> None:
    [item] = badges(ana, 1)
    assert mark_read(ben, ids=[item["id"]]) == 0
    assert mark_read(ben, upTo=item["id"]) == 0
    assert unread(ana) == 1
    answer = ben.get(f"/notifications/{item['id']}/why")
    assert (answer.status, answer.problem) == (404, "not-found")
    assert told(ben) == []


@pytest.mark.parametrize("which", ["ids", "upTo"])
def test_what_comes_while_one_marks_is_unread(
    ana: Person, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    [item] = badges(ana, 1)
    write_meanwhile(monkeypatch, lambda _: badges(ana, 1))
    sent = {"ids": [item["id"]]} if which == "ids" else {"upTo": item["id"]}
    assert mark_read(ana, **sent) == 1
    assert is_read(ana) == [False, True]
    assert unread(ana) == 1


def test_what_another_device_marks_meanwhile_counts_once(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = badges(ana, 3)
    write_meanwhile(monkeypatch, lambda _: mark_read(ana, ids=[items[0]["id"]]))
    assert mark_read(ana, ids=[items[0]["id"], items[1]["id"]]) == 1
    assert unread(ana) == 1


def test_fifty_are_marked_at_once(ana: Person) -> None:
    items = badges(ana, 52)
    newest = [it["id"] for it in items[:50]]
    assert mark_read(ana, ids=newest) == 2
    assert sum(row.is_read for row in Notification.of_person(ana.id)) == 50


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, [""]),
        ({"ids": [ids.EXAMPLE], "upTo": ids.EXAMPLE}, [""]),
        ({"ids": []}, ["/ids"]),
        ({"ids": [ids.EXAMPLE] * 51}, ["/ids"]),
        ({"ids": None}, ["/ids"]),
        ({"ids": ids.EXAMPLE}, ["/ids"]),
        ({"ids": ["1", ids.EXAMPLE, 2]}, ["/ids/0", "/ids/2"]),
        ({"upTo": "all"}, ["/upTo"]),
        ({"upTo": None}, ["/upTo"]),
        ({"upTo": [ids.EXAMPLE]}, ["/upTo"]),
    ],
)
def test_what_cannot_be_marked(ana: Person, body: Json, pointers: list[str]) -> None:
    answer = ana.post("/notifications/markRead", body)
    assert (answer.status, answer.pointers) == (422, pointers)


@pytest.mark.parametrize(
    "endpoint",
    ["GET list", "GET unreadCount", "GET preferences", "PUT preferences", "POST markRead"],
)
def test_only_who_is_signed_in_has_notifications(gateway: Gateway, endpoint: str) -> None:
    method, _, name = endpoint.partition(" ")
    answer = gateway.call(method, f"/notifications/{name}", None if method == "GET" else {})
    assert answer.status == 401
