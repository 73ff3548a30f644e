"""People who chat while everything breaks: connections, frames and functions.

Afterwards nothing may be lost, doubled or out of order. The e2e tests let a small storm rage, and
`make bench` a large one.
"""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

from tests.support.chat_client import Api, ChatClient, Json
from tests.support.conversations import opened
from tests.support.people import Person
from tests.support.system import System

SENT_TWICE = 0.1
# Of the two people of a conversation, the first has two.
DEVICES = 3
FAULTS = (
    ("TransactWriteItems", "before", "crash"),
    ("TransactWriteItems", "before", "throttle"),
    ("TransactWriteItems", "after", "crash"),
    ("TransactWriteItems", "after", "timeout"),
    ("PostToConnection", "before", "error"),
    ("PostToConnection", "after", "crash"),
    ("BatchGetItem", "before", "error"),
)
SETTLED_WITHIN_S = 60.0


@dataclass(frozen=True)
class Storm:
    """A plan: the messages of each device in each conversation, and what goes wrong.

    With a share of the messages (`faulty`) a call of the function that sends them fails, and
    connections are cut after so many seconds, at least and at most.
    """

    said_by_each: int
    conversations: int
    faulty: float
    seed: int
    cut_after_s: tuple[float, float] = (1.0, 15.0)

    @property
    def messages(self) -> int:
        """The number of all messages."""
        return self.said_by_each * DEVICES * self.conversations

    def rage(self, system: System, new_person: Callable[..., Person]) -> float:
        """Let people chat until all is said, and check what is left; returns how many seconds.

        Raises:
            AssertionError: a message was lost or doubled, or is not where it should be.
        """
        pairs = [_Pair.of(new_person(), new_person()) for _ in range(self.conversations)]
        started = time.monotonic()
        asyncio.run(self._rage(system, pairs))
        return time.monotonic() - started

    async def _rage(self, system: System, pairs: "list[_Pair]") -> None:
        chance = random.Random(self.seed)  # noqa: S311
        async with (
            httpx.AsyncClient(base_url=system.api_url, timeout=60, trust_env=False) as http,
            AsyncExitStack() as stack,
        ):
            for pair in pairs:
                anas, bens = (Api(http, one.access_token, one.refresh_token) for one in pair.people)
                for api in (anas, anas, bens):
                    client = ChatClient(api, self._unreliable(chance))
                    pair.devices.append(await stack.enter_async_context(client))
                pair.logins = (anas, bens)
            async with asyncio.TaskGroup() as group:
                for pair in pairs:
                    for number, device in enumerate(pair.devices):
                        contents = [_content(number, count) for count in range(self.said_by_each)]
                        group.create_task(self._talk(device, pair, contents, system, chance))
            for pair in pairs:
                await _settle(pair, self.said_by_each * DEVICES)
        for pair in pairs:
            for person, login in zip(pair.people, pair.logins, strict=True):
                person.access_token = login.access_token
            pair.check(self.said_by_each)

    def _unreliable(self, chance: random.Random) -> Callable[[str], Any]:
        """Opens connections that send some frames twice, and break off before long."""

        async def open_socket(url: str) -> ClientConnection:
            socket = await connect(url, proxy=None)
            send = socket.send

            async def send_sometimes_twice(data: Any) -> None:
                await send(data)
                if chance.random() < SENT_TWICE:
                    await send(data)

            socket.send = send_sometimes_twice  # type: ignore[method-assign,assignment]
            cut_after_s = chance.uniform(*self.cut_after_s)
            asyncio.get_running_loop().call_later(cut_after_s, socket.transport.abort)
            return socket

        return open_socket

    async def _talk(
        self,
        device: ChatClient,
        pair: "_Pair",
        contents: Sequence[str],
        system: System,
        chance: random.Random,
    ) -> None:
        for content in contents:
            if chance.random() < self.faulty:
                operation, moment, fault = chance.choice(FAULTS)
                system.break_call("chat.send_message", operation, moment=moment, fault=fault)
            await device.say(pair.conversation_id, content)


class _Pair:
    """Two people with a conversation, of whom the first has two devices."""

    def __init__(self, ana: Person, ben: Person, conversation_id: str) -> None:
        self.people = self.ana, self.ben = ana, ben
        self.conversation_id = conversation_id
        self.logins: Sequence[Api] = ()
        self.devices: list[ChatClient] = []

    @classmethod
    def of(cls, ana: Person, ben: Person) -> "_Pair":
        return cls(ana, ben, opened(ana, ben)["id"])

    def check(self, said_by_each: int) -> None:
        """Check that each message is there once, for both, on all devices, and counted right."""
        history = self._history(self.ana)
        assert self._history(self.ben) == history
        assert [message["sequence"] for message in history] == list(range(1, len(history) + 1))
        contents = [message["content"] for message in history]
        for number in range(DEVICES):
            its = [content for content in contents if content.startswith(f"{number}:")]
            assert its == [_content(number, count) for count in range(said_by_each)]
        assert len(contents) == said_by_each * DEVICES
        for device in self.devices:
            assert device.threads[self.conversation_id] == history
        for reader, partner in ((self.ana, self.ben), (self.ben, self.ana)):
            of_partner = [row for row in history if row["senderId"] == partner.id]
            assert self._unread(reader) == len(of_partner)
            for sequence, left in ((history[-1]["sequence"] // 2, None), (len(history), 0)):
                path = f"/chat/{self.conversation_id}/read"
                answer = reader.post(path, {"sequence": sequence})
                beyond = [row for row in of_partner if row["sequence"] > sequence]
                assert answer.json["unreadCount"] == (len(beyond) if left is None else left)

    def _history(self, reader: Person) -> list[Json]:
        found: list[Json] = []
        query = {"after": "0", "limit": "100"}
        while True:
            page = reader.get(f"/chat/{self.conversation_id}/messages", query=query).json
            found += page["items"]
            if page["nextCursor"] is None:
                return found
            query["cursor"] = page["nextCursor"]

    def _unread(self, reader: Person) -> int:
        [listed] = reader.get("/chat/list").json["items"]
        count: int = listed["unreadCount"]
        return count


def _content(number: int, count: int) -> str:
    return f"{number}: {count} 🙂 ‎שלום"


async def _settle(pair: _Pair, messages: int) -> None:
    """Wait until each device has all messages, for as long as more of them arrive."""
    for device in pair.devices:
        thread, seen, end = device.threads[pair.conversation_id], -1, 0.0
        while len(thread) < messages:
            if len(thread) > seen:
                seen, end = len(thread), time.monotonic() + SETTLED_WITHIN_S
            assert time.monotonic() < end, "a device does not get what it has missed"
            await asyncio.sleep(0.1)
