"""What all models share: names outside and inside, and fields that leave the contract."""

from typing import Any

import pytest
from pydantic import Field, ValidationError

from learn_exchange.wire import InputModel, Wire, retired


class View(Wire):
    """What these tests answer."""

    first_name: str


class Changes(InputModel):
    """What these tests take."""

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
