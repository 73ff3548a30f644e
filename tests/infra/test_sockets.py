"""The WebSocket API: every line of `infra.routes.SOCKET_ROUTES` is an action of its function."""

import json

import pytest

from infra.routes import SOCKET_ROUTES, SocketRoute
from tests.support.synthesis import Resource, Synthesis, pairs

HERE = "eu-west-1:111122223333"


@pytest.mark.parametrize("line", SOCKET_ROUTES, ids=lambda line: line.action)
def test_an_action_is_handled_by_its_function_alone(
    synthesis: Synthesis, line: SocketRoute
) -> None:
    route = synthesis.one("Route", RouteKey=line.action).properties
    called = synthesis.called(line.function)
    assert route["ApiId"] == api(synthesis).ref
    [integration] = [
        each
        for each in synthesis.of_kind("Integration")
        if route["Target"] == f"integrations/{each.ref}"
    ]
    assert integration.properties["IntegrationType"] == "AWS_PROXY"
    uri = integration.properties["IntegrationUri"]
    assert uri.endswith(f":lambda:path/2015-03-31/functions/{called}/invocations")
    [permission] = synthesis.of_kind("Permission", FunctionName=called)
    assert permission.properties["Principal"] == "apigateway.amazonaws.com"
    arn = f"arn:aws:execute-api:{HERE}:{api(synthesis).ref}"
    assert permission.properties["SourceArn"] == f"{arn}/*{line.action}"


def test_there_is_no_other_action(synthesis: Synthesis) -> None:
    routes = synthesis.of_kind("Route", ApiId=api(synthesis).ref)
    keys = {route.properties["RouteKey"] for route in routes}
    assert keys == {line.action for line in SOCKET_ROUTES}
    assert keys >= {"$connect", "$default", "$disconnect"}


def test_a_frame_says_its_action_itself(synthesis: Synthesis) -> None:
    expression = api(synthesis).properties["RouteSelectionExpression"]
    assert expression == "$request.body.action"


def test_who_connects_shows_a_ticket_to_the_function_and_nothing_to_an_authorizer(
    synthesis: Synthesis,
) -> None:
    for route in synthesis.of_kind("Route", ApiId=api(synthesis).ref):
        assert route.properties["AuthorizationType"] == "NONE"
        assert "AuthorizerId" not in route.properties


def test_an_action_answers_nothing_by_itself(synthesis: Synthesis) -> None:
    for route in synthesis.of_kind("Route", ApiId=api(synthesis).ref):
        assert "RouteResponseSelectionExpression" not in route.properties
    assert synthesis.of_kind("RouteResponse") == []


def test_all_frames_together_are_throttled(synthesis: Synthesis) -> None:
    assert stage(synthesis).properties["DefaultRouteSettings"] == {
        "ThrottlingRateLimit": 1000,
        "ThrottlingBurstLimit": 2000,
    }


def test_what_is_deployed_is_live_at_once(synthesis: Synthesis) -> None:
    properties = stage(synthesis).properties
    assert (properties["StageName"], properties["AutoDeploy"]) == ("live", True)


def test_the_emulator_knows_the_api_by_a_lasting_id(aws: Synthesis, local: Synthesis) -> None:
    assert api(local).properties["Tags"]["ms-custom-id"] == "1ea12e01"
    assert "ms-custom-id" not in api(aws).properties["Tags"]


def test_whoever_pushes_may_post_to_connections_and_do_nothing_else_to_them(
    synthesis: Synthesis,
) -> None:
    [policy] = synthesis.role_of("chat.send_message").properties["Policies"]
    allowed = {
        pair for statement in policy["PolicyDocument"]["Statement"] for pair in pairs(statement)
    }
    connections = f"arn:aws:execute-api:{HERE}:{api(synthesis).ref}/live/POST/@connections/*"
    assert {pair for pair in allowed if pair[0].startswith("execute-api:")} == {
        ("execute-api:ManageConnections", connections)
    }


def test_the_access_log_tells_neither_the_ticket_nor_the_connection(aws: Synthesis) -> None:
    settings = stage(aws).properties["AccessLogSettings"]
    logged = set(json.loads(settings["Format"]).values())
    assert logged == {
        "$context.requestId",
        "$context.eventType",
        "$context.routeKey",
        "$context.status",
        "$context.integrationLatency",
        "$context.integration.error",
    }
    [log_group] = [
        group for group in aws.of_kind("LogGroup") if group.arn == settings["DestinationArn"]
    ]
    assert log_group.properties["RetentionInDays"] == 30


def test_api_gateway_may_write_the_access_log_and_goes_on_when_the_stage_is_gone(
    aws: Synthesis, local: Synthesis
) -> None:
    account = aws.one("Account")
    [role] = [
        role for role in aws.of_kind("Role") if role.arn == account.properties["CloudWatchRoleArn"]
    ]
    [trust] = role.properties["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "apigateway.amazonaws.com"}
    assert (account.policy, role.policy) == ("Retain", "Retain")
    assert local.of_kind("Account") == []


def test_the_dashboard_shows_both_apis(aws: Synthesis) -> None:
    body = aws.one("Dashboard").properties["DashboardBody"]
    for protocol in ("HTTP", "WEBSOCKET"):
        assert f'"ApiId","{aws.one("Api", ProtocolType=protocol).ref}"' in body
    assert '"MessageCount"' in body


def api(synthesis: Synthesis) -> Resource:
    """Returns the WebSocket API."""
    return synthesis.one("Api", ProtocolType="WEBSOCKET")


def stage(synthesis: Synthesis) -> Resource:
    """Its only stage."""
    return synthesis.one("Stage", ApiId=api(synthesis).ref)
