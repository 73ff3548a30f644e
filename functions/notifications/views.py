"""Notifications as their recipient reads them."""

from collections.abc import Sequence

from learn_exchange.languages import language_of
from learn_exchange.people import UserCard, hidden
from learn_exchange.tables.notifications import Notification, Preferences, UnreadCounter
from learn_exchange.tables.store import Key, get_many
from learn_exchange.tables.users import Block, Profile
from notifications.grouping import GroupContent, without_people
from notifications.schemas import NotificationView
from notifications.texts import render

MAX_SHOWN = 3
"""The number of people shown with a notification."""


def views(
    notifications: Sequence[Notification],
    reader: Profile,
    counter: UnreadCounter,
    preferences: Preferences,
) -> list[NotificationView]:
    """Returns notifications in their order, without people hidden from the reader. One round trip.

    A notification of hidden people only is left out; a block hides nothing that both agreed to.
    """
    shown = {row.id: list(row.actor_ids)[:MAX_SHOWN] for row in notifications}
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
            content = without_people(row, unseen)
            answer.append(_view(row, content, profiles, reader, counter, preferences))
    return answer


def _view(
    row: Notification,
    content: GroupContent,
    actors: list[Profile],
    reader: Profile,
    counter: UnreadCounter,
    preferences: Preferences,
) -> NotificationView:
    text = render(
        row.type,
        language_of(reader, preferences.language),
        content.parameters,
        actors=[actor.first_name for actor in actors],
        number=content.number,
        zone=reader.time_zone,
    )
    return NotificationView(
        id=row.id,
        type=row.type,
        source_id=content.source_id,
        content=text.body,
        link=content.link,
        actors=[UserCard.of(actor) for actor in actors],
        count=content.number,
        is_read=counter.has_read(row),
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
