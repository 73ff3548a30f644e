"""The web client for real, on a slow phone: what web.dev counts as Core Web Vitals.

Beside it, in the same run, an empty page in React: what no client in React can go below.
"""

import asyncio
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

import httpx
from hypercorn.asyncio import serve
from hypercorn.config import Config
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from local import web
from local.deploy import deploy_locally
from local.emulator import Emulator, free_port
from local.emulator.front_door import FrontDoor
from local.npm import NODE
from tests.support.browsers import launched
from tests.support.people import sign_up
from tests.support.posts import publish
from tests.support.remote import RemoteGateway
from tests.support.system import System
from tests.support.visits import PHONE, Complaints, Visits

ROUNDS: Final = 5
POSTS: Final = 20
# Slow 4G and a phone of the middle, as Lighthouse has them.
NETWORK: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
CPU_SLOWDOWN: Final = 4
EMPTY_PAGE: Final = Path(__file__).parent / "empty_page"
OBSERVE: Final = """
window.vitals = { lcp: 0, cls: 0, inp: 0 };
const observe = (type, note, more) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) note(entry);
}).observe({ type, buffered: true, ...more });
observe("largest-contentful-paint", (entry) => { vitals.lcp = entry.startTime; });
observe("layout-shift", (entry) => { if (!entry.hadRecentInput) vitals.cls += entry.value; });
observe("event", (entry) => {
  if (entry.interactionId) vitals.inp = Math.max(vitals.inp, entry.duration);
}, { durationThreshold: 16 });
"""


@dataclass(frozen=True)
class Vitals:
    """Of one page: medians of some visits, the times in milliseconds."""

    lcp: float
    inp: float
    cls: float

    @classmethod
    def of(cls, visits: list[dict[str, float]]) -> "Vitals":
        """Of some visits."""
        return cls(*(median(visit[name] for visit in visits) for name in ("lcp", "inp", "cls")))


def measure(report: Callable[[str], None]) -> dict[str, Vitals]:
    """Deploy the system, visit pages, and press what is on them; returns their vitals by name."""
    web.build(report)
    with _deployed() as (system, http), _empty_page() as empty, launched() as browser:
        gateway = RemoteGateway(http=http)
        ana, ben = sign_up(gateway), sign_up(gateway)
        assert ana.follow(ben).status < 300
        for _ in range(POSTS):
            publish(ben)
        visits = Visits(browser, system, Complaints())
        report("Visiting the web client")
        pages = {
            "an empty page in React": _measure(
                lambda: _new_phone(browser), empty, lambda page: page.get_by_role("button")
            ),
            "landing page": _measure(
                lambda: visits.device(size=PHONE),
                system.web_url,
                lambda page: page.get_by_role("button", name="Theme"),
            ),
            "sign-in page": _measure(
                lambda: visits.device(size=PHONE),
                f"{system.web_url}/signin",
                lambda page: page.get_by_role("button", name="Show the password"),
            ),
            "home, signed in": _measure(
                lambda: visits.device(ana, size=PHONE),
                system.web_url,
                lambda page: page.get_by_role("button", name="Like").first,
            ),
        }
        visits.close()
    return pages


def _measure(
    new_device: Callable[[], BrowserContext], url: str, pressed: Callable[[Page], Locator]
) -> Vitals:
    visited = []
    for _ in range(ROUNDS):
        with new_device() as device:
            page = device.new_page()
            page.add_init_script(OBSERVE)
            cdp = device.new_cdp_session(page)
            cdp.send("Network.enable")
            cdp.send("Network.emulateNetworkConditions", NETWORK)
            cdp.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
            page.goto(url, timeout=60_000)
            button = pressed(page)
            button.wait_for(timeout=60_000)
            page.wait_for_load_state("networkidle", timeout=60_000)
            button.click()
            page.wait_for_timeout(1000)
            visited.append(page.evaluate("vitals"))
    return Vitals.of(visited)


def _new_phone(browser: Browser) -> BrowserContext:
    return browser.new_context(viewport=PHONE)


@contextmanager
def _deployed() -> Iterator[tuple[System, httpx.Client]]:
    with tempfile.TemporaryDirectory() as name:
        directory, web_port = Path(name), free_port()
        emulator = Emulator(free_port(), directory / "state", persist=False, web_port=web_port)
        with emulator:
            deploy_locally(
                emulator.endpoint,
                directory,
                context={"webPorts": str(web_port)},
                log=directory / "deploy.log",
                report=lambda _: None,
            )
            system = System(emulator.endpoint, directory, emulator.function_log, web_port)
            with httpx.Client(base_url=system.api_url, timeout=120, trust_env=False) as http:
                yield system, http


@contextmanager
def _empty_page() -> Iterator[str]:
    """Builds the empty page with the client's own React, and serves it as the client is served."""
    # Below web/, where its packages are found.
    source = web.SOURCE / "node_modules/.empty-page"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(EMPTY_PAGE, source)
    vite = web.SOURCE / "node_modules/vite/bin/vite.js"
    subprocess.run([str(NODE), str(vite), "build"], cwd=source, check=True, capture_output=True)  # noqa: S603 (ours)
    config, port = Config(), free_port()
    config.bind = [f"127.0.0.1:{port}"]
    door = FrontDoor(_nothing_behind, port=port, client=source / "dist")
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    serving = serve(_answering(door), config, shutdown_trigger=stop.wait)
    thread = threading.Thread(target=lambda: loop.run_until_complete(serving), daemon=True)
    thread.start()
    yield f"http://localhost:{port}/"
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)


def _answering(door: FrontDoor) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await door.answer(scope, receive, send)

    return app


async def _nothing_behind(_scope: Any, _receive: Any, _send: Any) -> None:
    raise AssertionError("the empty page asks for nothing")
