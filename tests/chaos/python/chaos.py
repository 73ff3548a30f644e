"""Faults and clocks, for e2e tests: the entry point of every function when `chaos=true`.

It runs the function's own handler, in a world that a directory controls:

- `clock-shift` holds the seconds by which the clock is ahead;
- each file in `faults/` is a fault that happens once, to the call that its name begins with:
  `<function>@<operation>@<before|after>@<error|throttle|timeout|crash>@<number>`, where `any`
  stands for every function. Removing the file is what makes it happen once.
"""

import importlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, NoReturn, Self

# A relative one is beside the state of the emulator, so each that starts with a copy has its own.
CONTROL = Path(os.environ["STATE_DIR"], os.environ["CHAOS_CONTROL"])
FUNCTION = os.environ["FUNCTION"]
CRASHED = 70


def shift_seconds() -> float:
    """By how much the clock is ahead now."""
    try:
        return float((CONTROL / "clock-shift").read_text())
    except (FileNotFoundError, ValueError):
        return 0.0


class ShiftedDatetime(datetime):
    """A `datetime` whose `now` is ahead."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Returns the time of the shifted clock."""
        return cls.fromtimestamp(time.time() + shift_seconds(), tz)


def shift_clocks() -> None:
    """Have our clock, and that of PyJWT where it is used, go by the control directory."""
    with suppress(ImportError):
        clock = importlib.import_module("learn_exchange.clock")
        clock.system_time = lambda: time.time() + shift_seconds()  # type: ignore[attr-defined]
    with suppress(ImportError):
        importlib.import_module("jwt.api_jwt").datetime = ShiftedDatetime  # type: ignore[attr-defined]


def shift_records(event: dict[str, Any]) -> None:
    """Have records of a table's stream say that they were written by the shifted clock."""
    for record in event.get("Records", []):
        if change := record.get("dynamodb"):
            change["ApproximateCreationDateTime"] += shift_seconds()


def break_calls() -> None:
    """Have AWS calls fail as the control directory says."""
    client = importlib.import_module("botocore.client").BaseClient
    make_call = client._make_api_call

    def call(self: Any, operation: str, arguments: dict[str, Any]) -> Any:
        fail_if_told(operation, "before")
        answer = make_call(self, operation, arguments)
        fail_if_told(operation, "after")
        return answer

    client._make_api_call = call


def fail_if_told(operation: str, moment: str) -> None:
    """Let the first fault that waits for this call happen, and never again."""
    for function in (FUNCTION, "any"):
        for fault in sorted((CONTROL / "faults").glob(f"{function}@{operation}@{moment}@*")):
            with suppress(FileNotFoundError):  # Another worker took it.
                fault.unlink()
                FAULTS[fault.name.split("@")[3]](operation)


def _crash(_operation: str) -> NoReturn:
    os._exit(CRASHED)


def _error(operation: str) -> NoReturn:
    raise _client_error("InternalServerError", operation)


def _throttle(operation: str) -> NoReturn:
    raise _client_error("ThrottlingException", operation)


def _timeout(_operation: str) -> NoReturn:
    raise importlib.import_module("botocore.exceptions").ReadTimeoutError(endpoint_url="chaos")


def _client_error(code: str, operation: str) -> Exception:
    error: Exception = importlib.import_module("botocore.exceptions").ClientError(
        {"Error": {"Code": code, "Message": "chaos"}}, operation
    )
    return error


FAULTS: dict[str, Callable[[str], NoReturn]] = {
    "crash": _crash,
    "error": _error,
    "throttle": _throttle,
    "timeout": _timeout,
}

shift_clocks()
if FUNCTION != "auth.authorize":
    break_calls()
_module, _, _name = os.environ["CHAOS_HANDLER"].rpartition(".")
_handler = getattr(importlib.import_module(_module), _name)


def handler(event: dict[str, Any], context: Any) -> Any:
    """Run the function's own handler."""
    shift_records(event)
    return _handler(event, context)
