"""The tables of the account in memory."""

import copy
from functools import cache

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models.table import Table

from infra.tables import TABLES


def create_tables(region: str) -> None:
    """Make every table, empty; the first time as pynamodb does it, and then as it was made."""
    backend = dynamodb_backends[DEFAULT_ACCOUNT_ID][region]
    backend.tables.update(copy.deepcopy(_made_before(region)))


@cache
def _made_before(region: str) -> dict[str, Table]:
    for items in TABLES.values():
        items.create_table(billing_mode="PAY_PER_REQUEST")
    made: DynamoDBBackend = dynamodb_backends[DEFAULT_ACCOUNT_ID][region]
    return copy.deepcopy(dict(made.tables))
