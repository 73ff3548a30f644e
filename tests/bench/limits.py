"""What a cold start may cost, as multiples of the bare handler (a) and of FastAPI's (d).

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

# Those that hash passwords (argon2id) or sign tokens, and those that never read DynamoDB: what was
# measured, and a little more.
RECORDED: Mapping[str, Limit] = {
    AUTHORIZER: Limit(of_bare=1.8),
}


def limit_of(function: str) -> Limit | None:
    """The limit of a function by name; consumers have none, since nobody waits for them."""
    if function in {line.function for line in CONSUMERS}:
        return None
    return RECORDED.get(function, READS)
