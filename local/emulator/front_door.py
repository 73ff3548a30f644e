"""One origin for clients in browsers, as CloudFront makes it on AWS: a port of its own.

`/api/…` is the HTTP API, `/live` the WebSocket, and all else the files of the web client.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from string import Template
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.staticfiles import StaticFiles

from local.environment import API_ID, ROOT, SOCKET_API_ID

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

CLIENT: Final = ROOT / "web/dist"
NO_CLIENT: Final = Path(__file__).parent / "no_client.html"

_API: Final = f"/_aws/execute-api/{API_ID}"
_SOCKETS: Final = f"/_aws/execute-api/{SOCKET_API_ID}"
_POLICY: Final = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'"
)


class FrontDoor:
    """Serves the web client, and hands on to `emulator` what is for the API or the WebSocket."""

    def __init__(self, emulator: App, *, port: int, client: Path = CLIENT) -> None:
        """`port` is the emulator's own, where its addresses are that name no path of ours."""
        self._emulator = emulator
        self._port = port
        self._client = client
        self._files = StaticFiles(directory=client, check_dir=False)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that came in by the front door, as an ASGI application."""
        path: str = scope["path"]
        if scope["type"] == "websocket" or path == "/live":
            await self._emulator(self._behind(scope, "", _SOCKETS), receive, send)
        elif path.startswith("/api/"):
            await self._emulator(self._behind(scope, "/api", _API), receive, send)
        elif scope["method"] not in ("GET", "HEAD"):
            answer = PlainTextResponse("There are files here, to read.", 405)
            await answer(scope, receive, send)
        elif "." in path.rpartition("/")[2]:
            await self._file(scope, receive, send)
        else:
            await self._page()(scope, receive, send)

    def _behind(self, scope: Scope, prefix: str, place: str) -> Scope:
        """The request as the emulator's own port gets it, with `place` for the path's prefix."""
        headers = dict(scope["headers"]) | {
            b"host": f"localhost:{self._port}".encode(),
            b"x-viewer-address": scope["client"][0].encode(),
        }
        # As at the edge: so the function answers, and not the gateway, where nobody is signed in.
        headers.setdefault(b"authorization", b"None")
        return {
            **scope,
            "path": place + scope["path"].removeprefix(prefix),
            "raw_path": place.encode() + scope["raw_path"].removeprefix(prefix.encode()),
            "headers": list(headers.items()),
        }

    async def _file(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            files = self._files if self._client.is_dir() else _no_files
            await files(scope, receive, send)
        except HTTPException as error:
            # Browsers ask for this one by themselves, and complain of a 404.
            status = 204 if scope["path"] == "/favicon.ico" else error.status_code
            await PlainTextResponse(error.detail, status)(scope, receive, send)

    def _page(self) -> HTMLResponse:
        """The client, which finds its screen by the path; what runs where, until it is built."""
        index = self._client / "index.html"
        if index.exists():
            return HTMLResponse(index.read_bytes(), headers={"Cache-Control": "no-cache"})
        page = Template(NO_CLIENT.read_text("utf-8")).substitute(port=self._port)
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": _POLICY}
        return HTMLResponse(page, headers=headers)


async def _no_files(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise HTTPException(404)
