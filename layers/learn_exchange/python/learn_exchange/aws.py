"""Clients of AWS services other than DynamoDB, made once, from the session that DynamoDB uses."""

from functools import cache
from typing import Any

from botocore.config import Config

from learn_exchange.tables.store import connection


@cache
def client(service: str) -> Any:
    """The botocore client of a service, such as `events` or `sesv2`."""
    config = Config(
        connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"}
    )
    return connection().session.create_client(service, config=config)
