"""The deployed API, called over HTTP, with the same people as the fast tests have."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Barrier
from typing import TypeVar

import httpx

from tests.support.gateway import Answer, Gateway, Json, route_to

T = TypeVar("T")


@dataclass
class RemoteGateway(Gateway):
    """Calls endpoints of a deployed system."""

    http: httpx.Client = field(default_factory=httpx.Client)
    called: set[str] = field(default_factory=set)
    """The endpoints that were called, such as `GET /user/{id}`."""

    def call(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        *,
        token: str | None = None,
        query: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
        cookies: Sequence[str] = (),
        raw: str | bytes | None = None,
    ) -> Answer:
        """Call an endpoint with a JSON body, or with a `raw` one."""
        sent = dict(headers or {})
        if cookies:
            sent["cookie"] = "; ".join(cookies)
        if token:
            sent["authorization"] = f"Bearer {token}"
        if raw is not None:
            sent.setdefault("content-type", "application/json")
        with suppress(LookupError):
            self.called.add(route_to(method, path)[1])
        answer = self.http.request(method, path, json=body, content=raw, params=query, headers=sent)
        headers = {name: answer.headers.get(name, "") for name in ("Content-Type", "Location")}
        kept = tuple(answer.headers.get_list("set-cookie"))
        return Answer(answer.status_code, headers, answer.text, kept)


def all_at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """Make the calls from as many threads, all released at one moment."""
    barrier = Barrier(len(calls))

    def released(call: Callable[[], T]) -> T:
        barrier.wait()
        return call()

    with ThreadPoolExecutor(max_workers=len(calls)) as threads:
        return list(threads.map(released, calls))


def statuses(answers: list[Answer]) -> Counter[int]:
    """Returns how often each status was answered."""
    return Counter(answer.status for answer in answers)
