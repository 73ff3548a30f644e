"""Reads and writes items: one connection, reads across tables, transactions."""

from learn_exchange.tables.store.client import (
    BACKFILL,
    connection,
    is_backfilled,
    look_for_backfill,
    warm_up_connection,
)
from learn_exchange.tables.store.items import Item, Key, by_key
from learn_exchange.tables.store.reads import BATCH_GET_LIMIT, BatchResult, get_many, query
from learn_exchange.tables.store.retries import ATTEMPTS, ConditionFailed, retry_on_conflict
from learn_exchange.tables.store.writes import (
    BATCH_WRITE_LIMIT,
    OnConflict,
    Transaction,
    delete,
    delete_many,
    put,
    update,
)

__all__ = [
    "ATTEMPTS",
    "BACKFILL",
    "BATCH_GET_LIMIT",
    "BATCH_WRITE_LIMIT",
    "BatchResult",
    "ConditionFailed",
    "Item",
    "Key",
    "OnConflict",
    "Transaction",
    "by_key",
    "connection",
    "delete",
    "delete_many",
    "get_many",
    "is_backfilled",
    "look_for_backfill",
    "put",
    "query",
    "retry_on_conflict",
    "update",
    "warm_up_connection",
]
