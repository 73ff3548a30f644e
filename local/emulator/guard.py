"""Keeps web pages out of the emulator, which takes any signature made with the key id `test`.

A page in a developer's browser can send requests to this machine. What clients in browsers need is
open to every page, as it is on AWS: the API, the WebSocket, posting uploads and reading media. All
else, which administers the emulator, answers programs and the address bar alone.
"""

from collections.abc import Mapping
from typing import Any, Final

from local.environment import ACCOUNT, API_ID, SOCKET_API_ID

HOSTS: Final = ("localhost", "127.0.0.1", "[::1]")
# https://www.w3.org/TR/fetch-metadata/: `none` is the address bar.
OWN_SITES: Final = ("none", "same-origin")
# By these the emulator takes a request for another service than its path says.
SIGNATURE: Final = "AWS4-"
TARGET: Final = "x-amz-target"
ADDRESSING: Final = {"authorization", TARGET, "x-amz-security-token", "x-amz-date"}
FORM: Final = "multipart/form-data"

_API: Final = f"/_aws/execute-api/{API_ID}/"
_SOCKETS: Final = f"/_aws/execute-api/{SOCKET_API_ID}/"
_UPLOADS: Final = f"-uploads-{ACCOUNT}"
_MEDIA: Final = f"-media-{ACCOUNT}"


def refusal(scope: Mapping[str, Any], port: int) -> str | None:
    """Returns why a request to the emulator on `port` is refused; None where it is served."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    addresses = [f"{host}:{port}" for host in HOSTS]
    if _is_of_the_api(scope, headers):
        return None
    if headers.get("host") not in addresses:
        return "This emulator is called localhost, and nothing else."
    if scope["type"] == "http" and _is_of_a_file(scope, headers):
        return None
    origin = headers.get("origin")
    if origin is not None and origin not in [f"http://{address}" for address in addresses]:
        return "Pages of other origins may call the API, and nothing else of this emulator."
    if headers.get("sec-fetch-site", "none") not in OWN_SITES:
        return "Pages of other sites may use the API, and nothing else of this emulator."
    return None


def _is_of_the_api(scope: Mapping[str, Any], headers: Mapping[str, str]) -> bool:
    path: str = scope["path"]
    if scope["type"] == "websocket":
        return path.startswith(_SOCKETS)
    signed = headers.get("authorization", "").startswith(SIGNATURE)
    return path.startswith(_API) and not signed and TARGET not in headers


def _is_of_a_file(scope: Mapping[str, Any], headers: Mapping[str, str]) -> bool:
    """Tell whether a page sends the form of an upload, reads a file, or asks if it may."""
    method = scope["method"]
    bucket, _, key = scope["path"].removeprefix("/").partition("/")
    if scope["query_string"] or ADDRESSING & headers.keys():
        return False
    if bucket.endswith(_UPLOADS) and not key:
        is_form = headers.get("content-type", "").startswith(FORM)
        return method == "OPTIONS" or (method == "POST" and is_form)
    return bucket.endswith(_MEDIA) and bool(key) and method in ("GET", "HEAD", "OPTIONS")
