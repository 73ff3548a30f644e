"""events/<domain>/<function>.json: what a function is invoked with, for tests and `make invoke`."""

import json
import re
from pathlib import Path

import pytest

from infra.consumers import (
    CONSUMERS,
    AtDeployment,
    BucketReader,
    Consumer,
    MailFeedbackReader,
    Scheduled,
    StreamReader,
    TimersReader,
)
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES, Route, SocketRoute
from learn_exchange import aws
from learn_exchange.tables.users import SigningKey
from tests.support.bus import Bus, asks_for
from tests.support.gateway import Gateway, Json
from tests.support.modules import load
from tests.support.people import Person
from tests.support.samples import put_conversation, put_exchange
from tests.support.sockets import HANDSHAKES, Device, Sockets
from tests.support.storage import UPLOADS, objects

EVENTS = Path(__file__).parents[2] / "events"
ENDPOINTS = {route.function: route for route in reversed(ROUTES)}
# What the samples of actions are answered, if anything.
ANSWERED = {"sendMessage": ["ack"], "ping": ["pong"], "$default": ["error"]}
# What says that the request itself is not one, whatever the tables hold.
NOT_ACCEPTED = {"malformed-request", "invalid", "no-such-route", "not-signed-in"}
# What the samples of those who announce mean.
ANNOUNCED = {
    "chat.announce": "ConversationOpened",
    "exchange.announce": "ExchangeRequested",
    "feed.announce": "PostLiked",
    "timers.announce": "TimerFired",
    "user.announce": "PersonFollowed",
}


def sample(function: str) -> Json:
    """Returns the sample event of a function, such as `auth.signup`."""
    domain, _, name = function.partition(".")
    event: Json = json.loads((EVENTS / domain / f"{name}.json").read_text("utf-8"))
    return event


def test_every_function_has_a_sample_and_every_sample_a_function() -> None:
    samples = {
        f"{path.parent.name}.{path.stem}"
        for path in EVENTS.glob("*/*.json")
        if path.parent.name != "schemas"
    }
    others = {line.function for line in (*SOCKET_ROUTES, *CONSUMERS)}
    assert samples == {*ENDPOINTS, *others, AUTHORIZER}


@pytest.mark.parametrize("route", ENDPOINTS.values(), ids=ENDPOINTS)
def test_a_sample_is_a_request_for_its_endpoint(route: Route) -> None:
    event = sample(route.function)
    assert event["routeKey"] == event["requestContext"]["routeKey"] == route.endpoint
    assert event["requestContext"]["http"]["method"] == route.method
    assert event["requestContext"]["http"]["path"] == event["rawPath"]
    named = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", route.path.replace(".", r"\."))
    match = re.fullmatch(named, event["rawPath"])
    assert match
    assert match.groupdict() == event.get("pathParameters", {})
    signed_in = "authorizer" in event["requestContext"]
    assert signed_in == ("authorization" in event["headers"]) == (not route.public)


@pytest.mark.parametrize("function", ENDPOINTS)
def test_an_endpoint_accepts_its_sample(gateway: Gateway, function: str) -> None:
    answer = load(function).handler(sample(function), None)
    assert answer["statusCode"] < 500, answer
    if answer["statusCode"] >= 400:
        assert json.loads(answer["body"])["type"] not in NOT_ACCEPTED


@pytest.mark.parametrize("route", SOCKET_ROUTES, ids=lambda route: route.action)
def test_a_sample_is_an_event_of_its_action(route: SocketRoute) -> None:
    event = sample(route.function)
    context = event["requestContext"]
    assert context["routeKey"] == route.action
    assert context["eventType"] == HANDSHAKES.get(route.action, "MESSAGE")
    if context["eventType"] == "MESSAGE":
        named = json.loads(event["body"])["action"]
        actions = {route.action for route in SOCKET_ROUTES}
        assert (named if named in actions else "$default") == route.action


@pytest.mark.parametrize("route", SOCKET_ROUTES, ids=lambda route: route.action)
def test_an_action_accepts_its_sample(sockets: Sockets, ana: Person, route: SocketRoute) -> None:
    put_conversation()
    connection_id = sample("chat.connect")["requestContext"]["connectionId"]
    device = sockets.open[connection_id] = Device(sockets, connection_id, ana)
    for function in dict.fromkeys(("chat.connect", route.function)):
        answer = load(function).handler(sample(function), None)
        assert answer == {"statusCode": 200}
    assert [frame["type"] for frame in device.frames] == ANSWERED.get(route.action, [])


def test_the_authorizer_accepts_its_sample(gateway: Gateway) -> None:
    answer = load(AUTHORIZER).handler(sample(AUTHORIZER), None)
    assert answer == {"isAuthorized": True, "context": {"refused": "invalid"}}


@pytest.mark.parametrize(
    "line", [line for line in CONSUMERS if isinstance(line, Consumer)], ids=lambda c: c.function
)
def test_a_consumer_accepts_its_sample(bus: Bus, line: Consumer) -> None:
    event = sample(line.function)
    for message in event["Records"]:
        assert asks_for(line, json.loads(message["body"]))
    put_exchange()
    answer = load(line.function).handler(event, None)
    assert answer == {"batchItemFailures": []}


@pytest.mark.parametrize(
    "line", [line for line in CONSUMERS if isinstance(line, BucketReader)], ids=lambda c: c.function
)
def test_who_is_told_of_a_buckets_objects_accepts_its_sample(
    gateway: Gateway, line: BucketReader
) -> None:
    event = sample(line.function)
    [message] = [json.loads(record["body"]) for record in event["Records"]]
    assert (message["source"], message["detail-type"]) == ("aws.s3", "Object Created")
    assert f"-{line.bucket}-" in message["detail"]["bucket"]["name"]
    # Nobody has asked for it: it goes.
    aws.client("s3").put_object(Bucket=UPLOADS, Key=message["detail"]["object"]["key"], Body=b"")
    answer = load(line.function).handler(event, None)
    assert answer == {"batchItemFailures": []}
    assert objects(UPLOADS) == {}


@pytest.mark.parametrize(
    "line",
    [line for line in CONSUMERS if isinstance(line, StreamReader | TimersReader)],
    ids=lambda c: c.function,
)
def test_who_announces_accepts_its_sample(bus: Bus, line: StreamReader | TimersReader) -> None:
    load(line.function).handler(sample(line.function), None)
    assert [name for name, _ in bus.announced] == [ANNOUNCED[line.function]]


@pytest.mark.parametrize(
    "line",
    [line for line in CONSUMERS if isinstance(line, MailFeedbackReader)],
    ids=lambda line: line.function,
)
def test_who_is_told_of_mails_accepts_its_sample(
    aws_in_memory: None, line: MailFeedbackReader
) -> None:
    event = sample(line.function)
    [message] = [json.loads(record["body"]) for record in event["Records"]]
    assert (message["source"], message["detail-type"]) == ("aws.ses", "Email Bounced")
    answer = load(line.function).handler(event, None)
    assert answer == {"batchItemFailures": []}


@pytest.mark.parametrize(
    "line",
    [line for line in CONSUMERS if isinstance(line, AtDeployment)],
    ids=lambda line: line.function,
)
def test_what_runs_at_deployment_accepts_its_sample(
    aws_in_memory: None, line: AtDeployment
) -> None:
    event = sample(line.function)
    # Who calls it by hand waits for no deployment.
    assert "ResponseURL" not in event
    assert load(line.function).handler(event, None)["Status"] == "SUCCESS"


@pytest.mark.parametrize(
    "line", [line for line in CONSUMERS if isinstance(line, Scheduled)], ids=lambda s: s.function
)
def test_what_is_scheduled_accepts_its_sample(gateway: Gateway, line: Scheduled) -> None:
    load(line.function).handler(sample(line.function), None)
    assert len([*SigningKey.published()]) == 2


def test_samples_carry_no_address_and_no_token_of_anybody() -> None:
    for path in EVENTS.glob("*/*.json"):
        text = path.read_text("utf-8")
        assert set(re.findall(r"[\w.+-]+@[\w.-]+", text)) <= {"ana@example.com"}
        assert re.findall(r"eyJ[\w-]{10,}", text) == []
