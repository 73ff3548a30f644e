"""Starts a function as Lambda does, and counts what it takes until the first answer."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.stub import Aws, Call, Content, RuntimeApi

CACHEGRIND = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
STARTS = 5
WARM_CALLS = 20
MAX_SECONDS = 900


class FunctionFailed(Exception):
    """A function did not start, or failed on its event."""


@dataclass(frozen=True)
class Function:
    """Something to start: its handler, where its modules are, and what it is told."""

    name: str
    handler: str
    task: Path
    layers: tuple[Path, ...]
    environment: Mapping[str, str]
    event: Mapping[str, Any]
    content: Content


@dataclass(frozen=True)
class Trust:
    """The stub's certificate, and the file of roots that the function trusts."""

    certificate: Path
    roots: Path


@dataclass(frozen=True)
class Start:
    """The costs of one start. Times are in milliseconds."""

    answer: Any
    init: float
    first: float
    warm: float | None
    calls: list[Call]
    """The requests to AWS by the time of the first answer."""


def has_valgrind() -> bool:
    """Returns whether instructions can be counted on this machine."""
    return shutil.which("valgrind") is not None


def start(function: Function, runtime: Path, trust: Trust) -> Start:
    """Start a function, and have one answer of it."""
    return _start(function, runtime, trust, tool=[], calls=1)[0]


def count_instructions(function: Function, runtime: Path, trust: Trust) -> tuple[int, Start]:
    """Returns the instructions from the start of the process to its first answer.

    They hardly vary (0.3 %), whatever else the machine does.
    """
    started, output = _start(function, runtime, trust, tool=CACHEGRIND, calls=1)
    collected = re.search(r"I\s+refs:\s+([\d,]+)", output)
    if collected is None:
        raise FunctionFailed(f"valgrind counted nothing: {output}")
    return int(collected[1].replace(",", "")), started


def time_starts(function: Function, runtime: Path, trust: Trust) -> Start:
    """Returns the median of several starts; the machine should do nothing else meanwhile."""
    starts = [
        _start(function, runtime, trust, tool=[], calls=1 + WARM_CALLS)[0] for _ in range(STARTS)
    ]
    return Start(
        starts[0].answer,
        median(start.init for start in starts),
        median(start.first for start in starts),
        median(start.warm for start in starts if start.warm is not None),
        starts[0].calls,
    )


def _start(
    function: Function, runtime: Path, trust: Trust, *, tool: list[str], calls: int
) -> tuple[Start, str]:
    with (
        # On the disk of the layers, so that they need not be copied.
        tempfile.TemporaryDirectory(dir=runtime.parent) as directory,
        RuntimeApi(json.dumps(function.event).encode(), calls) as api,
        Aws(function.content, trust.certificate) as aws,
    ):
        opt = Path(directory)
        for layer in function.layers:
            shutil.copytree(layer, opt, copy_function=os.link, dirs_exist_ok=True)
        modules = (function.task, opt / "python", runtime)
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603
            # -S: no package of this machine's Python stands in for one that a layer lacks.
            [*tool, sys.executable, "-S", "-B", "-m", "awslambdaric", function.handler],
            env={
                **_environment(function, api.address, aws.url, trust.roots),
                "PYTHONPATH": os.pathsep.join(map(str, modules)),
            },
            cwd=function.task,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        output = _run(process, api)
        if api.failure or len(api.answers) < calls:
            raise FunctionFailed(f"{function.name}: {api.failure or output[-2000:]}")
        took = [
            (answered - asked) * 1000
            for asked, answered in zip(api.asked, api.answered, strict=False)
        ]
        init = (api.asked[0] - started) * 1000
        warm = median(took[1:]) if calls > 1 else None
        calls_of_first = [call for call in aws.calls if call.at < api.answered[0]]
        return Start(api.answers[0], init, took[0], warm, calls_of_first), output


def _run(process: subprocess.Popen[str], api: RuntimeApi) -> str:
    """Wait until the function asks for one event more than there are, and end it."""
    output: list[str] = []
    reader = threading.Thread(target=lambda: output.append(process.communicate()[0]))
    reader.start()
    deadline = time.monotonic() + MAX_SECONDS
    while not api.done.wait(0.05) and process.poll() is None and time.monotonic() < deadline:
        continue
    process.send_signal(signal.SIGTERM)
    api.over.set()
    reader.join()
    return output[0]


def _environment(function: Function, runtime_api: str, aws: str, roots: Path) -> dict[str, str]:
    """Returns what Lambda and the function's own settings put there."""
    return {
        "PATH": os.defpath,
        "TZ": ":UTC",
        "LANG": "en_US.UTF-8",
        # Otherwise the layout of dictionaries, and so the count, would differ from run to run.
        "PYTHONHASHSEED": "0",
        "AWS_LAMBDA_RUNTIME_API": runtime_api,
        "AWS_LAMBDA_FUNCTION_NAME": function.name.replace(".", "-"),
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "512",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
        "AWS_EXECUTION_ENV": "AWS_Lambda_python3.13",
        "LAMBDA_TASK_ROOT": str(function.task),
        "_HANDLER": function.handler,
        "AWS_REGION": "eu-west-1",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_SESSION_TOKEN": "token",
        "AWS_ENDPOINT_URL": aws,
        "AWS_CA_BUNDLE": str(roots),
        "SSL_CERT_FILE": str(roots),
        **function.environment,
    }
