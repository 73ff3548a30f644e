"""Bounces and complaints: what becomes of such addresses."""

import json
from typing import Any

import pytest

from learn_exchange.tables.notifications import Suppression
from tests.support.bus import consume
from tests.support.gateway import Gateway, Json
from tests.support.mail_feedback import bounced, complained
from tests.support.people import Person, new_person_body
from tests.support.rows import nothing_written, rows_of

ADDRESS = "ana@example.com"

pytestmark = pytest.mark.usefixtures("aws_in_memory")


def told(*messages: Json) -> list[int]:
    """Have SES tell this; returns the numbers of the messages that stay in the queue."""
    return consume("notifications.suppress", [json.dumps(message) for message in messages])


def reason(address: str = ADDRESS) -> str | None:
    """Returns why no notifications are mailed to an address; None where they are."""
    suppression = Suppression.key(address).get()
    return suppression.reason if suppression else None


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (bounced(ADDRESS), "bounce"),
        (bounced("Ana@Example.com"), "bounce"),
        (bounced("Ana Silva <ana@example.com>"), "bounce"),
        (complained(ADDRESS), "complaint"),
        (complained(ADDRESS, kind=None), "complaint"),
        (complained(ADDRESS, kind="fraud"), "complaint"),
    ],
)
def test_no_more_notifications_are_mailed_to(message: Json, expected: str) -> None:
    assert told(message) == []

    assert reason() == expected


@pytest.mark.parametrize(
    "message",
    [
        bounced(ADDRESS, kind="Transient"),
        bounced(ADDRESS, kind="Undetermined"),
        complained(ADDRESS, kind="not-spam"),
    ],
)
def test_what_may_pass_and_what_is_praise_changes_nothing(message: Json) -> None:
    with nothing_written():
        assert told(message) == []


def test_all_addresses_of_a_mail_are_meant() -> None:
    told(bounced(ADDRESS, "ben@example.com"))

    assert (reason(), reason("ben@example.com")) == ("bounce", "bounce")


def test_being_told_twice_is_as_being_told_once() -> None:
    told(bounced(ADDRESS), bounced(ADDRESS))

    assert len(rows_of(Suppression)) == 1


def without_recipients(message: Json) -> Json:
    """Returns the message, of nobody."""
    detail = message["detail"]
    content = detail.get("bounce") or detail["complaint"]
    content.pop("bouncedRecipients", None)
    content.pop("complainedRecipients", None)
    return message


@pytest.mark.parametrize(
    "malformed",
    [
        {},
        {"detail-type": "Email Bounced"},
        {"detail-type": "Email Opened", "detail": {}},
        {**bounced(ADDRESS), "detail": None},
        {**bounced(ADDRESS), "detail": complained(ADDRESS)["detail"]},
        bounced(ADDRESS, bounceType=None),
        bounced(ADDRESS, bouncedRecipients=[{}]),
        bounced(ADDRESS, bouncedRecipients=[{"emailAddress": 7}]),
        bounced(),
        complained(),
        without_recipients(bounced(ADDRESS)),
        without_recipients(complained(ADDRESS)),
    ],
)
def test_a_message_that_cannot_be_read_is_kept_and_loses_no_other(malformed: Any) -> None:
    assert told(malformed, bounced("ben@example.com")) == [0]

    assert [row.reason for row in rows_of(Suppression)] == ["bounce"]
    assert reason("ben@example.com") == "bounce"


def test_a_suppressed_address_is_not_written_down(ana: Person) -> None:
    told(bounced(ana.email))

    [row] = rows_of(Suppression)
    assert ana.email not in json.dumps(row.serialize())


def test_an_address_that_takes_no_mails_can_sign_up_all_the_same(gateway: Gateway) -> None:
    body = new_person_body()
    told(bounced(body["email"]))

    assert gateway.post("/auth/signup", body).status == 201
