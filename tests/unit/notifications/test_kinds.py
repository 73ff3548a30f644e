"""The table of types: complete, and the same wherever it is said."""

from typing import get_args

import pytest

from infra.constructs.consumer import ATTEMPTS
from infra.consumers import CONSUMERS, Consumer
from learn_exchange.events import DomainEvent
from notifications.channels import LAST_ATTEMPT
from notifications.kinds import KINDS, TYPE_OF, NotificationType
from notifications.recipients import happenings


def test_every_type_is_of_some_event() -> None:
    assert set(KINDS) == set(get_args(NotificationType)) == set(TYPE_OF.values())


def test_all_events_of_the_table_are_told_of_and_no_others() -> None:
    lines = [line for line in CONSUMERS if isinstance(line, Consumer)]
    [notify] = [line for line in lines if line.function == "notifications.notify"]
    [summarize] = [line for line in lines if line.function == "notifications.summarize"]
    assert {*notify.on, *summarize.on} == set(TYPE_OF)
    assert set(TYPE_OF) <= set(DomainEvent.catalogue)


@pytest.mark.parametrize("name", TYPE_OF)
def test_every_event_of_the_table_says_whom_to_tell(name: str) -> None:
    nobody = happenings.dispatch(object)
    assert happenings.dispatch(DomainEvent.catalogue[name]) is not nobody


def test_nothing_else_says_whom_to_tell() -> None:
    told_of = [DomainEvent.catalogue[name] for name in TYPE_OF]
    for event in happenings.registry.keys() - {object}:
        assert [kind for kind in told_of if issubclass(kind, event)], event


def test_the_last_attempt_is_that_of_the_queue() -> None:
    assert LAST_ATTEMPT == ATTEMPTS
