"""`Idempotency-Key`: what was created once is not created again."""

from datetime import UTC, datetime, timedelta

import pytest

from learn_exchange.problems import IdempotencyKeyReused, UsernameTaken
from learn_exchange.tables.attempts import CreateOnce
from learn_exchange.tables.users import Username, UsersAttempt
from tests.support.counting import counted_calls
from tests.support.rows import rows_of

pytestmark = pytest.mark.usefixtures("aws_in_memory")

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def create(
    name: str,
    key: str | None = "a key",
    *,
    body: str = "a body",
    scope: str = "ana#POST /names",
    at: datetime = NOON,
) -> str:
    """Take a username as an endpoint would; answers whose resource the client is told of."""
    once = CreateOnce(scope, key, body)
    with once.transaction(UsersAttempt, name, at) as write:
        write.put(
            Username.key(name).new(person_id="ana"),
            condition=Username.pk.does_not_exist(),
            on_conflict=UsernameTaken(),
        )
    return once.replayed_id or name


def names() -> set[str]:
    """Returns the names that were taken."""
    return {row.pk.removeprefix("USERNAME#") for row in rows_of(Username)}


def test_a_retry_gets_what_the_first_attempt_created() -> None:
    assert create("one") == "one"
    assert create("two") == "one"
    assert create("three", at=NOON + timedelta(hours=24)) == "one"

    assert names() == {"one"}


def test_a_retry_with_another_body_is_refused() -> None:
    create("one")

    with pytest.raises(IdempotencyKeyReused):
        create("two", body="another body")

    assert names() == {"one"}


@pytest.mark.parametrize(
    "difference", [{"key": "another"}, {"scope": "ben#POST /names"}, {"scope": "ana#POST /others"}]
)
def test_another_key_caller_or_route_creates_something_else(difference: dict[str, str]) -> None:
    create("one")

    assert create("two", **difference) == "two"  # type: ignore[arg-type]


def test_without_a_key_each_request_creates_something() -> None:
    assert create("one", None) == "one"
    assert create("two", None) == "two"
    assert rows_of(UsersAttempt) == []


@pytest.mark.parametrize("body", ["a body", "another body"])
def test_after_a_day_the_key_is_forgotten_though_its_row_is_still_there(body: str) -> None:
    create("one")

    assert create("two", body=body, at=NOON + timedelta(hours=24, seconds=1)) == "two"
    assert create("three", body=body, at=NOON + timedelta(hours=47)) == "two"


def test_what_failed_is_not_remembered() -> None:
    create("one", None)
    with pytest.raises(UsernameTaken):
        create("one")

    assert rows_of(UsersAttempt) == []
    assert create("two") == "two"


def test_an_error_inside_writes_nothing() -> None:
    once = CreateOnce("a scope", "a key", "a body")

    def fail() -> None:
        with once.transaction(UsersAttempt, "one", NOON):
            raise UsernameTaken

    with pytest.raises(UsernameTaken):
        fail()
    assert rows_of(UsersAttempt) == []


def test_it_costs_no_call_of_its_own() -> None:
    for _ in range(2):
        with counted_calls() as calls:
            create("one")
        assert calls.operations == ["TransactWriteItems"]
