"""Notifications that stand for several people, shown without some of them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from learn_exchange.tables.notifications import Notification
from notifications.kinds import KINDS


@dataclass(frozen=True)
class GroupContent:
    """The fields of a notification that depend on the people whom it is about."""

    actor_ids: list[str]
    number: int
    parameters: dict[str, Any]
    source_id: str
    link: str


def without_people(row: Notification, left_out: Collection[str]) -> GroupContent:
    """Returns the content of a notification as if some people had never been part of it."""
    actor_ids = [actor_id for actor_id in row.actor_ids if actor_id not in left_out]
    number, parameters = int(row.number), row.parameters
    gone = set(row.actor_ids) & set(left_out)
    if KINDS[row.type].grouped_by == "people":
        number -= len(gone)
    elif actor_ids:
        number -= sum(row.shares[actor_id][0] for actor_id in gone if actor_id in row.shares)
        if row.actor_ids[0] in gone and actor_ids[0] in row.shares:
            parameters = row.shares[actor_ids[0]][1]
    source_id, link = row.source_id, row.link
    if source_id in left_out and actor_ids:
        # The source is the first follower; now it is the first of the others.
        source_id = actor_ids[-1]
        link = link.replace(row.source_id, source_id)
    return GroupContent(actor_ids, number, parameters, source_id, link)
