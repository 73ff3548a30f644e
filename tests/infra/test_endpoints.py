"""The front door: every line of `infra.routes` is a route to its function."""

import json

import pytest

from infra.routes import AUTHORIZER, ROUTES, Route
from tests.support.synthesis import Resource, Synthesis

PUBLIC_PAGES = [line for line in ROUTES if line.public and line.method == "GET"]


ROUTED = [
    pytest.param(line, key, id=key)
    for line in ROUTES
    for key in (line.endpoint, *([f"HEAD {line.path}"] if line in PUBLIC_PAGES else []))
]


@pytest.mark.parametrize(("line", "key"), ROUTED)
def test_an_endpoint_is_answered_by_its_function(
    synthesis: Synthesis, line: Route, key: str
) -> None:
    route = synthesis.one("Route", RouteKey=key).properties
    called = synthesis.called(line.function)
    [integration] = [
        each
        for each in synthesis.of_kind("Integration")
        if route["Target"] == f"integrations/{each.ref}"
    ]
    assert integration.properties["IntegrationType"] == "AWS_PROXY"
    assert integration.properties["IntegrationUri"] == called
    assert integration.properties["PayloadFormatVersion"] == "2.0"
    callers = {
        permission.properties["SourceArn"]
        for permission in synthesis.of_kind("Permission", FunctionName=called)
        if permission.properties["Principal"] == "apigateway.amazonaws.com"
    }
    arn = f"arn:aws:execute-api:eu-west-1:111122223333:{api(synthesis).ref}"
    assert f"{arn}/*/*{line.path}" in callers


@pytest.mark.parametrize(("line", "key"), ROUTED)
def test_an_endpoint_has_the_authorizer_unless_it_is_public(
    synthesis: Synthesis, line: Route, key: str
) -> None:
    route = synthesis.one("Route", RouteKey=key).properties
    if line.public:
        assert route["AuthorizationType"] == "NONE"
        assert "AuthorizerId" not in route
    else:
        assert route["AuthorizationType"] == "CUSTOM"
        assert route["AuthorizerId"] == synthesis.one("Authorizer").ref


def test_there_is_no_other_route(synthesis: Synthesis) -> None:
    routes = synthesis.of_kind("Route", ApiId=api(synthesis).ref)
    keys = {route.properties["RouteKey"] for route in routes}
    assert keys == {line.endpoint for line in ROUTES} | {f"HEAD {p.path}" for p in PUBLIC_PAGES}
    assert len(routes) == len(keys)


@pytest.mark.parametrize("line", PUBLIC_PAGES, ids=lambda line: line.path)
def test_head_has_the_integration_of_get(synthesis: Synthesis, line: Route) -> None:
    get, head = (
        synthesis.one("Route", RouteKey=f"{method} {line.path}") for method in ("GET", "HEAD")
    )
    assert get.properties["Target"] == head.properties["Target"]


def test_the_authorizer_marks_each_token_for_a_minute(synthesis: Synthesis) -> None:
    called = synthesis.called(AUTHORIZER)
    authorizer = synthesis.one("Authorizer")
    assert authorizer.properties["AuthorizerUri"].endswith(f"/functions/{called}/invocations")
    assert authorizer.properties["AuthorizerPayloadFormatVersion"] == "2.0"
    assert authorizer.properties["EnableSimpleResponses"] is True
    # Without one nothing is cached; by another, one caller would get the identity of another.
    assert authorizer.properties["IdentitySource"] == ["$request.header.Authorization"]
    assert authorizer.properties["AuthorizerResultTtlInSeconds"] == 60
    [permission] = synthesis.of_kind("Permission", FunctionName=called)
    assert permission.properties["Principal"] == "apigateway.amazonaws.com"
    assert permission.properties["SourceArn"].endswith(
        f":{api(synthesis).ref}/authorizers/{authorizer.ref}"
    )


def test_all_requests_together_are_throttled(synthesis: Synthesis) -> None:
    stage = synthesis.one("Stage", ApiId=api(synthesis).ref).properties
    assert stage["StageName"] == "$default"
    assert stage["DefaultRouteSettings"] == {
        "ThrottlingRateLimit": 500,
        "ThrottlingBurstLimit": 1000,
    }


def test_no_route_takes_what_all_have_and_those_of_sign_ins_least(aws: Synthesis) -> None:
    limits = aws.one("Stage", ApiId=api(aws).ref).properties["RouteSettings"]
    routes = {route.properties["RouteKey"] for route in aws.of_kind("Route", ApiId=api(aws).ref)}
    assert limits.keys() == routes
    for line in ROUTES:
        rate = 50 if line.function.startswith("auth.") else 250
        for key in line.keys:
            assert limits[key] == {"ThrottlingRateLimit": rate, "ThrottlingBurstLimit": 2 * rate}


def test_the_stage_comes_after_the_routes_that_it_limits(aws: Synthesis) -> None:
    stage = aws.one("Stage", ApiId=api(aws).ref)
    routes = aws.of_kind("Route", ApiId=api(aws).ref)
    assert {route.stack for route in routes} <= aws.dependencies[stage.stack]


def test_the_emulator_which_knows_no_limits_is_given_none_by_route(local: Synthesis) -> None:
    assert "RouteSettings" not in local.one("Stage", ApiId=api(local).ref).properties


def test_the_access_log_tells_neither_the_path_nor_who_asked(aws: Synthesis) -> None:
    settings = aws.one("Stage", ApiId=api(aws).ref).properties["AccessLogSettings"]
    logged = set(json.loads(settings["Format"]).values())
    assert logged == {
        "$context.requestId",
        "$context.routeKey",
        "$context.status",
        "$context.responseLatency",
        "$context.integrationErrorMessage",
    }
    [log_group] = [
        group for group in aws.of_kind("LogGroup") if group.arn == settings["DestinationArn"]
    ]
    assert log_group.properties["RetentionInDays"] == 30


def test_of_other_origins_those_that_are_named_may_call(
    aws: Synthesis, own_domain: Synthesis
) -> None:
    cors = api(aws).properties["CorsConfiguration"]
    assert cors["AllowOrigins"] == ["https://partner.example", "capacitor://localhost"]
    assert "AllowCredentials" not in cors
    assert "CorsConfiguration" not in api(own_domain).properties


def test_sessions_by_cookie_exist_on_one_origin_alone(aws: Synthesis) -> None:
    headers = api(aws).properties["CorsConfiguration"]["AllowHeaders"]
    assert set(headers) == {
        "authorization",
        "baggage",
        "content-type",
        "idempotency-key",
        "if-none-match",
        "sentry-trace",
        "traceparent",
        "tracestate",
        "x-request-id",
    }


def api(synthesis: Synthesis) -> Resource:
    """Returns the HTTP API."""
    return synthesis.one("Api", ProtocolType="HTTP")
