"""Exchanges and sessions for tests, made through the API by the people who take part."""

from datetime import UTC, datetime, timedelta
from typing import Any

from exchange.aggregate import ExchangeAggregate
from learn_exchange import clock
from learn_exchange.ids import new_id, related_id
from learn_exchange.meetings import proposed_time
from learn_exchange.tables.exchange import Exchange, Session
from learn_exchange.times import local_at
from tests.support.clock import SetClock
from tests.support.gateway import Answer, Json
from tests.support.people import Person


def request(
    initiator: Person,
    receiver: Person,
    offered: str = "Spanish",
    requested: str = "SQL",
    **more: Any,
) -> Answer:
    """Ask somebody for an exchange."""
    body = {"receiverId": receiver.id, "offeredSkill": offered, "requestedSkill": requested}
    return initiator.post("/exchange/request", body | more)


def requested(initiator: Person, receiver: Person, *skills: str) -> str:
    """Returns the id of a new pending exchange."""
    answer = request(initiator, receiver, *skills)
    assert answer.status == 201, answer.text
    return str(answer.json["id"])


def agreed(initiator: Person, receiver: Person, *skills: str) -> str:
    """Returns the id of a new exchange that the receiver has accepted."""
    exchange_id = requested(initiator, receiver, *skills)
    answer = receiver.patch("/exchange/accept", {"exchangeId": exchange_id})
    assert answer.status == 200, answer.text
    return exchange_id


def in_days(days: float) -> str:
    """Returns an instant from now, as a client writes it."""
    instant = clock.now() + timedelta(days=days)
    return instant.replace(microsecond=0).astimezone(UTC).isoformat()


def new_session_body(exchange_id: str, *times: str, **changes: Any) -> Json:
    """Returns the body for a session of 15 minutes; it is in two days if no time is given.

    It is as short as can be, since in memory each minute that somebody is busy takes its time.
    """
    slots = [{"scheduledTime": time} for time in times or (in_days(2),)]
    return {
        "exchangeId": exchange_id,
        "slots": slots,
        "durationMinutes": 15,
        "timeZone": "Europe/Berlin",
        "locationDetails": "https://meet.example/room",
        **changes,
    }


def propose(by: Person, exchange_id: str, *times: str, **changes: Any) -> Answer:
    """Propose a session."""
    return by.post("/exchange/createSession", new_session_body(exchange_id, *times, **changes))


def proposed(by: Person, exchange_id: str, *times: str, **changes: Any) -> str:
    """Returns the id of a new session that waits for an answer."""
    answer = propose(by, exchange_id, *times, **changes)
    assert answer.status == 201, answer.text
    return str(answer.json["id"])


def later(time_passes: SetClock, *people: Person, **duration: float) -> None:
    """Let time pass; the people named stay signed in."""
    time_passes.forward(**duration)
    for person in people:
        assert person.refresh().status == 200


def act(by: Person, action: str, session_id: str, **more: Any) -> Answer:
    """Act on a session: `acceptSession`, `cancelSession`, `markCompleted`."""
    return by.patch(f"/exchange/{action}", {"sessionId": session_id, **more})


def scheduled(by: Person, other: Person, exchange_id: str, *times: str, **changes: Any) -> str:
    """Returns the id of a new session that the other has accepted, at its only time."""
    session_id = proposed(by, exchange_id, *times, **changes)
    answer = act(other, "acceptSession", session_id)
    assert answer.status == 200, answer.text
    return session_id


def completed(by: Person, other: Person, exchange_id: str, time_passes: SetClock) -> str:
    """Returns the id of a new session that both have marked as completed in time."""
    session_id = scheduled(by, other, exchange_id, in_days(0.01))
    later(time_passes, by, other, hours=2)
    for person in (by, other):
        assert act(person, "markCompleted", session_id).status == 200
    return session_id


def just_completed(
    initiator: Person, receiver: Person, *skills: str, over_for: timedelta = timedelta()
) -> str:
    """Returns the id of a new session that both have just marked as completed, by the API.

    It is written directly, for tests about later events. It has lasted 15 minutes.
    """
    at = clock.now()
    began = at - timedelta(minutes=15) - over_for
    offered, requested = skills or ("Spanish", "SQL")
    exchange_id = new_id()
    session_id = related_id(exchange_id)
    both: dict[str, Any] = {
        "initiator_id": initiator.id,
        "receiver_id": receiver.id,
        "offered_skill": offered,
        "requested_skill": requested,
        "changed_by": receiver.id,
        "changed_at": at,
        "created_at": at - timedelta(days=2),
    }
    exchange = Exchange.key(exchange_id).new(
        id=exchange_id,
        state="completed",
        action="complete",
        revision=3,
        accepted_at=at - timedelta(days=1),
        **both | {"changed_by": None},
    )
    session = Session.key(session_id).new(
        id=session_id,
        exchange_id=exchange_id,
        state="completed",
        action="complete",
        revision=4,
        proposed_by=initiator.id,
        time_zone="Europe/Berlin",
        slots=[proposed_time(local_at(began, "Europe/Berlin"))],
        chosen=0,
        duration_minutes=15,
        completed_by=[initiator.id, receiver.id],
        completed_at=at,
        **both,
    )
    aggregate = ExchangeAggregate(exchange, [], at)
    aggregate.add(session)
    aggregate.commit()
    return session_id


def rate(by: Person, session_id: str, score: int = 5, **more: Any) -> Answer:
    """Rate a session."""
    return by.post("/exchange/rate", {"sessionId": session_id, "score": score, **more})


def instant(text: str) -> datetime:
    """Returns an instant of an answer."""
    return datetime.fromisoformat(text)
