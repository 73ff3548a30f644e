"""Reads and writes rows of the tables without the API."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from auth import links, notices
from infra.tables import TABLES
from learn_exchange.tables.store import BATCH_WRITE_LIMIT, Item, connection
from learn_exchange.tables.users import MailRequest
from tests.support.people import Person

R = TypeVar("R", bound=Item)


def all_rows(*tables: str) -> list[dict[str, Any]]:
    """Returns every row of some tables, or of all, raw, in the order of their keys."""
    rows: list[dict[str, Any]] = []
    for table in tables or TABLES:
        name = TABLES[table].in_table().table_name
        rows += connection().dispatch("Scan", {"TableName": name})["Items"]
    return sorted(rows, key=lambda row: json.dumps([row["pk"], row["sk"]]))


@contextmanager
def nothing_written(but: tuple[str, ...] = ()) -> Iterator[None]:
    """Check that the block leaves all rows as they are, `but` those whose keys begin so."""
    before = _rows_without(but)
    yield
    assert _rows_without(but) == before


def _rows_without(beginnings: tuple[str, ...]) -> list[dict[str, Any]]:
    return [row for row in all_rows() if not row["pk"]["S"].startswith(beginnings)]


def put_all(items: Iterable[Item]) -> None:
    """Write many items of any tables, which are fresh, 25 a call."""
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH_WRITE_LIMIT)):
        request: dict[str, list[dict[str, Any]]] = {}
        for item in batch:
            table = item.in_table().table_name
            request.setdefault(table, []).append({"PutRequest": {"Item": item.serialize()}})
        connection().dispatch("BatchWriteItem", {"RequestItems": request})


def rows_of(kind: type[R]) -> list[R]:
    """Returns every row of one kind."""
    return list(kind.scan())


def mail_requests(email: str, purpose: links.Purpose | notices.Notice) -> list[MailRequest]:
    """Returns the mails requested for an address, the newest last."""
    requests = [row for row in rows_of(MailRequest) if (row.email, row.purpose) == (email, purpose)]
    return sorted(requests, key=lambda request: request.id)


def link_token(person: Person, purpose: links.Purpose) -> str:
    """Returns the token of the latest link of a purpose that goes to a person by mail."""
    return links.token(mail_requests(person.email, purpose)[-1], person.id)
