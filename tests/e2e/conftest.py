"""A deployed system for the end-to-end tests, in an emulator that all tests of a worker share.

A fault or a shifted clock is there for everybody at once, so under xdist these tests form two
groups, of which each goes to one worker: what looks for a time at random, and all others.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from infra.assets import only_one_builds
from learn_exchange import clock
from local.deploy import deploy_locally
from local.emulator import Emulator, free_port
from tests.support.remote import RemoteGateway
from tests.support.system import DeployedClock, System

HERE = Path(__file__).parent
REPLACES_KEYS = "test_every_function.py"
LOOK_FOR_A_TIME = {"test_exchange_model.py", "test_feed_model.py", "test_fuzz.py"}
CONTROL = "control"
# Where each worker serves the web client, as the functions know: sessions by cookie exist there.
WEB_PORTS = "web-ports"
# More than this machine may have processors for, so that calls do meet.
WORKERS = 3


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


@pytest.fixture(scope="session")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state of an emulator with everything in it, deployed once for all workers.

    Its test-only layer injects faults and shifts clocks, as the directory `control` in the state of
    the emulator says that starts with a copy.
    """
    directory = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        directory = directory.parent
    directory, finished = directory / "deployed", directory / "deployed/finished"
    with only_one_builds(directory):
        if not finished.exists():
            with Emulator(free_port(), directory / "state", persist=True) as emulator:
                web_ports = ",".join(str(free_port()) for _ in range(_number_of_workers()))
                deploy_locally(
                    emulator.endpoint,
                    directory,
                    context={"chaos": "true", "chaosControl": CONTROL, "webPorts": web_ports},
                    log=directory / "deploy.log",
                    report=print,
                )
                assert emulator.stop(), "the state is saved"
            shutil.rmtree(directory / "state/tmp")
            (directory / "state" / CONTROL / "faults").mkdir(parents=True)
            (directory / "state" / WEB_PORTS).write_text(web_ports)
            finished.touch()
    return directory / "state"


@pytest.fixture(scope="session")
def system(deployed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """The system of a worker."""
    state = tmp_path_factory.mktemp("system") / "state"
    shutil.copytree(deployed, state)
    web_port = int((state / WEB_PORTS).read_text().split(",")[_number_of_this_worker()])
    emulator = Emulator(
        free_port(), state, persist=True, save=False, workers=WORKERS, web_port=web_port
    )
    with emulator:
        yield System(emulator.endpoint, state / CONTROL, emulator.function_log, web_port)


def _number_of_workers() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def _number_of_this_worker() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture(autouse=True)
def calm(system: System, request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test ends with the right time and with no fault left waiting."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or "@e2e" in request.node.nodeid
    yield
    (system.control / "clock-shift").unlink(missing_ok=True)
    shutil.rmtree(system.control / "faults")
    (system.control / "faults").mkdir()


@pytest.fixture
def gateway(system: System) -> Iterator[RemoteGateway]:
    """The deployed HTTP API."""
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    with httpx.Client(base_url=system.api_url, timeout=120, limits=limits, trust_env=False) as http:
        yield RemoteGateway(http=http)


@pytest.fixture
def time_passes(system: System, monkeypatch: pytest.MonkeyPatch) -> DeployedClock:
    """A clock that moves the functions and this process on together."""
    deployed_clock = DeployedClock(system)
    real = clock.system_time
    monkeypatch.setattr(clock, "system_time", lambda: real() + deployed_clock.shift.total_seconds())
    return deployed_clock
