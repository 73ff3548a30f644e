"""Secret links in mails."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auth import links
from auth.links import Link, Purpose
from auth.problems import InvalidLink, LinkUsed
from learn_exchange import ids, sealing
from learn_exchange.tables.store import Transaction, put
from learn_exchange.tables.users import MailRequest

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = "a mail secret for tests"
PURPOSES: list[Purpose] = ["verify-email", "reset-password"]
checked = settings(deadline=None, derandomize=True, max_examples=100)
uuids = st.uuids().map(str)


@pytest.fixture(autouse=True)
def mail_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret with which tokens are made."""
    monkeypatch.setattr(sealing, "secret", {"MAIL": SECRET}.__getitem__)


def a_request(purpose: Purpose = "verify-email", at: datetime = NOON) -> MailRequest:
    """Returns a request that was just made."""
    return links.request_mail(purpose, "ana@example.com", at)


def is_refused(text: str, purpose: Purpose = "verify-email", at: datetime = NOON) -> bool:
    """Returns whether a token opens nothing."""
    try:
        links.open_link(text, purpose, at)
    except InvalidLink:
        return True
    return False


@checked
@given(
    purpose=st.sampled_from(PURPOSES),
    person=uuids,
    request_id=uuids,
    at=st.datetimes(datetime(2026, 1, 1), datetime(2126, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_a_token_says_whose_it_is_until_it_expires(
    purpose: Purpose, person: str, request_id: str, at: datetime
) -> None:
    request = links.request_mail(purpose, "ana@example.com", at, request_id=request_id)
    token = links.token(request, person)

    assert links.token(request, person) == token
    assert links.open_link(token, purpose, at) == Link(person, request_id)
    last = request.expires_at - timedelta(milliseconds=1)
    assert links.open_link(token, purpose, last) == Link(person, request_id)
    assert is_refused(token, purpose, request.expires_at)
    life = request.expires_at - at
    assert timedelta() <= links.LIFE[purpose] - life < timedelta(seconds=1)


def test_a_token_made_of_the_stored_row_is_the_same(aws_in_memory: None) -> None:
    request = a_request()
    person = ids.new_id()
    put(request)

    stored = MailRequest.key(request.id).require()

    assert links.token(stored, person) == links.token(request, person)


def test_a_token_fits_into_a_link_as_it_is() -> None:
    token = links.token(a_request(), ids.new_id())

    assert len(token) == 96
    assert token.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    ("purpose", "other"),
    [("verify-email", "reset-password"), ("reset-password", "verify-email")],
)
def test_a_token_is_good_for_its_purpose_alone(purpose: Purpose, other: Purpose) -> None:
    token = links.token(a_request(purpose), ids.new_id())

    assert not is_refused(token, purpose)
    assert is_refused(token, other)


def test_a_token_of_another_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    token = links.token(a_request(), ids.new_id())

    monkeypatch.setattr(sealing, "secret", {"MAIL": "another secret"}.__getitem__)

    assert is_refused(token)


@checked
@given(place=st.integers(0, 71), change=st.integers(1, 255))
def test_a_token_that_was_tampered_with_is_refused(place: int, change: int) -> None:
    token = links.token(links.request_mail("verify-email", "a@example.com", NOON), ids.EXAMPLE)
    data = bytearray(urlsafe_b64decode(token))
    data[place] ^= change

    assert is_refused(urlsafe_b64encode(bytes(data)).decode())


def test_a_token_whose_expiry_was_moved_is_refused() -> None:
    token = links.token(a_request(), ids.new_id())
    data = urlsafe_b64decode(token)
    later = data[:32] + struct.pack(">Q", 2**40) + data[40:]

    assert is_refused(urlsafe_b64encode(later).decode())


@checked
@given(text=st.one_of(st.text(), st.binary().map(lambda data: urlsafe_b64encode(data).decode())))
def test_what_is_no_token_is_refused(text: str) -> None:
    assert is_refused(text)


def test_each_request_has_a_token_of_its_own() -> None:
    person = ids.new_id()
    tokens = {links.token(a_request(), person) for _ in range(10)}

    assert len(tokens) == 10
    assert links.token(a_request(), ids.new_id()) not in tokens


def test_a_link_is_used_up_once(aws_in_memory: None) -> None:
    request = a_request()
    put(request)
    link = Link(ids.new_id(), request.id)

    with Transaction() as write:
        links.use(write, link, NOON)

    used = MailRequest.key(request.id).require()
    assert used.used_at == NOON
    again = Transaction()
    links.use(again, link, NOON)
    with pytest.raises(LinkUsed):
        again.commit()


def test_a_link_of_a_request_that_is_gone_is_used_up(aws_in_memory: None) -> None:
    write = Transaction()
    links.use(write, Link(ids.new_id(), str(UUID(int=7))), NOON)

    with pytest.raises(LinkUsed):
        write.commit()
