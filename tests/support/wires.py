"""The WebSockets of a browser, which can be cut, fall silent as after sleep, or tell anything."""

import json
import re
from typing import Any

from playwright.sync_api import BrowserContext, WebSocketRoute

from tests.support.gateway import Json

_LIVE = re.compile("/live")


class Wires:
    """Carries the frames between the pages of a device and the server."""

    def __init__(self, device: BrowserContext) -> None:
        self._ends: dict[WebSocketRoute, WebSocketRoute] = {}
        self._dead: set[WebSocketRoute] = set()
        self.sent: list[Json] = []
        device.route_web_socket(_LIVE, self._join)

    def _join(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        self._ends[page] = server
        page.on_message(lambda frame: self._carry(page, server, frame))
        server.on_message(lambda frame: self._carry(page, page, frame))

    def _carry(self, wire: WebSocketRoute, to: WebSocketRoute, frame: str | bytes) -> None:
        if to is not wire:
            self.sent.append(json.loads(frame))
        if wire not in self._dead:
            to.send(frame)

    @property
    def opened(self) -> int:
        """Returns how many there have been."""
        return len(self._ends)

    def silence(self) -> None:
        """Lose all that those which are open carry from now on, though they look open."""
        self._dead.update(self._ends)

    def cut(self) -> None:
        """Cut those that are open, with all that they carry just now."""
        for page in self._ends.keys() - self._dead:
            self._dead.add(page)
            page.close()

    def tell(self, **frame: Any) -> None:
        """Send a frame to the page by the newest one, as the server would."""
        [*_, newest] = self._ends
        newest.send(json.dumps(frame))
