"""Items made of what DynamoDB sends, as pynamodb makes them, in one pass.

pynamodb gives an item all its defaults, then what was read, each by its descriptor, and copies the
type of a list's elements deeply at each read. A test compares the two:
`tests/unit/learn_exchange/tables/test_deserializing.py`.
"""

from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar

from pynamodb.attributes import Attribute, DiscriminatorAttribute, ListAttribute, MapAttribute
from pynamodb.constants import NULL
from pynamodb.models import Model

M = TypeVar("M", bound=Model)
A = TypeVar("A", bound=Attribute[Any])


class ListOf(ListAttribute[A]):
    """A list whose type of elements is made once, not at each read."""

    @cached_property
    def _element(self) -> Attribute[Any]:
        if self.element_type is None:
            raise TypeError("a list without a type of elements is a ListAttribute")
        element = self.element_type()
        if isinstance(element, MapAttribute):
            element._make_attribute()  # type: ignore[no-untyped-call]  # noqa: SLF001 (as pynamodb)
        element.attr_name = f"{self.attr_name}[]"
        return element

    def deserialize(self, values: Any) -> Any:
        """Decode a list of AttributeValues."""
        if not values:
            return []
        element = self._element
        return [
            None if NULL in value else element.deserialize(element.get_value(value))
            for value in values
        ]


class _Field(NamedTuple):
    name: str
    stored_name: str
    attribute: Attribute[Any]
    default: Any
    is_plain: bool
    """True if setting the value does no more than keep it."""


@cache
def _fields(kind: type[Model]) -> list[_Field]:
    """Returns the attributes of a kind but its discriminator."""
    return [
        _Field(
            name,
            attribute.attr_name,
            attribute,
            attribute.default,
            type(attribute).__set__ is Attribute.__set__,
        )
        for name, attribute in kind.get_attributes().items()
        if not isinstance(attribute, DiscriminatorAttribute)
    ]


def instantiate(kind: type[M], data: dict[str, Any]) -> M:
    """Makes an item of what was read: of the kind, or of the kind below it that the data name.

    Raises:
        ValueError: the data are of a kind that is not below this one.
        AttributeDeserializationError: an attribute has another type than the kind says.
    """
    named = kind._get_discriminator_class(data)  # noqa: SLF001 (as pynamodb's own code)
    if named is not None and not issubclass(named, kind):
        raise ValueError(f"Cannot instantiate a {kind.__name__} from a {named.__name__}")
    item: M = (named or kind).__new__(named or kind)
    values: dict[str, Any] = {}
    item.attribute_values = values
    item._set_discriminator()  # noqa: SLF001 (as pynamodb's own code)
    for name, stored_name, attribute, default, is_plain in _fields(type(item)):
        read = data.get(stored_name)
        if read and NULL not in read:
            value = attribute.deserialize(attribute.get_value(read))
        else:
            value = default() if callable(default) else default
            if value is None:
                continue
        if is_plain:
            values[name] = value
        else:
            setattr(item, name, value)
    return item
