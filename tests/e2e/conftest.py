"""A deployed system for the end-to-end tests, in an emulator that all tests of a worker share.

A fault or a shifted clock is there for everybody at once, so under xdist these tests form two
groups, of which each goes to one worker: what looks for a time at random, and all others.
"""

import os
from pathlib import Path

import pytest

from tests.support.deployment import calm, gateway, time_passes

__all__ = ["calm", "gateway", "time_passes"]

HERE = Path(__file__).parent
REPLACES_KEYS = "test_every_function.py"
LOOK_FOR_A_TIME = {"test_exchange_model.py", "test_feed_model.py", "test_fuzz.py"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Say to which of the two groups a test belongs, before pytest-xdist asks."""
    group = "e2e-random" if item.path.name in LOOK_FOR_A_TIME else "e2e"
    item.add_marker(pytest.mark.xdist_group(group))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the end-to-end tests, in a fixed order: they take longest, all others fit beside.

    Those that replace the signing key come last: the authorizer keeps for minutes what is
    published, which must not be that of a shifted clock.
    """
    end_to_end = [item for item in items if item.path.is_relative_to(HERE)]
    end_to_end.sort(key=lambda item: (item.path.name == REPLACES_KEYS, item.location))
    items[:] = end_to_end + [item for item in items if not item.path.is_relative_to(HERE)]


@pytest.fixture(autouse=True)
def with_its_group(calm: None, request: pytest.FixtureRequest) -> None:
    """Every test is calm, and runs where no other group of these does."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or "@e2e" in request.node.nodeid
