"""The site that shows the contract, as a Starlette app.

It names nothing by an absolute path: on AWS it lives at the root of its host, locally below the
emulator's path.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from learn_exchange.observability import log_defect
from learn_exchange.problems import InternalError, NoSuchRoute, NotFound, Problem
from learn_exchange.settings import socket_url

JSON = "application/json"
HERE = Path(__file__).parent
SWAGGER_UI = files("aws_lambda_powertools") / "event_handler/openapi/swagger_ui"


class Published(NamedTuple):
    """The description of one path of this site in the OpenAPI document."""

    operation: str
    media_type: str
    summary: str


PUBLISHED = {
    "/docs": Published(
        "get_docs_page", "text/html", "Returns the API reference, to read and to try."
    ),
    "/docs/live": Published(
        "get_live_docs_page", "text/html", "Returns the reference of the WebSocket API."
    ),
    "/docs/assets/{file}": Published(
        "get_docs_asset", "*/*", "Returns a script, style or picture of the page at `/docs`."
    ),
    "/openapi.json": Published(
        "get_openapi_document", JSON, "Returns the contract of the HTTP API (OpenAPI 3.1)."
    ),
    "/asyncapi.json": Published(
        "get_asyncapi_document", JSON, "Returns the contract of the WebSocket API (AsyncAPI 3.0)."
    ),
}

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
}

FOR_A_MINUTE = "public, max-age=60"
FOR_GOOD = "public, max-age=31536000, immutable"
CHECK_FIRST = "no-cache"


@dataclass(frozen=True)
class Content:
    """A file as it is served."""

    body: bytes
    media_type: str

    @cached_property
    def etag(self) -> str:
        """A weak validator: the plain and the gzip'd answer share it (RFC 9110, section 8.8.1)."""
        return f'W/"{sha256(self.body).hexdigest()[:32]}"'

    def answer(self, request: Request, cache_control: str) -> Response:
        """Returns the content, or 304 when the client says that it has it."""
        headers = HEADERS | {"Cache-Control": cache_control, "ETag": self.etag}
        known = request.headers.get("if-none-match", "").split(",")
        if self.etag in (tag.strip() for tag in known):
            return Response(status_code=304, headers=headers | {"Vary": "Accept-Encoding"})
        return Response(self.body, media_type=self.media_type, headers=headers)


ASSETS = {
    "swagger-ui-bundle.min.js": Content(
        (SWAGGER_UI / "swagger-ui-bundle.min.js").read_bytes(), "text/javascript"
    ),
    "swagger-ui.min.css": Content((SWAGGER_UI / "swagger-ui.min.css").read_bytes(), "text/css"),
    "docs.js": Content((HERE / "assets/docs.js").read_bytes(), "text/javascript"),
    "docs.css": Content((HERE / "assets/docs.css").read_bytes(), "text/css"),
    "icon.svg": Content((HERE / "assets/icon.svg").read_bytes(), "image/svg+xml"),
}
VERSION = sha256("".join(asset.etag for asset in ASSETS.values()).encode()).hexdigest()[:16]


def _html(template: str, **parts: str) -> Content:
    page = Template((HERE / "assets" / template).read_text("utf-8"))
    return Content(page.substitute(version=VERSION, **parts).encode(), "text/html")


PAGE = _html("page.html")


def site(documents: Path) -> Starlette:
    """Returns the site, with the documents that are in the directory now."""
    openapi = _openapi(documents / "openapi.json")
    live = _live_page(documents / "asyncapi.html")
    app = Starlette(
        routes=[
            Route("/docs", _page),
            Route("/docs/live", _document(lambda: live)),
            Route("/docs/assets/{file}", _asset),
            Route("/openapi.json", _document(lambda: openapi)),
            Route("/asyncapi.json", _document(partial(_asyncapi, documents / "asyncapi.json"))),
        ],
        middleware=[Middleware(GZipMiddleware, compresslevel=6)],
        exception_handlers=dict.fromkeys((Problem, HTTPException, Exception), _answer_error),
    )
    app.router.redirect_slashes = False
    return app


async def _page(request: Request) -> Response:
    return PAGE.answer(request, FOR_A_MINUTE)


async def _asset(request: Request) -> Response:
    asset = ASSETS.get(request.path_params["file"])
    if asset is None:
        raise NotFound
    is_this_version = request.query_params.get("v") == VERSION
    return asset.answer(request, FOR_GOOD if is_this_version else CHECK_FIRST)


def _document(find: Callable[[], Content | None]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        content = find()
        if content is None:
            raise NotFound("This document has not been published yet.")
        return content.answer(request, FOR_A_MINUTE)

    return answer


def _openapi(path: Path) -> Content | None:
    """Returns the document, naming as its server the place that it was fetched from.

    A relative server URL is resolved against the document's own (OpenAPI 3.1, section 4.8.5).
    """
    if not path.exists():
        return None
    return _with_servers(path, [{"url": ".", "description": "The API that serves this document"}])


def _asyncapi(path: Path) -> Content | None:
    """Returns the document, naming as its server the WebSocket API of this deployment."""
    if not path.exists():
        return None
    url = urlsplit(socket_url())
    pathname = url.path.rpartition("/")[0]
    server = {"host": url.netloc, "protocol": url.scheme, "pathname": pathname}
    return _with_servers(path, {"live": {name: value for name, value in server.items() if value}})


def _with_servers(path: Path, servers: object) -> Content:
    document: dict[str, Any] = {**json.loads(path.read_bytes()), "servers": servers}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return Content(text.encode(), JSON)


def _live_page(content: Path) -> Content | None:
    if not content.exists():
        return None
    return _html("live.html", content=content.read_text("utf-8"))


async def _answer_error(request: Request, error: Exception) -> Response:
    problem = _problem(error)
    event = request.scope.get("aws.event") or {"requestContext": {"requestId": "unknown"}}
    body = problem.document(event["requestContext"]["requestId"])
    return JSONResponse(body, problem.status, HEADERS, media_type="application/problem+json")


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        return NoSuchRoute()
    log_defect(error)
    return InternalError()
