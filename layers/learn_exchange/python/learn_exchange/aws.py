"""Clients of AWS services other than DynamoDB, made once, from the session that DynamoDB uses."""

from functools import cache
from typing import Any

from botocore.config import Config

from learn_exchange.settings import setting
from learn_exchange.tables.store import connection


@cache
def client(service: str, endpoint: str | None = None) -> Any:
    """Returns the botocore client of a service, such as `sesv2`, at its endpoint or another."""
    config = Config(
        connect_timeout=1,
        max_pool_connections=16,
        read_timeout=5,
        retries={"total_max_attempts": 3, "mode": "standard"},
        # S3 has two ways to sign forms, of which regions since 2014 know only this.
        signature_version="s3v4" if service == "s3" else None,
        # Only Amazon's names of S3 lead on to each bucket's own.
        s3={"addressing_style": "path" if setting("AWS_ENDPOINT_URL", "") else "virtual"},
    )
    return connection().session.create_client(service, config=config, endpoint_url=endpoint)
