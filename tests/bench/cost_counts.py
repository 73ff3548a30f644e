"""Counts what people's acts take, by the tests that bound it."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.bench.metering import Taken

ROOT = Path(__file__).parents[2]
TESTS = "tests/events/test_costs.py"


class CountingFailed(Exception):
    """The tests that count have failed; the text is what they said."""


def measure() -> dict[str, Taken]:
    """Returns what each act takes, by its name.

    Raises:
        CountingFailed: the tests have failed.
    """
    with tempfile.TemporaryDirectory() as directory:
        results = Path(directory) / "results.xml"
        command = [sys.executable, "-m", "pytest", TESTS, "-p", "no:cacheprovider"]
        command += ["-o", "junit_family=xunit1", f"--junit-xml={results}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise CountingFailed(done.stdout)
        return dict(counted(results.read_text("utf-8")))


def counted(report: str) -> list[tuple[str, Taken]]:
    """Returns what the tests noted, by act, from their report in the form of JUnit."""
    return [
        (case.attrib["name"].partition("[")[2].rstrip("]"), Taken(**json.loads(taken)))
        for case in ET.fromstring(report).iter("testcase")  # noqa: S314 (ours)
        for each in case.iter("property")
        if (taken := each.attrib["value"]) and each.attrib["name"] == "taken"
    ]
