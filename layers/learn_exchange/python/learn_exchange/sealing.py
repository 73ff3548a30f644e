"""Tokens that are made when needed and never kept: data, and a seal that only we can put on it.

The seal is an HMAC-SHA256 over the purpose and the data, with the mail secret.
"""

import hmac

from learn_exchange import base64url
from learn_exchange.secret import secret

SEAL_BYTES = 32


class NotSealed(Exception):
    """A text is no token of ours for this purpose."""


def seal(purpose: str, data: bytes) -> str:
    """Returns the token of some data, the same whenever it is made; it fits into a URL as it is."""
    return base64url.encode(data + _seal(purpose, data))


def unseal(purpose: str, text: str) -> bytes:
    """Returns the data of a token.

    Raises:
        NotSealed: it was not made by us for this purpose.
    """
    try:
        sealed = base64url.decode(text)
    except ValueError as error:
        raise NotSealed from error
    data, found = sealed[:-SEAL_BYTES], sealed[-SEAL_BYTES:]
    if not hmac.compare_digest(found, _seal(purpose, data)):
        raise NotSealed
    return data


def _seal(purpose: str, data: bytes) -> bytes:
    return hmac.digest(secret("MAIL").encode(), purpose.encode() + b"\0" + data, "sha256")
