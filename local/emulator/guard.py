"""Keeps web pages out of the emulator, which takes any signature made with the key id `test`.

A page in a developer's browser can send requests to this machine. What clients in browsers need is
open to every page, as it is on AWS: the API, the WebSocket, posting uploads and reading media. All
else, which administers the emulator, answers programs and the address bar alone.
"""

from collections.abc import Mapping
from typing import Any, Final

from local.environment import ACCOUNT, API_ID

HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")
# https://www.w3.org/TR/fetch-metadata/: `none` is the address bar.
OWN_SITES: Final = ("none", "same-origin")

_API: Final = f"/_aws/execute-api/{API_ID}/"
_UPLOADS: Final = f"-uploads-{ACCOUNT}"
_MEDIA: Final = f"-media-{ACCOUNT}"


def refusal(scope: Mapping[str, Any], port: int) -> str | None:
    """Returns why a request to the emulator on `port` is refused; None where it is served."""
    if scope["type"] == "websocket" or _is_for_every_page(scope):
        return None
    headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
    addresses = [f"{host}:{port}" for host in HOSTS]
    if headers.get("host") not in addresses:
        return "This emulator is called localhost, and nothing else."
    origin = headers.get("origin")
    if origin is not None and origin not in [f"http://{address}" for address in addresses]:
        return "Pages of other origins may call the API, and nothing else of this emulator."
    if headers.get("sec-fetch-site", "none") not in OWN_SITES:
        return "Pages of other sites may use the API, and nothing else of this emulator."
    return None


def _is_for_every_page(scope: Mapping[str, Any]) -> bool:
    path, method = scope["path"], scope["method"]
    if path.startswith(_API):
        return True
    bucket, _, key = path.removeprefix("/").partition("/")
    # With a query string, S3 does other things than to take a form or to give a file.
    if method == "OPTIONS" or not scope["query_string"]:
        takes_form = bucket.endswith(_UPLOADS) and not key and method in ("POST", "OPTIONS")
        gives_file = bucket.endswith(_MEDIA) and key and method in ("GET", "HEAD", "OPTIONS")
        return bool(takes_form or gives_file)
    return False
