"""What stands in the users table, beside the API."""

import json
from typing import Any, TypeVar

from auth import links
from learn_exchange.tables.store import connection
from learn_exchange.tables.users import MailRequest, UsersItem
from tests.support.people import Person

R = TypeVar("R", bound=UsersItem)


def all_rows() -> list[dict[str, Any]]:
    """Every row of the table, raw, in the order of its key."""
    table = UsersItem.in_table().table_name
    rows: list[dict[str, Any]] = connection().dispatch("Scan", {"TableName": table})["Items"]
    return sorted(rows, key=lambda row: json.dumps([row["pk"], row["sk"]]))


def rows_of(kind: type[R]) -> list[R]:
    """Every row of one kind."""
    return list(kind.scan())


def mail_requests(email: str, purpose: links.Purpose) -> list[MailRequest]:
    """The mails requested for an address, the newest last."""
    requests = [row for row in rows_of(MailRequest) if (row.email, row.purpose) == (email, purpose)]
    return sorted(requests, key=lambda request: request.id)


def link_token(person: Person, purpose: links.Purpose) -> str:
    """The token of the latest link of a purpose that goes to a person by mail."""
    return links.token(mail_requests(person.email, purpose)[-1], person.id)
