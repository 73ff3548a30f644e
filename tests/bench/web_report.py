"""The section on the web client of docs/benchmarks.md."""

from collections.abc import Mapping
from inspect import cleandoc

from tests.bench.web_emulated import CPU_SLOWDOWN, POSTS, ROUNDS, Vitals


def section(pages: Mapping[str, Vitals]) -> str:
    """Returns the whole section."""
    introduction = cleandoc(
        f"""
        First visits with a phone of 390 px, with an empty cache, over slow 4G (1.6 Mbit/s, 150 ms)
        and with a processor that is {CPU_SLOWDOWN} times slower than this machine's: medians of
        {ROUNDS} visits, against the emulator on the same machine. Home shows {POSTS} posts. What is
        pressed is the theme, the eye of the password, and the like of the first post. The limits of
        "good" at web.dev are 2,500 ms, 200 ms and 0.1. Times judge nothing.
        """
    )
    rows = [
        "| page | largest paint (LCP) ms | slowest interaction (INP) ms | shift (CLS) |",
        "|---|---|---|---|",
        *(
            f"| {name} | {page.lcp:.0f} | {page.inp:.0f} | {page.cls:.3f} |"
            for name, page in pages.items()
        ),
    ]
    return "\n\n".join(["## Web client", introduction, "\n".join(rows)]) + "\n"
