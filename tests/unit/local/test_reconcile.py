"""Totals are counted again, and those that are wrong are corrected."""

from typing import Any

import pytest

from learn_exchange.tables.chat import Conversation, Inbox
from learn_exchange.tables.exchange import PendingRequests
from learn_exchange.tables.notifications import UnreadCounter
from learn_exchange.tables.store import ConditionFailed, update
from learn_exchange.tables.users import Stats
from local import reconcile as module
from local.environment import LocalError
from local.reconcile import Correction, reconcile
from tests.support.bus import Bus
from tests.support.clock import SetClock
from tests.support.conversations import opened, read_up_to, written
from tests.support.exchanges import (
    act,
    agreed,
    completed,
    in_days,
    later,
    proposed,
    rate,
    requested,
    scheduled,
)
from tests.support.people import Person
from tests.support.stream import Stream

RIGHT = {
    "followers_count": 1,
    "following_count": 0,
    "posts_count": 0,
    "exchanges_under_way": 1,
    "exchanges_completed": 1,
    "sessions_completed": 2,
    "late_cancellations": 1,
    "no_shows": 1,
    "ratings_count": 1,
    "ratings_sum": 4,
}


@pytest.fixture
def eventful(ana: Person, ben: Person, time_passes: SetClock) -> None:
    """Ana has done all that is counted of exchanges, and something that is not."""
    ben.follow(ana)
    rated = completed(ana, ben, agreed(ana, ben), time_passes)
    for person, score in ((ana, 5), (ben, 4)):
        assert rate(person, rated, score).status == 201
    under_way = agreed(ben, ana, "Rust", "Salsa")
    proposed(ana, under_way, in_days(30))
    assert rate(ben, completed(ana, ben, under_way, time_passes), 1).status == 201
    late = scheduled(ana, ben, under_way, in_days(0.1))
    assert act(ana, "cancelSession", late).status == 200
    missed = scheduled(ana, ben, under_way, in_days(0.1))
    later(time_passes, ana, ben, hours=3)
    assert act(ben, "reportNoShow", missed).status == 200
    requested(ana, ben, "Spanish", "Chess")
    requested(ana, ben, "Spanish", "Go")
    requested(ben, ana, "Rust", "Spanish")


def stats_of(person: Person) -> dict[str, int]:
    """Returns what stands in someone's totals."""
    stats = Stats.key(person.id).require()
    return {name: int(getattr(stats, name)) for name in RIGHT}


@pytest.mark.usefixtures("eventful")
def test_what_was_written_with_its_totals_is_right(ana: Person) -> None:
    assert stats_of(ana) == RIGHT
    totals, corrections = reconcile()
    assert (totals, corrections) == (2 * (len(RIGHT) + 1), [])


@pytest.mark.usefixtures("eventful")
def test_every_total_of_a_person_is_counted_again_and_corrected(ana: Person) -> None:
    stats, pending = Stats.key(ana.id), PendingRequests.key(ana.id)
    update(stats, *(getattr(Stats, name).set(77) for name in RIGHT))
    update(pending, PendingRequests.number.set(77))
    wrong = {Correction(stats, name, 77, right) for name, right in RIGHT.items()}
    assert set(reconcile()[1]) == wrong | {Correction(pending, "number", 77, 2)}
    assert stats_of(ana) == RIGHT
    assert pending.require().number == 2
    assert reconcile()[1] == []


def test_totals_of_who_has_done_nothing_are_none(ana: Person) -> None:
    update(Stats.key(ana.id), *(getattr(Stats, name).set(1) for name in RIGHT))
    assert len(reconcile()[1]) == len(RIGHT)
    assert stats_of(ana) == dict.fromkeys(RIGHT, 0)


@pytest.mark.usefixtures("eventful")
def test_a_total_that_a_row_does_not_have_is_counted(ana: Person) -> None:
    update(Stats.key(ana.id), Stats.no_shows.remove())
    assert reconcile()[1] == [Correction(Stats.key(ana.id), "no_shows", 0, 1)]
    assert stats_of(ana) == RIGHT


def test_a_total_that_changes_while_it_is_counted_is_counted_anew(
    ana: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = module.COUNTED[Stats]
    counted: list[Stats] = []

    def meanwhile(stats: Stats) -> Any:
        if stats.pk.endswith(ana.id):
            if not counted:
                ben.follow(ana)
            counted.append(stats)
        return count(stats)

    monkeypatch.setattr(module, "COUNTED", {Stats: meanwhile})
    assert reconcile()[1] == []
    assert len(counted) == 2
    assert stats_of(ana)["followers_count"] == 1


def test_what_is_unread_in_chats_is_counted_again(ana: Person, ben: Person) -> None:
    conversation = opened(ana, ben)["id"]
    for _ in range(3):
        written(ana, conversation)
    assert read_up_to(ben, conversation, 2).status == 200
    inbox, standing = Inbox.key(ben.id, conversation), Conversation.key(conversation)
    assert reconcile()[1] == []
    update(inbox, Inbox.received.set(9), Inbox.read_received.set(9))
    update(standing, Conversation.sequence.set(9), Conversation.for_b.set(9))
    wrong = {("received", 3), ("read_received", 2), ("sequence", 3), ("for_b", 3)}
    assert {(one.attribute, one.counted) for one in reconcile()[1]} == wrong
    assert ben.get("/chat/list").json["items"][0]["unreadCount"] == 1
    assert reconcile()[1] == []


def test_how_many_notifications_are_unread_is_counted_again(
    ana: Person, ben: Person, bus: Bus
) -> None:
    stream = Stream("users")
    ben.follow(ana)
    stream.go_round(bus)
    assert reconcile()[1] == []
    update(UnreadCounter.key(ana.id), UnreadCounter.unread.set(5))
    assert reconcile()[1] == [Correction(UnreadCounter.key(ana.id), "unread", 5, 1)]
    assert ana.get("/notifications/unreadCount").json == {"count": 1}


def test_a_total_that_never_rests_is_a_clear_error(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(*_: Any, **__: Any) -> None:
        raise ConditionFailed(None)

    update(Stats.key(ana.id), Stats.posts_count.set(7))
    monkeypatch.setattr(module, "update", overtaken)
    with pytest.raises(LocalError, match=f"{ana.id} STATS changes all the time"):
        reconcile()
