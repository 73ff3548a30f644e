"""On a schedule: begins to sign access tokens with a new key."""

from typing import Any

from auth import signing
from learn_exchange.clock import now
from learn_exchange.observability import log_decision


def handler(_event: dict[str, Any], _context: object) -> dict[str, str]:
    """Publish a new key, which signs a quarter of an hour later.

    Called again before that, it changes nothing.
    """
    kid = signing.rotate(now())
    log_decision("signing key rotated", kid=kid)
    return {"kid": kid}
