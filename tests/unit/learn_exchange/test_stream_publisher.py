"""From rows to events."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from learn_exchange import bus, clock
from learn_exchange.bus import NotAllPut
from learn_exchange.events import DomainEvent, PersonBlocked, PersonJoined
from learn_exchange.stream_publisher import Announcement, Change, announcer, nothing
from learn_exchange.tables.users import Block, Stats, Username, UsersItem
from tests.support.bus import Bus, record

pytestmark = pytest.mark.usefixtures("environment")

ANA, BEN = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11", "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d22"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def block(blocked: str = BEN) -> Block:
    """Ana has blocked somebody."""
    return Block.key(ANA, blocked).new(blocked_id=blocked, created_at=NOW)


def told(change: Change[Block]) -> Iterable[DomainEvent]:
    """Tell of each kind of change by an event of its own."""
    if new := change.inserted:
        facts = {"blocker_id": ANA, "blocked_id": new.blocked_id}
        yield change.event(PersonBlocked, actor_id=ANA, **facts)
        yield change.event(PersonJoined, person_id=new.blocked_id)
    if change.modified:
        yield change.event(PersonJoined, actor_id=ANA, person_id=change.modified[1].blocked_id)
    if old := change.removed:
        yield change.event(PersonJoined, person_id=old.blocked_id)


ANNOUNCEMENTS: dict[type[UsersItem], Announcement] = {Block: told, Stats: nothing}
announce = announcer(UsersItem, ANNOUNCEMENTS)


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Bus:
    """The bus."""
    stand_in = Bus("learn-exchange-test")
    monkeypatch.setattr(bus, "client", lambda _: stand_in)
    return stand_in


def test_a_change_knows_what_was_done() -> None:
    row, other = block(), block(ANA)
    inserted = Change("1", NOW, None, row)
    modified = Change("1", NOW, row, other)
    removed = Change("1", NOW, row, None)

    assert (inserted.inserted, inserted.modified, inserted.removed) == (row, None, None)
    assert (modified.inserted, modified.modified, modified.removed) == (None, (row, other), None)
    assert (removed.inserted, removed.modified, removed.removed) == (None, None, row)


def test_what_a_row_means_is_put_on_the_bus(put: Bus) -> None:
    inserted = record(None, block())

    announce({"Records": [inserted]}, None)

    (name, content), (second, _) = put.announced
    assert (name, second) == ("PersonBlocked", "PersonJoined")
    at = content.pop("at")
    assert abs(datetime.fromisoformat(at) - clock.now()).total_seconds() < 60
    assert content == {
        "id": f"{inserted['eventID']}:PersonBlocked",
        "actorId": ANA,
        "version": 1,
        "blockerId": ANA,
        "blockedId": BEN,
    }


def test_changes_are_announced_in_order_and_each_by_its_kind(put: Bus) -> None:
    records = [
        record(None, block()),
        record(None, Stats.key(ANA).new()),
        record(block(), block(ANA)),
        record(block(), None),
    ]

    announce({"Records": records}, None)

    assert [name for name, _ in put.announced] == [
        "PersonBlocked",
        "PersonJoined",
        "PersonJoined",
        "PersonJoined",
    ]
    assert [content["actorId"] for _, content in put.announced] == [ANA, None, ANA, None]


def test_an_event_has_the_same_id_on_every_retry(put: Bus) -> None:
    batch = {"Records": [record(None, block()), record(None, block(ANA))]}

    announce(batch, None)
    announce(batch, None)

    ids = [content["id"] for _, content in put.announced]
    assert ids[:4] == ids[4:]
    assert len(set(ids)) == 4


def test_what_has_merely_expired_is_not_announced(put: Bus) -> None:
    announce({"Records": [record(block(), None, expired=True)]}, None)

    assert put.announced == []


def test_when_the_bus_does_not_take_all_the_batch_comes_again(put: Bus) -> None:
    put.refusals = 1

    with pytest.raises(NotAllPut):
        announce({"Records": [record(None, block())]}, None)


def test_a_kind_of_row_that_nobody_thought_of_is_a_defect(put: Bus) -> None:
    with pytest.raises(KeyError):
        announce({"Records": [record(None, Username.key("ana").new(person_id=ANA))]}, None)


def test_a_batch_is_one_line_of_log_without_its_content(
    put: Bus, capsys: pytest.CaptureFixture[str]
) -> None:
    announce({"Records": [record(None, block()), record(block(), None, expired=True)]}, None)

    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["size"] == 2
    assert ANA not in line
    assert BEN not in line
