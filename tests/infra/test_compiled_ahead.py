"""Code that is recorded when a layer is built, and used when a function starts."""

import importlib
import marshal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra import compiled_ahead
from infra.bytecode import host_runtime
from infra.edits import LibraryChanged

SOURCE = """
import re
from collections import namedtuple
from dataclasses import dataclass

@dataclass(frozen=True)
class Point:
    x: int
    y: int = 2

Pair = namedtuple("Pair", "left right")
NAME = re.compile(r"(?P<first>[a-zé]+) (?P<last>\\w+)", re.IGNORECASE)
BYTES = re.compile(rb"[0-9]+")
"""
USE = """
import compiled_ahead as ahead, re, sys
found = []
code, pattern = ahead._code, ahead._compile_pattern
ahead._code = lambda text: (found.append(text in ahead.codes), code(text))[1]
ahead._compile_pattern = lambda *given: (found.append(False), pattern(*given))[1]
import shapes
print(found.count(True), found.count(False))
print(shapes.Point(1), shapes.Pair(1, right=2), hash(shapes.Point(1)) == hash(shapes.Point(1)))
print(shapes.NAME.match("ÉVA Sol").groupdict(), shapes.NAME.flags, shapes.BYTES.findall(b"1a23"))
"""
ANSWERS = [
    "Point(x=1, y=2) Pair(left=1, right=2) True",
    "{'first': 'ÉVA', 'last': 'Sol'} 34 [b'1', b'23']",
]


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    """The directory of a layer with a module, and of the common layer."""
    for layer in ("common", "own"):
        (tmp_path / layer / "python").mkdir(parents=True)
    compiled_ahead.install(tmp_path / "common/python")
    (tmp_path / "own/python/shapes.py").write_text(SOURCE)
    return tmp_path


@pytest.fixture
def record(layers: Path) -> Callable[[], bytes]:
    """Records what the module compiles; no client of AWS is needed for it."""
    services = layers / "common/python/botocore"
    services.mkdir()
    (services / "__init__.py").touch()
    (services / "session.py").write_text(
        "class Session:\n    def get_available_services(self):\n        return []\n"
    )

    def recorded() -> bytes:
        own = layers / "own/python"
        compiled_ahead.record("own", own, [layers / "common"], host_runtime().interpreter)
        return (own / "recordings/own.marshal").read_bytes()

    return recorded


def use(layers: Path) -> list[str]:
    """Uses the module in a new process; returns the lines that it prints."""
    path = ":".join(str(layers / layer / "python") for layer in ("own", "common"))
    output = subprocess.check_output(  # noqa: S603
        [sys.executable, "-S", "-B", "-c", USE],
        env={"PYTHONPATH": path, "PYTHONUTF8": "1"},
        text=True,
    )
    return output.splitlines()


def test_nothing_that_was_recorded_is_compiled_again(
    layers: Path, record: Callable[[], bytes]
) -> None:
    record()
    counts, *answers = use(layers)
    used, compiled = map(int, counts.split())
    assert used > 1
    assert compiled == 0
    assert answers == ANSWERS


def test_what_was_not_recorded_is_compiled_as_ever(layers: Path) -> None:
    counts, *answers = use(layers)
    used, compiled = map(int, counts.split())
    assert used == 0
    assert compiled > 1
    assert answers == ANSWERS


@pytest.mark.parametrize("other", ["python", "magic"])
def test_a_recording_of_another_python_is_not_used(
    layers: Path, record: Callable[[], bytes], other: str
) -> None:
    recording: dict[str, Any] = marshal.loads(record())  # noqa: S302
    recording[other] = 0
    (layers / "own/python/recordings/own.marshal").write_bytes(marshal.dumps(recording))
    counts, *answers = use(layers)
    _, compiled = map(int, counts.split())
    assert compiled > 1
    assert answers == ANSWERS


def test_a_recording_is_the_same_each_time(record: Callable[[], bytes]) -> None:
    assert record() == record()


def test_what_another_layer_has_recorded_is_not_recorded_again(
    layers: Path, record: Callable[[], bytes]
) -> None:
    record()
    (layers / "own/python/recordings").rename(layers / "common/python/recordings")
    recording = marshal.loads(record())  # noqa: S302
    assert not recording["codes"]
    assert not recording["patterns"]


def test_another_way_to_make_dataclasses_stops_the_build_with_a_line(
    layers: Path, record: Callable[[], bytes]
) -> None:
    (layers / "own/python/dataclasses.py").write_text("def make_dataclass(*_): pass\n")
    with pytest.raises(LibraryChanged, match=r"^The code of own cannot be recorded: dataclasses"):
        record()


def test_each_package_of_the_common_layer_imports_it_first(tmp_path: Path) -> None:
    for package in ("one", "two"):
        (tmp_path / package).mkdir()
        (tmp_path / f"{package}/__init__.py").write_text("import json\n")
    compiled_ahead.install(tmp_path)
    for package in ("one", "two"):
        assert (
            (tmp_path / f"{package}/__init__.py").read_text().startswith("import compiled_ahead\n")
        )
    assert importlib.import_module("compiled_ahead").__doc__
