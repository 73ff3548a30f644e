"""Logs and metrics: JSON lines on stdout, and never what a person sent or was answered."""

import json
import time
import traceback
from http import HTTPStatus
from pathlib import PurePath

from aws_lambda_powertools.metrics import EphemeralMetrics, MetricUnit

from learn_exchange.settings import function_name, metrics_namespace


def log_request(route: str, status: int, started: float, request_id: str) -> None:
    """Logs one line for a request answered, which CloudWatch also reads as metrics.

    The line is in the Embedded Metric Format:
    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    `started` is what `time.perf_counter()` said when the request came.
    """
    duration = round((time.perf_counter() - started) * 1000, 1)
    metrics = _metrics("socket" if route.startswith("WS ") else "http")
    metrics.add_metric("Duration", MetricUnit.Milliseconds, duration)
    metrics.add_metric(
        "ServerErrors", MetricUnit.Count, int(status >= HTTPStatus.INTERNAL_SERVER_ERROR)
    )
    method, _, path = route.partition(" ")
    _write(
        metrics,
        message="request",
        method=method,
        route=path,
        status=status,
        durationMs=duration,
        requestId=request_id,
    )


def log_batch(message: str, size: int, failed: int, started: float) -> None:
    """Logs one line for a batch of records or messages handled."""
    metrics = _metrics("consumer")
    metrics.add_metric("Records", MetricUnit.Count, size)
    metrics.add_metric("FailedRecords", MetricUnit.Count, failed)
    duration = round((time.perf_counter() - started) * 1000, 1)
    _write(metrics, message=message, size=size, failed=failed, durationMs=duration)


def log_decision(message: str, **facts: str | int | bool) -> None:
    """Logs one line for a decision that no answer tells: ids and words, nothing personal."""
    print(json.dumps({"level": "INFO", "message": message, "function": function_name(), **facts}))


def log_defect(error: BaseException) -> None:
    """Logs one line for an error that nobody expected: its kind and where it arose.

    Its message is left out, since those of libraries quote values.
    """
    kinds: list[str] = []
    frames: list[traceback.FrameSummary] = []
    cause: BaseException | None = error
    while cause is not None:
        kinds.append(type(cause).__name__)
        frames = list(traceback.extract_tb(cause.__traceback__))
        cause = cause.__cause__
    where = [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    line = {
        "level": "ERROR",
        "message": "defect",
        "function": function_name(),
        "error": kinds,
        "code": (getattr(error, "response", None) or {}).get("Error", {}).get("Code"),
        "where": where[-12:],
    }
    print(json.dumps(line))


def _metrics(kind: str) -> EphemeralMetrics:
    """Returns metrics of all functions of a domain and a kind together, since each is paid for.

    What a single function does is found in the lines themselves.
    """
    domain = function_name().partition(".")[0]
    metrics = EphemeralMetrics(namespace=metrics_namespace(), service=domain)
    metrics.add_dimension("kind", kind)
    metrics.add_metadata("function", function_name())
    return metrics


def _write(metrics: EphemeralMetrics, **facts: str | float) -> None:
    metrics.add_metadata("level", "INFO")
    for name, value in facts.items():
        metrics.add_metadata(name, value)
    metrics.flush_metrics()
