"""Measures functions and the two handlers to compare with, in one run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from infra.assets import Assets
from infra.bytecode import compile_tree
from tests.bench import cold_start
from tests.bench.cold_start import Function, Start, Trust
from tests.bench.stub import Content, make_certificate
from tests.bench.subjects import baseline

HERE = Path(__file__).parent
BARE = "bare"
FASTAPI = "fastapi_boto3"


@dataclass(frozen=True)
class Result:
    """The costs of the cold start of one function."""

    name: str
    instructions: int | None
    start: Start
    content: Content
    """The content of the canned AWS."""


@dataclass(frozen=True)
class Results:
    """All results of one run; ratios are to the two handlers of the same run."""

    bare: Result
    fastapi: Result
    functions: list[Result]


class Bench:
    """Parts that all starts share: Lambda's runtime, certificates, the handlers to compare with."""

    def __init__(self, build: Path, scratch: Path, assets: Assets) -> None:
        self.assets = assets
        self.runtime = _installed(build, HERE / "runtime/requirements.txt") / "python"
        certificate, root = make_certificate(scratch)
        # A function of ours trusts Amazon's roots alone, others the roots of the whole world.
        amazon = assets.layers["dependencies"] / "python/botocore/cacert.pem"
        world = Path(str(files("botocore") / "cacert.pem"))
        self.trust = Trust(certificate, _joined(scratch / "amazon.pem", amazon, root))
        self.trust_in_all = Trust(certificate, _joined(scratch / "world.pem", world, root))
        handlers = scratch / "handlers"
        shutil.copytree(HERE / "handlers", handlers, ignore=shutil.ignore_patterns("__pycache__"))
        compile_tree(handlers, Path(sys.executable), mounted_at="/var/task", bare=False)
        fastapi = _installed(build, HERE / "handlers/requirements.txt")
        self.bare = baseline(BARE, handlers)
        self.fastapi = baseline(FASTAPI, handlers, fastapi)

    def trust_of(self, function: Function) -> Trust:
        """Returns what the function trusts."""
        return self.trust_in_all if function in (self.bare, self.fastapi) else self.trust


def measure(bench: Bench, functions: Sequence[Function]) -> Results:
    """Measure the functions and the two to compare with."""
    everything = [bench.bare, bench.fastapi, *functions]
    instructions: dict[str, int] = {}
    if cold_start.has_valgrind():
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            counts = pool.map(
                lambda each: cold_start.count_instructions(
                    each, bench.runtime, bench.trust_of(each)
                ),
                everything,
            )
            for function, (count, _) in zip(everything, counts, strict=True):
                instructions[function.name] = count
    bare, fastapi, *results = (
        Result(
            function.name,
            instructions.get(function.name),
            cold_start.time_starts(function, bench.runtime, bench.trust_of(function)),
            function.content,
        )
        for function in everything
    )
    return Results(bare, fastapi, results)


def _installed(build: Path, requirements: Path) -> Path:
    """Returns the layer of a requirements file as pip installs it."""
    digest = sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()[:16]
    layer = build / f"installed-{digest}"
    if not layer.exists():
        partial = build / f"partial-{digest}"
        shutil.rmtree(partial, ignore_errors=True)
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--only-binary=:all:"]
        command += ["--requirement", str(requirements), "--target", str(partial / "python")]
        subprocess.run(command, check=True)  # noqa: S603
        partial.rename(layer)
    return layer


def _joined(path: Path, *parts: Path) -> Path:
    path.write_text("\n".join(part.read_text() for part in parts))
    return path
