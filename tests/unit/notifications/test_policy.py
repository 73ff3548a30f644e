"""Decisions on each channel, and the reason that counts where there are several."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.kinds import KINDS, Kind
from notifications.policy import DeliveryPlan, Outcome, PolicyInput, decide

NIGHT = datetime(2026, 11, 23, 7, tzinfo=UTC)
REMINDER, SUMMARY = KINDS["session_reminder"], KINDS["summary"]
AGAINST_ALL = ["self_action", "blocked", "outdated", "already_read", "repeated"]

inputs = st.builds(
    PolicyInput,
    **{name: st.booleans() for name in PolicyInput.__dataclass_fields__ if name != "quiet_until"},
    quiet_until=st.none() | st.just(NIGHT),
)
kinds = st.sampled_from(list(KINDS.values()))


def outcomes(plan: DeliveryPlan) -> list[str]:
    """In the list, live, push, e-mail."""
    return [plan.in_app, plan.live, plan.push, plan.email]


@pytest.mark.parametrize("reason", AGAINST_ALL)
def test_some_reasons_are_against_every_channel(reason: str) -> None:
    for kind in KINDS.values():
        conditions: dict[str, Any] = {reason: True}
        plan = decide(kind, PolicyInput(**conditions, quiet_until=NIGHT))
        assert set(outcomes(plan)) == {reason}
        assert plan.quiet_until is None
        assert not plan.saves


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, ["sent", "pending", "pending", "pending"]),
        ({"push_wanted": False}, ["sent", "pending", "muted", "pending"]),
        ({"email_wanted": False}, ["sent", "pending", "pending", "muted"]),
        ({"quiet_until": NIGHT}, ["sent", "pending", "deferred", "deferred"]),
        ({"quiet_until": NIGHT, "push_wanted": False}, ["sent", "pending", "muted", "deferred"]),
        ({"joins": True, "alerted": True}, ["grouped", "pending", "grouped", "grouped"]),
        ({"joins": True}, ["grouped", "pending", "pending", "pending"]),
        ({"joins": True, "quiet_until": NIGHT}, ["grouped", "pending", "deferred", "deferred"]),
        ({"alerted": True}, ["sent", "pending", "pending", "pending"]),
        (
            {"joins": True, "alerted": True, "email_wanted": False, "quiet_until": NIGHT},
            ["grouped", "pending", "grouped", "muted"],
        ),
    ],
    ids=str,
)
def test_what_is_decided(conditions: dict[str, Any], expected: list[str]) -> None:
    plan = decide(KINDS["message"], PolicyInput(**conditions))
    assert outcomes(plan) == expected
    assert plan.saves
    assert plan.quiet_until == (NIGHT if "deferred" in expected else None)


def test_a_summary_is_pushed_and_mailed_and_not_in_the_list() -> None:
    assert outcomes(decide(SUMMARY, PolicyInput())) == [
        "not_applicable",
        "not_applicable",
        "pending",
        "pending",
    ]
    assert not decide(SUMMARY, PolicyInput()).saves


@given(kinds, inputs)
def test_every_channel_ends_or_is_to_be_sent_and_what_is_saved_is_shown_live(
    kind: Kind, conditions: PolicyInput
) -> None:
    plan = decide(kind, conditions)
    assert all(isinstance(outcome, Outcome) for outcome in outcomes(plan))
    assert plan.in_app != Outcome.PENDING
    assert plan.saves == (plan.live == Outcome.PENDING)
    assert (plan.quiet_until is not None) == (Outcome.DEFERRED in outcomes(plan))
    if Outcome.PENDING in (plan.push, plan.email):
        assert conditions.quiet_until is None


@pytest.mark.parametrize(
    ("conditions", "deferred_channels"),
    [
        ({}, ()),
        ({"quiet_until": NIGHT}, ("push", "email")),
        ({"quiet_until": NIGHT, "push_wanted": False}, ("email",)),
        ({"quiet_until": NIGHT, "email_wanted": False}, ("push",)),
        ({"quiet_until": NIGHT, "push_wanted": False, "email_wanted": False}, ()),
        ({"quiet_until": NIGHT, "joins": True, "alerted": True}, ()),
        ({"push_wanted": False, "email_wanted": False}, ()),
    ],
    ids=str,
)
def test_nobody_was_alerted_of_what_quiet_hours_hold_back_on_every_channel(
    conditions: dict[str, Any], deferred_channels: tuple[str, ...]
) -> None:
    plan = decide(KINDS["message"], PolicyInput(**conditions))
    assert plan.deferred_channels == deferred_channels
    assert plan.is_only_held == bool(deferred_channels)


@given(kinds, inputs)
def test_what_is_wanted_on_one_channel_does_not_change_the_others(
    kind: Kind, conditions: PolicyInput
) -> None:
    with_mail, without = (
        decide(kind, replace(conditions, email_wanted=wanted)) for wanted in (True, False)
    )
    assert outcomes(with_mail)[:3] == outcomes(without)[:3]
