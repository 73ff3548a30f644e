"""Chat for real, by 100 connections in the emulator: how long until a message is everywhere.

Beside it, in the same run, the direct echo: a ping that is answered to the connection it came by.
And a storm of 10,000 messages, after which none may be lost, doubled or out of order.
"""

import asyncio
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect

from local.deploy import deploy_locally
from local.emulator import Emulator, free_port
from tests.support.chat_storm import Storm
from tests.support.conversations import opened
from tests.support.live import ticket_url
from tests.support.people import Person, sign_up
from tests.support.remote import RemoteGateway
from tests.support.system import System

DEVICES_OF_PAIR = 20
OTHER_PAIRS = 30
ROUNDS = 30
ROUNDS_OF_ALL = 5
# As many cuts a second as in the storm of the e2e tests, which has a fifth of the devices.
STORM = Storm(said_by_each=167, conversations=20, faulty=0.1, seed=7, cut_after_s=(5.0, 75.0))


@dataclass(frozen=True)
class Times:
    """Milliseconds: the median and the 95th percentile."""

    median: float
    p95: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Times":
        """Of a sample."""
        twentieths = quantiles(seconds, n=20)
        return cls(twentieths[9] * 1000, twentieths[18] * 1000)


@dataclass(frozen=True)
class Emulated:
    """The measurements."""

    connections: int
    echo: Times
    """From a ping to its pong."""
    fan_out: Times
    """From sending to receiving, on the 39 other devices of a pair."""
    across: Times
    """The same between many pairs who all send at once."""
    storm: Storm
    storm_seconds: float


def measure(report: Callable[[str], None]) -> Emulated:
    """Deploy the system, connect, and measure."""
    with _deployed() as (system, http):
        gateway = RemoteGateway(http=http)

        def new_person() -> Person:
            return sign_up(gateway)

        pairs = [(new_person(), new_person()) for _ in range(1 + OTHER_PAIRS)]
        report("Measuring echo and fan-out")
        echo, fan_out, across = asyncio.run(_measure_live(pairs))
        report("Letting a storm rage")
        seconds = STORM.rage(system, new_person)
    connections = 2 * DEVICES_OF_PAIR + 2 * OTHER_PAIRS
    return Emulated(
        connections, Times.of(echo), Times.of(fan_out), Times.of(across), STORM, seconds
    )


@contextmanager
def _deployed() -> Iterator[tuple[System, httpx.Client]]:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        control = directory / "control"
        (control / "faults").mkdir(parents=True)
        with Emulator(free_port(), directory / "state", persist=False, workers=4) as emulator:
            deploy_locally(
                emulator.endpoint,
                directory,
                context={"chaos": "true", "chaosControl": str(control)},
                log=directory / "deploy.log",
                report=lambda _: None,
            )
            system = System(emulator.endpoint, control, emulator.function_log)
            with httpx.Client(base_url=system.api_url, timeout=120, trust_env=False) as http:
                yield system, http


async def _measure_live(
    pairs: Sequence[tuple[Person, Person]],
) -> tuple[list[float], list[float], list[float]]:
    async with AsyncExitStack() as stack:
        devices = [
            _Device(await stack.enter_async_context(connect(ticket_url(person), proxy=None)))
            for number, pair in enumerate(pairs)
            for person in pair
            for _ in range(DEVICES_OF_PAIR if number == 0 else 1)
        ]
        for device in devices:
            stack.callback(device.listening.cancel)
        conversations = [opened(*pair)["id"] for pair in pairs]
        of_pair, others = devices[: 2 * DEVICES_OF_PAIR], devices[2 * DEVICES_OF_PAIR :]
        echo, fan_out, across = [], [], []
        for number in range(ROUNDS):
            started = perf_counter()
            await of_pair[0].send({"action": "ping"})
            echo.append(await of_pair[0].arrival("pong") - started)
            started = perf_counter()
            await of_pair[0].say(conversations[0], number)
            fan_out += [await device.arrival("message") - started for device in of_pair[1:]]
            await of_pair[0].arrival("ack")
        for number in range(ROUNDS_OF_ALL):
            started = perf_counter()
            senders, receivers = others[::2], others[1::2]
            for conversation_id, sender in zip(conversations[1:], senders, strict=True):
                await sender.say(conversation_id, number)
            across += [await device.arrival("message") - started for device in receivers]
            for sender in senders:
                await sender.arrival("ack")
    return echo, fan_out, across


class _Device:
    """A connection, which notes when what has arrived."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._arrived: dict[str, asyncio.Queue[float]] = {
            kind: asyncio.Queue() for kind in ("ack", "message", "pong")
        }
        self.listening = asyncio.create_task(self._listen())

    async def send(self, frame: dict[str, Any]) -> None:
        await self._socket.send(json.dumps(frame))

    async def say(self, conversation_id: str, number: int) -> None:
        frame = {"action": "sendMessage", "conversationId": conversation_id}
        await self.send({**frame, "clientId": str(number), "content": f"Number {number}"})

    async def arrival(self, kind: str) -> float:
        """Returns when the next frame of a type arrived."""
        return await asyncio.wait_for(self._arrived[kind].get(), timeout=60)

    async def _listen(self) -> None:
        async for data in self._socket:
            kind = json.loads(data)["type"]
            if kind in self._arrived:
                self._arrived[kind].put_nowait(perf_counter())
