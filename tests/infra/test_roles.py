"""Each function may do what its line in `infra` says, and nothing else."""

import json
from collections import Counter
from collections.abc import Sequence

import pytest
from aws_cdk import App, Stack

from infra.constructs.role import FunctionRole
from infra.consumers import (
    CONSUMERS,
    BucketReader,
    Consumer,
    Line,
    MailFeedbackReader,
    StreamReader,
    TimersReader,
)
from infra.platform import Grant
from infra.routes import AUTHORIZER, ROUTES, SOCKET_ROUTES, Route, SocketRoute
from infra.stacks.realtime import WRITE_LOGS
from infra.tables import TABLES
from infra.uses import Use
from tests.support.gateway import Json
from tests.support.synthesis import Synthesis, pairs

LINES = {line.function: line for line in (*ROUTES, *SOCKET_ROUTES, *CONSUMERS)}
FUNCTIONS = [AUTHORIZER, *LINES]

HERE = "eu-west-1:111122223333"
TIMERS = f"arn:aws:scheduler:{HERE}:schedule/learn-exchange-test-timers/*"
LOCAL_TIMERS = f"arn:aws:scheduler:{HERE}:schedule/default/*"
FAILURES = "arn:aws:s3:::learn-exchange-test-stream-failures-111122223333"
UPLOADS = "arn:aws:s3:::learn-exchange-test-uploads-111122223333/*"
MEDIA = "arn:aws:s3:::learn-exchange-test-media-111122223333/*"
CONNECTIONS = f"arn:aws:execute-api:{HERE}:<Api Sockets>/live/{{method}}/@connections/*"
POSTS, CLOSINGS = (CONNECTIONS.format(method=method) for method in ("POST", "DELETE"))

APPLICATIONS = (
    "GCM/learn-exchange-test-fcm",
    "APNS/learn-exchange-test-apns",
    "APNS_SANDBOX/learn-exchange-test-apns",
)
ENDPOINTS = tuple(f"arn:aws:sns:{HERE}:endpoint/{name}/*" for name in APPLICATIONS)

# What a role may not do by name. Nothing else in any role ends in `*`.
ON_ANYTHING = {
    ("xray:PutTelemetryRecords", "*"): "X-Ray has no resources",
    ("xray:PutTraceSegments", "*"): "X-Ray has no resources",
    ("scheduler:CreateSchedule", TIMERS): "each timer has a name of its own",
    ("scheduler:DeleteSchedule", TIMERS): "each timer has a name of its own",
    ("scheduler:CreateSchedule", LOCAL_TIMERS): "the emulator looks there",
    ("scheduler:DeleteSchedule", LOCAL_TIMERS): "the emulator looks there",
    ("s3:PutObject", f"{FAILURES}/aws/lambda/*"): "Lambda names the objects",
    ("s3:PutObject", UPLOADS): "each upload has a name of its own",
    ("s3:GetObject", UPLOADS): "each upload has a name of its own",
    ("s3:DeleteObject", UPLOADS): "each upload has a name of its own",
    ("s3:PutObject", MEDIA): "each file has a folder of its own",
    ("s3:DeleteObject", MEDIA): "each file has a folder of its own",
    **{
        (f"sns:{action}", endpoint): "SNS names the endpoint of each device"
        for action in ("DeleteEndpoint", "Publish", "SetEndpointAttributes")
        for endpoint in ENDPOINTS
    },
    ("execute-api:ManageConnections", POSTS): "each connection has an id of its own",
    ("execute-api:ManageConnections", CLOSINGS): "each connection has an id of its own",
}
# API Gateway's own role, which writes the access log.
LOGS_OF_API_GATEWAY = {(action, "*") for action in WRITE_LOGS}
# What moves functions to their next version: CloudWatch tells of alarms only who may see them all.
ALARMS_FOR_CODEDEPLOY = {("cloudwatch:DescribeAlarms", "*")}
# What publishes the web client: the names of its files are in no code.
FILES_OF_THE_CLIENT = {("s3:PutObject", "arn:aws:s3:::learn-exchange-test-web-111122223333/*")}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_do_what_its_line_says_and_nothing_else(
    synthesis: Synthesis, function: str
) -> None:
    expected = base(synthesis, function)
    if function in LINES:
        expected |= uses(synthesis, LINES[function].uses) | source(synthesis, LINES[function])
    assert granted(synthesis, function) == expected


def test_reading_a_profile_takes_these_permissions(aws: Synthesis) -> None:
    users = "<GlobalTable learn-exchange-test-users.Arn>"
    logs = "<LogGroup /aws/lambda/learn-exchange-test-user-get_profile.Arn>"
    indexes = [
        index["index_name"] for index in TABLES["users"]._get_schema()["global_secondary_indexes"]
    ]
    assert granted(aws, "user.get_profile") == {
        ("logs:CreateLogStream", logs),
        ("logs:PutLogEvents", logs),
        ("xray:PutTelemetryRecords", "*"),
        ("xray:PutTraceSegments", "*"),
        *(
            (action, table)
            for action in ("dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query")
            for table in (users, *(f"{users}/index/{index}" for index in indexes))
        ),
    }


def test_asking_for_health_takes_one_item(aws: Synthesis) -> None:
    users = "<GlobalTable learn-exchange-test-users.Arn>"
    of_all = base(aws, "docs.health")
    assert granted(aws, "docs.health") - of_all == {("dynamodb:GetItem", users)}


def test_mails_come_from_one_address(aws: Synthesis) -> None:
    sender = {"StringEquals": {"ses:FromAddress": "no-reply@learn-exchange.example"}}
    conditions = {
        (action, json.dumps(statement.get("Condition")))
        for function in FUNCTIONS
        for statement in statements(aws, function)
        for action, _ in pairs(statement)
    }
    conditional = {pair for pair in conditions if pair[1] != "null"}
    assert conditional == {("ses:SendEmail", json.dumps(sender))}
    assert ("ses:SendEmail", "null") not in conditions


def test_few_functions_may_read_the_secret_of_the_front_door(synthesis: Synthesis) -> None:
    secret = f"arn:aws:secretsmanager:{HERE}:secret:learn-exchange-test/origin-??????"
    reading = {
        function
        for function in FUNCTIONS
        for action, resource in granted(synthesis, function)
        if resource == secret
    }
    assert reading == {"auth.signup", "auth.login", "auth.forgot_password"}


def test_each_function_has_a_role_of_its_own(synthesis: Synthesis) -> None:
    roles = Counter(synthesis.role_of(function).ref for function in FUNCTIONS)
    assert set(roles.values()) == {1}
    publishing = synthesis.of_kind("Function", stack="client")
    assert len(synthesis.of_kind("Function")) == len(set(FUNCTIONS)) + len(publishing)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_only_lambda_takes_the_role_of_a_function(synthesis: Synthesis, function: str) -> None:
    [statement] = synthesis.role_of(function).properties["AssumeRolePolicyDocument"]["Statement"]
    assert statement == {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"Service": "lambda.amazonaws.com"},
    }


def test_no_other_policy_is_attached_to_any_role(synthesis: Synthesis) -> None:
    for role in synthesis.of_kind("Role"):
        assert len(role.properties["Policies"]) == 1
        assert not {"ManagedPolicyArns", "PermissionsBoundary"} & role.properties.keys()
    for kind in ("Policy", "ManagedPolicy", "RolePolicy"):
        assert not [policy for policy in synthesis.of_kind(kind) if "Roles" in policy.properties]


def test_schedules_of_this_account_may_only_send_timers(synthesis: Synthesis) -> None:
    [role] = [role for role in synthesis.of_kind("Role") if role.ref == "<Role TimersRole>"]
    [trust] = role.properties["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "scheduler.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "111122223333"}}
    [policy] = role.properties["Policies"]
    [statement] = policy["PolicyDocument"]["Statement"]
    assert pairs(statement) == {("sqs:SendMessage", "<Queue learn-exchange-test-timers.Arn>")}


def test_whatever_is_allowed_on_anything_has_its_reason(synthesis: Synthesis) -> None:
    on_anything = {
        (action, resource)
        for role in synthesis.of_kind("Role")
        for policy in role.properties["Policies"]
        for statement in policy["PolicyDocument"]["Statement"]
        for action, resource in pairs(statement)
        if "*" in action or "*" in resource
    }
    explained = LOGS_OF_API_GATEWAY | ALARMS_FOR_CODEDEPLOY | FILES_OF_THE_CLIENT
    assert on_anything <= ON_ANYTHING.keys() | explained


def test_every_reason_is_needed(aws: Synthesis, local: Synthesis) -> None:
    allowed = {pair for each in (aws, local) for name in FUNCTIONS for pair in granted(each, name)}
    assert allowed >= ON_ANYTHING.keys()


def test_a_grant_on_anything_must_say_why() -> None:
    everything = Grant(("s3:GetObject",), ("arn:aws:s3:::media/*",))
    with pytest.raises(ValueError, match=r"^why may Stack/Role touch any arn:aws:s3:::media/\*\?$"):
        FunctionRole(Stack(App(), "Stack"), "Role", [everything])


def statements(synthesis: Synthesis, function: str) -> list[Json]:
    """Returns the statements of a function's policy."""
    [policy] = synthesis.role_of(function).properties["Policies"]
    found: list[Json] = policy["PolicyDocument"]["Statement"]
    return found


def granted(synthesis: Synthesis, function: str) -> set[tuple[str, str]]:
    allowed: set[tuple[str, str]] = set()
    for statement in statements(synthesis, function):
        assert statement.keys() - {"Condition"} == {"Effect", "Action", "Resource"}
        assert statement["Effect"] == "Allow"
        allowed |= pairs(statement)
    return allowed


def base(synthesis: Synthesis, function: str) -> set[tuple[str, str]]:
    """Returns what every function may do."""
    name = function.replace(".", "-")
    logs = f"<LogGroup /aws/lambda/learn-exchange-test-{name}.Arn>"
    allowed = {("logs:CreateLogStream", logs), ("logs:PutLogEvents", logs)}
    if synthesis.config.is_aws:
        allowed |= {("xray:PutTelemetryRecords", "*"), ("xray:PutTraceSegments", "*")}
    return allowed


def uses(synthesis: Synthesis, uses: Sequence[Use]) -> set[tuple[str, str]]:
    """Returns what a line's uses say."""
    return {
        (action, arn)
        for use in uses
        for resource, actions in use.actions.items()
        for action in actions
        for arn in arns(synthesis, resource)
    }


def arns(synthesis: Synthesis, resource: str) -> list[str]:
    """Returns the ARNs of what uses name."""
    name, _, kind = resource.rpartition(" ")
    if kind in ("items", "table"):
        table = f"<GlobalTable learn-exchange-test-{name}.Arn>"
        if kind == "items":
            return [table]
        indexes = TABLES[name]._get_schema()["global_secondary_indexes"]
        return [table, *(f"{table}/index/{index['index_name']}" for index in indexes)]
    if kind == "secret":
        return [f"arn:aws:secretsmanager:{HERE}:secret:learn-exchange-test/{name}-??????"]
    is_aws = synthesis.config.is_aws
    sender = "learn-exchange.example" if is_aws else "no-reply@learn-exchange.example"
    return {
        "event bus": ["<EventBus Bus.Arn>"],
        "socket address": [],
        "socket DELETE": [CLOSINGS],
        "socket POST": [POSTS],
        "uploads bucket": [UPLOADS],
        "media bucket": [MEDIA],
        "mail sender": [
            f"arn:aws:ses:{HERE}:identity/{sender}",
            f"arn:aws:ses:{HERE}:configuration-set/learn-exchange-test",
        ],
        "push applications": [f"arn:aws:sns:{HERE}:app/{name}" for name in APPLICATIONS],
        "push endpoints": list(ENDPOINTS),
        "timers group": [TIMERS] if is_aws else [TIMERS, LOCAL_TIMERS],
        "timers queue": ["<Queue learn-exchange-test-timers.Arn>"],
        "timers role": ["<Role TimersRole.Arn>"],
    }[resource]


def source(synthesis: Synthesis, line: Route | SocketRoute | Line) -> set[tuple[str, str]]:
    """Returns what Lambda takes the role for, to read what the function is fed with."""
    match line:
        case Consumer() | BucketReader() | MailFeedbackReader():
            return queue_reading(line.function.replace(".", "-"))
        case TimersReader():
            return queue_reading("timers")
        case StreamReader():
            return stream_reading(synthesis, line.table)
    return set()


def queue_reading(name: str) -> set[tuple[str, str]]:
    queue = f"<Queue learn-exchange-test-{name}.Arn>"
    actions = ("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage")
    return {(action, queue) for action in actions}


def stream_reading(synthesis: Synthesis, table: str) -> set[tuple[str, str]]:
    stream = f"<GlobalTable learn-exchange-test-{table}.StreamArn>"
    actions = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
    allowed = {(f"dynamodb:{action}", stream) for action in actions}
    if synthesis.config.is_aws:
        allowed |= {("s3:ListBucket", FAILURES), ("s3:PutObject", f"{FAILURES}/aws/lambda/*")}
    return allowed
