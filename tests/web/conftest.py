"""The web client in a browser, against a deployed system; what a browser complains of fails a test.

Locators are roles and labels: what cannot be found by them, readers of screens cannot find either.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from learn_exchange.ids import new_id
from local import web
from tests.support.browsers import launched
from tests.support.conversations import opened, written
from tests.support.deployment import calm, gateway, time_passes
from tests.support.exchange_screens import LISBON, MEXICO, Pair
from tests.support.people import Person, sign_up
from tests.support.remote import RemoteGateway
from tests.support.system import System, eventually
from tests.support.visits import Complaints, Visits

__all__ = ["calm", "gateway", "time_passes"]

HERE = Path(__file__).parent

# Functions start for the first time while these tests run, beside others on the same machine.
expect.set_options(timeout=30_000)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Keep these tests on one worker, which has one system and one browser for all of them."""
    item.add_marker(pytest.mark.xdist_group("web"))


@pytest.fixture(scope="session")
def client() -> None:
    """The client, built; workers wait for the one that does."""
    web.build()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser, with a context for each device.

    It ends with its module: as long as it is open, nothing else of asyncio can run in the process.
    """
    with launched() as browser:
        yield browser


@pytest.fixture(autouse=True)
def with_its_group(calm: None, request: pytest.FixtureRequest) -> None:
    """Every test is calm, and runs where no other group of these does."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or "@web" in request.node.nodeid


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Complaints of the browser, of which there must be none at the end."""
    complaints = Complaints()
    yield complaints
    assert complaints.heard == [], "the browser complains"


@pytest.fixture
def visits(
    client: None, chromium: Browser, system: System, complaints: Complaints
) -> Iterator[Visits]:
    """Opens the client."""
    visits = Visits(chromium, system, complaints)
    yield visits
    visits.close()


@pytest.fixture
def new_person(gateway: RemoteGateway) -> Callable[..., Person]:
    """Makes people who have signed up by the API: `new_person(firstName="Zoë")`."""

    def new(**changes: Any) -> Person:
        return sign_up(gateway, **changes)

    return new


@pytest.fixture
def title() -> str:
    """A title that no other post has: what others post is suggested to whoever is new here."""
    return f"How to fold crane {new_id()[-6:]}"


@pytest.fixture
def conversation(ana: Person, ben: Person) -> str:
    """Ana and Ben's conversation, in which Ana has said hello."""
    conversation_id: str = opened(ana, ben)["id"]
    written(ana, conversation_id, "Hello Ben")
    return conversation_id


@pytest.fixture
def pair(new_person: Callable[..., Person]) -> Pair:
    """Ana in Lisbon and Ben in Mexico, whom nobody else finds by their skills."""
    ana = new_person(firstName="Ana", lastName="Silva", timeZone=LISBON)
    ben = new_person(firstName="Ben", lastName="Ruiz", timeZone=MEXICO)
    fado, origami = f"Fado {ana.username}", f"Origami {ben.username}"
    for person, teaches, learns in ((ana, fado, origami), (ben, origami, fado)):
        skills = [
            {"skillName": teaches, "skillLevel": "expert", "isOffering": True},
            {"skillName": learns, "skillLevel": "beginner", "isOffering": False},
        ]
        assert person.put("/user/skills", {"skills": skills}).status == 200

    def found() -> bool:
        answer = ana.get("/explore/people", query={"skill": origami})
        return [item["user"]["id"] for item in answer.json["items"]] == [ben.id]

    eventually(found)
    return Pair(ana, ben, fado, origami)
