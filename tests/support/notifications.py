"""Notifications for tests: what people do is announced, and told to whom it concerns."""

import json
from typing import Any

from infra.consumers import Consumer
from learn_exchange import clock, ids
from learn_exchange.events import DomainEvent, PersonFollowed
from learn_exchange.tables.notifications import Decision
from tests.support.bus import LINES, Bus, asks_for, consume
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.stream import Stream

OWN_LINES = [line for line in LINES if line.function.startswith("notifications.")]


class Telling:
    """The streams of the tables that people write to, and behind them those who tell people."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.streams = [Stream(table) for table in ("chat", "exchange", "feed", "users")]

    def go_round(self) -> list[Json]:
        """Announce all that has changed, and have it told; returns the events."""
        for stream in self.streams:
            stream.announce()
        events, self.bus.waiting = self.bus.waiting, []
        for event in events:
            assert deliver(event) == []
        return events


def deliver(event: Json, *, attempt: int = 1) -> list[str]:
    """Deliver an event to those who tell people; returns the functions that failed."""
    return [
        line.function
        for line in OWN_LINES
        if asks_for(line, event) and _fails(line, event, attempt)
    ]


def _fails(line: Consumer, event: Json, attempt: int) -> bool:
    return bool(consume(line.function, [json.dumps(event)], attempt=attempt))


def happened(kind: type[DomainEvent], **facts: Any) -> Json:
    """Returns an event as the bus delivers it."""
    event = kind(id=f"{ids.new_id()}:{kind.__name__}", at=clock.now(), **facts)
    detail = event.model_dump(mode="json", by_alias=True)
    return {"detail-type": kind.__name__, "detail": detail}


def followed(person: Person, *by: Person) -> None:
    """Have somebody told that others follow them."""
    for follower in by:
        ids = {"follower_id": follower.id, "followed_id": person.id}
        assert deliver(happened(PersonFollowed, actor_id=follower.id, **ids)) == []


def told(person: Person) -> list[Json]:
    """Returns somebody's notifications, the newest first."""
    return [item for page in person.pages("/notifications/list") for item in page["items"]]


def unread(person: Person) -> int:
    """Counts somebody's unread notifications."""
    answer = person.get("/notifications/unreadCount")
    assert answer.status == 200, answer.text
    count: int = answer.json["count"]
    return count


def mark_read(person: Person, **which: Any) -> int:
    """Let somebody mark notifications as read; returns how many are left."""
    answer = person.post("/notifications/markRead", which)
    assert answer.status == 200, answer.text
    count: int = answer.json["count"]
    return count


def prefer(person: Person, **changes: Any) -> Json:
    """Let somebody change their preferences; returns all of them."""
    answer = person.put("/notifications/preferences", changes)
    assert answer.status == 200, answer.text
    preferences: Json = answer.json
    return preferences


def outcomes(person: Person, notification: Json) -> list[dict[str, str]]:
    """Returns why somebody was told: of each event, the newest first, the outcome by channel."""
    answer = person.get(f"/notifications/{notification['id']}/why", query={"limit": "100"})
    assert answer.status == 200, answer.text
    return [
        {channel: it["outcome"] for channel, it in decision["channels"].items()}
        for decision in answer.json["decisions"]
    ]


def ledger() -> dict[tuple[str, str], dict[str, str]]:
    """Returns all decisions, by person and event: the outcome by channel."""
    return {
        (row.pk.removeprefix("PERSON#"), row.event_id): {
            "inApp": row.in_app,
            "live": row.live,
            "push": row.push,
            "email": row.email,
        }
        for row in Decision.scan(Decision.kind == Decision)
    }
