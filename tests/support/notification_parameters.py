"""Parameters of the texts of notifications of every kind, as they are stored."""

from typing import Any

EXCHANGE = {"offered": "Spanish", "requested": "SQL", "reason": ""}
SESSION = {
    **EXCHANGE,
    "startsAt": "2026-11-27T18:00:00+00:00",
    "times": ["2026-11-27T18:00:00+00:00"],
    "minutes": 60,
    "zone": "Europe/Berlin",
    "place": "https://meet.example/room",
    "change": "",
}
# The parameters that the text of each kind can have.
PARAMETERS: dict[str, list[dict[str, Any]]] = {
    "like": [{"liked": "post", "text": "Five chords"}, {"liked": "comment", "text": "How?"}],
    "comment": [{"title": "Five chords", "text": "How?"}],
    "follow": [{}],
    "message": [{"text": "Hello"}],
    "exchange_request": [EXCHANGE],
    "exchange_accepted": [EXCHANGE],
    "exchange_canceled": [
        {**EXCHANGE, "reason": reason}
        for reason in ("declined", "withdrawn", "expired", "canceled")
    ],
    "exchange_completed": [EXCHANGE],
    "session_proposed": [SESSION, {**SESSION, "times": [SESSION["startsAt"]] * 3}],
    "session_scheduled": [SESSION],
    "session_changed": [
        {**SESSION, "change": change, "reason": reason}
        for change, reason in (
            ("SessionRescheduled", ""),
            ("SessionCanceled", "canceled"),
            ("SessionCanceled", "lapsed"),
            ("SessionMarkedCompleted", ""),
            ("NoShowReported", ""),
            ("NoShowContested", ""),
        )
    ],
    "session_completed": [SESSION],
    "session_reminder": [SESSION, {**SESSION, "place": ""}],
    "session_rated": [{**EXCHANGE, "score": 5}],
    "rating_replied": [{"text": "Thank you!"}],
    "badge": [
        {"badge": badge}
        for badge in (
            "first_exchange",
            "ten_sessions",
            "five_skills_taught",
            "polyglot",
            "dependable",
            "top_rated",
            "a new one",
        )
    ],
    "summary": [{}],
}
WITHOUT_ACTORS = {"badge", "summary"}
