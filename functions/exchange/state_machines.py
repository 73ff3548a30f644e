"""The states of exchanges and sessions: who can change them, into which state, and when.

These two tables are the only source: use cases apply them, refusals quote them, tests walk through
them, and `docs/exchange-states.md` is drawn from them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from exchange.problems import WrongState
from learn_exchange.meetings import Meeting

ANSWER_WITHIN = timedelta(days=14)
NO_SHOW_AFTER = timedelta(minutes=10)
AUTO_COMPLETE_AFTER = timedelta(hours=72)
CONTEST_WITHIN = timedelta(days=14)
RATE_WITHIN = timedelta(days=14)
LATE_WITHIN = timedelta(hours=12)

# The transitions that only time causes, by the names that rows keep.
EXPIRE_REQUEST = "expire"
EXPIRE_PROPOSAL = "lapse"
AUTO_COMPLETE = "assume"


class Actor(StrEnum):
    """The roles that can cause a transition. `CLOCK` is the passing of time."""

    INITIATOR = "the initiator"
    RECEIVER = "the receiver"
    EITHER = "either participant"
    OTHER = "the participant who did not propose it"
    REMAINING = "the participant who has not marked it as completed"
    ACCUSED = "the accused party"
    REPORTER = "the participant who reported it"
    CLOCK = "the clock"


@dataclass(frozen=True)
class TimeWindow:
    """A span of time around a session. Without `opens` or `closes` it has no bound on that side."""

    text: str
    opens: Callable[[Meeting], datetime] | None = None
    closes: Callable[[Meeting], datetime] | None = None

    def contains(self, meeting: Meeting, now: datetime) -> bool:
        """Tells whether an instant lies within the window."""
        return (self.opens is None or self.opens(meeting) <= now) and (
            self.closes is None or now < self.closes(meeting)
        )


ANY_TIME = TimeWindow("at any time")
BEFORE_START = TimeWindow("before the session starts", closes=lambda meeting: meeting.starts_at)
UNTIL_NO_SHOW = TimeWindow(
    "until 10 minutes after the session starts",
    closes=lambda meeting: meeting.starts_at + NO_SHOW_AFTER,
)
FROM_START = TimeWindow("from the start of the session", opens=lambda meeting: meeting.starts_at)
FROM_NO_SHOW = TimeWindow(
    "from 10 minutes after the session starts",
    opens=lambda meeting: meeting.starts_at + NO_SHOW_AFTER,
)
UNTIL_CONTEST_ENDS = TimeWindow(
    "until 14 days after the session ends",
    closes=lambda meeting: meeting.ends_at + CONTEST_WITHIN,
)


@dataclass(frozen=True)
class Transition:
    """A change from one state to another, with the actor that can cause it and the time for it."""

    state: str
    action: str
    actor: Actor
    target: str
    window: TimeWindow = ANY_TIME
    after: str = ""
    """The condition that the clock waits for, in words."""
    forbidden_by_block: bool = False
    """A block between the participants forbids it: they agree on nothing new, and a request is
    hidden."""

    @property
    def permission(self) -> str:
        """The actor, the action and the time for it, in words."""
        what = ACTION_TEXTS.get(self.action, f"{self.action} this")
        when = "" if self.window is ANY_TIME else f" {self.window.text}"
        return f"{self.actor} can {what}{when}"


ACTION_TEXTS = {"complete": "mark this as completed", "report": "report a no-show"}
"""The actions that need more words than their names."""


@dataclass(frozen=True)
class StateMachine:
    """The transitions of a thing. Clients see some of its states under the name of another."""

    thing: str
    transitions: tuple[Transition, ...]
    shown_as: dict[str, str]

    def status(self, state: str) -> str:
        """Returns the state as clients see it."""
        return self.shown_as.get(state, state)

    def transition(self, state: str, action: str, roles: set[Actor]) -> Transition:
        """Returns the transition that someone with these roles can cause by an action.

        Raises:
            WrongState: there is none; the problem names the state and what is possible in it.
        """
        for transition in self.open_to(state, roles):
            if transition.action == action:
                return transition
        raise WrongState(self._explain(state), current=self.status(state))

    def open_to(self, state: str, roles: set[Actor]) -> Iterator[Transition]:
        """Yields the transitions that someone with these roles can cause in a state."""
        return (each for each in self.transitions if each.state == state and each.actor in roles)

    def _explain(self, state: str) -> str:
        possible = [
            each.permission
            for each in self.transitions
            if each.state == state and each.actor is not Actor.CLOCK
        ]
        then = "; ".join(possible) if possible else "this is final"
        return f"The {self.thing} is {self.status(state)}: {then}."


# fmt: off
EXCHANGE = StateMachine("exchange", (
    #          state        action           actor            target
    Transition("pending",   "accept",        Actor.RECEIVER,  "accepted",  forbidden_by_block=True),
    Transition("pending",   "decline",       Actor.RECEIVER,  "canceled",  forbidden_by_block=True),
    Transition("pending",   "cancel",        Actor.INITIATOR, "canceled",  forbidden_by_block=True),
    Transition("pending",   EXPIRE_REQUEST,  Actor.CLOCK,     "canceled",  after="14 days without an answer"),
    Transition("accepted",  "cancel",        Actor.EITHER,    "canceled"),
    Transition("accepted",  "complete",      Actor.CLOCK,     "completed", after="a session was completed, and none is open"),
), shown_as={})

SESSION = StateMachine("session", (
    #          state        action           actor            target
    Transition("proposed",  "accept",        Actor.OTHER,     "accepted",  forbidden_by_block=True),
    Transition("proposed",  "reschedule",    Actor.EITHER,    "proposed",  forbidden_by_block=True),
    Transition("proposed",  "cancel",        Actor.EITHER,    "canceled"),
    Transition("proposed",  EXPIRE_PROPOSAL, Actor.CLOCK,     "canceled",  after="the last proposed time has come"),
    Transition("accepted",  "reschedule",    Actor.EITHER,    "proposed",  BEFORE_START, forbidden_by_block=True),
    Transition("accepted",  "cancel",        Actor.EITHER,    "canceled",  UNTIL_NO_SHOW),
    Transition("accepted",  "complete",      Actor.EITHER,    "marked",    FROM_START),
    Transition("accepted",  "report",        Actor.EITHER,    "no_show",   FROM_NO_SHOW),
    Transition("accepted",  AUTO_COMPLETE,   Actor.CLOCK,     "completed", after="72 hours after the session ends"),
    Transition("marked",    "complete",      Actor.REMAINING, "completed"),
    Transition("marked",    "report",        Actor.REMAINING, "no_show",   FROM_NO_SHOW),
    Transition("marked",    AUTO_COMPLETE,   Actor.CLOCK,     "completed", after="72 hours after the session ends"),
    Transition("no_show",   "contest",       Actor.ACCUSED,   "contested", UNTIL_CONTEST_ENDS),
    Transition("contested", "complete",      Actor.REPORTER,  "completed"),
), shown_as={"marked": "accepted", "contested": "no_show"})
# fmt: on
