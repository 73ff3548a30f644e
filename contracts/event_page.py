"""docs/events.md: the domain events and who consumes them, from the catalogue and the lines."""

import inspect
from pathlib import Path

from infra.consumers import CONSUMERS, Consumer
from learn_exchange.events import DomainEvent

PAGE = Path(__file__).parent.parent / "docs/events.md"
INTRODUCTION = """# Domain events

Made by `make openapi` from `learn_exchange/events.py` and `infra/consumers.py`. The JSON Schema of
each event is in `events/schemas/`. Consumers see an event once or more, in any order, and say in
their docstring what makes them idempotent.

| event | when | consumers |
|---|---|---|
"""


def text() -> str:
    """Returns the page."""
    return INTRODUCTION + "".join(
        f"| `{name}` | {_first_sentence(event)} | {_consumers(name)} |\n"
        for name, event in DomainEvent.catalogue.items()
    )


def write() -> None:
    """Write the page."""
    PAGE.write_text(text(), "utf-8")


def _first_sentence(event: type[DomainEvent]) -> str:
    sentence = (inspect.getdoc(event) or "").partition(". ")[0]
    return " ".join(sentence.split()).removesuffix(".")


def _consumers(name: str) -> str:
    lines = (line for line in CONSUMERS if isinstance(line, Consumer) and name in line.on)
    return ", ".join(f"`{line.function}`" for line in lines) or "none yet"
