"""The states of exchanges and sessions: who may lead from which to which, and when.

These two tables are all there is to it: the code acts by them, what is refused is explained by
them, tests walk through them, and `docs/exchange-states.md` is drawn from them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from exchange.problems import WrongState
from learn_exchange.meetings import Meeting

ANSWER_WITHIN = timedelta(days=14)
NO_SHOW_AFTER = timedelta(minutes=10)
ASSUMED_AFTER = timedelta(hours=72)
CONTEST_WITHIN = timedelta(days=14)
RATE_WITHIN = timedelta(days=14)
LATE_WITHIN = timedelta(hours=12)


class By(StrEnum):
    """The roles that may act. `CLOCK` is nobody: it happens when the time has come."""

    INITIATOR = "the initiator"
    RECEIVER = "the receiver"
    EITHER = "either of the two"
    OTHER = "the one who did not propose it"
    REMAINING = "the one who has not yet done so"
    ACCUSED = "the one who is said to have been absent"
    REPORTER = "the one who has reported it"
    CLOCK = "the clock"


@dataclass(frozen=True)
class When:
    """A stretch of time, from an instant on and before another; no bound where there is none."""

    text: str
    opens: Callable[[Meeting], datetime] | None = None
    closes: Callable[[Meeting], datetime] | None = None

    def holds(self, meeting: Meeting, at: datetime) -> bool:
        """Returns whether an instant lies within."""
        return (self.opens is None or self.opens(meeting) <= at) and (
            self.closes is None or at < self.closes(meeting)
        )


ANY_TIME = When("at any time")
BEFORE_START = When("before its start", closes=lambda it: it.starts_at)
UNTIL_NO_SHOW = When(
    "until 10 minutes after its start", closes=lambda it: it.starts_at + NO_SHOW_AFTER
)
FROM_START = When("from its start on", opens=lambda it: it.starts_at)
FROM_NO_SHOW = When(
    "from 10 minutes after its start on", opens=lambda it: it.starts_at + NO_SHOW_AFTER
)
SOON_AFTER = When("until 14 days after its end", closes=lambda it: it.ends_at + CONTEST_WITHIN)


@dataclass(frozen=True)
class Rule:
    """In a state, someone may do something, which leads to a state."""

    state: str
    action: str
    by: By
    becomes: str
    when: When = ANY_TIME
    after: str = ""
    """The time that the clock waits for, in words."""
    unless_hidden: bool = False
    """A block between the two forbids it: nothing new is agreed, and what was not is hidden."""


@dataclass(frozen=True)
class Machine:
    """A thing with states. It shows some of them under the name of another."""

    thing: str
    rules: tuple[Rule, ...]
    shown_as: dict[str, str]

    def status(self, state: str) -> str:
        """The state as clients see it."""
        return self.shown_as.get(state, state)

    def rule(self, state: str, action: str, roles: set[By]) -> Rule:
        """The rule by which someone with these roles may act.

        Raises:
            WrongState: there is none; it says what the state is, and what is possible in it.
        """
        for rule in self.open_to(state, roles):
            if rule.action == action:
                return rule
        raise WrongState(self._explain(state), current=self.status(state))

    def open_to(self, state: str, roles: set[By]) -> Iterator[Rule]:
        """Yields the rules by which someone with these roles may act in a state."""
        return (rule for rule in self.rules if rule.state == state and rule.by in roles)

    def _explain(self, state: str) -> str:
        possible = [
            f"{rule.by} can {rule.action} it {rule.when.text}".replace(" it at any time", " it")
            for rule in self.rules
            if rule.state == state and rule.by is not By.CLOCK
        ]
        then = "; ".join(possible) if possible else "nothing can change that"
        return f"The {self.thing} is {self.status(state)}: {then}."


# fmt: off
EXCHANGE = Machine("exchange", (
    #    state        action          by            becomes
    Rule("pending",   "accept",       By.RECEIVER,  "accepted",  unless_hidden=True),
    Rule("pending",   "decline",      By.RECEIVER,  "canceled",  unless_hidden=True),
    Rule("pending",   "cancel",       By.INITIATOR, "canceled",  unless_hidden=True),
    Rule("pending",   "expire",       By.CLOCK,     "canceled",  after="14 days without an answer"),
    Rule("accepted",  "cancel",       By.EITHER,    "canceled"),
    Rule("accepted",  "complete",     By.CLOCK,     "completed", after="a session was completed, and none is open"),
), shown_as={})

SESSION = Machine("session", (
    #    state        action          by            becomes
    Rule("proposed",  "accept",       By.OTHER,     "accepted",  unless_hidden=True),
    Rule("proposed",  "reschedule",   By.EITHER,    "proposed",  unless_hidden=True),
    Rule("proposed",  "cancel",       By.EITHER,    "canceled"),
    Rule("proposed",  "lapse",        By.CLOCK,     "canceled",  after="the last time proposed has come"),
    Rule("accepted",  "reschedule",   By.EITHER,    "proposed",  BEFORE_START, unless_hidden=True),
    Rule("accepted",  "cancel",       By.EITHER,    "canceled",  UNTIL_NO_SHOW),
    Rule("accepted",  "complete",     By.EITHER,    "marked",    FROM_START),
    Rule("accepted",  "report",       By.EITHER,    "no_show",   FROM_NO_SHOW),
    Rule("accepted",  "assume",       By.CLOCK,     "completed", after="72 hours after its end"),
    Rule("marked",    "complete",     By.REMAINING, "completed"),
    Rule("marked",    "report",       By.REMAINING, "no_show",   FROM_NO_SHOW),
    Rule("marked",    "assume",       By.CLOCK,     "completed", after="72 hours after its end"),
    Rule("no_show",   "contest",      By.ACCUSED,   "contested", SOON_AFTER),
    Rule("contested", "complete",     By.REPORTER,  "completed"),
), shown_as={"marked": "accepted", "contested": "no_show"})
# fmt: on
