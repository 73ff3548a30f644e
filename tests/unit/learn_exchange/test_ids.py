"""Identifiers."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from learn_exchange import ids

checked = settings(deadline=None, derandomize=True)


def test_later_ids_sort_after_earlier_ones() -> None:
    made = [ids.new_id() for _ in range(2000)]

    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {UUID(one).version for one in made} == {7}


@checked
@given(st.uuids())
def test_an_id_is_16_bytes(one: UUID) -> None:
    assert ids.from_bytes(ids.to_bytes(str(one))) == str(one)
    assert len(ids.to_bytes(str(one))) == 16


def test_the_same_parts_make_the_same_id() -> None:
    assert ids.uuid5_id("a", "bc") == ids.uuid5_id("a", "bc")
    assert len({ids.uuid5_id(*parts) for parts in (["a", "bc"], ["ab", "c"], ["abc"], [])}) == 4
    assert ids.uuid5_id("reminder", "1") == "17005184-4cfd-5b5c-9ad1-40fb96212c74"


@checked
@given(st.uuids())
def test_an_id_can_be_written_in_capitals(one: UUID) -> None:
    assert TypeAdapter(ids.Id).validate_python(str(one).upper()) == str(one)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "me",
        ids.EXAMPLE.replace("-", ""),
        f"{{{ids.EXAMPLE}}}",
        f"urn:uuid:{ids.EXAMPLE}",
        f"{ids.EXAMPLE}\n",
        f" {ids.EXAMPLE}",
        ids.EXAMPLE[:-1] + "g",
        ids.EXAMPLE[:-1] + "\u0661",
    ],
)
def test_only_the_canonical_form_is_an_id(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(ids.Id).validate_python(text)


@pytest.mark.parametrize("text", ["me", ids.EXAMPLE, ids.EXAMPLE.upper()])
def test_where_one_may_say_me_ids_work_too(text: str) -> None:
    assert TypeAdapter(ids.IdOrMe).validate_python(text) == text.lower()


@pytest.mark.parametrize(
    "text", ["ME", "mee", "me\n", f"me{ids.EXAMPLE}", f"{ids.EXAMPLE}me", "m", ""]
)
def test_me_is_said_exactly(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(ids.IdOrMe).validate_python(text)
