"""Exchanges against a plain model of them: what three people may do, see and are counted for.

The model is written from what the API promises, and knows nothing of the code. Time passes in it,
and the functions' clock follows. `EXCHANGE_MODEL_SECONDS` says how long it looks; each round has
the next fixed seed.
"""

import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, TypeVar

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.support.gateway import Answer, Json
from tests.support.people import sign_up
from tests.support.remote import RemoteGateway
from tests.support.rounds import play
from tests.support.system import System

SECONDS = float(os.environ.get("EXCHANGE_MODEL_SECONDS", "60"))
PEOPLE = 3
STEPS = 80
SKILLS = ("Spanish", "SQL")
JUMPS = [
    *[timedelta(hours=1)] * 3,
    *[timedelta(hours=13)] * 2,
    *[timedelta(days=3, hours=2)] * 2,
    timedelta(days=15),
]
# A step is taken half a minute past a minute, and all that is agreed begins at a full one.
A_STEP = timedelta(minutes=1)
CLOSE = timedelta(seconds=20)
SIGNED_IN_FOR = timedelta(minutes=10)
ACTIONS = [
    *["acceptSession"] * 12,
    *["markCompleted"] * 6,
    *["reportNoShow"] * 4,
    *["contestNoShow"] * 4,
    "rescheduleSession",
    "cancelSession",
]
STATUSES = {"not-found": 404, "invalid": 422}
EVER = {"from": "2026-01-01T00:00:00Z", "limit": "100"}

T = TypeVar("T")
Deed = Callable[[random.Random], None]
OFTEN = 0.75
STATES = ["pending", "accepted", "canceled", "completed"]
LOOKED_AT_EVERY = 3


class Refused(Exception):
    """The model's refusal of what is not allowed."""

    def __init__(self, problem: str, current: str | None = None) -> None:
        super().__init__(problem)
        self.problem, self.current = problem, current


def refusal(what: Callable[..., None], *on: Any) -> Refused | None:
    """Returns why that is not allowed; None where it was, and is done."""
    try:
        what(*on)
    except Refused as refused:
        return refused
    return None


@dataclass
class Session:
    """A session of the model."""

    id: str
    exchange: "Exchange"
    by: int
    slots: list[datetime]
    minutes: int
    status: str = "proposed"
    start: datetime | None = None
    marks: set[int] = field(default_factory=set)
    reporter: int | None = None
    contested: bool = False
    moved_late_by: int | None = None
    late_by: int | None = None
    completed_at: datetime | None = None
    ratings: dict[int, int] = field(default_factory=dict)
    revealed: bool = False

    @property
    def starts(self) -> datetime:
        """The time at which it begins, or would first."""
        return self.start or min(self.slots)

    @property
    def ends(self) -> datetime:
        """The time at which it is over."""
        return self.starts + timedelta(minutes=self.minutes)

    @property
    def open(self) -> bool:
        """Returns whether it may still come about."""
        return self.status in {"proposed", "accepted"}

    def deadline(self) -> tuple[datetime, Callable[[datetime], str]] | None:
        """Returns when something happens to it by itself, and what."""
        if self.status == "proposed":
            return max(self.slots), self._lapse
        if self.status == "accepted":
            return self.ends + timedelta(hours=72), self._complete
        if self.completed_at and not self.revealed:
            return self.completed_at + timedelta(days=14), self._reveal
        return None

    def _lapse(self, _at: datetime) -> str:
        self.status = "canceled"
        self.late_by = self.moved_late_by
        return "lapsed"

    def _complete(self, at: datetime) -> str:
        self.status, self.completed_at = "completed", at
        return "assumed"

    def _reveal(self, _at: datetime) -> str:
        self.revealed = True
        return "revealed" if self.ratings else "not rated"

    def boundaries(self) -> Iterator[datetime]:
        """Yields where what is allowed changes that does not lie at a full minute."""
        if self.completed_at:
            yield self.completed_at + timedelta(days=14)


@dataclass
class Exchange:
    """An exchange of the model."""

    id: str
    initiator: int
    receiver: int
    offered: str
    requested: str
    created: datetime
    status: str = "pending"
    reason: str | None = None
    sessions: list[Session] = field(default_factory=list)
    written: bool = True
    """True once what was due is written, so that it is counted in profiles."""

    @property
    def people(self) -> set[int]:
        """The people who take part."""
        return {self.initiator, self.receiver}

    @property
    def terms(self) -> set[tuple[int, str]]:
        """Returns who teaches what."""
        return {(self.initiator, self.offered), (self.receiver, self.requested)}

    def late_for(self, person: int) -> int:
        """Returns how many of its sessions count against someone as canceled late."""
        return sum(it.late_by == person for it in self.sessions)

    def settle(self, now: datetime) -> Iterator[str]:
        """Do what time has brought about, and say what that was."""
        if self.status == "pending" and self.created + timedelta(days=14) <= now:
            self.status, self.reason = "canceled", "expired"
            yield "expired"
        for session in self.sessions:
            while (due := session.deadline()) and due[0] <= now:
                yield due[1](due[0])
        self.conclude()

    def conclude(self) -> None:
        """An exchange is completed when a session of it is, and none is open."""
        done = any(session.status == "completed" for session in self.sessions)
        if self.status == "accepted" and done and not any(it.open for it in self.sessions):
            self.status = "completed"


class Model:
    """A model of exchanges, as plain as can be."""

    def __init__(self, seen: Counter[str]) -> None:
        """There are none yet. What happens is counted, to know what has been tried."""
        self.exchanges: dict[str, Exchange] = {}
        self.seen = seen

    @property
    def sessions(self) -> dict[str, Session]:
        """All sessions."""
        return {it.id: it for exchange in self.exchanges.values() for it in exchange.sessions}

    def settle(self, now: datetime) -> None:
        """Do what time has brought about."""
        for exchange in self.exchanges.values():
            if happened := list(exchange.settle(now)):
                self.seen.update(happened)
                exchange.written = False

    def allows(self, what: str, *on: Any) -> bool:
        """Returns whether the model would do something; it is tried on a copy."""
        copy, arguments = deepcopy((self, on))
        return refusal(getattr(copy, what), *arguments) is None

    def _trial(self) -> "Model":
        """Returns the same, to try things that count for nothing."""
        model = Model(Counter())
        model.exchanges = self.exchanges
        return model

    def open_to(self, exchange: Exchange, by: int, now: datetime) -> dict[str, bool]:
        """Returns what someone may do with an exchange now, and whether it counts against them."""
        names, model = {}, self._trial()
        for action in ("accept", "decline", "cancel", "createSession"):
            copy = deepcopy(exchange)
            if action == "createSession":
                refused = refusal(model.propose, copy, by)
            else:
                refused = refusal(model.answer, action, copy, by, now)
            if refused is None:
                names[action] = copy.late_for(by) > exchange.late_for(by)
        return names

    def open_with(self, session: Session, by: int, now: datetime) -> dict[str, bool]:
        """Returns what someone may do with a session now, and whether it counts against them.

        That somebody has no time shows only when a time is accepted.
        """
        changes: dict[str, Json] = {
            "acceptSession": {"slot": session.slots.index(max(session.slots))},
            "rescheduleSession": {"slots": [now + timedelta(days=5)]},
        }
        names, model = {}, self._trial()
        for action in (*dict.fromkeys(ACTIONS), "rate"):
            copy = deepcopy(session)
            if action == "rate":
                refused = refusal(model.rate, copy, by, 5)
            else:
                refused = refusal(model.act, action, copy, by, now, changes.get(action, {}))
            if refused is None or refused.problem == "time-taken":
                given_up = copy.moved_late_by == by != session.moved_late_by
                names[action] = copy.late_by == by or (action == "rescheduleSession" and given_up)
        return names

    def ambiguous(self, now: datetime) -> bool:
        """Returns whether an instant is too close to one at which something changes."""
        instants = [it.created + timedelta(days=14) for it in self.exchanges.values()]
        instants += [at for session in self.sessions.values() for at in session.boundaries()]
        return any(abs(now - at) < CLOSE for at in instants)

    def of(self, person: int) -> list[Exchange]:
        """Someone's exchanges, the newest first."""
        mine = [it for it in self.exchanges.values() if person in it.people]
        return list(reversed(mine))

    def request(self, one: int, other: int, offered: str, requested: str) -> None:
        """Returns whether that can be requested."""
        if one == other:
            raise Refused("invalid")
        terms = {(one, offered), (other, requested)}
        if any(it.status == "pending" and it.terms == terms for it in self.exchanges.values()):
            raise Refused("already-pending")

    def answer(self, action: str, exchange: Exchange, by: int, now: datetime) -> None:
        """Accept, decline or cancel."""
        if by not in exchange.people:
            raise Refused("not-found")
        status = exchange.status
        if action == "accept" and status == "pending" and by == exchange.receiver:
            exchange.status = "accepted"
        elif action == "decline" and status == "pending" and by == exchange.receiver:
            exchange.status, exchange.reason = "canceled", "declined"
        elif action == "cancel" and status == "pending" and by == exchange.initiator:
            exchange.status, exchange.reason = "canceled", "withdrawn"
        elif action == "cancel" and status == "accepted":
            standing = [it for it in exchange.sessions if it.open]
            if any(it.status == "accepted" and it.starts <= now for it in standing):
                raise Refused("wrong-state", "accepted")
            exchange.status, exchange.reason = "canceled", "canceled"
            for session in standing:
                self._cancel(session, by, now)
        else:
            raise Refused("wrong-state", status)

    def propose(
        self, exchange: Exchange, by: int, slots: Iterable[datetime] = (), minutes: int = 0
    ) -> None:
        """Returns whether a session can be proposed."""
        if by not in exchange.people:
            raise Refused("not-found")
        if exchange.status != "accepted":
            raise Refused("wrong-state", exchange.status)
        if sum(it.open for it in exchange.sessions) == 5:
            raise Refused("too-many-sessions")
        waiting = (it for it in exchange.sessions if it.status == "proposed")
        terms = (by, {*slots}, minutes)
        if any((it.by, {*it.slots}, it.minutes) == terms for it in waiting):
            raise Refused("already-pending")

    def act(self, action: str, session: Session, by: int, now: datetime, change: Json) -> None:
        """Change a session."""
        if by not in session.exchange.people:
            raise Refused("not-found")
        getattr(self, f"_{action}")(session, by, now, **change)
        session.exchange.conclude()

    def _acceptSession(  # noqa: N802
        self, session: Session, by: int, now: datetime, slot: int | None = None
    ) -> None:
        if session.status != "proposed" or by == session.by:
            raise Refused("wrong-state", session.status)
        if slot is None and len(session.slots) > 1:
            raise Refused("invalid")
        if slot is not None and slot >= len(session.slots):
            raise Refused("invalid")
        start = session.slots[slot or 0]
        if start <= now:
            raise Refused("wrong-time")
        end = start + timedelta(minutes=session.minutes)
        for other in self.sessions.values():
            shared = other.exchange.people & session.exchange.people
            stands = shared and other.status not in {"proposed", "canceled"}
            if stands and start < other.ends and other.starts < end:
                raise Refused("time-taken")
        session.status, session.start, session.moved_late_by = "accepted", start, None

    def _rescheduleSession(  # noqa: N802
        self, session: Session, by: int, now: datetime, slots: list[datetime]
    ) -> None:
        if not session.open or session.marks:
            raise Refused("wrong-state", session.status)
        if session.status == "accepted":
            if session.starts <= now:
                raise Refused("wrong-time")
            if session.starts - now < timedelta(hours=12):
                session.moved_late_by = by
                self.seen["moved late"] += 1
        session.status, session.by, session.slots, session.start = "proposed", by, slots, None

    def _cancelSession(self, session: Session, by: int, now: datetime) -> None:  # noqa: N802
        if not session.open or session.marks:
            raise Refused("wrong-state", session.status)
        if session.status == "accepted" and now >= session.starts + timedelta(minutes=10):
            raise Refused("wrong-time")
        self._cancel(session, by, now)

    def _cancel(self, session: Session, by: int, now: datetime) -> None:
        late = session.status == "accepted" and session.starts - now < timedelta(hours=12)
        session.late_by = by if late else session.moved_late_by
        if session.late_by is not None:
            self.seen["canceled late"] += 1
        session.status = "canceled"

    def _markCompleted(self, session: Session, by: int, now: datetime) -> None:  # noqa: N802
        if session.contested and session.status == "no_show" and by == session.reporter:
            self.seen["completed by consent"] += 1
        elif session.status != "accepted" or by in session.marks:
            raise Refused("wrong-state", session.status)
        elif session.starts > now:
            raise Refused("wrong-time")
        elif not session.marks:
            session.marks.add(by)
            return
        session.marks.add(by)
        session.status, session.completed_at = "completed", now

    def _reportNoShow(self, session: Session, by: int, now: datetime) -> None:  # noqa: N802
        if session.status != "accepted" or by in session.marks:
            raise Refused("wrong-state", session.status)
        if now < session.starts + timedelta(minutes=10):
            raise Refused("wrong-time")
        session.status, session.reporter = "no_show", by

    def _contestNoShow(self, session: Session, by: int, now: datetime) -> None:  # noqa: N802
        if session.status != "no_show" or session.contested or by == session.reporter:
            raise Refused("wrong-state", session.status)
        if now >= session.ends + timedelta(days=14):
            raise Refused("wrong-time")
        session.contested = True

    def rate(self, session: Session, by: int, score: int) -> None:
        """Rate a session."""
        if by not in session.exchange.people:
            raise Refused("not-found")
        if session.status != "completed":
            raise Refused("wrong-state", session.status)
        if by in session.ratings:
            raise Refused("already-rated")
        if session.revealed:
            raise Refused("wrong-time")
        session.ratings[by] = score
        session.revealed = len(session.ratings) == 2

    def totals(self, person: int) -> Json:
        """Returns what a profile counts."""
        sessions = [it for it in self.sessions.values() if person in it.exchange.people]
        scores = [
            score
            for it in sessions
            for rater, score in it.ratings.items()
            if it.revealed and rater != person
        ]
        average = round((5 * 4 + sum(scores)) / (5 + len(scores)), 2) if scores else None
        missed = [it for it in sessions if it.status == "no_show" and not it.contested]
        return {
            "exchangesCompleted": sum(it.status == "completed" for it in self.of(person)),
            "rating": {"average": average, "count": len(scores)},
            "reliability": {
                "sessionsCompleted": sum(it.status == "completed" for it in sessions),
                "lateCancellations": sum(it.late_by == person for it in sessions),
                "noShows": sum(it.reporter != person for it in missed),
            },
        }


class ExchangeMachine(RuleBasedStateMachine):
    """Random lives of three people, against the deployed endpoints."""

    gateway: RemoteGateway
    system: System
    seen: Counter[str]

    @initialize(number=st.integers(0, 2**32))
    def people_join(self, number: int) -> None:
        """Nobody has agreed to anything yet."""
        # Hypothesis begins with the simplest of all lives, in which everything is zero.
        assume(number)
        self.now = datetime.now(UTC).replace(minute=0, second=30, microsecond=0)
        self._set_clock()
        self.people = [sign_up(self.gateway) for _ in range(PEOPLE)]
        self.signed_in_at = self.now
        self.model = Model(self.seen)
        self.touched: Exchange | None = None
        self.steps = 0

    def _set_clock(self) -> None:
        self.system.shift_clock(seconds=self.now.timestamp() - time.time())

    def _step(self, jump: timedelta = timedelta()) -> None:
        self.steps += 1
        self.now += A_STEP + jump
        while self.model.ambiguous(self.now):
            self.now += A_STEP
        self._set_clock()
        if self.now - self.signed_in_at > SIGNED_IN_FOR:
            for person in self.people:
                assert person.refresh().status == 200
            self.signed_in_at = self.now
        self.model.settle(self.now)

    def _did(self, answer: Answer, status: int, what: Callable[..., None], *on: Any) -> bool:
        """Returns whether it was done; either way the answer is what the model says."""
        refused = refusal(what, *on)
        if refused is None:
            assert answer.status == status, answer.text
            self.seen[f"{what.__name__} done"] += 1
            return True
        self.seen[refused.problem] += 1
        expected = STATUSES.get(refused.problem, 409)
        assert (answer.status, answer.problem) == (expected, refused.problem), answer.text
        assert answer.json.get("current") == refused.current, answer.text
        return False

    def _wrote(self, exchange: Exchange) -> None:
        self.touched, exchange.written = exchange, True

    def _choose(
        self, random: random.Random, what: str, choices: Sequence[tuple[Any, ...]]
    ) -> tuple[Any, ...]:
        """Mostly what the model allows, and at times anything."""
        some = random.sample(choices, len(choices))
        if random.random() < OFTEN:
            return next((choice for choice in some if self.model.allows(what, *choice)), some[0])
        return some[0]

    # One rule that weighs what to do: Hypothesis itself leaves some rules out of each round.
    @rule(random=st.randoms(use_true_random=True))
    def something_happens(self, random: random.Random) -> None:
        """Somebody does something, or time passes."""
        exchanges, sessions = self.model.exchanges.values(), self.model.sessions.values()
        pending = any(it.status == "pending" for it in exchanges)
        agreed = any(it.status == "accepted" for it in exchanges)
        under_way = any(it.open or it.status == "no_show" for it in sessions)
        arranged = any(it.status == "accepted" for it in sessions)
        ratable = any(it.status == "completed" and not it.revealed for it in sessions)
        deeds: dict[Deed, int] = {
            self._request: 1 if pending or agreed else 10,
            self._answer: 6 if pending else bool(exchanges),
            self._propose: 4 if agreed else bool(exchanges),
            self._act: 12 if under_way else bool(sessions),
            self._rate: 6 if ratable else bool(sessions),
            self._begin_a_session: 4 if arranged else 0,
            self._pass_time: 2,
            self._fire_timers: 1,
        }
        (deed,) = random.choices(list(deeds), list(deeds.values()))
        deed(random)

    def _request(self, random: random.Random) -> None:
        """Somebody asks somebody for an exchange."""
        self._step()
        numbers = range(PEOPLE)
        choices = [*product(numbers, numbers, SKILLS, SKILLS)]
        one, other, offered, requested = self._choose(random, "request", choices)
        body = {
            "receiverId": self.people[other].id,
            "offeredSkill": offered,
            "requestedSkill": requested,
        }
        answer = self.people[one].post("/exchange/request", body)
        if self._did(answer, 201, self.model.request, one, other, offered, requested):
            new = Exchange(answer.json["id"], one, other, offered, requested, self.now)
            self.model.exchanges[new.id] = new
            self._wrote(new)

    def _answer(self, random: random.Random) -> None:
        """Somebody tries to answer a request, or to end an exchange."""
        self._step()
        actions = ["accept"] * 4 + ["decline", "cancel"]
        exchanges = recent(self.model.exchanges.values())
        choices = [*product(actions, exchanges, range(PEOPLE), [self.now])]
        action, exchange, by, _ = self._choose(random, "answer", choices)
        answer = self.people[by].patch(f"/exchange/{action}", {"exchangeId": exchange.id})
        if self._did(answer, 200, self.model.answer, action, exchange, by, self.now):
            self._wrote(exchange)

    def _propose(self, random: random.Random) -> None:
        """Somebody tries to propose a session."""
        self._step()
        minutes, slots = random.choice([30, 60, 150]), self._slots(random)
        choices = [*product(recent(self.model.exchanges.values()), range(PEOPLE))]
        exchange, by = self._choose(random, "propose", choices)
        body = {
            "exchangeId": exchange.id,
            "slots": [{"scheduledTime": slot.isoformat()} for slot in slots],
            "durationMinutes": minutes,
            "timeZone": "Europe/Berlin",
        }
        answer = self.people[by].post("/exchange/createSession", body)
        if self._did(answer, 201, self.model.propose, exchange, by, slots, minutes):
            exchange.sessions.append(Session(answer.json["id"], exchange, by, slots, minutes))
            self._wrote(exchange)

    def _slots(self, random: random.Random) -> list[datetime]:
        hour = self.now.replace(minute=0, second=0)
        hours = random.sample([2, 5, 8, 11, 13, 14, 26], random.choice([1, 1, 3]))
        return [hour + timedelta(hours=ahead) for ahead in hours]

    def _act(self, random: random.Random) -> None:
        """Somebody tries to change a session."""
        self._step()
        changes: dict[str, Json] = {
            "acceptSession": {"slot": random.choice([None, 0, 0, 0, 1, 2])},
            "rescheduleSession": {"slots": self._slots(random)},
        }
        sessions = recent(self.model.sessions.values())
        choices = [
            (action, session, by, self.now, changes.get(action, {}))
            for action, session, by in product(ACTIONS, sessions, range(PEOPLE))
        ]
        action, session, by, _, change = self._choose(random, "act", choices)
        body = {name: value for name, value in change.items() if value is not None}
        if "slots" in body:
            body = {"slots": [{"scheduledTime": slot.isoformat()} for slot in body["slots"]]}
        answer = self.people[by].patch(f"/exchange/{action}", {"sessionId": session.id, **body})
        if self._did(answer, 200, self.model.act, action, session, by, self.now, change):
            self._wrote(session.exchange)
            self.seen[action] += 1

    def _rate(self, random: random.Random) -> None:
        """Somebody tries to rate a session."""
        self._step()
        choices = [*product(self.model.sessions.values(), range(PEOPLE), [random.randint(1, 5)])]
        session, by, score = self._choose(random, "rate", choices)
        body = {"sessionId": session.id, "score": score}
        answer = self.people[by].post("/exchange/rate", body)
        if self._did(answer, 201, self.model.rate, session, by, score):
            self._wrote(session.exchange)
            assert answer.json["revealed"] is session.revealed

    def _pass_time(self, random: random.Random) -> None:
        """A while later."""
        self._step(random.choice(JUMPS))

    def _begin_a_session(self, random: random.Random) -> None:
        """It is the time of a session, or some minutes later."""
        due = [it.starts for it in self.model.sessions.values() if it.status == "accepted"]
        after = timedelta(minutes=random.choice([0, 3, 30]), seconds=30)
        begun = random.choice(sorted(due)) + after
        self._step(max(begun - self.now - A_STEP, timedelta()))

    def _fire_timers(self, _: random.Random) -> None:
        """Writes what was due; where nothing was, nothing is written."""
        self._step()
        event = json.loads(self.system.sample_event("exchange.meet_deadline"))
        (record,) = event["Records"]
        told = json.loads(record["body"])
        records = []
        for number, exchange in enumerate(self.model.exchanges.values()):
            told["detail"] |= {"id": f"{exchange.id}:TimerFired", "subjectId": exchange.id}
            records.append(record | {"messageId": str(number), "body": json.dumps(told)})
            exchange.written = True
        answer = self.system.client("lambda").invoke(
            FunctionName="learn-exchange-local-exchange-meet_deadline",
            Payload=json.dumps({"Records": records}),
        )
        assert json.loads(answer["Payload"].read()) == {"batchItemFailures": []}

    @invariant()
    def both_see_what_was_done(self) -> None:
        """Checks that both see what the model says of the last change."""
        if exchange := self.touched:
            self.touched = None
            for person in sorted(exchange.people):
                answer = self.people[person].get(f"/exchange/{exchange.id}")
                self._is_as_modelled(answer.json, exchange, person)

    @invariant()
    def somebody_sees_the_whole(self) -> None:
        """One of the three, in turn, sees lists, schedule, ratings and totals as in the model."""
        turn, others_turn = divmod(self.steps, LOOKED_AT_EVERY)
        if others_turn:
            return
        viewer = turn % PEOPLE
        person, model = self.people[viewer], self.model
        mine = model.of(viewer)
        listed = person.get("/exchange/list", query={"limit": "100"}).json["items"]
        assert [item["id"] for item in listed] == [it.id for it in mine]
        for item, exchange in zip(listed, mine, strict=True):
            self._is_as_modelled(item, exchange, viewer)
        self._filters(viewer, mine, STATES[turn // PEOPLE % len(STATES)])

        schedule = person.get("/exchange/schedule", query=EVER).json["items"]
        standing = [it for each in mine for it in each.sessions if it.status != "canceled"]
        in_order = sorted(standing, key=lambda it: (it.starts, it.id))
        assert [item["id"] for item in schedule] == [it.id for it in in_order]
        assert [item["status"] for item in schedule] == [it.status for it in in_order]

        received = person.get("/exchange/ratings/me", query={"limit": "100"}).json["items"]
        assert {(item["sessionId"], item["score"]) for item in received} == {
            (it.id, score)
            for it in standing
            for rater, score in it.ratings.items()
            if rater != viewer and it.revealed
        }
        if all(exchange.written for exchange in mine):
            stats = person.get("/user/me").json["stats"]
            assert {name: stats[name] for name in model.totals(viewer)} == model.totals(viewer)

    def _filters(self, viewer: int, mine: list[Exchange], status: str) -> None:
        # What the clock has completed is found by status once it is written.
        if status != "completed" or all(exchange.written for exchange in mine):
            query = {"limit": "100", "status": status, "role": "initiator"}
            listed = self.people[viewer].get("/exchange/list", query=query).json["items"]
            of_these = [it for it in mine if it.status == status and it.initiator == viewer]
            assert [item["id"] for item in listed] == [it.id for it in of_these]

    def _is_as_modelled(self, view: Json, exchange: Exchange, viewer: int) -> None:
        assert (view["status"], view["cancelReason"]) == (exchange.status, exchange.reason)
        assert told(view) == self.model.open_to(exchange, viewer, self.now)
        assert [item["id"] for item in view["sessions"]] == [it.id for it in exchange.sessions]
        for item, session in zip(view["sessions"], exchange.sessions, strict=True):
            assert item["status"] == session.status
            assert item["isCompleted"] is (session.status == "completed")
            assert item["proposedBy"] == self.people[session.by].id
            assert datetime.fromisoformat(item["scheduledTime"]) == session.starts
            assert set(item["completedBy"]) == {self.people[it].id for it in session.marks}
            assert item["lateCancellation"] is (session.late_by is not None)
            reporter = session.reporter
            assert item["noShowReportedBy"] == (
                None if reporter is None else self.people[reporter].id
            )
            assert item["noShowContested"] is session.contested
            assert item["ratedByMe"] is (viewer in session.ratings)
            assert told(item) == self.model.open_with(session, viewer, self.now)


def told(view: Json) -> dict[str, bool]:
    """Returns what a view says that its viewer may do, and whether it counts against them."""
    return {action["name"]: action["counted"] for action in view["actions"]}


def recent(things: Iterable[T]) -> list[T]:
    """Returns the last few."""
    return list(things)[-5:]


def test_three_people_meet_with_what_a_plain_model_says(
    system: System, gateway: RemoteGateway
) -> None:
    ExchangeMachine.gateway, ExchangeMachine.system = gateway, system
    ExchangeMachine.seen = Counter()
    play(ExchangeMachine, ExchangeMachine.seen, steps=STEPS, seconds=SECONDS)
    done = {"request done", "answer done", "propose done", "act done"}
    assert done <= ExchangeMachine.seen.keys()
