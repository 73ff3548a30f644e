"""Items are made of what DynamoDB sends exactly as pynamodb makes them."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pynamodb.attributes import (
    Attribute,
    DiscriminatorAttribute,
    JSONAttribute,
    ListAttribute,
    MapAttribute,
)
from pynamodb.exceptions import AttributeDeserializationError
from pynamodb.models import Model

from infra.tables import TABLES
from learn_exchange.tables.deserializing import ListOf
from learn_exchange.tables.store import Item
from learn_exchange.tables.users import Follow, ListedSkill, Login, Profile

Values = dict[str, dict[str, Any]]

TEXT = st.text(max_size=9)
TIMES = st.datetimes().map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S.%f}+0000".rjust(31, "0"))
BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "S": TEXT,
    "N": st.integers(min_value=0, max_value=4_000_000_000).map(str),
    "BOOL": st.booleans(),
    "B": st.binary(max_size=64),
    "NS": st.lists(st.integers(0, 999).map(str), min_size=1, max_size=3, unique=True),
    "SS": st.lists(TEXT, min_size=1, max_size=3, unique=True),
}


def discriminator(kind: type[Item]) -> DiscriminatorAttribute:
    """Returns the attribute that tells kinds of item apart."""
    found = kind.get_attributes()["kind"]
    assert isinstance(found, DiscriminatorAttribute)
    return found


def kinds() -> Iterator[type[Item]]:
    """Yields all kinds of item of all tables."""
    for base in TABLES.values():
        yield from discriminator(base).get_registered_subclasses(base)


def value_of(attribute: Attribute[Any]) -> st.SearchStrategy[Any]:
    """Returns what DynamoDB may send of an attribute, without its type."""
    if isinstance(attribute, ListAttribute):
        element = attribute.element_type
        if element is None:
            return st.lists(st.fixed_dictionaries({"S": TEXT}), max_size=3)
        assert issubclass(element, MapAttribute)
        fields = st.fixed_dictionaries({"M": values_of(element)})
        return st.lists(fields | st.just({"NULL": True}), max_size=3)
    if isinstance(attribute, MapAttribute):
        return st.dictionaries(TEXT, st.fixed_dictionaries({"N": BY_TYPE["N"]}), max_size=2)
    if isinstance(attribute, JSONAttribute):
        return st.dictionaries(TEXT, TEXT, max_size=2).map(json.dumps)
    if "DateTime" in type(attribute).__name__:
        return TIMES
    return BY_TYPE[attribute.attr_type]


def values_of(kind: Any) -> st.SearchStrategy[Values]:
    """Returns what DynamoDB may send of an item: any of its attributes, some of them null."""
    return st.fixed_dictionaries(
        {},
        optional={
            attribute.attr_name: st.fixed_dictionaries({attribute.attr_type: value_of(attribute)})
            | st.just({"NULL": True})
            for attribute in kind.get_attributes().values()
            if not isinstance(attribute, DiscriminatorAttribute)
        },
    )


def as_pynamodb_makes_it(kind: type[Item], data: Values) -> Item:
    """Returns the item that pynamodb's own code makes, with its own lists."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr(ListOf, "deserialize")
        item: Item = Model.__dict__["from_raw_data"].__func__(kind, data)
    return item


def plain(value: Any) -> Any:
    """Returns the values of an item, with the values of its maps, which are never equal."""
    if isinstance(value, Item | MapAttribute):
        attributes = value.attribute_values.items()
        return type(value), {name: plain(each) for name, each in attributes}
    return [plain(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
@settings(max_examples=25)
@given(data=st.data())
def test_every_kind_is_read_and_written_as_by_pynamodb(kind: type[Item], data: Any) -> None:
    base = next(base for base in TABLES.values() if issubclass(kind, base))
    sent = data.draw(values_of(kind))
    sent["kind"] = {"S": discriminator(kind).get_discriminator(kind)}
    ours, theirs = base.from_raw_data(sent), as_pynamodb_makes_it(base, sent)
    assert type(ours) is type(theirs) is kind
    assert plain(ours) == plain(theirs)
    assert ours.to_dynamodb_dict() == theirs.to_dynamodb_dict()


def test_what_has_no_kind_is_of_the_kind_that_is_read() -> None:
    ours, theirs = Profile.from_raw_data({}), as_pynamodb_makes_it(Profile, {})
    assert ours.attribute_values == theirs.attribute_values
    assert ours.kind is Profile


def test_defaults_are_not_shared() -> None:
    one, other = Profile.from_raw_data({}), Profile.from_raw_data({})
    one.badges.append("polyglot")
    one.skills.append(ListedSkill.of("Spanish", "expert", offering=True))
    assert (other.badges, other.skills) == ([], [])


def test_another_kind_than_was_asked_for_is_refused() -> None:
    with pytest.raises(ValueError, match="Cannot instantiate a Follow from a Login"):
        Follow.from_raw_data({"kind": {"S": Login.kind.get_discriminator(Login)}})


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({"username": {"N": "1"}}, "username"),
        ({"skills": {"L": [{"S": "Spanish"}]}}, "skills"),
    ],
)
def test_another_type_than_the_kind_says_is_an_error_that_names_it(
    sent: Values, named: str
) -> None:
    with pytest.raises(AttributeDeserializationError, match=named):
        Profile.from_raw_data(sent)
