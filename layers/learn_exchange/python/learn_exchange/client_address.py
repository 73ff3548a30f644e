"""The network address of a caller, for limits that count by it.

Through the front door, CloudFront, every request comes from the address of an edge, which strangers
share. The front door says the viewer's address in a header, and anybody can send that header to the
API's own address, so it is believed only beside the secret that the front door sends with it
(docs/adr/0023).
"""

import hmac
from contextlib import suppress
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Annotated

from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.request import Request

from learn_exchange.secret import secret

VIEWER_ADDRESS_HEADER = "x-viewer-address"
ORIGIN_SECRET_HEADER = "x-origin-secret"  # noqa: S105 (a header's name)


def _client_address(request: Request) -> str:
    event = request.resolved_event
    viewer = event["headers"].get(VIEWER_ADDRESS_HEADER)
    sent = event["headers"].get(ORIGIN_SECRET_HEADER)
    if viewer and sent and _is_origin_secret(sent):
        with suppress(ValueError):
            return _counted(viewer)
    return _counted(event["requestContext"]["http"]["sourceIp"])


def _is_origin_secret(sent: str) -> bool:
    # What was sent may be no text at all.
    return hmac.compare_digest(sent.encode(errors="surrogatepass"), secret("ORIGIN").encode())


def _counted(address: str) -> str:
    """Return the address; of IPv6 the /64, since a subscriber has all addresses of one."""
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((int(parsed), 64), strict=False))
    return str(parsed)


ClientAddress = Annotated[str, Depends(_client_address)]
