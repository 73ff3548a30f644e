"""The registrations of kinds: complete, and the same wherever a kind has a part."""

import re
from pathlib import Path
from typing import get_args

import pytest

from contracts.vocabulary import KEYS
from infra.constructs.consumer import ATTEMPTS
from infra.consumers import CONSUMERS, NOTIFIED_EVENTS, Consumer
from learn_exchange.events import DomainEvent
from notifications.channels import LAST_ATTEMPT
from notifications.kinds import KIND_OF_EVENT, KINDS, NotificationType
from notifications.recipients import recipients_of

SETTINGS = Path(__file__).parents[3] / "web/src/notifications/kinds.ts"


def test_the_kinds_are_the_types_of_the_api() -> None:
    assert list(KINDS) == list(get_args(NotificationType))


def test_every_kind_has_events_and_no_two_have_the_same() -> None:
    assert all(kind.events for kind in KINDS.values())
    assert len(KIND_OF_EVENT) == sum(len(kind.events) for kind in KINDS.values())
    assert set(KIND_OF_EVENT) <= set(DomainEvent.catalogue)


def test_the_functions_that_notify_get_the_events_of_all_kinds_and_no_others() -> None:
    lines = [line for line in CONSUMERS if isinstance(line, Consumer)]
    [notify] = [line for line in lines if line.function == "notifications.notify"]
    [summarize] = [line for line in lines if line.function == "notifications.summarize"]
    assert notify.on == NOTIFIED_EVENTS
    assert {*notify.on, *summarize.on} == set(KIND_OF_EVENT)


@pytest.mark.parametrize("name", KIND_OF_EVENT)
def test_every_event_of_a_kind_has_recipients(name: str) -> None:
    nobody = recipients_of.dispatch(object)
    assert recipients_of.dispatch(DomainEvent.catalogue[name]) is not nobody


def test_no_other_event_has_recipients() -> None:
    events = [DomainEvent.catalogue[name] for name in KIND_OF_EVENT]
    for registered in recipients_of.registry.keys() - {object}:
        assert [event for event in events if issubclass(event, registered)], registered


def test_every_kind_is_described_in_the_api_and_offered_in_the_settings_of_the_client() -> None:
    assert set(KINDS) <= set(KEYS)
    assert set(KINDS) <= set(re.findall(r'"(\w+)"', SETTINGS.read_text("utf-8")))


def test_the_last_attempt_is_that_of_the_queue() -> None:
    assert LAST_ATTEMPT == ATTEMPTS
