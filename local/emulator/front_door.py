"""One origin for clients in browsers, as CloudFront makes it on AWS: a port of its own.

`/api/…` is the HTTP API, `/live` the WebSocket, and all else the files of the web client.
"""

import mimetypes
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from pathlib import Path
from string import Template
from typing import Any, Final

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.staticfiles import StaticFiles

from infra import site_headers
from local.environment import API_ID, ROOT, SOCKET_API_ID

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

CLIENT: Final = ROOT / "web/dist"
NO_CLIENT: Final = Path(__file__).parent / "no_client.html"

_API: Final = f"/_aws/execute-api/{API_ID}"
_SOCKETS: Final = f"/_aws/execute-api/{SOCKET_API_ID}"
_NO_CLIENT_POLICY: Final = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'"
)
# As CloudFront: it leaves smaller files as they are.
_COMPRESSED_FROM: Final = 1000


class FrontDoor:
    """Serves the web client, and hands on to `emulator` what is for the API or the WebSocket."""

    def __init__(self, emulator: App, *, port: int, client: Path = CLIENT) -> None:
        """`port` is the emulator's own, where its addresses are that name no path of ours."""
        self._emulator = emulator
        self._port = port
        self._client = client
        # The machine's own table may lack it.
        mimetypes.add_type("application/manifest+json", ".webmanifest")
        self._files = StaticFiles(directory=client, check_dir=False)
        self._compressed = GZipMiddleware(
            self._answer_with_file, minimum_size=_COMPRESSED_FROM, compresslevel=6
        )
        emulators_own = f"http://localhost:{port}"
        self._headers = site_headers.headers_of_files(media=emulators_own, uploads=[emulators_own])

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that came in by the front door, as an ASGI application."""
        path: str = scope["path"]
        if scope["type"] == "websocket" or path == "/live":
            await self._emulator(self._behind(scope, "", _SOCKETS), receive, send)
        elif path.startswith("/api/"):
            with_headers = _adding(site_headers.API, send)
            await self._emulator(self._behind(scope, "/api", _API), receive, with_headers)
        else:
            await self._compressed(scope, receive, _adding(self._headers, send))

    def _behind(self, scope: Scope, prefix: str, place: str) -> Scope:
        """Returns the request as the emulator's own port gets it, below the path `place`."""
        headers = dict(scope["headers"]) | {
            b"host": f"localhost:{self._port}".encode(),
            b"x-viewer-address": scope["client"][0].encode(),
        }
        # As at the edge: so the function answers, and not the gateway, where nobody is signed in.
        headers[b"authorization"] = headers.get(b"authorization") or b"None"
        return {
            **scope,
            "path": place + scope["path"].removeprefix(prefix),
            "raw_path": place.encode() + scope["raw_path"].removeprefix(prefix.encode()),
            "headers": list(headers.items()),
        }

    async def _answer_with_file(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            answer = PlainTextResponse("There are files here, to read.", 405)
            await answer(scope, receive, send)
        elif b"." in scope["raw_path"].rpartition(b"/")[2]:
            await self._file(scope, receive, send)
        elif (self._client / site_headers.PAGE).exists():
            await self._file({**scope, "path": f"/{site_headers.PAGE}"}, receive, send)
        else:
            await self._page_without_client()(scope, receive, send)

    async def _file(self, scope: Scope, receive: Receive, send: Send) -> None:
        caching = {"Cache-Control": site_headers.cache_control(scope["path"])}
        try:
            files = self._files if self._client.is_dir() else _no_files
            await files(scope, receive, _adding(caching, send))
        except HTTPException as error:
            # Browsers ask for this one by themselves, and complain of a 404.
            status = 204 if scope["path"] == "/favicon.ico" else error.status_code
            await PlainTextResponse(error.detail, status)(scope, receive, send)

    def _page_without_client(self) -> HTMLResponse:
        """Returns a page that says what runs where, until the client is built."""
        page = Template(NO_CLIENT.read_text("utf-8")).substitute(port=self._port)
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": _NO_CLIENT_POLICY}
        return HTMLResponse(page, headers=headers)


def _adding(headers: Mapping[str, str], send: Send) -> Send:
    """Return a `send` that adds headers to an answer, where it does not say them itself."""

    async def send_with_headers(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            said = MutableHeaders(raw=list(message.get("headers", ())))
            for name, value in headers.items():
                said.setdefault(name, value)
            message = {**message, "headers": said.raw}
        await send(message)

    return send_with_headers


async def _no_files(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise HTTPException(404)
