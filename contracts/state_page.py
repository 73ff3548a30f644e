"""docs/exchange-states.md: the states of exchanges and sessions, drawn from their tables."""

from pathlib import Path

from exchange.machines import EXCHANGE, SESSION, Machine, Rule

PAGE = Path(__file__).parent.parent / "docs/exchange-states.md"
INTRODUCTION = """# The states of exchanges and sessions

Made by `make openapi` from `functions/exchange/machines.py`, by which the code acts. Whatever is
not here is refused with 409 `wrong-state`, which names the current state and what is possible in
it.
"""


def text() -> str:
    """The page."""
    return "\n".join([INTRODUCTION, _section(EXCHANGE), _section(SESSION)])


def write() -> None:
    """Write the page."""
    PAGE.write_text(text(), "utf-8")


def _section(machine: Machine) -> str:
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


def _label(rule: Rule) -> str:
    return f"{rule.action} ({rule.after})" if rule.after else str(rule.action)


def _row(rule: Rule) -> str:
    when = rule.after or rule.when.text
    if rule.unless_hidden:
        when += ", unless one has blocked the other"
    return f"| {rule.state} | {rule.by} | {rule.action} | {rule.becomes} | {when} |"
