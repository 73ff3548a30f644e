"""GET and PUT /notifications/preferences: how people want to be told."""

from typing import Any

import pytest

from notifications.kinds import KINDS
from tests.support.gateway import Json
from tests.support.meanwhile import write_meanwhile
from tests.support.notifications import prefer
from tests.support.people import Person

MAILED = {
    "message",
    "exchange_request",
    "exchange_accepted",
    "exchange_canceled",
    "session_proposed",
    "session_scheduled",
    "session_changed",
    "session_reminder",
    "summary",
}


def preferences(person: Person) -> Json:
    """Somebody's preferences."""
    answer = person.get("/notifications/preferences")
    assert answer.status == 200, answer.text
    content: Json = answer.json
    return content


def test_everybody_begins_with_the_same(ana: Person) -> None:
    assert preferences(ana) == {
        "channels": {name: {"push": True, "email": name in MAILED} for name in KINDS},
        "quietHours": None,
        "hideOnLockScreen": False,
    }


def test_what_is_left_out_stays_as_it_is(ana: Person, ben: Person) -> None:
    before = preferences(ana)
    night = {"start": "22:00", "end": "07:00"}
    changes: list[Json] = [
        {"channels": {"like": {"push": False}}},
        {"channels": {"like": {"email": True}, "message": {"email": False}}},
        {"quietHours": night},
        {"hideOnLockScreen": True},
        {},
    ]
    for each in changes:
        answered = prefer(ana, **each)
        assert answered == preferences(ana)
    assert preferences(ana) == {
        "channels": {
            **before["channels"],
            "like": {"push": False, "email": True},
            "message": {"push": True, "email": False},
        },
        "quietHours": night,
        "hideOnLockScreen": True,
    }
    prefer(ana, quietHours=None, hideOnLockScreen=False)
    assert preferences(ana)["quietHours"] is None
    assert preferences(ana)["hideOnLockScreen"] is False
    assert preferences(ben) == before


def test_two_devices_that_change_at_once_both_have_their_way(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_meanwhile(monkeypatch, lambda _: prefer(ana, channels={"like": {"push": False}}))
    prefer(ana, channels={"like": {"email": True}})
    assert preferences(ana)["channels"]["like"] == {"push": False, "email": True}


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"channels": {"nothing": {"push": True}}}, ["/channels"]),
        ({"channels": {"": {}}}, ["/channels"]),
        ({"channels": {"like": {"push": "yes"}}}, ["/channels/like/push"]),
        ({"channels": {"like": {"push": None}}}, ["/channels/like/push"]),
        ({"channels": {"like": {"email": 1}}}, ["/channels/like/email"]),
        ({"channels": {"like": True}}, ["/channels/like"]),
        ({"channels": ["like"]}, ["/channels"]),
        ({"channels": None}, ["/channels"]),
        ({"quietHours": {"start": "22:00"}}, ["/quietHours/end"]),
        (
            {"quietHours": {"start": "24:00", "end": "7:00"}},
            ["/quietHours/start", "/quietHours/end"],
        ),
        (
            {"quietHours": {"start": "22:00:00", "end": "0\u0667:00"}},
            ["/quietHours/start", "/quietHours/end"],
        ),
        ({"quietHours": {"start": "22:00\n", "end": "07:00"}}, ["/quietHours/start"]),
        ({"quietHours": {"start": None, "end": None}}, ["/quietHours/start", "/quietHours/end"]),
        ({"quietHours": False}, ["/quietHours"]),
        ({"language": "tlh"}, ["/language"]),
        ({"language": "../en"}, ["/language"]),
        ({"language": "EN"}, ["/language"]),
        ({"language": None}, ["/language"]),
        ({"hideOnLockScreen": "true"}, ["/hideOnLockScreen"]),
        ({"hideOnLockScreen": None}, ["/hideOnLockScreen"]),
    ],
)
def test_what_nobody_can_prefer(ana: Person, changes: dict[str, Any], pointers: list[str]) -> None:
    before = preferences(ana)
    answer = ana.put("/notifications/preferences", changes)
    assert (answer.status, answer.pointers) == (422, pointers)
    assert preferences(ana) == before
