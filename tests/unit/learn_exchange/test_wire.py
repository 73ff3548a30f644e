"""Models: names outside and inside, and fields that leave the contract."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from pydantic import BaseModel, Field, ValidationError

from infra.routes import ROUTES, SOCKET_ROUTES
from learn_exchange.events import DomainEvent
from learn_exchange.wire import ApiModel, InputModel, Timestamp, retired
from tests.support.modules import load


class View(ApiModel):
    """An answer of these tests."""

    first_name: str


class Dated(ApiModel):
    """An instant."""

    seen_at: Timestamp
    left_at: Timestamp | None


class Changes(InputModel):
    """Input of these tests."""

    _retired = retired("nickName", "fax")

    first_name: str = Field(default="", max_length=5)


def test_a_view_is_made_by_its_names_inside_and_travels_by_those_outside() -> None:
    assert View(first_name="Ana").model_dump(by_alias=True) == {"firstName": "Ana"}


@pytest.mark.parametrize("sent", [{"first_name": "Ana"}, {"firstname": "Ana"}, {"lastName": "x"}])
def test_what_comes_in_has_only_names_that_are_known(sent: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        Changes.model_validate(sent)
    assert [error["type"] for error in refused.value.errors()] == ["extra_forbidden"]


@pytest.mark.parametrize("value", [None, 7, "Annie", {"a": []}], ids=str)
def test_a_field_that_has_left_the_contract_is_still_taken(value: Any) -> None:
    changes = Changes.model_validate({"firstName": "Ana", "nickName": value, "fax": value})

    assert changes.model_dump(exclude_unset=True) == {"first_name": "Ana"}
    assert Changes.model_validate({"fax": value}).model_fields_set == set()


def test_a_field_that_has_left_the_contract_is_not_in_its_schema() -> None:
    schema = Changes.model_json_schema()

    assert schema["properties"].keys() == {"firstName"}
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("sent", [None, [], "text", 7, [("fax", 1)]], ids=str)
def test_what_is_no_object_is_refused_all_the_same(sent: Any) -> None:
    with pytest.raises(ValidationError):
        Changes.model_validate(sent)


@pytest.mark.parametrize(
    ("instant", "text"),
    [
        (datetime(2026, 11, 30, 8, tzinfo=UTC), "2026-11-30T08:00:00.000Z"),
        (datetime(2026, 11, 30, 8, 0, 0, 1000, UTC), "2026-11-30T08:00:00.001Z"),
        (datetime(2026, 11, 30, 8, 0, 0, 999_999, UTC), "2026-11-30T08:00:00.999Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00.000Z"),
        (
            datetime(2026, 11, 30, 8, tzinfo=timezone(timedelta(hours=-5, minutes=-30))),
            "2026-11-30T08:00:00.000-05:30",
        ),
    ],
    ids=str,
)
def test_an_instant_has_three_digits_of_fraction(instant: datetime, text: str) -> None:
    assert Dated(seen_at=instant, left_at=None).model_dump(mode="json", by_alias=True) == {
        "seenAt": text,
        "leftAt": None,
    }
    assert datetime.fromisoformat(text) - instant <= timedelta(milliseconds=1)


def instants(model: type[BaseModel]) -> set[str]:
    """List the fields of a model that Pydantic would write as it likes."""
    return {
        name
        for name, field in model.model_fields.items()
        if datetime in (field.annotation, *get_args(field.annotation)) and not field.metadata
    }


def test_every_instant_that_clients_see_is_written_so() -> None:
    for route in (*ROUTES, *SOCKET_ROUTES):
        load(route.function)
    models = [*descendants(ApiModel)]

    assert len(models) > 50
    plain = {
        model.__name__: fields
        for model in models
        if not issubclass(model, InputModel | DomainEvent) and (fields := instants(model))
    }
    assert plain == {}


def descendants(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """List all models that are made of one."""
    for each in model.__subclasses__():
        yield each
        yield from descendants(each)
