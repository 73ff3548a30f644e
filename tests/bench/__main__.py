"""`make bench`: measure every function, feeds and chat, and write it all to docs/benchmarks.md.

With names of functions, only those are measured, and nothing is written; with `feeds` or `chat`,
only that section is. Ends with 1 where a function passes its limit. Without valgrind only times are
measured, and nothing is judged.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "functions"), str(ROOT / "layers/learn_exchange/python")]

from infra.assets import build_for  # noqa: E402
from infra.bytecode import host_runtime  # noqa: E402
from tests.bench import (  # noqa: E402
    chat_emulated,
    chat_report,
    feed_emulated,
    feed_report,
    report,
    subjects,
)
from tests.bench.measure import Bench, measure  # noqa: E402

SECTIONS: dict[str, Callable[[], str]] = {
    "feeds": lambda: feed_report.section(feed_emulated.measure(print)),
    "chat": lambda: chat_report.section(chat_emulated.measure(print)),
}
BUILD = ROOT / ".build/bench"
PAGE = ROOT / "docs/benchmarks.md"


def main(names: list[str]) -> int:
    """Measure what is named, or all; returns the exit code."""
    if len(names) == 1 and names[0] in SECTIONS:
        section = SECTIONS[names[0]]()
        print(section)
        PAGE.write_text(report.with_section(PAGE.read_text("utf-8"), section), "utf-8")
        return 0
    assets = build_for(host_runtime(), BUILD)
    functions = [each for each in subjects.functions(assets) if not names or each.name in names]
    with tempfile.TemporaryDirectory() as directory:
        bench = Bench(BUILD, Path(directory), assets)
        results = measure(bench, functions)
    table = report.table(results)
    print(table)
    if not names:
        sections = [section() for section in SECTIONS.values()]
        PAGE.write_text(report.page(results, assets, *sections), "utf-8")
    excesses = report.excesses(results)
    for excess in excesses:
        print(excess, file=sys.stderr)
    return 1 if excesses else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
