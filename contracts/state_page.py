"""docs/exchange-states.md: the states of exchanges and sessions, drawn from their tables."""

from pathlib import Path

from exchange.state_machines import EXCHANGE, SESSION, StateMachine, Transition

PAGE = Path(__file__).parent.parent / "docs/exchange-states.md"
INTRODUCTION = """# The states of exchanges and sessions

Made by `make openapi` from `functions/exchange/state_machines.py`, which the code applies. Anything
else is refused with 409 `wrong-state`, which names the current state and what is possible in it.
"""


def text() -> str:
    """Returns the page."""
    return "\n".join([INTRODUCTION, _section(EXCHANGE), _section(SESSION)])


def write() -> None:
    """Write the page."""
    PAGE.write_text(text(), "utf-8")


def _section(machine: StateMachine) -> str:
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
            f"    [*] --> {machine.transitions[0].state}",
            *(
                f"    {each.state} --> {each.target}: {_label(each)}"
                for each in machine.transitions
            ),
            "```",
            "",
            "| state | actor | action | new state | when |",
            "|---|---|---|---|---|",
            *map(_row, machine.transitions),
            "",
            *([shown.strip(), ""] if shown else []),
        ]
    )


def _label(transition: Transition) -> str:
    action = str(transition.action)
    return f"{action} ({transition.after})" if transition.after else action


def _row(transition: Transition) -> str:
    when = transition.after or transition.window.text
    if transition.forbidden_by_block:
        when += ", unless one has blocked the other"
    cells = transition.state, transition.actor, transition.action, transition.target, when
    return f"| {' | '.join(cells)} |"
