"""Lists notifications, and the decisions that explain them."""

from learn_exchange import cursor as cursors
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import Page
from learn_exchange.languages import language_of
from learn_exchange.problems import NotFound
from learn_exchange.tables.notifications import Decision, Notification, Preferences, UnreadCounter
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Profile
from notifications.policy import Channel, Outcome
from notifications.schemas import (
    ChannelOutcome,
    ChannelOutcomes,
    DecisionView,
    NotificationView,
    Reasons,
)
from notifications.texts import explain
from notifications.views import views


def listed(person_id: str, *, cursor: str | None, limit: int) -> Page[NotificationView]:
    """Lists a person's notifications, the newest first. Two round trips.

    Raises:
        MalformedRequest: the cursor belongs to another list.
    """
    before = cursors.decode_id("notifications", cursor)
    profile, counter, chosen = (
        Profile.key(person_id),
        UnreadCounter.key(person_id),
        Preferences.key(person_id),
    )
    found, rows = run_concurrently(
        lambda: get_many([profile, counter, chosen], consistent=True),
        lambda: list(Notification.of_person(person_id, before, limit=limit + 1)),
    )
    shown, next_cursor = cursors.cut(rows, limit, "notifications", lambda row: row.id)
    reader, preferences = found[profile], found[chosen] or Preferences()
    items = views(shown, reader, found[counter] or UnreadCounter(), preferences) if reader else []
    return Page(items=items, next_cursor=next_cursor)


def reasons(person_id: str, notification_id: str, *, cursor: str | None, limit: int) -> Reasons:
    """Lists the decisions about a notification's events, the newest first. Two round trips.

    Raises:
        NotFound: the person has no such notification.
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"why#{notification_id}"
    before = cursors.decode(scope, cursor)
    keys = (
        Notification.key(person_id, notification_id),
        Profile.key(person_id),
        Preferences.key(person_id),
    )
    found = get_many(keys, consistent=True)
    if keys[0] not in found:
        raise NotFound
    rows = Decision.about(notification_id, before, limit=limit + 1)
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.decided_at or "")
    profile = found.require(keys[1])
    zone = profile.time_zone
    language = language_of(profile, (found[keys[2]] or Preferences()).language)
    return Reasons(
        notification_id=notification_id,
        decisions=[_decision_view(row, language, zone) for row in shown],
        next_cursor=next_cursor,
    )


def _decision_view(row: Decision, language: str, zone: str) -> DecisionView:
    def outcome_of(channel: Channel) -> ChannelOutcome:
        outcome = Outcome(getattr(row, channel))
        until = row.quiet_until if outcome == Outcome.DEFERRED else None
        explanation = explain(language, channel, outcome, until, zone)
        return ChannelOutcome(outcome=outcome, explanation=explanation, until=until)

    return DecisionView(
        event=row.event,
        at=row.at,
        channels=ChannelOutcomes(
            in_app=outcome_of("in_app"),
            live=outcome_of("live"),
            push=outcome_of("push"),
            email=outcome_of("email"),
        ),
    )
