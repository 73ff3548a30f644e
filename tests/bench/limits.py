"""Limits of cold starts, as multiples of the bare handler (a) and of FastAPI's (d).

Instructions decide, since they are the same on every machine; times are only reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER


@dataclass(frozen=True)
class Limit:
    """The most that a cold start may cost."""

    of_bare: float
    of_fastapi: float | None = None


READS = Limit(of_bare=3.0, of_fastapi=0.56)

# Those that hash passwords (argon2id), sign tokens or open signed links, and one that reads nothing
# but must know what an e-mail address is: what was measured, and a little more.
RECORDED: Mapping[str, Limit] = {
    AUTHORIZER: Limit(of_bare=1.8),
    "auth.change_password": Limit(of_bare=3.9, of_fastapi=0.76),
    "auth.forgot_password": Limit(of_bare=3.6, of_fastapi=0.70),
    "auth.login": Limit(of_bare=4.7, of_fastapi=0.92),
    "auth.refresh": Limit(of_bare=3.5, of_fastapi=0.68),
    "auth.reset_password": Limit(of_bare=3.5, of_fastapi=0.68),
    "auth.signup": Limit(of_bare=4.5, of_fastapi=0.88),
    "auth.verify_email": Limit(of_bare=3.0, of_fastapi=0.58),
    "media.upload": Limit(of_bare=3.0, of_fastapi=0.60),
    # It reads the file, makes three of it, and stores each.
    "media.process": Limit(of_bare=5.3, of_fastapi=1.05),
    # They ask three times in a row, where FastAPI's handler asks once.
    "explore.recommend": Limit(of_bare=3.0, of_fastapi=0.60),
    "feed.latest": Limit(of_bare=3.0, of_fastapi=0.60),
}


def limit_of(function: str) -> Limit | None:
    """Returns the limit of a function; most consumers have none, since nobody waits for them."""
    consumers = {line.function for line in CONSUMERS}
    return RECORDED.get(function, None if function in consumers else READS)
