"""Changes of rows announce their events, and no others."""

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from infra.consumers import CONSUMERS, StreamReader
from infra.tables import TABLES
from learn_exchange.bus import NotAllPut
from learn_exchange.stream_publisher import announcer
from learn_exchange.tables.exchange import Exchange, Session
from learn_exchange.tables.store import Item
from learn_exchange.tables.users import UsersItem
from tests.events.changes import Events, chat, exchange, feed, users
from tests.events.changes.users import credential, follow, login, mail_request, profile
from tests.support.bus import Bus, announce, record
from tests.support.clock import SetClock
from tests.support.modules import load

CHANGES = [*users.CHANGES, *feed.CHANGES, *chat.CHANGES, *exchange.CHANGES]
NOTED_WHEN_WRITTEN = {"RatingRevealed", "SessionReminderDue"}
# What is in these follows from rows of others, which have been announced, or concerns nobody else.
DERIVED_TABLES = {"explore", "notifications"}


def table_of(before: Item | None, after: Item | None) -> str:
    """The table that a row is in."""
    return type(before or after).Meta.table  # type: ignore[union-attr]


def described(change: object) -> str:
    """The name of a case: the kind of row, or what is announced."""
    if isinstance(change, Item):
        return type(change).__name__
    return "+".join(change) or "nothing" if isinstance(change, Mapping) else "none"


def happened_at(event: str, row: Item | None, written_at: datetime) -> datetime:
    """Returns when an event happened: of an exchange, when somebody or the clock changed it."""
    if isinstance(row, Exchange | Session) and event not in NOTED_WHEN_WRITTEN:
        return row.changed_at
    return written_at


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES, ids=described)
def test_a_change_announces_exactly(
    bus: Bus, before: Item | None, after: Item | None, expected: Events
) -> None:
    change = record(before, after)
    announce(table_of(before, after), change)
    at = datetime.fromtimestamp(change["dynamodb"]["ApproximateCreationDateTime"], UTC)
    announced = bus.announced
    assert [name for name, _ in announced] == [*expected]
    for name, detail in announced:
        record_id, event, *_ = detail.pop("id").split(":")
        assert (record_id, event) == (change["eventID"], name)
        assert datetime.fromisoformat(detail.pop("at")) == happened_at(event, after, at)
        assert detail.pop("version") == 1
        assert detail == expected[name]


@pytest.mark.parametrize("table", [table for table in TABLES if table not in DERIVED_TABLES])
def test_the_cases_are_all_that_can_happen_to_every_kind_of_row(table: str) -> None:
    covered = {
        (type(before or after), before is None, after is None)
        for before, after, _ in CHANGES
        if table_of(before, after) == table
    }
    happens = [(True, False), (False, False), (False, True)]
    assert covered == {(kind, *change) for kind, change in itertools.product(kinds(table), happens)}


def kinds(table: str) -> set[type[Item]]:
    """All kinds of row of a table."""
    base = TABLES[table]
    return set(base.kind.get_registered_subclasses(base))  # type: ignore[attr-defined]


@pytest.mark.parametrize("table", TABLES)
def test_every_kind_of_row_is_named_by_the_one_who_announces(table: str) -> None:
    readers = [line for line in CONSUMERS if isinstance(line, StreamReader) and line.table == table]
    if table in DERIVED_TABLES:
        assert readers == []
        return
    [reader] = readers
    assert set(load(reader.function).ANNOUNCEMENTS) == kinds(table)


def test_a_kind_of_row_that_is_not_named_fails() -> None:
    announce_nothing = announcer(UsersItem, {})
    with pytest.raises(KeyError):
        announce_nothing({"Records": [record(None, profile())]}, None)


def test_a_kind_of_row_that_nobody_knows_fails(bus: Bus) -> None:
    row = profile().serialize() | {"kind": {"S": "Mystery"}}
    with pytest.raises(ValueError, match="Mystery"):
        announce("users", record(None, row))
    assert bus.announced == []


@pytest.mark.parametrize(
    "row", [before for before, after, _ in CHANGES if before and not after], ids=described
)
def test_what_expires_announces_nothing(bus: Bus, row: Item) -> None:
    announce(table_of(row, None), record(row, None, expired=True))
    assert bus.calls == 0


def test_events_are_the_same_on_every_retry(bus: Bus, time_passes: SetClock) -> None:
    records = [record(None, profile()), record(profile(), users.EVERYTHING), record(login(), None)]
    announce("users", *records)
    first = bus.announced
    time_passes.forward(hours=1)
    bus.waiting.clear()
    announce("users", *records)
    assert bus.announced == first
    ids = [detail["id"] for _, detail in first]
    assert len(ids) == len(set(ids)) == 5


def test_each_of_several_events_of_one_kind_has_an_id_of_its_own(bus: Bus) -> None:
    scores = [exchange.score(exchange.ANA), exchange.score(exchange.BEN)]
    scores[1].rating_id = exchange.SESSION
    opened = record(
        exchange.session("completed", scores=scores[:1]),
        exchange.session("completed", scores=scores, ratings_revealed=True),
    )
    announce("exchange", opened)
    earned = record(profile(), profile(badges=["first_exchange", "polyglot"]))
    announce("users", earned)
    assert [(name, detail["id"], detail["actorId"]) for name, detail in bus.announced] == [
        *[
            ("RatingRevealed", f"{opened['eventID']}:RatingRevealed:{rating_id}", rater_id)
            for rating_id, rater_id in (
                (exchange.RATING, exchange.ANA),
                (exchange.SESSION, exchange.BEN),
            )
        ],
        *[
            ("BadgeEarned", f"{earned['eventID']}:BadgeEarned:{badge}", None)
            for badge in ("first_exchange", "polyglot")
        ],
    ]
    assert [detail["ratedId"] for _, detail in bus.announced[:2]] == [exchange.BEN, exchange.ANA]


def test_events_come_in_the_order_of_the_stream_ten_a_call(bus: Bus) -> None:
    times = [users.AT + timedelta(seconds=number) for number in range(25)]
    records = [record(None, follow(at)) for at in times]
    announce("users", *records)
    assert bus.calls == 3
    assert [detail["id"] for _, detail in bus.announced] == [
        f"{change['eventID']}:PersonFollowed" for change in records
    ]


def test_a_batch_without_meaning_asks_nothing_of_the_bus(bus: Bus) -> None:
    announce("users", record(None, users.SILENT[0][0]))
    assert bus.calls == 0


def test_what_the_bus_does_not_take_makes_the_stream_come_again(bus: Bus) -> None:
    records = [record(None, profile()), record(None, follow())]
    bus.refusals = 1
    with pytest.raises(NotAllPut):
        announce("users", *records)
    bus.waiting.clear()
    announce("users", *records)
    assert [name for name, _ in bus.announced] == ["PersonJoined", "PersonFollowed"]


def test_nothing_personal_is_announced_or_logged(
    bus: Bus, capsys: pytest.CaptureFixture[str]
) -> None:
    announce("users", record(None, profile()), record(profile(), users.EVERYTHING))
    announce(
        "users", record(None, mail_request()), record(credential(), credential(password_hash="b"))
    )
    for before, after, _ in [*feed.CHANGES, *chat.CHANGES, *exchange.CHANGES]:
        announce(table_of(before, after), record(before, after))
    told = f"{bus.announced} {capsys.readouterr().out}"
    for personal in ("ana@example.com", "Silva", "a hash", "Hi", "ecret", "Fractals", "Spanish"):
        assert personal not in told
