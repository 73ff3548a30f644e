"""Adjustments of ministack: closer to AWS, or kinder to the machine it runs on.

Each adjustment is made once, before the emulator serves.
"""

# ruff: noqa: SLF001 (ministack has no public way to do this; its version is pinned)

import time
from collections.abc import Callable
from email.utils import parseaddr
from threading import Condition
from typing import Any, Final

from ministack import app as gateway
from ministack.core import iam_actions, lambda_runtime
from ministack.services import apigateway, cloudformation, lambda_svc, scheduler

PATIENCE_S: Final = 30.0
MAX_HANDLING_S: Final = 12 * 3600


class _Queue:
    """The calls that wait for a process of one function, and the number that became free."""

    def __init__(self) -> None:
        self.released = Condition()
        self.releases = 0


def reuse_workers(limit: int) -> None:
    """Let calls of a function share `limit` processes, and wait for them rather than start more.

    AWS has a processor for each call. Here many processes would share a few, and to start one takes
    longer than most calls do. Where none becomes free for `PATIENCE_S`, a call gets a process of
    its own nevertheless: it may be one that the others wait for.
    """
    acquire, release = lambda_svc.acquire_worker, lambda_svc.release_worker
    queues: dict[str, _Queue] = {}

    def acquire_patiently(name: str, *function: Any, **named: Any) -> Any:
        queue = queues.setdefault(name, _Queue())
        with queue.released:
            while True:
                worker, how = acquire(name, *function, **named, max_concurrency=limit)
                if worker:
                    return worker, how
                before = queue.releases
                if not queue.released.wait(PATIENCE_S) and queue.releases == before:
                    return acquire(name, *function, **named)

    def release_and_tell(worker: Any) -> None:
        release(worker)
        if worker and (queue := queues.get(worker.func_name)):
            with queue.released:
                queue.releases += 1
                queue.released.notify()

    lambda_svc.acquire_worker, lambda_svc.release_worker = acquire_patiently, release_and_tell
    # What is received from a queue should not wait for a process: its visibility timeout runs. And
    # who calls by HTTP should not wait for what nobody waits for.
    lambda_svc._ESM_SQS_DEFAULT_CONCURRENCY = max(1, limit // 2)


def hide_messages_while_handled() -> None:
    """Let no message be delivered again while a function still handles it, however long it takes.

    So a visibility timeout can be short here, for quick retries, on the slowest machine too.
    """
    run_batch = lambda_svc._run_sqs_batch

    def run_hidden(esm: Any, function: Any, event: Any, batch: list[Any], *queue: Any) -> None:
        until = [message["visible_at"] for message in batch]
        for message in batch:
            message["visible_at"] += MAX_HANDLING_S
        try:
            run_batch(esm, function, event, batch, *queue)
        finally:
            for message, visible_at in zip(batch, until, strict=True):
                message["visible_at"] = max(visible_at, time.time())

    lambda_svc._run_sqs_batch = run_hidden


def judge_mail_by_its_sender() -> None:
    """Check the grant to send a mail against the sender's identity, as AWS does, not against `*`.

    https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsimpleemailservicev2.html
    """
    resource_of = iam_actions._ses_v2_resource_arn

    def resource_or_sender(method: str, path: str, body: bytes, region: str, account: str) -> str:
        sender = iam_actions._safe_json_field(body, "FromEmailAddress")
        if path != "/v2/email/outbound-emails" or not sender:
            return str(resource_of(method, path, body, region, account))
        return f"arn:aws:ses:{region}:{account}:identity/{parseaddr(sender)[1]}"

    iam_actions._ses_v2_resource_arn = resource_or_sender


def judge_push_by_its_endpoint() -> None:
    """Check grants of SNS against platform applications and endpoints, as AWS does.

    ministack knows topics alone, and calls an endpoint `app/…`, like its application.
    """
    resource_of = iam_actions.extract_resource_arn

    def resource_or_endpoint(
        service: str, method: str, path: str, headers: Any, body: Any, parameters: Any, *at: str
    ) -> str:
        def sent(name: str) -> str:
            return str(iam_actions._query_param(parameters, name))

        if service == "sns" and (platform := sent("Platform")):
            region, account = at
            return f"arn:aws:sns:{region}:{account}:app/{platform}/{sent('Name')}"
        if service == "sns" and (application := sent("PlatformApplicationArn")):
            return application
        if service == "sns" and (endpoint := sent("EndpointArn") or sent("TargetArn")):
            return endpoint.replace(":app/", ":endpoint/")
        return str(resource_of(service, method, path, headers, body, parameters, *at))

    iam_actions.extract_resource_arn = resource_or_endpoint


def take_requests_for_encrypted() -> None:
    """Let policies that demand TLS be met: what is said here never leaves the machine."""
    pin = gateway.pin_request_origin
    gateway.pin_request_origin = lambda source_ip, _encrypted: pin(source_ip, secure_transport=True)


def tell_cookies_apart() -> None:
    """Give functions the cookies of a request as API Gateway does: a list, and no header.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
    """
    execute = lambda_svc._execute_function_with_config_scope

    def execute_with_cookies(function: Any, event: Any, *more: Any, **named: Any) -> Any:
        # A function that is invoked directly can be given any JSON.
        requested = isinstance(event, dict) and event.get("version") == "2.0"
        if requested and (header := event["headers"].pop("cookie", None)):
            event["cookies"] = [cookie.strip() for cookie in header.split(";")]
        return execute(function, event, *more, **named)

    lambda_svc._execute_function_with_config_scope = execute_with_cookies


def let_pages_read_own_errors() -> None:
    """Add CORS headers to what the HTTP API answers by itself too, such as 401 and 404."""
    handle = apigateway._handle_execute_in_scope

    async def handle_for_pages(
        api_id: str, stage: str, path: str, method: str, headers: Any, *more: Any
    ) -> Any:
        status, answered, body = await handle(api_id, stage, path, method, headers, *more)
        cors = (apigateway._apis.get(api_id) or {}).get("corsConfiguration")
        if cors and "Access-Control-Allow-Origin" not in answered:
            origin = headers.get("origin", "")
            answered = answered | apigateway._cors_response_headers(cors, origin)
        return status, answered, body

    apigateway._handle_execute_in_scope = handle_for_pages


def report_invocations(report: Callable[[str, list[str]], None]) -> None:
    """Call `report`, from any thread, with each function that ran, and the lines that it logged."""
    emit = lambda_svc._emit_lambda_logs

    def emit_and_report(
        function: dict[str, Any], request: str, text: str, failed: object, *more: Any, **named: Any
    ) -> None:
        emit(function, request, text, failed, *more, **named)
        name = function.get("config", function)["FunctionName"]
        report(name, [*(text or "").splitlines(), *(["the invocation failed"] if failed else [])])

    lambda_svc._emit_lambda_logs = emit_and_report


class _SocketWorker:
    """A stand-in for ministack's process of a function that a WebSocket calls."""

    def __init__(self, _name: str, config: Any, code: bytes, **_: Any) -> None:
        self._function = {"config": config, "code_zip": code}

    def invoke(self, event: Any, _request: str) -> dict[str, Any]:
        answer = lambda_svc._execute_function(self._function, event)
        failed = {"statusCode": 500, "body": '{"message": "Internal server error"}'}
        return {"result": failed if answer.get("error") else answer["body"]}


def call_from_sockets_as_from_elsewhere() -> None:
    """Run the functions that WebSockets call in the processes of all others, and log what they log.

    As shipped, all connections wait for one process of a function, and what it prints is lost.
    """
    lambda_runtime.get_or_create_worker = _SocketWorker


def pause_when(stopping: Callable[[], bool]) -> None:
    """Let queues, streams and schedules rest once `stopping`."""
    for module, name in (
        (lambda_svc, "_poll_sqs"),
        (lambda_svc, "_poll_dynamodb_streams"),
        (scheduler, "_tick_schedules"),
    ):
        _run_unless(stopping, module, name)


def _run_unless(stopping: Callable[[], bool], module: Any, name: str) -> None:
    run = getattr(module, name)
    setattr(module, name, lambda: None if stopping() else run())


def wait_for_work(limit_s: float) -> None:
    """Wait until no function runs and no stack is being deployed, at most so long."""
    end = time.monotonic() + limit_s
    while (lambda_runtime.workers_in_use() or _deploying()) and time.monotonic() < end:
        time.sleep(0.02)


def _deploying() -> bool:
    states = [stack["StackStatus"] for stack in list(cloudformation._stacks.all_values())]
    return any(state.endswith("_IN_PROGRESS") for state in states)
