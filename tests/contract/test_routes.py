"""The table of endpoints and the functions say the same."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route as SiteRoute

from infra.consumers import CONSUMERS
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES, Route, SocketRoute
from infra.uses import OriginSecret
from learn_exchange.http import Api
from tests.support.modules import load

FUNCTIONS = Path(__file__).parents[2] / "functions"


def served(function: str) -> Iterator[tuple[str, str]]:
    """Method and path of what a function's own code answers."""
    app = load(function).app
    if isinstance(app, Starlette):
        for route in app.routes:
            assert isinstance(route, SiteRoute)
            yield "GET", route.path
        return
    paths = json.loads(app.get_openapi_json_schema())["paths"]
    for path, operations in paths.items():
        for method in operations:
            yield method.upper(), path


@pytest.mark.parametrize("function", sorted({route.function for route in ROUTES}))
def test_a_function_answers_what_the_table_says(function: str) -> None:
    lines = [route for route in ROUTES if route.function == function]
    assert sorted(served(function)) == sorted((line.method, line.path) for line in lines)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.endpoint)
def test_an_endpoint_is_public_in_both_places_or_in_none(route: Route) -> None:
    app = load(route.function).app
    assert route.public is (app.public if isinstance(app, Api) else True)


def test_who_counts_by_address_and_nobody_else_may_read_the_secret_of_the_front_door() -> None:
    functions = {route.function for route in ROUTES}
    counting = {name for name in functions if hasattr(load(name), "ClientAddress")}
    assert counting == {"auth.signup", "auth.login", "auth.forgot_password"}
    lines = (*ROUTES, *SOCKET_ROUTES, *CONSUMERS)
    assert {line.function for line in lines if OriginSecret.read in line.uses} == counting


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if route.function != "docs.site"],
    ids=lambda route: route.endpoint,
)
def test_a_file_begins_with_the_endpoint_that_it_is(route: Route) -> None:
    assert (load(route.function).__doc__ or "").startswith(f"{route.endpoint}: ")


@pytest.mark.parametrize("route", SOCKET_ROUTES, ids=lambda route: route.action)
def test_a_file_begins_with_the_action_that_it_is(route: SocketRoute) -> None:
    assert (load(route.function).__doc__ or "").startswith(f"{route.action}: ")


def test_each_endpoint_and_each_function_has_one_line() -> None:
    doors = [route.endpoint for route in ROUTES] + [route.action for route in SOCKET_ROUTES]
    assert len(doors) == len(set(doors))
    functions = {route.function for route in ROUTES}
    others = [line.function for line in (*SOCKET_ROUTES, *CONSUMERS)] + [AUTHORIZER]
    assert len(others) == len(set(others))
    assert not functions & set(others)


def test_each_handler_has_its_line_and_each_line_its_handler() -> None:
    files = [path for path in FUNCTIONS.glob("*/handlers/*.py") if path.stem != "__init__"]
    handlers = {f"{path.parts[-3]}.{path.stem}" for path in files}
    in_tables = {line.function for line in (*ROUTES, *SOCKET_ROUTES, *CONSUMERS)} | {AUTHORIZER}
    assert handlers == in_tables
