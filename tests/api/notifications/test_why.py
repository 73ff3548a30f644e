"""GET /notifications/{id}/why: what was decided, in plain words."""

from collections.abc import Callable

import pytest

from learn_exchange import ids
from learn_exchange.tables.notifications import Decision
from learn_exchange.tables.store import update
from tests.support.clock import StoppedClock
from tests.support.gateway import Json
from tests.support.notifications import followed, ledger, told
from tests.support.people import Person


def why(person: Person, notification: Json, **query: str) -> Json:
    """Returns why somebody was told, as they read it."""
    answer = person.get(f"/notifications/{notification['id']}/why", query=query)
    assert answer.status == 200, answer.text
    content: Json = answer.json
    return content


def test_each_channel_has_its_outcome_and_says_why(
    stopped_clock: StoppedClock, ana: Person, ben: Person
) -> None:
    followed(ana, ben)
    [notification] = told(ana)
    assert why(ana, notification) == {
        "notificationId": notification["id"],
        "decisions": [
            {
                "event": "PersonFollowed",
                "at": "2060-01-15T18:00:00.250Z",
                "channels": {
                    "inApp": {
                        "outcome": "sent",
                        "explanation": "It was put into your list.",
                        "until": None,
                    },
                    "live": {
                        "outcome": "offline",
                        "explanation": "You were not connected.",
                        "until": None,
                    },
                    "push": {
                        "outcome": "no_device",
                        "explanation": "You have no device that takes push notifications.",
                        "until": None,
                    },
                    "email": {
                        "outcome": "muted",
                        "explanation": "By your preferences, nothing is mailed about this.",
                        "until": None,
                    },
                },
            }
        ],
        "nextCursor": None,
    }


def test_the_events_of_a_group_are_listed_page_by_page_the_newest_first(
    stopped_clock: StoppedClock, ana: Person, new_person: Callable[..., Person]
) -> None:
    for _ in range(5):
        followed(ana, new_person())
        stopped_clock.forward(minutes=1)
    [notification] = told(ana)
    seen: list[Json] = []
    cursor: dict[str, str] = {}
    while True:
        page = why(ana, notification, limit="2", **cursor)
        seen += page["decisions"]
        if page["nextCursor"] is None:
            break
        cursor = {"cursor": page["nextCursor"]}
    assert [it["channels"]["inApp"]["outcome"] for it in seen] == ["grouped"] * 4 + ["sent"]
    times = [it["at"] for it in seen]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == 5


def test_of_what_there_is_not_nothing_is_said(ana: Person) -> None:
    answer = ana.get(f"/notifications/{ids.new_id()}/why")
    assert (answer.status, answer.problem) == (404, "not-found")


@pytest.mark.parametrize(
    ("stored", "answered"),
    [("own_act", "self_action"), ("quiet", "deferred"), ("unused", "not_applicable")],
)
def test_an_outcome_that_was_stored_under_its_former_name_reads_by_its_present_one(
    ana: Person, ben: Person, stored: str, answered: str
) -> None:
    followed(ana, ben)
    [(person_id, event_id)] = ledger()
    update(Decision.key(person_id, event_id), Decision.push.set(stored))
    [notification] = told(ana)
    push = why(ana, notification)["decisions"][0]["channels"]["push"]
    assert push["outcome"] == answered
    assert push["explanation"]
