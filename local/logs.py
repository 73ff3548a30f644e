"""Shows the functions' logs in lines that a person can read."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from local.stage import STAGE, prefix

_SHOWN_FIRST: Final = ("level", "status", "durationMs", "message", "method", "route")
_HIDDEN: Final = frozenset({"function", "function_name", "location", "requestId", "service"})
_HIDDEN_WHEN: Final = {"level": "INFO", "message": "request"}


class FunctionLog:
    """The lines that functions log from now on, read from the emulator's file."""

    def __init__(self, path: Path) -> None:
        self._file = path.open(encoding="utf-8")
        self._file.seek(0, 2)
        self._partial = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def new_lines(self) -> Iterator[str]:
        """Yields readable lines for what was logged since the last call."""
        while text := self._file.readline():
            self._partial += text
            if self._partial.endswith("\n"):
                record, self._partial = json.loads(self._partial), ""
                yield readable(record["at"], record["function"], record["line"])


def readable(at: float, function: str, line: str) -> str:
    """Returns a logged line for people: `12:00:01 auth.signup 201 34 ms POST /auth/signup`.

    `at` is in seconds since the epoch, `function` the deployed name. A structured line is cut down
    to what differs from line to line; any other stays as it was logged.
    """
    try:
        fields = json.loads(line)
    except ValueError:
        fields = None
    text = _summary(fields) if isinstance(fields, dict) else line
    return f"{datetime.fromtimestamp(at).astimezone():%H:%M:%S} {_short(function)} {text}"


def _summary(fields: dict[str, Any]) -> str:
    metrics = _metric_names(fields.pop("_aws", None))
    shown = {
        name: value
        for name, value in fields.items()
        if name not in _HIDDEN | metrics and _HIDDEN_WHEN.get(name) != value
    }
    first = [shown.pop(name) for name in _SHOWN_FIRST if name in shown]
    duration = fields.get("durationMs")
    words = [f"{value:.0f} ms" if value is duration else str(value) for value in first]
    return " ".join([*words, *(f"{name}={value}" for name, value in shown.items())])


def _metric_names(embedded: dict[str, Any] | None) -> set[str]:
    """Returns the fields that the Embedded Metric Format repeats as metrics and dimensions."""
    groups = embedded["CloudWatchMetrics"] if embedded else []
    metrics = {metric["Name"] for group in groups for metric in group["Metrics"]}
    return metrics.union(*(names for group in groups for names in group["Dimensions"]))


def _short(function: str) -> str:
    """Returns `auth.signup` for the deployed name `learn-exchange-local-auth-signup`."""
    return function.removeprefix(prefix(STAGE)).replace("-", ".", 1)
