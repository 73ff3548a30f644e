"""Limits of cold starts, as multiples of the bare handler (a) and of FastAPI's (d).

Instructions decide, since they are the same on every machine; times are only reported.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER


@dataclass(frozen=True)
class Limit:
    """The most that a cold start may cost."""

    of_bare: float
    of_fastapi: float | None = None


# Functions take more there than the bare handler does.
SINCE_313 = sys.version_info >= (3, 13)

READS = Limit(of_bare=2.4, of_fastapi=0.45) if SINCE_313 else Limit(of_bare=2.25, of_fastapi=0.44)

# Each passes the limit of those that read for the reason above it.
RECORDED: Mapping[str, Limit] = {
    # It loads neither the common layer nor a client of AWS: 1.08, and 1.18 on Python 3.13.
    AUTHORIZER: Limit(of_bare=1.2 if SINCE_313 else 1.1),
    # They load cryptography to sign tokens or to open signed links.
    "auth.forgot_password": Limit(of_bare=3.6, of_fastapi=0.70),
    "auth.refresh": Limit(of_bare=2.4, of_fastapi=0.68),
    "auth.verify_email": Limit(of_bare=3.0, of_fastapi=0.58),
    # They hash a password (argon2id), which no build makes faster.
    "auth.change_password": Limit(of_bare=3.9, of_fastapi=0.76),
    "auth.login": Limit(of_bare=3.5, of_fastapi=0.69),
    "auth.reset_password": Limit(of_bare=3.5, of_fastapi=0.68),
    "auth.signup": Limit(of_bare=4.5, of_fastapi=0.88),
    # It signs a form by S3's client, which is three times as long as DynamoDB's.
    "media.upload": Limit(of_bare=3.0, of_fastapi=0.60),
    # A page of posts, and a calendar with texts: 2.27 and 2.68, on Python 3.13 2.46 and 2.90.
    "feed.latest": Limit(of_bare=2.5 if SINCE_313 else 2.35, of_fastapi=0.46),
    "exchange.calendar": Limit(of_bare=3.0 if SINCE_313 else 2.75, of_fastapi=0.55),
    # It reads the file, makes three of it, and stores each: the goal is 4.2, and 4.7 was reached.
    "media.process": Limit(of_bare=4.8, of_fastapi=0.94),
    # It loads the texts of all kinds in all languages.
    "notifications.notify": Limit(of_bare=2.6, of_fastapi=0.51),
}


def limit_of(function: str) -> Limit | None:
    """Returns the limit of a function; most consumers have none, since nobody waits for them."""
    consumers = {line.function for line in CONSUMERS}
    return RECORDED.get(function, None if function in consumers else READS)
