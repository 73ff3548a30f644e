"""Every kind of notification, saved with the parameters that its registration names."""

from collections.abc import Iterator

import pytest

from learn_exchange.events import BadgeEarned, SessionReminderDue
from learn_exchange.tables.exchange import Session
from learn_exchange.tables.notifications import Notification
from notifications.kinds import KINDS
from tests.support.bus import Bus
from tests.support.clock import StoppedClock
from tests.support.conversations import opened, written
from tests.support.exchanges import act, agreed, in_days, later, proposed, rate, requested
from tests.support.notifications import Telling, deliver, happened
from tests.support.people import Person
from tests.support.posts import comment, like, publish


def steps(ana: Person, ben: Person, stopped_clock: StoppedClock) -> Iterator[str]:
    """Let two people do everything that notifies somebody; yields after each step what it is on."""
    post = publish(ana)
    assert like(ben, post).status == 200
    comment(ben, post)
    ben.follow(ana)
    written(ben, opened(ana, ben)["id"])
    yield post["id"]
    declined = requested(ana, ben)
    yield declined
    assert ben.patch("/exchange/decline", {"exchangeId": declined}).status == 200
    exchange_id = agreed(ana, ben)
    yield exchange_id
    session_id = proposed(ana, exchange_id, in_days(1))
    yield session_id
    assert act(ana, "rescheduleSession", session_id, scheduledTime=in_days(2)).status == 200
    yield session_id
    assert act(ben, "acceptSession", session_id).status == 200
    yield session_id
    later(stopped_clock, ana, ben, days=2, hours=1)
    for person in (ana, ben):
        assert act(person, "markCompleted", session_id).status == 200
    rating = rate(ben, session_id).json
    assert rate(ana, session_id).status == 201
    yield session_id
    reply = {"ratingId": rating["id"], "reply": "Thank you!"}
    assert ana.post("/exchange/replyRating", reply).status == 200
    yield session_id


@pytest.mark.usefixtures("aws_in_memory")
def test_every_kind_is_saved_with_the_parameters_that_it_names(
    stopped_clock: StoppedClock, bus: Bus, ana: Person, ben: Person
) -> None:
    telling = Telling(bus)
    *_, session_id = [on for on in steps(ana, ben, stopped_clock) if telling.go_round()]
    session = Session.key(session_id).require()
    reminder = happened(
        SessionReminderDue,
        exchange_id=session.exchange_id,
        initiator_id=session.initiator_id,
        receiver_id=session.receiver_id,
        session_id=session_id,
        revision=int(session.revision),
        reminder="24h",
    )
    assert deliver(reminder) == []
    assert deliver(happened(BadgeEarned, person_id=ana.id, badge="polyglot")) == []
    saved = list(Notification.scan(Notification.kind == Notification))
    for row in saved:
        assert set(row.parameters) == set(KINDS[row.type].parameters), row.type
    assert {row.type for row in saved} == {kind.type for kind in KINDS.values() if kind.saved}
