"""Rows with another name in Python than in the table: those stored before are read as they are."""

import pytest

from learn_exchange.ids import EXAMPLE
from learn_exchange.tables.notifications import (
    DedupRecord,
    Notification,
    NotificationsItem,
    RecipientIndex,
    UnreadCounter,
)
from learn_exchange.tables.store import Item, Key

PERSON = {"S": f"PERSON#{EXAMPLE}"}
STORED: dict[Key[Item], dict[str, dict[str, str]]] = {
    UnreadCounter.key(EXAMPLE): {
        "pk": PERSON,
        "sk": {"S": "TRAY"},
        "kind": {"S": "Tray"},
        "unread": {"N": "2"},
        "version": {"N": "7"},
    },
    DedupRecord.key(EXAMPLE, "comment", "a post", "a comment"): {
        "pk": PERSON,
        "sk": {"S": "TOLD#comment#a post#a comment"},
        "kind": {"S": "Told"},
        "facts": {"S": '{"text": "How?"}'},
    },
    RecipientIndex.key("an event", EXAMPLE): {
        "pk": {"S": "EVENT#an event"},
        "sk": PERSON,
        "kind": {"S": "Addressee"},
        "person_id": {"S": EXAMPLE},
    },
    Notification.key(EXAMPLE, "an id"): {
        "pk": PERSON,
        "sk": {"S": "NOTIFICATION#an id"},
        "kind": {"S": "Notification"},
        "facts": {"S": '{"text": "How?"}'},
    },
}


@pytest.mark.parametrize(
    ("key", "stored"), STORED.items(), ids=lambda each: getattr(each, "sk", "")
)
def test_a_row_is_stored_under_the_names_that_it_has_always_had(
    key: Key[Item], stored: dict[str, dict[str, str]]
) -> None:
    row = NotificationsItem.from_raw_data(dict(stored))
    assert type(row) is key.kind
    assert (row.pk, row.sk) == (key.pk, key.sk)
    assert row.serialize(null_check=False).items() >= stored.items()


@pytest.mark.parametrize("kind", [DedupRecord, Notification])
def test_the_parameters_of_a_text_are_read_by_their_stored_name(
    kind: type[DedupRecord | Notification],
) -> None:
    [stored] = [row for key, row in STORED.items() if key.kind is kind]
    row = kind.from_raw_data(dict(stored))
    assert row.parameters == {"text": "How?"}
