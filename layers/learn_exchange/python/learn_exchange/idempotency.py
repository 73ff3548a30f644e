"""`Idempotency-Key`: a creating request that is sent again creates nothing again.

The write of such a request is one transaction with a record of (caller, route, key), kept for 24
hours. After https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
"""

from hashlib import sha256
from typing import Annotated

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.request import Request

from learn_exchange.problems import Invalid
from learn_exchange.tables.attempts import CreateOnce

HEADER = "Idempotency-Key"
LONGEST = 200
# Of a key that nobody may guess: 16 random bytes are longer than this in any encoding.
SHORTEST_SECRET = 16


def _key(request: Request, *, shortest: int) -> str | None:
    key: str | None = request.resolved_event["headers"].get(HEADER.lower())
    if key is not None and not (
        key.isascii() and key.isprintable() and shortest <= len(key) <= LONGEST
    ):
        allowed = f"{shortest} to {LONGEST} printable ASCII characters."
        raise Invalid.at(f"/header/{HEADER}", allowed)
    return key


def _create_once(request: Request) -> CreateOnce:
    event = request.resolved_event
    caller = request.context["caller"]
    return CreateOnce(
        scope=f"{caller.id}#{event['routeKey']}",
        key=_key(request, shortest=1),
        body_hash=sha256((event.get("body") or "").encode()).hexdigest(),
    )


Once = Annotated[CreateOnce, Depends(_create_once)]


def _secret_key(request: Request) -> str | None:
    return _key(request, shortest=SHORTEST_SECRET)


SecretKey = Annotated[str | None, Depends(_secret_key)]
"""An `Idempotency-Key` that only its client knows, of a request that makes no resource."""
