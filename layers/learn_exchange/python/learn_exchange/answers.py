"""Headers that all HTTP answers have in common, whichever library has made them."""

from http import HTTPStatus
from typing import Any

from learn_exchange.settings import setting

Answer = dict[str, Any]

A_YEAR = 365 * 24 * 60 * 60


def take_as_get(event: dict[str, Any]) -> bool:
    """Make a HEAD request a GET, since routes are declared as that; returns whether it was one."""
    request = event["requestContext"]["http"]
    if request["method"] != "HEAD":
        return False
    request["method"] = "GET"
    return True


def unless_known(answer: Answer, if_none_match: str) -> Answer:
    """Return the answer, or 304 where the client has what it says (RFC 9110, section 13.1.2)."""
    headers: dict[str, str] = answer.get("headers") or {}
    known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
    etag = headers.get("ETag", "")
    if answer["statusCode"] != HTTPStatus.OK or not etag:
        return answer
    if "*" not in known and etag.removeprefix("W/") not in known:
        return answer
    kept = {name: text for name, text in headers.items() if not name.startswith("Content-")}
    return {"statusCode": int(HTTPStatus.NOT_MODIFIED), "headers": kept}


def complete(answer: Answer, request_id: str, *, without_body: bool) -> Answer:
    """Add the headers that the answer does not have itself; leave out the body if it is to HEAD.

    An error is stored nowhere, whatever its endpoint says of successes.
    """
    headers = answer.get("headers") or {}
    if answer["statusCode"] >= HTTPStatus.BAD_REQUEST:
        headers = {
            name: value for name, value in headers.items() if name.lower() != "cache-control"
        }
    if without_body:
        headers = {n: value for n, value in headers.items() if n.lower() != "content-length"}
        answer = {"statusCode": answer["statusCode"]}
    said = {name.lower() for name in headers}
    common = {name: value for name, value in _common().items() if name.lower() not in said}
    return {**answer, "headers": {**headers, **common, "X-Request-Id": request_id}}


def _common() -> dict[str, str]:
    common = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    # Locally it is served by plain HTTP, where browsers ignore the header (RFC 6797, section 8.1).
    if setting("API_URL", "").startswith("https:"):
        common["Strict-Transport-Security"] = f"max-age={A_YEAR}"
    return common
