"""Closes WebSockets where ministack would go on: too large a frame, or a stop."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

# https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html
LARGEST_FRAME: Final = 32 * 1024
# RFC 6455, section 7.4.1
NORMAL, GOING_AWAY, TOO_BIG = 1000, 1001, 1009

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]


class Socket:
    """A WebSocket as an ASGI application receives and sends by it."""

    def __init__(self, receive: Receive, send: Send, *, stopping: Callable[[], bool]) -> None:
        self._receive = receive
        self._send = send
        self._stopping = stopping
        self._close_code = NORMAL

    async def receive(self) -> Mapping[str, Any]:
        """Passes on what comes in, or that the client has gone."""
        message = await self._receive()
        content = message.get("bytes") or (message.get("text") or "").encode()
        if self._stopping():
            self._close_code = GOING_AWAY
        elif len(content) > LARGEST_FRAME:
            self._close_code = TOO_BIG
        else:
            return message
        return {"type": "websocket.disconnect", "code": self._close_code}

    async def send(self, message: Mapping[str, Any]) -> None:
        """Passes on what goes out; a close gets its reason."""
        if message["type"] == "websocket.close" and self._close_code != NORMAL:
            message = {**message, "code": self._close_code}
        await self._send(message)
