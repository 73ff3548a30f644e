"""GET /docs, /docs/…, /openapi.json, /asyncapi.json: the contract, to read and to try.

A small site rather than an endpoint: a Starlette app behind Mangum.
"""

import asyncio
import time
from typing import Any

from mangum import Mangum
from mangum.types import LambdaContext

from docs import pages
from learn_exchange.answers import complete, take_as_get
from learn_exchange.observability import log_request

app = pages.site(pages.HERE)


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Returns the function's entry point: answers, and logs one line, as every endpoint does."""
    started = time.perf_counter()
    request_id = event["requestContext"]["requestId"]
    is_head = take_as_get(event)
    answer = complete(_serve(event, context), request_id, without_body=is_head)
    log_request(event["routeKey"], answer["statusCode"], started, request_id)
    return answer


def _serve(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Answer in an event loop of this call's own.

    Mangum wants a current event loop as soon as it is made; Python no longer makes one by itself.
    """
    with asyncio.Runner() as runner:
        runner.get_loop()
        return Mangum(app, lifespan="off")(event, context)
