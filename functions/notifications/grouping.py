"""Notifications that stand for several people, without some of them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from learn_exchange.tables.notifications import Notification
from notifications.kinds import KINDS


@dataclass(frozen=True)
class Shown:
    """The parts of a notification that depend on whom it is about."""

    actor_ids: list[str]
    number: int
    facts: dict[str, Any]
    source_id: str
    link: str


def without(row: Notification, hidden: Collection[str]) -> Shown:
    """Returns a notification as if some people had never had a part in it."""
    actor_ids = [actor_id for actor_id in row.actor_ids if actor_id not in hidden]
    number, facts = int(row.number), row.facts
    gone = set(row.actor_ids) & set(hidden)
    if KINDS[row.type].grouped_by == "people":
        number -= len(gone)
    elif actor_ids:
        number -= sum(row.shares[actor_id][0] for actor_id in gone if actor_id in row.shares)
        if row.actor_ids[0] in gone and actor_ids[0] in row.shares:
            facts = row.shares[actor_ids[0]][1]
    source_id, link = row.source_id, row.link
    if source_id in hidden and actor_ids:
        # It is about the first of them, as of a follow: then about the first of the others.
        source_id = actor_ids[-1]
        link = link.replace(row.source_id, source_id)
    return Shown(actor_ids, number, facts, source_id, link)
