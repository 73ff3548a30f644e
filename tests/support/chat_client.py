"""A reference client of chat: what a good app does, and an example to write one by.

- It connects with a new ticket each time, waiting longer after each failure (full jitter:
  https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
- It has one message under way in a conversation at a time, so that they keep their order, and sends
  it again under the same client id until that is acknowledged: when the connection was lost, and
  else after twice as long as the last one took, and longer each time, as TCP does (RFC 6298).
  Whoever is sooner keeps a busy server busier.
- It shows messages in the order of their sequences, drops what it has, and asks for what it lacks:
  after each connect, and where a sequence is skipped.
- It pings while it is connected, and replaces its access token when that has expired, under a key
  by which it gets an answer that was lost.
"""

import asyncio
import json
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Self
from uuid import uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

Json = dict[str, Any]

SHORTEST_PATIENCE_S, MAX_PATIENCE_S = 2.0, 30.0
PING_EVERY_S = 240.0
FIRST_PAUSE_S = 0.1
MAX_PAUSE_S = 5.0
# What may succeed a moment later; anything else is refused for good.
PASSING = {"internal-error", "too-many-requests", "unavailable"}
PASSING_STATUSES = {
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
}


class Refused(Exception):
    """A message was refused; sending it again would not help."""


class Api:
    """The part of the HTTP API that the client needs, for one login on any number of devices.

    What may pass is tried again, and an access token that has expired is replaced.
    """

    def __init__(self, http: httpx.AsyncClient, access_token: str, refresh_token: str) -> None:
        self._http = http
        self._refreshing = asyncio.Lock()
        self._refresh_token = refresh_token
        self._refresh_key: str | None = None
        self.access_token = access_token

    async def ticket_url(self) -> str:
        """Returns where to connect, once."""
        url: str = (await self._call("POST", "/chat/ticket"))["url"]
        return url

    async def conversations(self) -> list[Json]:
        """Returns the conversations written to last."""
        items: list[Json] = (await self._call("GET", "/chat/list?limit=100"))["items"]
        return items

    async def messages(self, conversation_id: str, after: int) -> list[Json]:
        """Returns all messages after a sequence."""
        path = f"/chat/{conversation_id}/messages?after={after}&limit=100"
        found, cursor = [], ""
        while True:
            page = await self._call("GET", path + cursor)
            found += page["items"]
            if page["nextCursor"] is None:
                return found
            cursor = f"&cursor={page['nextCursor']}"

    async def _call(self, method: str, path: str) -> Json:
        failures = 0
        while True:
            token = self.access_token
            headers = {"Authorization": f"Bearer {token}"}
            with suppress(httpx.TransportError):
                answer = await self._http.request(method, path, headers=headers)
                if answer.status_code == HTTPStatus.UNAUTHORIZED:
                    await self._replace(token)
                    continue
                if answer.status_code not in PASSING_STATUSES:
                    content: Json = answer.raise_for_status().json()
                    return content
            await pause(failures)
            failures += 1

    async def _replace(self, expired: str) -> None:
        """Get new tokens, unless another call has done so meanwhile.

        The key is kept until they are here: if the answer is lost, the next call gets it.
        """
        async with self._refreshing:
            if self.access_token == expired:
                self._refresh_key = self._refresh_key or str(uuid4())
                body = {"refreshToken": self._refresh_token}
                headers = {"Idempotency-Key": self._refresh_key}
                answer = await self._http.post("/auth/refresh", json=body, headers=headers)
                tokens = answer.raise_for_status().json()
                self.access_token = tokens["accessToken"]
                self._refresh_token = tokens["refreshToken"]
                self._refresh_key = None


def _within_bounds(patience: float) -> float:
    return min(MAX_PATIENCE_S, max(SHORTEST_PATIENCE_S, patience))


async def pause(failures: int) -> None:
    """Wait, the longer the more attempts have failed, and not as long as others do."""
    longest = min(MAX_PAUSE_S, FIRST_PAUSE_S * 2**failures)
    await asyncio.sleep(random.uniform(0, longest))  # noqa: S311


class ChatClient:
    """One device of someone who chats.

    `threads` has what it shows of each conversation, in order and without a gap.
    """

    def __init__(
        self,
        api: Api,
        open_socket: Callable[[str], Awaitable[ClientConnection]] = connect,
    ) -> None:
        self._api = api
        self._open_socket = open_socket
        self._socket: ClientConnection | None = None
        self._connected = asyncio.Event()
        self._one_at_a_time: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._early: dict[str, dict[int, Json]] = defaultdict(dict)
        self._patience = SHORTEST_PATIENCE_S
        self._asking: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.threads: dict[str, list[Json]] = defaultdict(list)
        self.frames: asyncio.Queue[Json] = asyncio.Queue()
        """All else that has arrived: `read`, `typing`, `presence`, `notification` …"""

    async def __aenter__(self) -> Self:
        self._staying = self._start(self._stay_connected())
        await self._connected.wait()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connected.wait()  # What is just being opened could not be closed.
        self._staying.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def say(self, conversation_id: str, content: str) -> Json:
        """Send a message; returns when it is saved, and as what.

        Raises:
            Refused: it never will be.
        """
        client_id = str(uuid4())
        frame = {
            "action": "sendMessage",
            "conversationId": conversation_id,
            "clientId": client_id,
            "content": content,
        }
        async with self._one_at_a_time[conversation_id]:
            loop, attempts = asyncio.get_running_loop(), 0
            while True:
                attempts += 1
                started = loop.time()
                self._acks[client_id] = ack = loop.create_future()
                await self.send(frame)
                with suppress(TimeoutError):
                    message: Json = await asyncio.wait_for(ack, self._patience)
                    if attempts == 1:  # Otherwise nobody knows which one was acknowledged.
                        self._patience = _within_bounds(2 * (loop.time() - started))
                    return message
                self._patience = _within_bounds(2 * self._patience)

    async def send(self, frame: Json) -> None:
        """Send a frame when there is a connection; whether it arrives is not known."""
        await self._connected.wait()
        with suppress(WebSocketException):
            if self._socket:
                await self._socket.send(json.dumps(frame, ensure_ascii=False))

    async def catch_up(self, conversation_id: str) -> None:
        """Ask for what is missing of a conversation, unless that is being asked already."""
        if conversation_id in self._asking:
            return
        self._asking.add(conversation_id)
        try:
            last = len(self.threads[conversation_id])
            for message in await self._api.messages(conversation_id, after=last):
                self._show(message)
        finally:
            self._asking.discard(conversation_id)

    async def _stay_connected(self) -> None:
        while True:
            self._socket = await self._connect()
            self._connected.set()
            await self._listen(self._socket)
            self._connected.clear()
            for ack in self._acks.values():
                if not ack.done():
                    ack.set_exception(TimeoutError())

    async def _connect(self) -> ClientConnection:
        failures = 0
        while True:
            with suppress(OSError, InvalidHandshake, TimeoutError):
                return await self._open_socket(await self._api.ticket_url())
            await pause(failures)
            failures += 1

    async def _listen(self, socket: ClientConnection) -> None:
        pinging = self._start(self._ping(socket))
        self._start(self._catch_up_all())
        try:
            async for data in socket:
                self._receive(json.loads(data))
        except WebSocketException:
            return  # It is gone; the next one will do.
        finally:
            pinging.cancel()
            await socket.close()

    async def _catch_up_all(self) -> None:
        for conversation in await self._api.conversations():
            last = conversation["lastMessage"]
            if last and last["sequence"] > len(self.threads[conversation["id"]]):
                await self.catch_up(conversation["id"])

    async def _ping(self, socket: ClientConnection) -> None:
        while True:
            await asyncio.sleep(PING_EVERY_S)
            await socket.send('{"action": "ping"}')

    def _receive(self, frame: Json) -> None:
        match frame:
            case {"type": "ack", "clientId": client_id, "message": message}:
                self._show(message)
                self._answer(client_id, message)
            case {"type": "message", "message": message}:
                self._show(message)
            case {"type": "error", "clientId": str(client_id), "code": code}:
                # What may pass is sent again when its time to be acknowledged is over.
                if code not in PASSING:
                    self._answer(client_id, Refused(code))
            case {"type": _}:
                self.frames.put_nowait(frame)

    def _answer(self, client_id: str, answer: Json | Refused) -> None:
        waiting = self._acks.pop(client_id, None)
        if waiting is None or waiting.done():
            return
        if isinstance(answer, Refused):
            waiting.set_exception(answer)
        else:
            waiting.set_result(answer)

    def _show(self, message: Json) -> None:
        conversation_id = message["conversationId"]
        thread, early = self.threads[conversation_id], self._early[conversation_id]
        if message["sequence"] <= len(thread):
            return
        early[message["sequence"]] = message
        while following := early.pop(len(thread) + 1, None):
            thread.append(following)
        if early:
            self._start(self.catch_up(conversation_id))

    def _start(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
