"""Decides the outcome of an event on each channel; the outcome names its reason."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Literal, Self

from notifications.kinds import Kind

Channel = Literal["in_app", "live", "push", "email"]
OUTWARD: tuple[Channel, ...] = ("push", "email")


class Outcome(StrEnum):
    """The outcome of an event for a person on one channel. `texts/` explains each in words."""

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
        former_names = {
            "own_act": cls.SELF_ACTION,
            "quiet": cls.DEFERRED,
            "unused": cls.NOT_APPLICABLE,
        }
        return former_names.get(str(value))


@dataclass(frozen=True)
class PolicyInput:
    """The conditions that a decision depends on.

    - `withdrawn`: the event withdraws a notification that the recipient has not read.
    - `repeated`: the recipient was notified of the same like, follow or comment not long ago.
    - `notified_before`: as `repeated`, but it was taken back since and is now done again.
    - `joins`: it joins an unread notification of the same cause.
    - `alerted`: the one that it joins was pushed or mailed, not only seen live or deferred.
    """

    self_action: bool = False
    blocked: bool = False
    outdated: bool = False
    already_read: bool = False
    withdrawn: bool = False
    repeated: bool = False
    notified_before: bool = False
    joins: bool = False
    alerted: bool = False
    push_wanted: bool = True
    email_wanted: bool = True
    quiet_until: datetime | None = None


@dataclass(frozen=True)
class DeliveryPlan:
    """The outcome on each channel; `pending` where something is still to be sent."""

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
    def deferred_channels(self) -> tuple[Channel, ...]:
        """The channels that wait for the end of quiet hours."""
        return tuple(name for name in OUTWARD if getattr(self, name) == Outcome.DEFERRED)

    @property
    def is_only_held(self) -> bool:
        """True if quiet hours hold it back, and nothing goes out by another channel."""
        return bool(self.deferred_channels) and Outcome.PENDING not in (self.push, self.email)


def decide(kind: Kind, conditions: PolicyInput) -> DeliveryPlan:
    """Decides the outcome on each channel. The first reason against a channel counts."""
    if reason := _reason_against_all(conditions):
        return DeliveryPlan(reason, reason, reason, reason)
    push = _outward_outcome(conditions, wanted=conditions.push_wanted)
    email = _outward_outcome(conditions, wanted=conditions.email_wanted)
    if kind.saved:
        in_app, live = Outcome.GROUPED if conditions.joins else Outcome.SENT, Outcome.PENDING
    else:
        in_app = live = Outcome.NOT_APPLICABLE
    plan = DeliveryPlan(in_app, live, push, email, conditions.quiet_until)
    return plan if plan.deferred_channels else replace(plan, quiet_until=None)


def _reason_against_all(conditions: PolicyInput) -> Outcome | None:
    reasons = {
        Outcome.SELF_ACTION: conditions.self_action,
        Outcome.BLOCKED: conditions.blocked,
        Outcome.OUTDATED: conditions.outdated,
        Outcome.ALREADY_READ: conditions.already_read,
        Outcome.WITHDRAWN: conditions.withdrawn,
        Outcome.REPEATED: conditions.repeated,
    }
    return next((outcome for outcome, holds in reasons.items() if holds), None)


def _outward_outcome(conditions: PolicyInput, *, wanted: bool) -> Outcome:
    reasons = {
        Outcome.MUTED: not wanted,
        Outcome.REPEATED: conditions.notified_before,
        Outcome.GROUPED: conditions.joins and conditions.alerted,
        Outcome.DEFERRED: conditions.quiet_until is not None,
    }
    return next((outcome for outcome, holds in reasons.items() if holds), Outcome.PENDING)
