"""docs/limits.md: how often what may be done, from the tables by which the code counts."""

from datetime import timedelta
from pathlib import Path

from auth import limits
from learn_exchange.account_limits import ACCOUNT_LIMITS, NEWCOMER_FOR
from learn_exchange.limits import RateLimit

PAGE = Path(__file__).parent.parent / "docs/limits.md"
INTRODUCTION = """# Limits

Made by `make openapi` from `learn_exchange/account_limits.py` and `functions/auth/limits.py`, by
which the code counts. What goes beyond is refused with 429 `too-many-requests`, by WebSocket with
an `error`; `Retry-After` says when the window ends. Windows begin on the clock. An attempt counts
if it succeeds, in the very write that it is.
"""
SETTINGS = """
Each number is a setting of the functions: `{variable}=50` changes that of `{name}`.
"""
NEWCOMERS = """
An account is a newcomer's for its first {days} days, and until its address is verified. The access
token says so (`cls`), so a change shows with the next token.
"""
COUNTED_BY = {
    "account": "account",
    "pair": "account and other person",
    "recipient": "person who gets them",
    "address": "address",
}
UNITS = {
    "a day": timedelta(days=1),
    "an hour": timedelta(hours=1),
    "a minute": timedelta(minutes=1),
}


def text() -> str:
    """Returns the page."""
    example = next(limit for limit in ACCOUNT_LIMITS if limit.newcomers)
    of_auth = [limit for limit in vars(limits).values() if isinstance(limit, RateLimit)]
    return "\n".join(
        [
            INTRODUCTION + SETTINGS.format(variable=example.variables[0], name=example.name),
            "## What reaches other people",
            NEWCOMERS.format(days=NEWCOMER_FOR.days),
            "| limit | at most | newcomers | within | counted by | because |",
            "|---|---|---|---|---|---|",
            *map(_row, ACCOUNT_LIMITS),
            "",
            "## Signing in, and mails about the account",
            "",
            "| limit | at most | within |",
            "|---|---|---|",
            *(f"| `{each.name}` | {each.most:,} | {_span(each.window)} |" for each in of_auth),
            "",
        ]
    )


def write() -> None:
    """Write the page."""
    PAGE.write_text(text(), "utf-8")


def _row(limit: RateLimit) -> str:
    newcomers = limit.most if limit.newcomers is None else limit.newcomers
    cells = (
        f"`{limit.name}`",
        limit.most,
        newcomers,
        _span(limit.window),
        COUNTED_BY[limit.per],
        limit.reason,
    )
    return f"| {' | '.join(map(str, cells))} |"


def _span(window: timedelta) -> str:
    for one, length in UNITS.items():
        number, rest = divmod(window, length)
        if number and not rest:
            return f"{number} {one.split()[1]}s" if number > 1 else one
    raise ValueError(window)
