"""Base64url without padding (RFC 4648, section 5), as in tokens, cursors and keys."""

from base64 import urlsafe_b64decode, urlsafe_b64encode


def encode(data: bytes) -> str:
    """Write bytes as text."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def decode(text: str) -> bytes:
    """Read what `encode` has written.

    Raises:
        ValueError: `encode` writes no such text: it has padding, other characters, or bits at its
            end that stand for nothing, which the standard library passes over.
    """
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if encode(data) != text:
        raise ValueError("not canonical")
    return data
