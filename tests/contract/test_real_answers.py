"""Real answers and frames keep to the contracts: that the fast tests check it, and meet them all.

`Gateway` and `Sockets` check each answer and each frame that any test gets. Every other operation
succeeds in `test_round_trips.py`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts import openapi
from docs import pages
from docs.handlers import site
from infra.routes import ROUTES, Route
from learn_exchange.faults import to_json
from learn_exchange.sockets import OutgoingFrame
from tests.support import contract
from tests.support.conversations import opened
from tests.support.gateway import Answer, Gateway, Json, route_to
from tests.support.notifications import followed, mark_read, told
from tests.support.people import Person
from tests.support.sockets import Sockets

SITE = [route for route in ROUTES if route.function == "docs.site"]
ME = route_to("GET", "/user/me")[0]


@pytest.mark.parametrize("route", SITE, ids=lambda route: route.endpoint)
def test_the_pages_of_the_documentation_are_as_described(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, route: Route
) -> None:
    # The contracts are put beside the page when it is built.
    monkeypatch.setattr(site, "app", pages.site(openapi.DOCUMENT.parent))
    path = route.path.format(file="docs.css")
    answer = gateway.get(path)
    assert (answer.status, bool(answer.text)) == (200, True)
    again = gateway.call("GET", path, headers={"If-None-Match": answer.header("ETag")})
    assert (again.status, again.text) == (304, "")
    assert gateway.call("HEAD", path).status == 200


def test_a_contract_that_is_not_published_is_not_found(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(site, "app", pages.site(tmp_path))
    for path in ("/openapi.json", "/asyncapi.json", "/docs/live"):
        assert gateway.get(path).problem == "not-found"


def test_frames_of_every_type_are_as_described(sockets: Sockets, ana: Person, ben: Person) -> None:
    anas, bens = sockets.connect(ana), sockets.connect(ben)
    conversation_id = opened(ana, ben)["id"]
    anas.send("sendMessage", conversationId=conversation_id, clientId="1", content="Hello")
    bens.send("typing", conversationId=conversation_id)
    bens.send("markRead", conversationId=conversation_id, sequence=1)
    anas.send("ping")
    anas.send("nothing")
    followed(ana, ben)
    mark_read(ana, ids=[told(ana)[0]["id"]])
    types = {frame["type"] for frame in (*anas.take(), *bens.take())}
    # Consumers send these, in tests/events.
    assert types == OutgoingFrame.catalogue.keys() - {"media", "notificationChanged", "presence"}


@pytest.fixture
def answer(ana: Person) -> Answer:
    """A good one."""
    return ana.get("/user/me")


def changed(answer: Answer, **headers: str | None) -> Answer:
    """Returns the same answer with other headers."""
    kept = {name: value for name, value in {**answer.headers, **headers}.items() if value}
    return Answer(answer.status, kept, answer.text)


def broken_bodies(body: Json) -> Iterator[Json]:
    """Yields the same body with one thing that the contract does not describe."""
    yield {name: value for name, value in body.items() if name != "profileImageUrl"}
    yield {**body, "shoeSize": 42}
    yield {**body, "stats": {**body["stats"], "rating": {"average": 4.5}}}
    yield {**body, "badges": ["unheard_of"]}


def test_an_answer_that_is_not_as_described_is_noticed(answer: Answer) -> None:
    contract.check_answer(ME, answer)
    wrong = [
        changed(answer, **{"X-Request-Id": None}),
        changed(answer, **{"X-Surprise": "yes"}),
        changed(answer, **{"Content-Type": "text/plain"}),
        Answer(418, answer.headers, answer.text),
        *(Answer(200, answer.headers, to_json(body)) for body in broken_bodies(answer.json)),
    ]
    for each in wrong:
        with pytest.raises(AssertionError):
            contract.check_answer(ME, each)


def test_a_problem_that_the_operation_does_not_name_is_noticed(ana: Person, ben: Person) -> None:
    unknown = ana.get(f"/user/{ben.id[:-4]}0000")
    route = route_to("GET", f"/user/{ben.id}")[0]
    contract.check_answer(route, unknown)
    problem = {**unknown.json, "type": "already-rated"}
    with pytest.raises(AssertionError, match="already-rated"):
        contract.check_answer(route, Answer(404, unknown.headers, to_json(problem)))


def test_a_frame_that_is_not_as_described_is_noticed(sockets: Sockets, ana: Person) -> None:
    pong = sockets.connect(ana).send("ping")
    assert pong
    contract.check_frame(pong)
    for wrong in ({"type": "pong"}, {**pong, "mood": "fine"}, {**pong, "type": "peng"}):
        with pytest.raises(AssertionError):
            contract.check_frame(wrong)
