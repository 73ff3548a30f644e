"""Functions' processes are forked, and are as if each had an interpreter of its own."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import boto3
import pytest
from ministack.core import lambda_runtime

from infra.config import LOCAL_ENVIRONMENT
from local.emulator import Emulator, fork_server, forking, free_port
from local.emulator.forking import ForkedProcess, ForkServer, fork_functions
from local.environment import isolated
from tests.conftest import ENVIRONMENT

ON_LINUX: Final = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
OPTIONS: Final = {"stdin": -1, "stdout": -1, "stderr": -1, "text": True, "bufsize": 1}

SURROUNDINGS: Final = """
import json, os, signal, sys, threading, time

handled = (signal.SIGCHLD, signal.SIGINT, signal.SIGPIPE, signal.SIGTERM)
print(json.dumps({
    "environment": dict(os.environ), "folder": os.getcwd(), "arguments": sys.argv,
    "path": sys.path, "name": __name__, "file": __file__, "group": os.getpgid(0),
    "descriptors": [fd for fd in os.listdir("/proc/self/fd") if os.path.exists(f"/dev/fd/{fd}")],
    "signals": [str(signal.getsignal(number)) for number in handled],
    "blocked": sorted(signal.pthread_sigmask(signal.SIG_BLOCK, ())),
    "zone": time.tzname, "threads": threading.active_count(),
    "encodings": [stream.encoding for stream in (sys.stdin, sys.stdout, sys.stderr)],
}))
"""
SHARES_NOTHING: Final = """
import pydantic, random, sys

print(hasattr(pydantic, "mine"), random.random())
pydantic.mine = True
"""
SAYS_WHAT_IS_READ: Final = """
import importlib, os, runpy, sys

class Recorded(dict):
    read = set()
    def __getitem__(self, name): self.read.add(name); return super().__getitem__(name)
    def __contains__(self, name): self.read.add(name); return super().__contains__(name)
    def get(self, name, *default): self.read.add(name); return super().get(name, *default)

os.environ = Recorded(os.environ)
for name in runpy.run_path(sys.argv[1])["SHARED"]:
    importlib.import_module(name)
print(*Recorded.read)
"""
COUNTS_CALLS: Final = """
import os

calls = []

def handle(crash, context):
    print("called")
    if crash:
        os._exit(70)
    calls.append(crash)
    return ["VERSION", len(calls)]
"""
WAITS: Final = "import sys; print('ready', flush=True); sys.stdin.readline()"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ForkServer]:
    """A fork server; it ends with the test."""
    one = ForkServer(tmp_path)
    yield one
    one.stop()


@pytest.fixture
def start(server: ForkServer, tmp_path: Path) -> Callable[..., Any]:
    """Starts a process that runs a script: `start("print(1)", TZ="Asia/Tokyo")`."""

    def new(script: str, by: Callable[..., Any] = server.start, **environment: str) -> Any:
        path = tmp_path / "script.py"
        path.write_text(script)
        return by([sys.executable, str(path)], cwd=str(tmp_path), env=environment, **OPTIONS)

    return new


def output(process: Any) -> str:
    """Returns all that a process says."""
    with process.stdin, process.stderr, process.stdout:
        said: str = process.stdout.read()
        process.wait(30)
    return said


@ON_LINUX
def test_a_forked_process_has_what_a_fresh_interpreter_would_have(
    start: Callable[..., Any],
) -> None:
    environment = {"ONE": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}
    forked = start(SURROUNDINGS, **environment)
    fresh = start(SURROUNDINGS, by=subprocess.Popen, **environment)
    assert isinstance(forked, ForkedProcess)
    assert json.loads(output(forked)) == json.loads(output(fresh))


@ON_LINUX
def test_processes_share_neither_modules_nor_chance(start: Callable[..., Any]) -> None:
    one, other = (output(start(SHARES_NOTHING)).split() for _ in range(2))
    assert (one[0], other[0]) == ("False", "False")
    assert one[1] != other[1]


@ON_LINUX
def test_nothing_of_ours_is_there_before_a_function_imports_it(start: Callable[..., Any]) -> None:
    loaded = json.loads(output(start("import json, sys; print(json.dumps(list(sys.modules)))")))
    assert "pynamodb.models" in loaded
    assert not {"learn_exchange", "local", "ministack", "boto3"} & set(loaded)


@ON_LINUX
@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("", 0),
        ("import sys; sys.exit(3)", 3),
        ("import os; os._exit(70)", 70),
        ("raise ValueError", 1),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", -11),
    ],
)
def test_how_a_process_ended_is_known(start: Callable[..., Any], script: str, code: int) -> None:
    process = start(script)
    output(process)
    assert (process.wait(), process.poll(), process.returncode) == (code, code, code)


@ON_LINUX
@pytest.mark.parametrize(("end", "code"), [("terminate", -15), ("kill", -9)])
def test_a_process_can_be_ended(start: Callable[..., Any], end: str, code: int) -> None:
    process = start(WAITS)
    assert process.stdout.readline() == "ready\n"
    assert process.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.01)
    getattr(process, end)()
    assert process.wait(30) == code
    getattr(process, end)()
    output(process)


@ON_LINUX
def test_a_fork_server_that_dies_takes_its_processes_along_and_is_started_again(
    start: Callable[..., Any], server: ForkServer
) -> None:
    orphan = start(WAITS)
    assert server.process
    server.process.kill()
    assert orphan.wait(30) == -9
    assert output(orphan) in {"", "ready\n"}
    process = start("print('again')")
    assert isinstance(process, ForkedProcess)
    assert output(process) == "again\n"


@ON_LINUX
def test_without_a_fork_server_functions_start_all_the_same(
    start: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fork_server, "__file__", "/nowhere/fork_server.py")
    processes = [start("print('here')") for _ in range(2)]
    assert {type(process) for process in processes} == {subprocess.Popen}
    assert [output(process) for process in processes] == ["here\n", "here\n"]


@ON_LINUX
def test_a_function_that_sets_how_python_runs_gets_an_interpreter_of_its_own(
    start: Callable[..., Any],
) -> None:
    process = start("import sys; print(sys.flags.utf8_mode)", PYTHONUTF8="1")
    assert isinstance(process, subprocess.Popen)
    assert output(process) == "1\n"


@ON_LINUX
def test_what_is_shared_does_not_ask_for_what_each_function_is_told() -> None:
    command = [sys.executable, "-c", SAYS_WHAT_IS_READ, fork_server.__file__]
    read = subprocess.check_output(command, text=True).split()  # noqa: S603 (it is ours)
    assert "POWERTOOLS_DEBUG" in read
    assert not {*ENVIRONMENT, *LOCAL_ENVIRONMENT, "FUNCTION"} & set(read)


def zipped(code: str) -> bytes:
    """Returns the archive of a function whose module is `code`."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("code.py", code)
    return content.getvalue()


def test_a_process_that_died_is_replaced_and_so_are_all_when_the_code_changes(
    tmp_path: Path,
) -> None:
    with Emulator(free_port(), tmp_path / "state", persist=False) as emulator:
        with isolated(emulator.endpoint):
            roles, functions = (boto3.Session().client(name) for name in ("iam", "lambda"))
        role = roles.create_role(RoleName="nobody", AssumeRolePolicyDocument="{}")["Role"]
        functions.create_function(
            FunctionName="counts",
            Runtime="python3.13",
            Role=role["Arn"],
            Handler="code.handle",
            Code={"ZipFile": zipped(COUNTS_CALLS.replace("VERSION", "old"))},
        )

        def call(*, crash: bool = False) -> Any:
            answer = functions.invoke(FunctionName="counts", Payload=json.dumps(crash))
            return answer.get("FunctionError") or json.loads(answer["Payload"].read())

        assert [call(), call()] == [["old", 1], ["old", 2]]
        assert call(crash=True) == "Unhandled"
        assert call() == ["old", 1]
        code = zipped(COUNTS_CALLS.replace("VERSION", "new"))
        functions.update_function_code(FunctionName="counts", ZipFile=code)
        assert [call(), call()] == [["new", 1], ["new", 2]]


def test_on_macos_functions_are_not_forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lambda_runtime, "subprocess", subprocess)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(forking, "ForkServer", lambda _: pytest.fail("it forks"))
    fork_functions(tmp_path)
    assert lambda_runtime.subprocess is subprocess
