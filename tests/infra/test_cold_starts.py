"""Functions start on their layers as they are built, within the limits of their cold starts."""

import pytest

from infra.assets import ROOT, build_for
from infra.bytecode import host_runtime
from infra.routes import AUTHORIZER
from tests.bench import cold_start, subjects
from tests.bench.cold_start import Function, Start
from tests.bench.limits import limit_of
from tests.bench.measure import Bench

BUILD = ROOT / ".build/bench"
# One of each kind: they read tables, sign, read mails' texts, calendars and pictures, sign forms.
STARTED = {
    "auth.login": 200,
    "auth.send_mail": None,
    "chat.send_message": 200,
    "docs.site": 200,
    "exchange.calendar": 200,
    "explore.recommend": 200,
    "feed.latest": 200,
    "media.process": None,
    "media.upload": 201,
    "notifications.notify": None,
}
COUNTED = (AUTHORIZER, "user.get_profile")


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """Everything to start functions with; the layers are built for this machine's Python."""
    assets = build_for(host_runtime(), BUILD)
    return Bench(BUILD, tmp_path_factory.mktemp("bench"), assets)


@pytest.fixture(scope="module")
def functions(bench: Bench) -> dict[str, Function]:
    """All functions, by name."""
    return {each.name: each for each in subjects.functions(bench.assets)}


@pytest.mark.xdist_group("cold starts")
@pytest.mark.parametrize("name", sorted(STARTED))
def test_a_function_answers_on_its_layers_as_built(
    bench: Bench, functions: dict[str, Function], name: str
) -> None:
    start = cold_start.start(functions[name], bench.runtime, bench.trust)
    assert status(start) == STARTED[name]


@pytest.mark.xdist_group("cold starts")
@pytest.mark.skipif(not cold_start.has_valgrind(), reason="without valgrind nothing is counted")
@pytest.mark.parametrize("name", COUNTED)
def test_a_cold_start_stays_within_its_limit(
    bench: Bench, functions: dict[str, Function], instructions_of_bare: int, name: str
) -> None:
    limit = limit_of(name)
    assert limit
    counted, _ = cold_start.count_instructions(functions[name], bench.runtime, bench.trust)
    assert counted / instructions_of_bare <= limit.of_bare


@pytest.fixture(scope="module")
def instructions_of_bare(bench: Bench) -> int:
    """The instructions of the bare handler, of which limits are multiples."""
    counted, _ = cold_start.count_instructions(bench.bare, bench.runtime, bench.trust_in_all)
    return counted


def status(start: Start) -> int | None:
    """Returns the status of an answer; None where all of a batch was handled."""
    answer = start.answer
    assert not answer.get("batchItemFailures")
    status_code = answer.get("statusCode")
    return None if status_code is None else int(status_code)
