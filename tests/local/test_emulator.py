"""The emulator: it loses nothing over a stop or a crash, and leaves no process behind.

These tests also tell whether ministack's internals, which are adjusted, are still as they were.
"""

import io
import json
import socket
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import boto3
import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from local.emulator import Emulator, free_port
from local.environment import ROOT, LocalError, isolated

ROWS: Final = 100
LIMIT_S: Final = 60

FUNCTIONS: Final = """
import boto3, json, os, time

events, tables = boto3.client("sqs"), boto3.client("dynamodb")

def announce(event, context):
    print("announcing", len(event["Records"]))
    for record in event["Records"]:
        key = record["dynamodb"]["Keys"]["pk"]["S"]
        events.send_message(QueueUrl=os.environ["QUEUE"], MessageBody=key)

def consume(event, context):
    for record in event["Records"]:
        time.sleep(0.02)
        key = {"pk": {"S": record["body"]}}
        tables.update_item(TableName="consumed", Key=key, UpdateExpression="ADD n :one",
                           ExpressionAttributeValues={":one": {"N": "1"}})

def forbidden(event, context):
    tables.delete_item(TableName="consumed", Key={"pk": {"S": "x"}})

def sockets():
    url = f"{os.environ['AWS_ENDPOINT_URL']}/_aws/execute-api/5ca1ab1e/live"
    return boto3.client("apigatewaymanagementapi", endpoint_url=url)

def pid(event, context):
    print("called by a WebSocket")
    time.sleep(0.5)
    connection = event["requestContext"]["connectionId"]
    sockets().post_to_connection(ConnectionId=connection, Data=str(os.getpid()).encode())

def end(event, context):
    sockets().delete_connection(ConnectionId=event["requestContext"]["connectionId"])

def send(event, context):
    boto3.client("sesv2").send_email(
        FromEmailAddress=f"Learn Exchange <{event['from']}>",
        Destination={"ToAddresses": ["c@example.com"]},
        Content={"Simple": {"Subject": {"Data": "Hello"}, "Body": {"Text": {"Data": "Hello"}}}},
    )
"""


@pytest.fixture
def make(tmp_path: Path) -> Iterator[Callable[..., Emulator]]:
    """Makes emulators on one state directory; what still runs is stopped at the end."""
    same_port, made = free_port(), list[Emulator]()

    def new(port: int = same_port, *, save: bool = True) -> Emulator:
        made.append(Emulator(port, tmp_path / "state", persist=True, save=save))
        return made[-1]

    yield new
    for emulator in made:
        emulator.stop()


def client(emulator: Emulator, service: str) -> Any:
    with isolated(emulator.endpoint):
        return boto3.Session().client(service)


def deploy(emulator: Emulator, mail_from: str = "nobody") -> None:
    """A table whose stream goes through one function to a queue, and from there to another."""
    tables, queues = client(emulator, "dynamodb"), client(emulator, "sqs")
    for name in ("written", "consumed"):
        tables.create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
        )
    stream = tables.describe_table(TableName="written")["Table"]["LatestStreamArn"]
    queue = queues.create_queue(QueueName="events", Attributes={"VisibilityTimeout": "1"})
    allowed: list[dict[str, Any]] = [
        *({"Action": action, "Resource": "*"} for action in ("sqs:*", "dynamodb:UpdateItem")),
        {"Action": ["dynamodb:*Stream*", "dynamodb:GetRecords"], "Resource": "*"},
        {"Action": "ses:SendEmail", "Resource": f"arn:aws:ses:us-east-1:*:identity/{mail_from}"},
        {
            "Action": "execute-api:ManageConnections",
            "Resource": "arn:aws:execute-api:us-east-1:*:5ca1ab1e/live/POST/@connections/*",
        },
    ]
    policy = {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", **statement} for statement in allowed],
    }
    roles = client(emulator, "iam")
    role = roles.create_role(RoleName="functions", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    roles.put_role_policy(RoleName="functions", PolicyName="all", PolicyDocument=json.dumps(policy))
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("functions.py", FUNCTIONS)
    functions = client(emulator, "lambda")
    for name in ("announce", "consume", "forbidden", "send", "pid", "end"):
        functions.create_function(
            FunctionName=name,
            Runtime="python3.13",
            Role=role,
            Handler=f"functions.{name}",
            Code={"ZipFile": code.getvalue()},
            Timeout=30,
            Environment={"Variables": {"QUEUE": queue["QueueUrl"]}},
        )
    functions.create_event_source_mapping(
        FunctionName="announce",
        EventSourceArn=stream,
        StartingPosition="TRIM_HORIZON",
        BatchSize=10,
    )
    queue_arn = queues.get_queue_attributes(
        QueueUrl=queue["QueueUrl"], AttributeNames=["QueueArn"]
    )["Attributes"]["QueueArn"]
    functions.create_event_source_mapping(
        FunctionName="consume", EventSourceArn=queue_arn, BatchSize=10
    )


def deploy_sockets(emulator: Emulator) -> str:
    """Returns the address of a WebSocket API with an action for each function."""
    gateway = client(emulator, "apigatewayv2")
    api_id = gateway.create_api(
        Name="sockets",
        ProtocolType="WEBSOCKET",
        RouteSelectionExpression="$request.body.action",
        Tags={"ms-custom-id": "5ca1ab1e"},
    )["ApiId"]
    for name in ("pid", "end"):
        function = client(emulator, "lambda").get_function(FunctionName=name)
        integration = gateway.create_integration(
            ApiId=api_id,
            IntegrationType="AWS_PROXY",
            IntegrationUri=function["Configuration"]["FunctionArn"],
        )
        target = f"integrations/{integration['IntegrationId']}"
        gateway.create_route(ApiId=api_id, RouteKey=name, Target=target)
    gateway.create_stage(ApiId=api_id, StageName="live")
    return f"ws://localhost:{emulator.port}/_aws/execute-api/{api_id}/live"


def write(emulator: Emulator, name: str, count: int) -> None:
    tables = client(emulator, "dynamodb")
    for number in range(count):
        tables.put_item(TableName="written", Item={"pk": {"S": f"{name}-{number}"}})


def consumed(emulator: Emulator) -> Counter[str]:
    """Returns how often each row has been consumed."""
    rows = client(emulator, "dynamodb").scan(TableName="consumed")["Items"]
    return Counter({row["pk"]["S"]: int(row["n"]["N"]) for row in rows})


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.1)


def is_saved(emulator: Emulator, row: str) -> bool:
    """Returns whether the newest snapshot has a row."""
    with suppress(FileNotFoundError):  # It is replaced meanwhile.
        for tables in emulator.state_dir.glob("snapshots/[0-9]*/dynamodb.json"):
            return f'"{row}"' in tables.read_text()
    return False


def processes(emulator: Emulator) -> list[str]:
    """Returns the commands of all processes of an emulator: they name its state directory."""
    listing = subprocess.check_output(["ps", "-ww", "-eo", "args"], text=True)  # noqa: S607 (any ps)
    return [line for line in listing.splitlines() if str(emulator.state_dir) in line]


def test_what_is_under_way_survives_stops(make: Callable[..., Emulator]) -> None:
    with make() as first:
        deploy(first)
        write(first, "burst", ROWS)
        wait_until(lambda: consumed(first).total() > 0)
    with make() as second:
        wait_until(lambda: consumed(second).total() > ROWS / 5)
    with make(free_port()) as third:
        assert consumed(third).total() < ROWS, "it was stopped in the middle"
        wait_until(lambda: len(consumed(third)) == ROWS)
        write(third, "afterwards", 1)
        wait_until(lambda: consumed(third)["afterwards-0"] == 1)
        assert set(consumed(third).values()) == {1}, "a clean stop doubles nothing"


def test_what_was_saved_survives_a_crash(make: Callable[..., Emulator]) -> None:
    with make() as first:
        deploy(first)
        write(first, "burst", ROWS)
        wait_until(lambda: is_saved(first, f"burst-{ROWS - 1}"))
        assert first._process
        first._process.kill()
    with make() as second:
        wait_until(lambda: len(consumed(second)) == ROWS)


def test_without_saving_each_start_is_from_the_same_state(make: Callable[..., Emulator]) -> None:
    with make() as emulator:
        client(emulator, "sqs").create_queue(QueueName="old")
    for _ in range(2):
        with make(save=False) as emulator:
            queues = client(emulator, "sqs")
            [url] = queues.list_queues()["QueueUrls"]
            assert url.endswith("/old")
            queues.create_queue(QueueName="new")


@pytest.mark.parametrize(
    ("cut_off", "counts_as"),
    [
        ("CREATE_IN_PROGRESS", "ROLLBACK_COMPLETE"),
        ("UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE"),
        ("CREATE_COMPLETE", "CREATE_COMPLETE"),
    ],
)
def test_a_deployment_that_was_cut_off_can_begin_anew(
    make: Callable[..., Emulator], cut_off: str, counts_as: str
) -> None:
    with make() as first:
        template = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}
        stacks = client(first, "cloudformation")
        stacks.create_stack(StackName="cut-off", TemplateBody=json.dumps(template))
        stacks.get_waiter("stack_create_complete").wait(StackName="cut-off")
    [saved] = first.state_dir.glob("snapshots/*/cloudformation.json")
    saved.write_text(saved.read_text().replace('"CREATE_COMPLETE"', f'"{cut_off}"'))
    with make() as second:
        [stack] = client(second, "cloudformation").describe_stacks()["Stacks"]
        assert stack["StackStatus"] == counts_as


def test_a_stop_leaves_no_process_and_no_lock(make: Callable[..., Emulator]) -> None:
    emulator = make()
    emulator.start()
    deploy(emulator)
    client(emulator, "lambda").invoke(FunctionName="announce", Payload=b'{"Records": []}')
    assert len(processes(emulator)) >= 2
    emulator.stop()
    assert processes(emulator) == []
    with make() as again:
        assert again.running


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    emulator = Emulator(free_port(), tmp_path / "state", persist=False)
    script = (
        "import time; from pathlib import Path; from local.emulator import Emulator;"
        f"Emulator({emulator.port}, Path({str(emulator.state_dir)!r}), persist=False).start();"
        "print('started', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as parent:  # noqa: S603 (ours)
        assert parent.stdout
        assert parent.stdout.readline() == b"started\n"
        assert processes(emulator)
        parent.kill()
    wait_until(lambda: processes(emulator) == [])


def test_a_second_one_on_the_same_state_is_refused(make: Callable[..., Emulator]) -> None:
    with make(), pytest.raises(LocalError, match="runs already in this folder"):
        make().start()


def test_a_busy_port_is_one_line(make: Callable[..., Emulator]) -> None:
    emulator = make()
    with socket.create_server(("127.0.0.1", emulator.port)):
        message = rf"Port {emulator.port} is in use: .*make run PORT={emulator.port + 1}$"
        with pytest.raises(LocalError, match=message):
            emulator.start()
    emulator.start()


def test_a_busy_web_port_is_one_line(tmp_path: Path) -> None:
    web_port = free_port()
    emulator = Emulator(free_port(), tmp_path / "state", persist=False, web_port=web_port)
    with socket.create_server(("127.0.0.1", web_port)):
        message = rf"Port {web_port} is in use: .*make run WEB_PORT={web_port + 1}$"
        with pytest.raises(LocalError, match=message):
            emulator.start()


def test_functions_may_do_only_what_their_role_says(make: Callable[..., Emulator]) -> None:
    with make() as emulator:
        deploy(emulator)
        answer = client(emulator, "lambda").invoke(FunctionName="forbidden")
        assert "AccessDenied" in answer["Payload"].read().decode()
        logged = [json.loads(line) for line in emulator.function_log.read_text().splitlines()]
        assert {line["function"] for line in logged} == {"forbidden"}
        assert logged[-1]["line"] == "the invocation failed"


def test_a_policy_that_demands_tls_is_met(make: Callable[..., Emulator]) -> None:
    denial = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "sqs:*",
        "Resource": "*",
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [denial]})
    with make() as emulator:
        queues = client(emulator, "sqs")
        queue = queues.create_queue(QueueName="strict", Attributes={"Policy": policy})
        queues.send_message(QueueUrl=queue["QueueUrl"], MessageBody="hello")


def test_a_role_sends_mail_only_from_its_sender(make: Callable[..., Emulator]) -> None:
    with make() as emulator:
        deploy(emulator, mail_from="a@example.com")
        mail, functions = client(emulator, "ses"), client(emulator, "lambda")
        answers = []
        for sender in ("a@example.com", "b@example.com"):
            mail.verify_email_identity(EmailAddress=sender)
            answers.append(
                functions.invoke(FunctionName="send", Payload=json.dumps({"from": sender}))
            )
        assert ["FunctionError" in answer for answer in answers] == [False, True]


def test_what_websockets_call_runs_side_by_side_and_is_logged(
    make: Callable[..., Emulator],
) -> None:
    with make() as emulator:
        deploy(emulator)
        address = deploy_sockets(emulator)
        with connect(address, proxy=None) as one, connect(address, proxy=None) as other:
            for socket_ in (one, other):
                socket_.send('{"action": "pid"}')
            assert one.recv(LIMIT_S) != other.recv(LIMIT_S)
        wait_until(lambda: emulator.function_log.read_text().count("called by a WebSocket") == 2)


def test_a_role_does_to_connections_only_what_it_may(make: Callable[..., Emulator]) -> None:
    with make() as emulator:
        deploy(emulator)
        with connect(deploy_sockets(emulator), proxy=None) as one:
            one.send('{"action": "end"}')
            assert one.recv(LIMIT_S) == '{"message": "Internal server error"}'
            one.send('{"action": "pid"}')
            assert str(one.recv(LIMIT_S)).isdecimal()
        assert "AccessDenied" in emulator.function_log.read_text()


def test_a_frame_that_is_too_large_ends_its_connection(make: Callable[..., Emulator]) -> None:
    with make() as emulator:
        deploy(emulator)
        with connect(deploy_sockets(emulator), proxy=None) as one:
            one.send("x" * 32 * 1024)
            one.send("x" * (32 * 1024 + 1))
            with pytest.raises(ConnectionClosedError) as closed:
                one.recv(LIMIT_S)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 1009


def test_open_connections_hold_up_no_stop(make: Callable[..., Emulator]) -> None:
    emulator = make()
    emulator.start()
    deploy(emulator)
    with connect(deploy_sockets(emulator), proxy=None) as one:
        assert emulator.stop(), "the state is saved"
        with pytest.raises(ConnectionClosedError):
            one.recv(LIMIT_S)
