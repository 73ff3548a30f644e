"""The benchmarks tell functions where their resources are, as infra does."""

from infra.consumers import CONSUMERS
from infra.routes import ROUTES, SOCKET_ROUTES
from tests.bench.subjects import ENVIRONMENT


def test_every_resource_that_a_line_uses_is_known() -> None:
    lines = (*ROUTES, *SOCKET_ROUTES, *CONSUMERS)
    used = {resource for line in lines for use in line.uses for resource in use.actions}
    assert used <= ENVIRONMENT.keys()
