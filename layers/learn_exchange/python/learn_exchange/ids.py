"""Identifiers: UUIDv7 (RFC 9562), whose text sorts by the time it was made."""

from typing import Annotated
from uuid import UUID, uuid5

from pydantic import StringConstraints, WithJsonSchema
from uuid6 import uuid7

CANONICAL = r"^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$"

NAMESPACE = UUID("6f1d9a3e-5c7b-5a42-9d1e-3b8f0c2a7e64")

# Where `rand_b` of a UUIDv7 begins: https://www.rfc-editor.org/rfc/rfc9562#section-5.7
TAIL_AT = 19

EXAMPLE = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"

Id = Annotated[
    str,
    StringConstraints(pattern=CANONICAL, to_lower=True),
    WithJsonSchema({"type": "string", "format": "uuid", "examples": [EXAMPLE]}),
]

IdOrMe = Annotated[
    str,
    StringConstraints(pattern=rf"^me$|{CANONICAL}", to_lower=True),
    WithJsonSchema({"type": "string", "pattern": rf"^me$|{CANONICAL}", "examples": ["me"]}),
]


def new_id() -> str:
    """Returns a new UUIDv7 in canonical form; later ones sort after earlier ones."""
    return str(uuid7())


def related_id(identifier: str) -> str:
    """Returns a new UUIDv7 that shares the random tail of another, its `partition_suffix`."""
    return new_id()[:TAIL_AT] + identifier[TAIL_AT:]


def partition_suffix(identifier: str) -> str:
    """Returns the last 62 random bits of an id, as text: the same for an id and its siblings."""
    return identifier[TAIL_AT:]


def to_bytes(identifier: str) -> bytes:
    """Returns the 16 bytes of an id."""
    return UUID(identifier).bytes


def from_bytes(data: bytes) -> str:
    """Returns the id whose 16 bytes these are."""
    return str(UUID(bytes=data))


def uuid5_id(*parts: str) -> str:
    """Returns the id that the same parts always give (UUIDv5), for what must exist once."""
    return str(uuid5(NAMESPACE, "\0".join(parts)))
