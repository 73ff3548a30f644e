"""Changes of rows of the exchange table, and the events that they announce."""

from datetime import UTC, datetime, timedelta
from typing import Any

from learn_exchange.meetings import proposed_time
from learn_exchange.tables.exchange import (
    BusyHour,
    CalendarEntry,
    CalendarToken,
    Exchange,
    ExchangeAttempt,
    ExchangeCounter,
    ParticipantView,
    PendingPair,
    PendingRequests,
    Rating,
    Score,
    Session,
    SkillHistory,
)
from learn_exchange.tables.store import Item
from tests.events.changes import RowChange, changes_of

ANA = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
BEN = "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
EXCHANGE = "01930a67-95a4-7c23-84b5-e091a4728daa"
SESSION = "01930a68-a6b5-7d34-84b5-e091a4728daa"
RATING = "01930a69-b7c6-7e45-95c6-f1a2b5839ebb"
AT = datetime(2026, 11, 22, 18, tzinfo=UTC)

BOTH = {
    "initiator_id": ANA,
    "receiver_id": BEN,
    "offered_skill": "Spanish",
    "requested_skill": "SQL",
    "changed_at": AT,
    "created_at": AT,
}


def exchange(state: str, by: str | None = ANA, revision: int = 1, **changes: Any) -> Exchange:
    """Ana's exchange with Ben in a state, to which someone has brought it."""
    attributes = {
        **BOTH,
        "id": EXCHANGE,
        "state": state,
        "action": "an action",
        "changed_by": by,
        "revision": revision,
        "message": "A secret",
        "version": revision,
        **changes,
    }
    return Exchange.key(EXCHANGE).new(**attributes)


def session(state: str, by: str | None = ANA, revision: int = 1, **changes: Any) -> Session:
    """Returns a session that Ana has proposed, in a state to which someone has brought it."""
    attributes = {
        **BOTH,
        "id": SESSION,
        "exchange_id": EXCHANGE,
        "state": state,
        "action": "an action",
        "changed_by": by,
        "revision": revision,
        "proposed_by": ANA,
        "time_zone": "Europe/Berlin",
        "slots": [proposed_time(datetime(2026, 12, 24, 18))],  # noqa: DTZ001 (a local time)
        "duration_minutes": 60,
        "location_details": "A secret place",
        **changes,
    }
    return Session.key(SESSION).new(**attributes)


def score(rater_id: str = ANA) -> Score:
    """Returns what someone gave."""
    return Score(rater_id=rater_id, rating_id=RATING, score=1)  # type: ignore[no-untyped-call]


def rating(**changes: Any) -> Rating:
    """Returns what Ana says of Ben."""
    attributes = {
        "id": RATING,
        "session_id": SESSION,
        "exchange_id": EXCHANGE,
        "rater_id": ANA,
        "rated_id": BEN,
        "score": 1,
        "feedback": "A secret",
        "created_at": AT,
        "reveal_at": AT + timedelta(days=14),
        **changes,
    }
    return Rating.key(BEN, RATING).new(**attributes)


def told(by: str | None, revision: int, **more: Any) -> dict[str, Any]:
    """Returns what every event of an exchange tells."""
    what = {"exchangeId": EXCHANGE, "initiatorId": ANA, "receiverId": BEN, "revision": revision}
    return {"actorId": by, **what, **more}


def of_session(by: str | None, revision: int, **more: Any) -> dict[str, Any]:
    """Returns what every event of a session tells."""
    return told(by, revision, sessionId=SESSION, **more)


REPLIED = {"actorId": BEN, "ratingId": RATING, "raterId": ANA, "ratedId": BEN}
COMPLETED = session("completed", BEN, 4, completed_at=AT)
RATED = session("completed", BEN, 4, completed_at=AT, scores=[score()])
REVEALED = session("completed", BEN, 4, completed_at=AT, scores=[score()], ratings_revealed=True)

CHANGES: list[RowChange] = [
    (None, exchange("pending"), {"ExchangeRequested": told(ANA, 1)}),
    (exchange("pending"), exchange("pending"), {}),
    (exchange("pending"), exchange("accepted", BEN, 2), {"ExchangeAccepted": told(BEN, 2)}),
    *[
        (
            exchange(before, ANA),
            exchange("canceled", by, 2, cancel_reason=reason, decline_reason="A secret"),
            {"ExchangeCanceled": told(by, 2, reason=reason)},
        )
        for before, by, reason in (
            ("pending", BEN, "declined"),
            ("pending", ANA, "withdrawn"),
            ("pending", None, "expired"),
            ("accepted", BEN, "canceled"),
        )
    ],
    (exchange("accepted", BEN, 2), exchange("accepted", BEN, 2, version=9), {}),
    (
        exchange("accepted", BEN, 2),
        exchange("completed", None, 3),
        {"ExchangeCompleted": told(None, 3)},
    ),
    (exchange("completed", None, 3), None, {}),
    (None, session("proposed"), {"SessionProposed": of_session(ANA, 1)}),
    (session("proposed"), session("proposed"), {}),
    (
        session("proposed"),
        session("proposed", BEN, 2, proposed_by=BEN),
        {"SessionRescheduled": of_session(BEN, 2)},
    ),
    (
        session("accepted", BEN, 2),
        session("proposed", ANA, 3),
        {"SessionRescheduled": of_session(ANA, 3)},
    ),
    (
        session("proposed"),
        session("accepted", BEN, 2, chosen=0),
        {"SessionAccepted": of_session(BEN, 2)},
    ),
    (
        session("accepted", BEN, 2),
        session("canceled", ANA, 3, cancel_reason="canceled", late_by=ANA),
        {"SessionCanceled": of_session(ANA, 3, reason="canceled")},
    ),
    (
        session("proposed"),
        session("canceled", None, 2, cancel_reason="lapsed"),
        {"SessionCanceled": of_session(None, 2, reason="lapsed")},
    ),
    (
        session("accepted", BEN, 2),
        session("marked", ANA, 3, completed_by=[ANA]),
        {"SessionMarkedCompleted": of_session(ANA, 3)},
    ),
    (session("marked", ANA, 3), COMPLETED, {"SessionCompleted": of_session(BEN, 4)}),
    (
        session("accepted", BEN, 2),
        session("completed", None, 3, completed_at=AT),
        {"SessionCompleted": of_session(None, 3)},
    ),
    (
        session("accepted", BEN, 2),
        session("no_show", ANA, 3, reported_by=ANA),
        {"NoShowReported": of_session(ANA, 3)},
    ),
    (
        session("no_show", ANA, 3, reported_by=ANA),
        session("contested", BEN, 4, reported_by=ANA, contested=True),
        {"NoShowContested": of_session(BEN, 4)},
    ),
    (
        session("contested", BEN, 4, reported_by=ANA, contested=True),
        session("completed", ANA, 5, completed_at=AT),
        {"SessionCompleted": of_session(ANA, 5)},
    ),
    *[
        (
            session("accepted", BEN, 2, reminders=before),
            session("accepted", BEN, 2, reminders=[*before, reminder]),
            {"SessionReminderDue": of_session(None, 2, reminder=reminder)},
        )
        for before, reminder in (([], "24h"), (["24h"], "1h"), ([], "1h"))
    ],
    (
        session("accepted", BEN, 2, reminders=["24h"]),
        session("proposed", BEN, 3),
        {"SessionRescheduled": of_session(BEN, 3)},
    ),
    # A sealed rating is nobody's business.
    (COMPLETED, RATED, {}),
    (
        RATED,
        REVEALED,
        {"RatingRevealed": of_session(ANA, 4, ratingId=RATING, ratedId=BEN)},
    ),
    (COMPLETED, session("completed", BEN, 4, completed_at=AT, ratings_revealed=True), {}),
    (REVEALED, REVEALED, {}),
    (REVEALED, None, {}),
    (None, rating(), {}),
    (rating(), rating(reveal_at=AT), {}),
    (rating(), rating(reply="A secret", replied_at=AT), {"RatingReplied": REPLIED}),
    (rating(reply="A secret"), rating(reply="A secret"), {}),
    (rating(), None, {}),
]


def membership(state: str) -> ParticipantView:
    """Ana takes part."""
    return ParticipantView.key(ANA, EXCHANGE).new(
        exchange_id=EXCHANGE, partner_id=BEN, role="initiator", state=state, created_at=AT
    )


def appointment(*, canceled: bool) -> CalendarEntry:
    """Returns the session in Ana's calendar."""
    return CalendarEntry.key(ANA, AT, SESSION).new(
        session_id=SESSION, partner_id=BEN, canceled=canceled
    )


def attempt(body_hash: str) -> ExchangeAttempt:
    """Returns what a request with a key made."""
    return ExchangeAttempt(
        "ATTEMPT#a", "b", body_hash=body_hash, resource_id=EXCHANGE, expires_at=AT
    )


PAIR = PendingPair.key({ANA: "spanish", BEN: "sql"})

# Kinds of row whose changes mean nothing to others, before and after one.
SILENT: list[tuple[Item, Item]] = [
    (membership("pending"), membership("accepted")),
    (appointment(canceled=False), appointment(canceled=True)),
    (BusyHour.key(ANA, AT).new(minutes={1}), BusyHour.key(ANA, AT).new(minutes={1, 2})),
    (PendingRequests.key(ANA).new(number=1), PendingRequests.key(ANA).new(number=2)),
    (PAIR.new(exchange_id=EXCHANGE, until=AT), PAIR.new(exchange_id=SESSION, until=AT)),
    (SkillHistory.key(ANA).new(), SkillHistory.key(ANA).new(taught={"spanish"}, learned={"sql"})),
    (
        CalendarToken.key(ANA).new(secret="secret one"),
        CalendarToken.key(ANA).new(secret="secret two"),
    ),
    (attempt("c"), attempt("d")),
    (
        ExchangeCounter("LIMIT#a", "b", taken=1, expires_at=AT),
        ExchangeCounter("LIMIT#a", "b", taken=2, expires_at=AT),
    ),
]
CHANGES += changes_of(SILENT)
