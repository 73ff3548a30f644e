"""Notifications as the person reads them who gets them."""

from collections.abc import Sequence

from learn_exchange.languages import language_of
from learn_exchange.people import UserCard, hidden
from learn_exchange.tables.notifications import Notification, Preferences, Tray
from learn_exchange.tables.store import Key, get_many
from learn_exchange.tables.users import Block, Profile
from notifications.grouping import Shown, without
from notifications.schemas import NotificationView
from notifications.texts import render

MOST_SHOWN = 3
"""The number of people shown with a notification, of those that it is about."""


def views(
    notifications: Sequence[Notification], reader: Profile, tray: Tray, preferences: Preferences
) -> list[NotificationView]:
    """Notifications in their order, without those of people hidden from the reader. One round trip.

    What was agreed between two people outlasts that one blocks the other.
    """
    shown = {row.id: list(row.actor_ids)[:MOST_SHOWN] for row in notifications}
    keys: set[Key[Block] | Key[Profile]] = set()
    for row in notifications:
        for actor_id in shown[row.id]:
            keys.add(Profile.key(actor_id))
            if not row.outlasts_blocks:
                keys.update(Block.between(reader.id, actor_id))
    found = get_many(keys)
    answer = []
    for row in notifications:
        unseen = {
            actor_id
            for actor_id in shown[row.id]
            if not row.outlasts_blocks and hidden(found, reader.id, actor_id)
        }
        seen = [actor_id for actor_id in shown[row.id] if actor_id not in unseen]
        profiles = [profile for actor_id in seen if (profile := found[Profile.key(actor_id)])]
        if profiles or not row.actor_ids:
            parts = without(row, unseen)
            answer.append(_view(row, parts, profiles, reader, tray, preferences))
    return answer


def _view(
    row: Notification,
    parts: Shown,
    actors: list[Profile],
    reader: Profile,
    tray: Tray,
    preferences: Preferences,
) -> NotificationView:
    text = render(
        row.type,
        language_of(reader, preferences.language),
        parts.facts,
        actors=[actor.first_name for actor in actors],
        number=parts.number,
        zone=reader.time_zone,
    )
    return NotificationView(
        id=row.id,
        type=row.type,
        source_id=parts.source_id,
        content=text.body,
        link=parts.link,
        actors=[UserCard.of(actor) for actor in actors],
        count=parts.number,
        is_read=tray.has_read(row),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
