"""docs/exchange-states.md: the states of exchanges and sessions, drawn from their tables."""

from importlib import import_module
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent.parent / "docs/exchange-states.md"
INTRODUCTION = """# The states of exchanges and sessions

Made by `make openapi` from `functions/exchange/state_machines.py`, by which the code acts. Whatever is
not here is refused with 409 `wrong-state`, which names the current state and what is possible in
it.
"""


def text() -> str:
    """The page."""
    machines = import_module("exchange.state_machines")  # As `infra.openapi` imports the endpoints.
    return "\n".join([INTRODUCTION, _section(machines.EXCHANGE), _section(machines.SESSION)])


def write() -> None:
    """Write the page."""
    PAGE.write_text(text(), "utf-8")


def _section(machine: Any) -> str:
    shown = "".join(
        f"`{state}` is shown to clients as `{status}`. "
        for state, status in machine.shown_as.items()
    )
    return "\n".join(
        [
            f"## {machine.thing.capitalize()}",
            "",
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {machine.rules[0].state}",
            *(f"    {rule.state} --> {rule.becomes}: {_label(rule)}" for rule in machine.rules),
            "```",
            "",
            "| in state | who | can | so that it is | when |",
            "|---|---|---|---|---|",
            *(_row(rule) for rule in machine.rules),
            "",
            *([shown.strip(), ""] if shown else []),
        ]
    )


def _label(rule: Any) -> str:
    return f"{rule.action} ({rule.after})" if rule.after else str(rule.action)


def _row(rule: Any) -> str:
    when = rule.after or rule.when.text
    if rule.unless_hidden:
        when += ", unless one has blocked the other"
    return f"| {rule.state} | {rule.by} | {rule.action} | {rule.becomes} | {when} |"
