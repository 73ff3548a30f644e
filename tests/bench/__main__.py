"""`make bench`: measure functions, feeds, chat, web client and costs, into docs/benchmarks.md.

With `functions`, `feeds`, `chat`, `web` or `cost`, only those are. With names of functions, these
are measured, and nothing is written. Ends with 1 where a function or an idle stage passes its
limit. Without valgrind only times are measured, and nothing is judged.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "functions"), str(ROOT / "layers/learn_exchange/python")]

from infra.assets import build_for  # noqa: E402
from infra.bytecode import host_runtime  # noqa: E402
from tests.bench import (  # noqa: E402
    chat_emulated,
    chat_report,
    cost_counts,
    cost_report,
    feed_emulated,
    feed_report,
    report,
    subjects,
    web_emulated,
    web_report,
)
from tests.bench.measure import Bench, measure  # noqa: E402

BUILD = ROOT / ".build/bench"
PAGE = ROOT / "docs/benchmarks.md"


@dataclass(frozen=True)
class Part:
    """A part of the page as it was measured, and which limits are passed."""

    sections: Sequence[str]
    excesses: Sequence[str] = ()


def measure_functions(names: Sequence[str] = ()) -> Part:
    """Measure the functions that are named, or all."""
    assets = build_for(host_runtime(), BUILD)
    functions = [each for each in subjects.functions(assets) if not names or each.name in names]
    with tempfile.TemporaryDirectory() as directory:
        bench = Bench(BUILD, Path(directory), assets)
        results = measure(bench, functions)
    return Part(report.sections(results, assets), report.excesses(results))


def measure_feeds() -> Part:
    """Measure feeds for real, and reckon them as a model."""
    return Part([feed_report.section(feed_emulated.measure(print))])


def measure_chat() -> Part:
    """Measure chat for real."""
    return Part([chat_report.section(chat_emulated.measure(print))])


def measure_web() -> Part:
    """Measure the web client in a browser."""
    return Part([web_report.section(web_emulated.measure(print))])


def measure_costs() -> Part:
    """Count what people's acts take, and reckon what a month costs."""
    return Part([cost_report.section(cost_counts.measure())], cost_report.excesses())


PARTS: dict[str, Callable[[], Part]] = {
    "functions": measure_functions,
    "feeds": measure_feeds,
    "chat": measure_chat,
    "web": measure_web,
    "cost": measure_costs,
}


def main(names: list[str]) -> int:
    """Measure what is named, or all; returns the exit code."""
    excesses: list[str] = []
    if set(names) <= PARTS.keys():
        for name in names or PARTS:
            part = PARTS[name]()
            write(part)
            excesses += part.excesses
    else:
        part = measure_functions(names)
        print(part.sections[0])
        excesses += part.excesses
    for excess in excesses:
        print(excess, file=sys.stderr)
    return 1 if excesses else 0


def write(part: Part) -> None:
    """Show a part, and put it in its place on the page."""
    page = PAGE.read_text("utf-8") if PAGE.exists() else report.TITLE
    for section in part.sections:
        print(section)
        page = report.with_section(page, section)
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
