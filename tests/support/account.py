"""Buckets and secrets of the account in memory, made at once: by moto itself, with no call."""

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.s3.models import s3_backends
from moto.secretsmanager.models import secretsmanager_backends


def create_bucket(name: str, region: str) -> None:
    """Make a bucket."""
    s3_backends[DEFAULT_ACCOUNT_ID]["aws"].create_bucket(name, region)


def create_secret(name: str, text: str, region: str) -> None:
    """Make a secret."""
    secretsmanager_backends[DEFAULT_ACCOUNT_ID][region].create_secret(
        name,
        secret_string=text,
        secret_binary=None,
        description=None,
        tags=None,
        kms_key_id=None,
        client_request_token=None,
        replica_regions=[],
        force_overwrite=False,
    )
