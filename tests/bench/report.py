"""The results as a table, as a page, and as a judgement."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from infra.assets import Assets
from tests.bench.limits import limit_of
from tests.bench.measure import Result, Results
from tests.bench.units import demand

TITLE = "# Benchmarks\n\nWritten by `make bench`.\n"

COLD_STARTS = """A cold start is counted from the start of the process to the first answer:
the real `awslambdaric` runs the function's own bundle and layers against a stub of Lambda's Runtime
API and a canned AWS behind TLS. Instructions are counted by `valgrind --tool=cachegrind`, without a
simulated cache, and are the same on every machine to 0.3 %; times are medians of one machine, at
full CPU, and judge nothing.

(a) is a handler of the standard library alone that signs its GetItem by hand, (d) is FastAPI with
Mangum and boto3's resource. Both answer `GET /user/{id}`, and were measured in the same run.
"""

DEMANDS = """What the sample event of each function asks of DynamoDB, counted from its requests:
read and write request units, with indexes and transactions. Bounds on round trips are a test.
"""

HEADER = (
    "| function | answer | M instructions | of (a) | of (d) | init ms | first ms | warm ms |",
    "|---|---|---|---|---|---|---|---|",
)


def table(results: Results) -> str:
    """Returns all results, as a Markdown table."""
    rows = [_row(each, results) for each in (results.bare, results.fastapi, *results.functions)]
    return "\n".join((*HEADER, *rows)) + "\n"


def sections(results: Results, assets: Assets) -> list[str]:
    """Returns what docs/benchmarks.md says of functions."""
    sizes = "\n".join(_sizes(assets))
    demands = "\n".join(_demands(results))
    return [
        f"## Cold starts\n\n{COLD_STARTS}\n{table(results)}",
        f"## Layers\n\n{sizes}\n",
        f"## DynamoDB\n\n{DEMANDS}\n{demands}\n",
    ]


def with_section(page: str, section: str) -> str:
    """Returns the page with another section of the same title, or with one more."""
    title = section.partition("\n")[0]
    before, found, rest = page.partition(f"{title}\n")
    following = re.search(r"^## .*", rest, re.MULTILINE | re.DOTALL) if found else None
    parts = [before.rstrip() + "\n", section, *([following[0]] if following else [])]
    return "\n".join(parts)


def excesses(results: Results) -> list[str]:
    """Returns one line for each limit that a function passes."""
    lines = []
    for result in results.functions:
        limit = limit_of(result.name)
        if limit is None or result.instructions is None:
            continue
        for what, allowed, base in (
            ("the bare handler", limit.of_bare, results.bare),
            ("FastAPI", limit.of_fastapi, results.fastapi),
        ):
            ratio = result.instructions / (base.instructions or 1)
            if allowed is not None and ratio > allowed:
                lines.append(f"{result.name} takes {ratio:.2f} of {what}; the limit is {allowed}")
    return lines


def _row(result: Result, results: Results) -> str:
    cells = [result.name, _status(result.start.answer)]
    if result.instructions and results.bare.instructions and results.fastapi.instructions:
        cells += [
            f"{result.instructions / 1e6:.0f}",
            f"{result.instructions / results.bare.instructions:.2f}",
            f"{result.instructions / results.fastapi.instructions:.2f}",
        ]
    else:
        cells += ["", "", ""]
    start = result.start
    cells += [f"{start.init:.0f}", f"{start.first:.1f}", f"{start.warm:.1f}"]
    return f"| {' | '.join(cells)} |"


def _status(answer: object) -> str:
    """Returns the answer of a function: a status, why a token was refused, or success."""
    match answer:
        case {"statusCode": int(status)}:
            return str(status)
        case {"context": {"refused": str(reason)}}:
            return reason
        case {"batchItemFailures": [_, *_]}:
            return "failed"
    return "ok"


def _sizes(assets: Assets) -> Iterator[str]:
    yield "| layer | MB zipped |\n|---|---|"
    for name, layer in assets.layers.items():
        yield f"| {name} | {_zipped(layer) / 1e6:.2f} |"


def _demands(results: Results) -> Iterator[str]:
    yield "| function | calls | read units | write units |\n|---|---|---|---|"
    for result in results.functions:
        taken = demand(result.start.calls, result.content)
        if taken.calls:
            units = f"{taken.units.read:g} | {taken.units.write:g}"
            yield f"| {result.name} | {taken.calls_in_words} | {units} |"


def _zipped(directory: Path) -> int:
    return sum(
        len(zlib.compress(file.read_bytes(), 9)) for file in directory.rglob("*") if file.is_file()
    )
