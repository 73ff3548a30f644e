"""Items and their keys."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection.table import TableConnection
from pynamodb.models import Model

from learn_exchange.problems import NotFound
from learn_exchange.settings import table_name
from learn_exchange.tables.deserializing import instantiate
from learn_exchange.tables.store.client import connection


class Item(Model):
    """A row of one of our tables. `Meta.table` names the table; the environment, its real name."""

    class Meta:
        table: str
        table_name: str = "set when first used"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)

    @classmethod
    def in_table(cls) -> TableConnection:
        """Returns the kind's table, by the connection that all tables share."""
        cls.Meta.table_name = table_name(cls.Meta.table)
        table = super()._get_connection()
        if table.connection is not connection():
            definition = table.get_meta_table()
            table.connection = connection()
            with suppress(ValueError):  # Another kind of item has added the table.
                connection().add_meta_table(definition)
        return table

    _get_connection = in_table

    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """Makes an item of what DynamoDB has sent, as pynamodb does, in one pass."""
        return instantiate(cls, data)


I = TypeVar("I", bound=Item)  # noqa: E741
I_co = TypeVar("I_co", bound=Item, covariant=True)


@dataclass(frozen=True)
class Key(Generic[I_co]):
    """The key of one item of a kind, whether or not there is one."""

    kind: type[I_co]
    pk: str
    sk: str

    def new(self, **attributes: Any) -> I_co:
        """Returns a fresh item at this key, not yet written."""
        return self.kind(self.pk, self.sk, **attributes)

    def get(self, *, consistent: bool = True) -> I_co | None:
        """Read the item: one GetItem. None where there is none."""
        answer = self.kind.in_table().get_item(
            self.pk, range_key=self.sk, consistent_read=consistent
        )
        return self.kind.from_raw_data(answer["Item"]) if answer.get("Item") else None

    def require(self) -> I_co:
        """Read an item that must be there.

        Raises:
            NotFound: it is not, or is no longer.
        """
        item = self.get()
        if item is None:
            raise NotFound
        return item


def by_key(rows: Iterable[I]) -> dict[Key[I], I]:
    """Returns items by where they are, or would be."""
    return {Key(type(row), row.pk, row.sk): row for row in rows}
