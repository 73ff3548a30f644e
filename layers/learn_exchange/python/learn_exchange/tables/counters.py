"""Counts of attempts, by which rates are limited."""

from pynamodb.attributes import NumberAttribute, TTLAttribute

from learn_exchange.tables.store import Item


class Counter(Item):
    """A count of attempts within one window. Each table has its own kind of it."""

    taken = NumberAttribute(default=0)
    expires_at = TTLAttribute(null=True)
