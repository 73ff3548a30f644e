"""Secrets, kept for a while."""

from types import SimpleNamespace

import pytest

from learn_exchange import aws, secret
from tests.conftest import ENVIRONMENT


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clock that only moves forward; `now` sets it."""
    set_clock = SimpleNamespace(now=1000.0)
    set_clock.monotonic = lambda: set_clock.now
    monkeypatch.setattr(secret, "time", set_clock)
    return set_clock


def change(text: str) -> None:
    """Somebody else writes a new version of the secret."""
    aws.client("secretsmanager").put_secret_value(
        SecretId=ENVIRONMENT["MAIL_SECRET"], SecretString=text
    )


def test_a_secret_is_kept_for_five_minutes(aws_in_memory: None, clock: SimpleNamespace) -> None:
    first = secret.secret("MAIL")
    change("another")

    clock.now += 300
    assert secret.secret("MAIL") == first == "a mail secret for tests"

    clock.now += 1
    assert secret.secret("MAIL") == "another"


def test_who_may_not_work_with_an_old_one_reads_a_secret_anew(aws_in_memory: None) -> None:
    assert secret.secret("MAIL") != "another"
    change("another")

    assert secret.current_secret("MAIL") == "another"


def test_each_secret_is_its_own(aws_in_memory: None) -> None:
    assert secret.secret("MAIL") != secret.secret("SIGNING")


def test_who_replaces_a_secret_sees_the_new_one_at_once(aws_in_memory: None) -> None:
    assert secret.secret("MAIL") != "another"

    secret.replace_secret("MAIL", "another")

    assert secret.secret("MAIL") == "another"


def test_a_secret_that_was_not_granted_is_a_defect(aws_in_memory: None) -> None:
    with pytest.raises(KeyError, match="PAYMENT_SECRET"):
        secret.secret("PAYMENT")
