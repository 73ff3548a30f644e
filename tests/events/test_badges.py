"""Badges: earned by sessions, exchanges and ratings, given once, and shown on the profile."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from learn_exchange.tables.exchange import Session, SkillHistory
from learn_exchange.tables.store import BatchResult, Key, get_many, update
from learn_exchange.tables.users import Profile, Stats
from tests.events.test_consumers import check
from tests.support.bus import Bus
from tests.support.clock import StoppedClock
from tests.support.exchanges import act, agreed, in_days, just_completed, later, rate, scheduled
from tests.support.gateway import Json
from tests.support.people import Person
from tests.support.stream import Stream

pytestmark = pytest.mark.usefixtures("stopped_clock")

EXPERIENCED = [
    Stats.sessions_completed.set(9),
    Stats.ratings_count.set(9),
    Stats.ratings_sum.set(45),
]


@pytest.fixture
def streams(bus: Bus) -> list[Stream]:
    """The streams of exchanges and of profiles."""
    return [Stream("exchange"), Stream("users")]


def go_round(bus: Bus, streams: list[Stream], times: int = 1) -> list[Json]:
    """Have all announced and consumed, each event so many times; answers the badges earned."""
    earned: list[Json] = []
    while True:
        for stream in streams:
            stream.announce()
        if not bus.waiting:
            return earned
        for name, detail in bus.announced:
            if name == "BadgeEarned":
                check(name, detail)
                earned.append(detail)
        bus.waiting = [*bus.waiting] * times
        assert bus.deliver() == []


def badges(viewer: Person, person: Person) -> list[str]:
    """Returns the badges that somebody's profile shows."""
    shown: list[str] = viewer.profile_of(person).json["badges"]
    return shown


def give(person: Person, badge: str) -> None:
    """Let somebody have a badge."""
    one: list[Any] = [badge]
    update(Profile.key(person.id), Profile.badges.set(one))


def told(earned: list[Json]) -> list[tuple[str, str]]:
    """Returns who has earned which badge."""
    return sorted((detail["personId"], detail["badge"]) for detail in earned)


def experience(person: Person) -> tuple[set[str], set[str]]:
    """Returns the keys of the skills that somebody has taught and learned."""
    row = SkillHistory.key(person.id).require()
    return set(row.taught or ()), set(row.learned or ())


def test_the_first_exchange_that_is_completed_earns_both_a_badge(
    stopped_clock: StoppedClock, bus: Bus, streams: list[Stream], ana: Person, ben: Person
) -> None:
    session_id = scheduled(ana, ben, agreed(ana, ben), in_days(0.1))
    later(stopped_clock, ana, ben, hours=3)
    assert act(ana, "markCompleted", session_id).status == 200
    assert go_round(bus, streams) == []
    assert badges(ana, ben) == []
    assert act(ben, "markCompleted", session_id).status == 200
    earned = go_round(bus, streams)
    assert told(earned) == sorted([(ana.id, "first_exchange"), (ben.id, "first_exchange")])
    assert {detail["actorId"] for detail in earned} == {None}
    for viewer in (ana, ben):
        assert badges(viewer, ana) == badges(viewer, ben) == ["first_exchange"]


def test_events_that_come_twice_give_a_badge_once(
    bus: Bus, streams: list[Stream], ana: Person, ben: Person
) -> None:
    session = Session.key(just_completed(ana, ben)).require()
    both = sorted([(ana.id, "first_exchange"), (ben.id, "first_exchange")])
    assert told(go_round(bus, streams, times=3)) == both
    bus.waiting = [completed(session)]
    assert go_round(bus, streams, times=2) == []
    assert badges(ana, ana) == ["first_exchange"]


def completed(session: Session) -> Json:
    """Returns the event that a session is completed."""
    return {
        "detail-type": "SessionCompleted",
        "detail": {
            "id": "1:SessionCompleted",
            "at": "2060-01-15T18:00:00Z",
            "actorId": None,
            "exchangeId": session.exchange_id,
            "initiatorId": session.initiator_id,
            "receiverId": session.receiver_id,
            "sessionId": session.id,
            "revision": int(session.revision),
        },
    }


def test_what_was_taught_and_learned_counts_by_the_catalogue(
    bus: Bus, streams: list[Stream], ana: Person, ben: Person
) -> None:
    for hours, skills in enumerate((("js", "SQL"), ("JavaScript", "Chess"))):
        over_for = timedelta(hours=hours)
        session = Session.key(just_completed(ana, ben, *skills, over_for=over_for)).require()
        bus.waiting = [completed(session)]
        assert bus.deliver() == []
    assert experience(ana) == ({"javascript"}, {"sql", "chess"})
    assert experience(ben) == ({"sql", "chess"}, {"javascript"})


def test_the_tenth_session_earns_a_badge(
    bus: Bus, streams: list[Stream], ana: Person, ben: Person
) -> None:
    update(Stats.key(ana.id), Stats.sessions_completed.set(9))
    session = Session.key(just_completed(ana, ben)).require()
    bus.waiting = [completed(session)]
    assert told(go_round(bus, streams)) == sorted(
        [(ana.id, "first_exchange"), (ana.id, "ten_sessions"), (ben.id, "first_exchange")]
    )


def test_the_tenth_good_rating_earns_a_badge_once_it_is_opened(
    bus: Bus, streams: list[Stream], ana: Person, ben: Person
) -> None:
    update(Stats.key(ana.id), Stats.ratings_count.set(9), Stats.ratings_sum.set(45))
    session_id = just_completed(ana, ben)
    go_round(bus, streams)
    assert rate(ben, session_id, 5).status == 201
    assert go_round(bus, streams) == []
    assert rate(ana, session_id, 5).status == 201
    earned = told(go_round(bus, streams, times=2))
    assert (ana.id, "top_rated") in earned
    assert "top_rated" in badges(ben, ana)
    assert "top_rated" not in badges(ana, ben)


def test_a_badge_stays_when_it_would_no_longer_be_given(
    bus: Bus, streams: list[Stream], ana: Person, ben: Person
) -> None:
    give(ana, "dependable")
    update(Stats.key(ana.id), Stats.no_shows.set(1))
    session = Session.key(just_completed(ana, ben)).require()
    bus.waiting = [completed(session)]
    go_round(bus, streams)
    assert badges(ben, ana) == ["dependable", "first_exchange"]


def test_a_badge_that_comes_meanwhile_is_kept(
    bus: Bus, ana: Person, ben: Person, naps: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.key(just_completed(ana, ben)).require()
    given: list[str] = []

    def read_too_early(keys: Iterable[Key[Any]], *, consistent: bool) -> BatchResult:
        found = get_many(keys, consistent=consistent)
        if not given:
            given.append("polyglot")
            give(ana, "polyglot")
        return found

    monkeypatch.setattr("exchange.handlers.award_badges.get_many", read_too_early)
    bus.waiting = [completed(session)]
    assert bus.deliver() == []
    assert badges(ben, ana) == ["polyglot", "first_exchange"]
