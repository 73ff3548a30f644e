"""Sealed ratings tell nothing to anyone but the rater, until they are opened.

The same scene is played in worlds that differ only in Ana's sealed rating. All that anyone but her
can see is noted at each step, and is the same, byte for byte.
"""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from exchange.state_machines import RATE_WITHIN
from infra.tables import TABLES
from learn_exchange import aws, clock, ids
from learn_exchange.tables.exchange import Session
from learn_exchange.tables.store import connection
from learn_exchange.timers import set_timer
from tests.events.test_announcements import DERIVED_TABLES
from tests.support.bus import Bus
from tests.support.clock import StoppedClock
from tests.support.exchanges import act, agreed, in_days, later, rate, scheduled
from tests.support.gateway import Answer, Gateway, Json
from tests.support.meanwhile import write_meanwhile
from tests.support.people import sign_up
from tests.support.rows import all_rows
from tests.support.skills import listed
from tests.support.stream import Stream
from tests.support.timers import GROUP, Timer, fire, fire_due, message, queued, timers

TICK = timedelta(milliseconds=1)
BEN, REVEAL = "ben rates", "the reveal runs"


@dataclass(frozen=True)
class Said:
    """Ana's rating of a session; None where she gives none."""

    score: int | None
    feedback: str | None = None


HARSH = Said(1, "He never listened, and left early.")
WORLDS = [Said(5), Said(None)]


def streams() -> list[Stream]:
    """Returns the streams of all tables whose changes are announced."""
    return [Stream(table) for table in TABLES if table not in DERIVED_TABLES]


@dataclass
class World:
    """One of the worlds: who is in it, and what they have seen and heard in it."""

    gateway: Gateway
    bus: Bus
    clock: StoppedClock
    seen: list[Any] = field(default_factory=list)

    def begin(self) -> None:
        """Ana and Ben have completed a session, and have another one before them."""
        self.streams = streams()
        self.ana, self.ben, self.cleo = (
            sign_up(self.gateway, email=f"{name}@example.com", username=name, firstName=name)
            for name in ("ana", "ben", "cleo")
        )
        for person, offers, seeks in (
            (self.ana, {"Spanish": "expert"}, {"SQL": "beginner"}),
            (self.ben, {"SQL": "expert"}, {"Spanish": "beginner"}),
            (self.cleo, {"Chess": "expert"}, {"SQL": "beginner", "Spanish": "beginner"}),
        ):
            skills = [
                {"skillName": s.name, "skillLevel": s.level, "isOffering": s.offering}
                for s in listed(offers, seeks)
            ]
            assert person.put("/user/skills", {"skills": skills}).status == 200
        self.exchange_id = agreed(self.ana, self.ben)
        self.session_id = scheduled(self.ana, self.ben, self.exchange_id, in_days(0.01))
        self.other_id = scheduled(self.ben, self.ana, self.exchange_id, in_days(10))
        url = self.ben.post("/exchange/calendarToken").json["calendarUrl"]
        self.calendar = url.removeprefix("https://api.learn-exchange.example")
        self.wait(hours=1)
        for person in (self.ana, self.ben):
            assert act(person, "markCompleted", self.session_id).status == 200
        self.go_round()

    def wait(self, **duration: float) -> None:
        """Let time pass, and all timers fire that come due."""
        later(self.clock, self.ana, self.ben, self.cleo, **duration)
        fire_due(self.bus)
        self.go_round()

    def go_round(self) -> None:
        """Have all that was written announced and consumed; all of it can be heard."""
        while True:
            for stream in self.streams:
                stream.announce()
            if not self.bus.waiting:
                return
            self.seen += [
                (name, {key: value for key, value in detail.items() if key != "id"})
                for name, detail in self.bus.announced
            ]
            assert self.bus.deliver() == []

    def note(self, *answers: Answer) -> None:
        """Note what somebody was answered."""
        self.seen += [
            (
                answer.status,
                {name: v for name, v in answer.headers.items() if name != "X-Request-Id"},
                answer.text,
            )
            for answer in answers
        ]

    def look(self) -> None:
        """Let Ben and Cleo look at everything."""
        begin = {"from": "2060-01-01T00:00:00Z"}
        for viewer in (self.ben, self.cleo):
            self.note(
                viewer.get(f"/exchange/{self.exchange_id}"),
                viewer.get("/exchange/list"),
                viewer.get("/exchange/schedule", query=begin),
                viewer.get("/explore/trending"),
                viewer.get("/explore/recommend"),
            )
            for skill, person in (("Spanish", self.ana), ("SQL", self.ben)):
                self.note(
                    viewer.get("/explore/people", query={"skill": skill}),
                    viewer.get(f"/user/{person.id}"),
                    viewer.get(f"/exchange/ratings/{person.id}"),
                    viewer.get(f"/exchange/ratings/{person.id}", query={"limit": "1"}),
                )
        self.note(self.gateway.get(self.calendar))

    def say(self, said: Said) -> str:
        """Ana rates, if she does; answers the id that her rating has or would have had."""
        if said.score is None:
            return ids.new_id()
        answer = rate(self.ana, self.session_id, said.score, feedback=said.feedback)
        assert answer.status == 201, answer.text
        assert answer.json["revealed"] is False
        return str(answer.json["id"])

    def pry(self, rating_id: str) -> None:
        """Let Ben and Cleo try what might be answered otherwise if there is a rating."""
        for person in (self.ben, self.cleo):
            self.note(
                person.post("/exchange/replyRating", {"ratingId": rating_id, "reply": "Oh"}),
                rate(person, self.session_id, 6),
                rate(person, rating_id),
                act(person, "cancelSession", self.session_id),
                act(person, "markCompleted", self.session_id),
                act(person, "reportNoShow", self.session_id),
            )
        self.note(rate(self.cleo, self.session_id))

    def reveal(self) -> None:
        """Let the timer of the deadline fire."""
        fire(message("exchange-deadline", self.session_id, 4), self.bus)


Scene = Callable[[World], object]
Play = Callable[[Scene], list[Any]]


@pytest.fixture
def play(
    stopped_clock: StoppedClock,
    bus: Bus,
    gateway: Gateway,
    naps: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> Play:
    """Plays a scene in a world that begins as all others do; answers what was seen in it."""
    world = World(gateway, bus, stopped_clock)
    world.begin()
    rows, waiting = {table: all_rows(table) for table in TABLES}, timers()
    people, began_at = (world.ana, world.ben, world.cleo), stopped_clock.at
    assert queued() == []

    def played(scene: Scene) -> list[Any]:
        stopped_clock.at = began_at
        for table, beginning in rows.items():
            _restore(table, beginning)
        _restore_timers(waiting)
        world.ana, world.ben, world.cleo = map(replace, people)
        world.streams, world.seen = streams(), []
        numbers = itertools.count(1)
        with monkeypatch.context() as patched:
            patched.setattr(ids, "uuid7", lambda: _numbered(next(numbers)))
            scene(world)
        return world.seen

    return played


def _numbered(number: int) -> UUID:
    """Returns an id that is the same in each world, and later than those of the beginning."""
    return UUID(f"ff{number:06x}-0000-7000-8000-{number:012x}")


def _restore(table: str, beginning: list[Json]) -> None:
    name = TABLES[table].in_table().table_name
    standing, began = (
        {(row["pk"]["S"], row["sk"]["S"]): row for row in rows}
        for rows in (all_rows(table), beginning)
    )
    for pk, sk in standing.keys() - began.keys():
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        connection().dispatch("DeleteItem", {"TableName": name, "Key": key})
    for place, row in began.items():
        if standing.get(place) != row:
            connection().dispatch("PutItem", {"TableName": name, "Item": row})


def _restore_timers(beginning: list[Timer]) -> None:
    queued()
    for timer in timers():
        aws.client("scheduler").delete_schedule(GroupName=GROUP, Name=timer.name)
    for timer in beginning:
        kind, subject_id, revision = json.loads(timer.message).values()
        set_timer(kind, subject_id, revision, timer.fires_at, now=clock.now())
    assert timers() == beginning


def until_the_deadline(said: Said) -> Scene:
    """Ana's rating stays sealed through all that the two do until just before the deadline."""

    def scene(world: World) -> None:
        world.wait(days=1)
        rating_id = world.say(said)
        world.go_round()
        world.look()
        world.pry(rating_id)
        world.wait(days=4)
        world.note(act(world.ben, "cancelSession", world.other_id))
        world.wait(days=9, milliseconds=-1)
        world.reveal()
        world.go_round()
        world.look()
        world.pry(rating_id)

    return scene


def then(*scenes: Scene) -> Scene:
    """Returns one scene after the other."""

    def scene(world: World) -> None:
        for each in scenes:
            each(world)

    return scene


def test_nobody_sees_whether_or_how_ana_has_rated_until_the_deadline(play: Play) -> None:
    seen = play(until_the_deadline(HARSH))
    assert len(seen) > 60
    for said in WORLDS:
        assert play(until_the_deadline(said)) == seen


def test_all_worlds_differ_once_it_is_opened(play: Play) -> None:
    def scene(said: Said) -> Scene:
        def last(world: World) -> None:
            world.say(said)
            world.wait(days=14)
            world.seen.clear()
            world.look()

        return last

    worlds = [play(scene(said)) for said in (HARSH, *WORLDS)]
    for one, other in itertools.combinations(worlds, 2):
        assert one != other
    assert HARSH.feedback is not None
    assert HARSH.feedback in json.dumps(worlds[0])


def ben_rates(world: World, at: timedelta) -> None:
    """Ben rates at an instant, counted from the deadline; what he is answered can be seen."""
    now = world.clock.at
    world.clock.at = _deadline(world) + at
    world.note(rate(world.ben, world.session_id, 2, feedback="So so"))
    world.clock.at = max(now, world.clock.at)


def _deadline(world: World) -> datetime:
    completed_at = Session.key(world.session_id).require().completed_at
    assert completed_at is not None
    return completed_at + RATE_WITHIN


MOMENTS = [-TICK, timedelta(), TICK]


def race(outer: str, moment: timedelta, said: Said) -> Scene:
    """Ana has rated or not. Ben rates while the reveal runs, or the reveal runs while he does."""

    def scene(world: World) -> None:
        world.say(said)
        later(world.clock, world.ben, days=14, seconds=-1)

        def reveal() -> None:
            world.clock.at = max(world.clock.at, _deadline(world) + TICK)
            world.reveal()

        def ben() -> None:
            ben_rates(world, moment)

        first, meanwhile = (ben, reveal) if outer == BEN else (reveal, ben)
        with pytest.MonkeyPatch.context() as patched:
            write_meanwhile(patched, lambda _: meanwhile())
            first()

    return scene


@pytest.mark.parametrize("outer", [BEN, REVEAL])
def test_what_ben_is_answered_at_the_deadline_tells_nothing_of_anas_rating(
    play: Play, outer: str
) -> None:
    for moment in MOMENTS:
        answers = play(race(outer, moment, HARSH))
        assert play(race(outer, moment, Said(5))) == answers
        [(status, _, _)] = answers
        in_time = moment < timedelta() and outer == REVEAL
        assert status == (201 if in_time else 409)
        if not in_time:
            assert play(race(outer, moment, Said(None))) == answers


@pytest.mark.parametrize("outer", [BEN, REVEAL])
def test_each_rating_counts_once_no_matter_who_comes_first_at_the_deadline(
    play: Play, outer: str
) -> None:
    for moment in MOMENTS:
        [(status, _, _), *events] = play(then(race(outer, moment, HARSH), count_ratings))
        accepted = status == 201
        [*_, (of_ana, of_ben)] = events
        assert (of_ana, of_ben) == (int(accepted), 1)
        assert [name for name, _ in events].count("RatingRevealed") == of_ana + of_ben


def count_ratings(world: World) -> None:
    """Note how many ratings of Ana and of Ben count, which are those that are listed."""
    world.go_round()
    world.reveal()
    world.go_round()
    world.ben.refresh()
    counts = []
    for person in (world.ana, world.ben):
        listed = world.ben.get(f"/exchange/ratings/{person.id}").json
        counts.append(world.ben.profile_of(person).json["stats"]["rating"]["count"])
        assert len(listed["items"]) == listed["rating"]["count"] == counts[-1]
    world.seen.append(tuple(counts))
