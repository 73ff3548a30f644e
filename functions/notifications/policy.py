"""Decides about an event on each channel: one outcome each, with its reason."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal, Self

from notifications.kinds import Kind

Channel = Literal["in_app", "live", "push", "email"]
OUTWARD: tuple[Channel, ...] = ("push", "email")


class Outcome(StrEnum):
    """The outcome of an event for a person on a channel. `texts/` explains each in words."""

    PENDING = "pending"
    SENT = "sent"
    GROUPED = "grouped"
    REPEATED = "repeated"
    MUTED = "muted"
    DEFERRED = "deferred"
    BLOCKED = "blocked"
    SELF_ACTION = "self_action"
    OUTDATED = "outdated"
    ALREADY_READ = "already_read"
    NOT_APPLICABLE = "not_applicable"
    ONLINE = "online"
    OFFLINE = "offline"
    NO_DEVICE = "no_device"
    PUSH_OFF = "push_off"
    DEVICE_DEAD = "device_dead"
    NO_ADDRESS = "no_address"
    BOUNCED = "bounced"
    SUMMED_UP = "summed_up"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken_back"
    FAILED = "failed"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Read an outcome that was stored under its former name."""
        former = {
            "own_act": cls.SELF_ACTION,
            "quiet": cls.DEFERRED,
            "unused": cls.NOT_APPLICABLE,
        }
        return former.get(str(value))


@dataclass(frozen=True)
class Situation:
    """All that a decision rests on.

    `joins`: an unread notification of the same cause takes it in. `alerted`: that one was more than
    seen live or held back, so that nobody need be called again. `withdrawn`: it takes back
    what the person has not read. `told_before`: it was taken back, and is done again.
    """

    self_action: bool = False
    blocked: bool = False
    outdated: bool = False
    already_read: bool = False
    withdrawn: bool = False
    repeated: bool = False
    told_before: bool = False
    joins: bool = False
    alerted: bool = False
    push_wanted: bool = True
    email_wanted: bool = True
    quiet_until: datetime | None = None


@dataclass(frozen=True)
class Plan:
    """The outcomes by channel; `pending` where something is still to be sent."""

    in_app: Outcome
    live: Outcome
    push: Outcome
    email: Outcome
    quiet_until: datetime | None = None

    @property
    def saves(self) -> bool:
        """True if a notification is saved."""
        return self.in_app in (Outcome.SENT, Outcome.GROUPED)

    @property
    def held_back(self) -> tuple[Channel, ...]:
        """Returns the channels that wait for the end of quiet hours."""
        return tuple(it for it in OUTWARD if getattr(self, it) == Outcome.DEFERRED)

    @property
    def calls_nobody_yet(self) -> bool:
        """True if quiet hours have held it back, and nothing goes out by another channel."""
        return bool(self.held_back) and Outcome.PENDING not in (self.push, self.email)


def decide(kind: Kind, it: Situation) -> Plan:
    """Decides what to do on each channel. The first reason against a channel counts."""
    if reason := _against_all(it):
        return Plan(reason, reason, reason, reason)
    push = _outward(it, wanted=it.push_wanted)
    email = _outward(it, wanted=it.email_wanted)
    in_app = (
        (Outcome.GROUPED if it.joins else Outcome.SENT) if kind.saved else Outcome.NOT_APPLICABLE
    )
    live = Outcome.PENDING if kind.saved else Outcome.NOT_APPLICABLE
    plan = Plan(in_app, live, push, email, it.quiet_until)
    return plan if plan.held_back else replace(plan, quiet_until=None)


def _against_all(it: Situation) -> Outcome | None:
    reasons = {
        Outcome.SELF_ACTION: it.self_action,
        Outcome.BLOCKED: it.blocked,
        Outcome.OUTDATED: it.outdated,
        Outcome.ALREADY_READ: it.already_read,
        Outcome.WITHDRAWN: it.withdrawn,
        Outcome.REPEATED: it.repeated,
    }
    return next((outcome for outcome, holds in reasons.items() if holds), None)


def _outward(it: Situation, *, wanted: bool) -> Outcome:
    reasons = {
        Outcome.MUTED: not wanted,
        Outcome.REPEATED: it.told_before,
        Outcome.GROUPED: it.joins and it.alerted,
        Outcome.DEFERRED: it.quiet_until is not None,
    }
    return next((outcome for outcome, holds in reasons.items() if holds), Outcome.PENDING)
