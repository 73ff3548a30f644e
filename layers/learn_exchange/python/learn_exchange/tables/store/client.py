"""The one connection to DynamoDB, and what is known of the tables behind it.

pynamodb opens a botocore client per model, which costs 55 to 140 ms each at a cold start; here all
models share one connection.
"""

import threading
from functools import cache

from pynamodb.connection import Connection

from learn_exchange.concurrency import MAX_CALLS
from learn_exchange.settings import has_table, some_table, table_name

# The row in `users` that says that all likes and blocks have their reverse rows.
BACKFILL = ("BACKFILL", "REVERSE_ROWS")


@cache
def connection() -> Connection:
    """Returns the connection that all models share.

    A call takes a second at most before it is retried.
    """
    return Connection(
        connect_timeout_seconds=1,
        read_timeout_seconds=3,
        retry_configuration={"total_max_attempts": 3, "mode": "standard"},
        max_pool_connections=MAX_CALLS,
    )


def warm_up_connection() -> None:
    """Open the connection by a read: of the backfill's mark, or else of what is not there."""
    if has_table("users"):
        look_for_backfill()
    elif table := some_table():
        nowhere = {"S": "prime"}
        key = {"pk": nowhere, "sk": nowhere}
        connection().dispatch("GetItem", {"TableName": table, "Key": key})


_is_backfilled = threading.Event()


def is_backfilled() -> bool:
    """Returns whether all likes and blocks are known to have reverse rows. Calls nothing.

    While it is false they are looked up by their own keys, as in version 1.0: those that it wrote
    have none until `local.reverse_rows` has made them (docs/adr/0036).
    """
    return _is_backfilled.is_set()


def look_for_backfill() -> None:
    """Read the backfill's mark unless it was seen before: one GetItem."""
    if not is_backfilled():
        pk, sk = BACKFILL
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        answer = connection().dispatch("GetItem", {"TableName": table_name("users"), "Key": key})
        if answer.get("Item"):
            _is_backfilled.set()
