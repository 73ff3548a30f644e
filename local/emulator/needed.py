"""Names of ministack, beyond its public parts, that the emulator's process uses.

ministack promises none of these names. They are looked for at the start, so that a version without
one of them is refused with a line that names it, rather than misbehaving later.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Final

NEEDED: Final[Mapping[str, Sequence[str]]] = {
    "ministack.app": ("_build_persistence_save_dict", "app", "pin_request_origin"),
    "ministack.core.iam_actions": (
        "_query_param",
        "_safe_json_field",
        "_ses_v2_resource_arn",
        "extract_resource_arn",
    ),
    "ministack.core.lambda_runtime": (
        "get_or_create_worker",
        "reset",
        "subprocess",
        "workers_in_use",
    ),
    "ministack.core.persistence": ("STATE_DIR", "_json_default", "_state_format_version"),
    "ministack.services.apigateway": (
        "_apis",
        "_cors_response_headers",
        "_handle_execute_in_scope",
    ),
    "ministack.services.cloudformation": ("_stacks", "load_persisted_state"),
    "ministack.services.cloudwatch_logs": ("_log_groups",),
    "ministack.services.dynamodb": ("_stream_records", "_stream_trimmed"),
    "ministack.services.lambda_svc": (
        "_ESM_SQS_DEFAULT_CONCURRENCY",
        "_emit_lambda_logs",
        "_execute_function",
        "_execute_function_with_config_scope",
        "_poll_dynamodb_streams",
        "_poll_sqs",
        "_prune_orphan_code_blobs",
        "_run_sqs_batch",
        "acquire_worker",
        "release_worker",
    ),
    "ministack.services.scheduler": ("_tick_schedules",),
    "ministack.services.ses": ("_sent_emails",),
    "ministack.services.sqs": ("_queues", "load_persisted_state"),
}


def complaint() -> str | None:
    """Returns the line that says what this ministack lacks; None where it has all of it."""
    lacking = ", ".join(_lacking())
    if not lacking:
        return None
    return (
        f"ministack {version('ministack')} lacks {lacking}, which local/emulator uses. "
        "Install the version that requirements.txt pins: make venv"
    )


def _lacking() -> Iterator[str]:
    for module, names in NEEDED.items():
        loaded = import_module(module)
        yield from (f"{module}.{name}" for name in names if not hasattr(loaded, name))
