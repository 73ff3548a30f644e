"""Cursors: opaque positions in a list, safe to hand out and harmless to tamper with.

A cursor carries a position within a list (what follows the list's prefix in the sort key) and
nothing that says which list: the partition and the prefix always come from the request and its
caller. It stays valid while rows come and go, since it names a place in the order and not a row.
"""

import re
from collections.abc import Callable, Iterable
from hashlib import blake2b
from itertools import islice
from typing import TypeVar

from learn_exchange import base64url
from learn_exchange.ids import CANONICAL
from learn_exchange.problems import MalformedRequest

LAST = "\U0010ffff"
TAG_BYTES = 6


def encode(scope: str, position: str) -> str:
    """Returns the cursor at `position` (printable ASCII) in the list that `scope` names."""
    return base64url.encode(_tag(scope) + position.encode())


def decode(scope: str, cursor: str | None) -> str | None:
    """Returns the position that `encode` was given; none at the beginning of the list.

    Raises:
        MalformedRequest: it is no cursor of ours, or one of another list or filter.
    """
    if cursor is None:
        return None
    try:
        data = base64url.decode(cursor)
        tag, position = data[:TAG_BYTES], data[TAG_BYTES:].decode()
    except ValueError as error:
        raise MalformedRequest("The cursor is not one of ours.") from error
    if tag != _tag(scope):
        raise MalformedRequest("The cursor belongs to another list.")
    if not (position.isascii() and position.isprintable() and position):
        raise MalformedRequest("The cursor is not one of ours.")
    return position


def decode_id(scope: str, cursor: str | None) -> str | None:
    """Returns the position in a list in the order of ids.

    Raises:
        MalformedRequest: as `decode` does, or the position is no id.
    """
    position = decode(scope, cursor)
    if position is not None and not re.fullmatch(CANONICAL, position):
        raise MalformedRequest("The cursor is not one of ours.")
    return position


def range_after(prefix: str, position: str | None) -> tuple[str, str]:
    """Returns the sort keys with `prefix` that come after `position`, for a rising order."""
    return (f"{prefix}{position}\0" if position else prefix, prefix + LAST)


def range_before(prefix: str, position: str | None) -> tuple[str, str]:
    """Returns the sort keys with `prefix` that come before `position`, for a falling order."""
    if not position:
        return (prefix, prefix + LAST)
    just_before = position[:-1] + chr(ord(position[-1]) - 1) + LAST
    return (prefix, prefix + just_before)


T = TypeVar("T")


def cut(
    rows: Iterable[T], limit: int, scope: str, position: Callable[[T], str]
) -> tuple[list[T], str | None]:
    """Returns the first `limit` rows, and the cursor behind them if there are more.

    So that it can tell, `rows` must be asked for one more than `limit`.
    """
    ahead = list(islice(rows, limit + 1))
    shown = ahead[:limit]
    return shown, encode(scope, position(shown[-1])) if len(ahead) > limit else None


def _tag(scope: str) -> bytes:
    return blake2b(scope.encode(), digest_size=TAG_BYTES).digest()
