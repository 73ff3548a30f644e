"""Two who change one exchange at once: what holds is what one of them made of it, to the last row.

Each pair of actions races twice between each of six couples, which race side by side; the pair on
which it depends that nobody is in two sessions at once, five times.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import chain
from typing import TypeVar

import httpx
import pytest

from tests.support.clock import SetClock
from tests.support.exchanges import act, agreed, in_days, instant, later, proposed, rate, request
from tests.support.exchanges import requested as asked
from tests.support.exchanges import scheduled as arranged
from tests.support.gateway import Answer, Json
from tests.support.people import Person, sign_up
from tests.support.remote import RemoteGateway, all_at_once, statuses
from tests.support.system import System

COUPLES = 6
ROUNDS = 2
# An exchange has at most as many open sessions.
MANY_ROUNDS = 5
MAX_PENDING = 20
AN_HOUR_DAYS = 1 / 24

T = TypeVar("T")
Couple = tuple[Person, Person]
Call = Callable[[], Answer]


def new_couples(gateway: RemoteGateway) -> list[Couple]:
    """Pairs of people; nobody is in two of them."""
    people = all_at_once([partial(sign_up, gateway)] * (2 * COUPLES))
    return list(zip(people[::2], people[1::2], strict=True))


@pytest.fixture(scope="module")
def couples(system: System) -> Iterator[list[Couple]]:
    """Pairs of people, for races in which no time passes."""
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    with httpx.Client(base_url=system.api_url, timeout=120, limits=limits, trust_env=False) as http:
        yield new_couples(RemoteGateway(http=http))


def people_of(couples: Sequence[Couple]) -> list[Person]:
    """Returns all who are in these couples."""
    return [person for couple in couples for person in couple]


def made(
    couples: Sequence[Couple], make: Callable[[Person, Person, int], T], rounds: int = ROUNDS
) -> list[list[T]]:
    """Returns what each couple makes to race for, round by round."""

    def by(ana: Person, ben: Person) -> list[T]:
        return [make(ana, ben, number) for number in range(rounds)]

    return all_at_once([partial(by, ana, ben) for ana, ben in couples])


def exchanges_of(couples: Sequence[Couple], *skills: str) -> dict[str, str]:
    """Returns the id of a new accepted exchange of each couple, by the id of the one who asked."""
    calls = [partial(agreed, ana, ben, *skills) for ana, ben in couples]
    ids = all_at_once(calls)
    return {ana.id: exchange_id for (ana, _), exchange_id in zip(couples, ids, strict=True)}


def race(
    couples: Sequence[Couple],
    prizes: Sequence[Sequence[T]],
    pair: Callable[[Person, Person, T], tuple[Call, Call]],
    before_each: Callable[[], None] = lambda: None,
) -> list[list[tuple[Answer, Answer]]]:
    """Make both calls of a pair at once, on what each couple has made; the answers, in order."""
    outcomes: list[list[tuple[Answer, Answer]]] = [[] for _ in couples]
    for of_round in zip(*prizes, strict=True):
        before_each()
        calls: list[Call] = []
        for (ana, ben), prize in zip(couples, of_round, strict=True):
            calls += pair(ana, ben, prize)
        answers = all_at_once(calls)
        for outcome, one, other in zip(outcomes, answers[::2], answers[1::2], strict=True):
            outcome.append((one, other))
    return outcomes


def acting(by: Person, action: str, session_id: str, **more: object) -> Call:
    """Returns a call that changes a session."""
    return partial(act, by, action, session_id, **more)


def answering(by: Person, action: str, exchange_id: str, **more: object) -> Call:
    """Returns a call that answers a request, or ends an exchange."""
    return partial(by.patch, f"/exchange/{action}", {"exchangeId": exchange_id, **more})


def _but_for_actions(item: Json) -> Json:
    seen = {name: value for name, value in item.items() if not name.lower().endswith("actions")}
    if "sessions" in seen:
        seen["sessions"] = [_but_for_actions(session) for session in seen["sessions"]]
    return seen


def seen_by_both(couple: Couple) -> dict[str, Json]:
    """Returns all exchanges and sessions of two people, which both see alike, by their ids.

    What each may do is another thing.
    """
    views = []
    for person in couple:
        exchanges = person.get("/exchange/list", query={"limit": "100"}).json["items"]
        sessions = [session for exchange in exchanges for session in exchange["sessions"]]
        for session in sessions:
            session.pop("ratedByMe")
        views.append({item["id"]: _but_for_actions(item) for item in (*exchanges, *sessions)})
    shared = views[0].keys() & views[1].keys()
    assert {id: views[0][id] for id in shared} == {id: views[1][id] for id in shared}
    return views[0]


def stats(person: Person) -> Json:
    """Returns the totals of somebody's profile."""
    content: Json = person.get("/user/me").json["stats"]
    return content


def loser_of(one: Answer, other: Answer) -> Answer:
    """Returns the answer of the one who came second, and was refused."""
    assert statuses([one, other]) == {200: 1, 409: 1}, (one.text, other.text)
    return one if one.status == 409 else other


def rows_about(system: System, people: Sequence[Person], kind: str) -> list[Json]:
    """Returns the rows of one kind in what belongs to these people."""
    partitions = {f"PERSON#{person.id}" for person in people}
    rows = (row for row in system.rows("exchange") if row["kind"]["S"] == kind)
    return [row for row in rows if row["pk"]["S"] in partitions]


def pending_of(system: System, people: Sequence[Person]) -> int:
    """Returns how many unanswered requests are counted for these people."""
    rows = rows_about(system, people, "PendingRequests")
    return sum(int(row["number"]["N"]) for row in rows)


def busy_hours(system: System, people: Sequence[Person]) -> dict[str, list[str]]:
    """Returns the hours in which each of these people has a session, by who."""
    busy: dict[str, list[str]] = {person.id: [] for person in people}
    for row in rows_about(system, people, "BusyHour"):
        if "minutes" in row:
            hour = row["sk"]["S"].removeprefix("HOUR#")
            busy[row["pk"]["S"].removeprefix("PERSON#")].append(hour)
    return busy


def hour_of(text: str) -> str:
    """Returns the hour of an instant, as it stands in a key."""
    return f"{instant(text):%Y-%m-%dT%H}"


def a_request(ana: Person, ben: Person, number: int) -> str:
    """Returns a pending exchange, whose skills are those of no other."""
    return asked(ana, ben, f"Drums {number}", "Flute")


@pytest.mark.parametrize(
    ("end", "reason", "seen", "problem"),
    [
        ("cancel", "withdrawn", {"revision": 1}, "changed-since"),
        ("decline", "declined", {}, "wrong-state"),
    ],
)
def test_of_accepting_and_ending_a_request_at_once_one_wins_and_the_other_learns_the_state(
    system: System, couples: list[Couple], end: str, reason: str, seen: Json, problem: str
) -> None:
    def pair(ana: Person, ben: Person, exchange_id: str) -> tuple[Call, Call]:
        ender = ana if end == "cancel" else ben
        return (
            answering(ben, "accept", exchange_id, **seen),
            answering(ender, end, exchange_id, **seen),
        )

    ids = made(couples, a_request)
    for couple, of_couple, outcomes in zip(couples, ids, race(couples, ids, pair), strict=True):
        shown = seen_by_both(couple)
        for exchange_id, (accept, ending) in zip(of_couple, outcomes, strict=True):
            loser = loser_of(accept, ending)
            standing = ("accepted", None) if accept.status == 200 else ("canceled", reason)
            assert (loser.problem, loser.json["current"]) == (problem, standing[0])
            exchange = shown[exchange_id]
            assert (exchange["status"], exchange["cancelReason"]) == standing
    assert pending_of(system, people_of(couples)) == 0


def test_who_cancels_without_having_looked_ends_what_was_agreed_meanwhile(
    system: System, couples: list[Couple]
) -> None:
    def pair(ana: Person, ben: Person, exchange_id: str) -> tuple[Call, Call]:
        return answering(ben, "accept", exchange_id), answering(ana, "cancel", exchange_id)

    ids = made(couples, a_request)
    for couple, of_couple, outcomes in zip(couples, ids, race(couples, ids, pair), strict=True):
        shown = seen_by_both(couple)
        for exchange_id, (accept, cancel) in zip(of_couple, outcomes, strict=True):
            # What was agreed can be canceled too, so that canceling succeeds in any order.
            assert cancel.status == 200, cancel.text
            reason = "canceled" if accept.status == 200 else "withdrawn"
            if accept.status != 200:
                assert (accept.problem, accept.json["current"]) == ("wrong-state", "canceled")
            exchange = shown[exchange_id]
            assert (exchange["status"], exchange["cancelReason"]) == ("canceled", reason)
    assert pending_of(system, people_of(couples)) == 0


def test_nobody_is_in_two_sessions_at_once_whoever_accepts_them(couples: list[Couple]) -> None:
    hubs = [ana for ana, _ in couples]
    others = [*hubs[1:], hubs[0]]
    with_partner = exchanges_of(couples, "Piano", "Cello")
    with_other = exchanges_of(list(zip(hubs, others, strict=True)), "Piano", "Cello")

    def two_sessions(hub: Person, _: Person, number: int) -> tuple[str, str]:
        start = instant(in_days(3 + hubs.index(hub) + COUPLES * number))
        soon_after = start + timedelta(minutes=5)
        return (
            proposed(hub, with_partner[hub.id], start.isoformat()),
            proposed(hub, with_other[hub.id], soon_after.isoformat()),
        )

    def pair(hub: Person, partner: Person, ids: tuple[str, str]) -> tuple[Call, Call]:
        other = others[hubs.index(hub)]
        return acting(partner, "acceptSession", ids[0]), acting(other, "acceptSession", ids[1])

    sessions = made(couples, two_sessions, MANY_ROUNDS)
    outcomes = race(couples, sessions, pair)
    for hub, of_hub, answers in zip(hubs, sessions, outcomes, strict=True):
        schedule = hub.get("/exchange/schedule", query={"limit": "100"}).json["items"]
        shown = {item["id"]: item["status"] for item in schedule}
        for ids, outcome in zip(of_hub, answers, strict=True):
            assert loser_of(*outcome).problem == "time-taken"
            expected = ["accepted" if answer.status == 200 else "proposed" for answer in outcome]
            assert [shown[session_id] for session_id in ids] == expected


@pytest.mark.parametrize("mover", ["the one who proposed it", "the one who was asked"])
def test_of_moving_and_accepting_a_session_at_once_one_wins(
    system: System, couples: list[Couple], mover: str
) -> None:
    by_proposer = mover == "the one who proposed it"
    first_day = 100 if by_proposer else 150
    exchanges = exchanges_of(couples, "Chess", "Go")
    old = [in_days(first_day + number) for number in range(ROUNDS)]
    new = [in_days(first_day + 10 + number) for number in range(ROUNDS)]

    def a_session(ana: Person, _: Person, number: int) -> tuple[str, str]:
        return proposed(ana, exchanges[ana.id], old[number]), new[number]

    def pair(ana: Person, ben: Person, move: tuple[str, str]) -> tuple[Call, Call]:
        session_id, time = move
        mover = ana if by_proposer else ben
        return (
            acting(ben, "acceptSession", session_id, revision=1),
            acting(mover, "rescheduleSession", session_id, scheduledTime=time, revision=1),
        )

    moves = made(couples, a_session)
    outcomes = race(couples, moves, pair)
    busy = busy_hours(system, people_of(couples))
    for couple, of_couple, answers in zip(couples, moves, outcomes, strict=True):
        shown = seen_by_both(couple)
        stand_at = []
        for (session_id, time), before, (accept, move) in zip(of_couple, old, answers, strict=True):
            accepted = accept.status == 200
            status = "accepted" if accepted else "proposed"
            loser = loser_of(accept, move)
            assert (loser.problem, loser.json["current"]) == ("changed-since", status)
            session, stands_at = shown[session_id], before if accepted else time
            assert instant(session["scheduledTime"]) == instant(stands_at)
            assert session["status"] == status
            stand_at += [hour_of(before)] if accepted else []
        for person in couple:
            for time in (*old, *new):
                assert (hour_of(time) in busy[person.id]) == (hour_of(time) in stand_at)
            query = {"from": old[0], "to": in_days(first_day + 20), "limit": "100"}
            schedule = person.get("/exchange/schedule", query=query).json["items"]
            assert {item["id"] for item in schedule} == {session_id for session_id, _ in of_couple}


def test_of_concluding_and_canceling_a_session_at_once_one_wins(
    system: System, gateway: RemoteGateway, time_passes: SetClock
) -> None:
    couples = new_couples(gateway)
    exchanges = exchanges_of(couples)

    def a_session(ana: Person, ben: Person, number: int) -> str:
        start = in_days((1 + number) * AN_HOUR_DAYS)
        return arranged(ana, ben, exchanges[ana.id], start)

    def pair(ana: Person, ben: Person, session_id: str) -> tuple[Call, Call]:
        return acting(ana, "markCompleted", session_id), acting(ben, "cancelSession", session_id)

    sessions = made(couples, a_session)
    # It takes less than ten minutes to get here.
    the_next_begins = partial(later, time_passes, *people_of(couples), hours=1)
    outcomes = race(couples, sessions, pair, the_next_begins)

    busy = busy_hours(system, people_of(couples))
    for (ana, ben), of_couple, answers in zip(couples, sessions, outcomes, strict=True):
        shown = seen_by_both((ana, ben))
        canceled = 0
        for session_id, (mark, cancel) in zip(of_couple, answers, strict=True):
            loser = loser_of(mark, cancel)
            marked = mark.status == 200
            status = "accepted" if marked else "canceled"
            assert (loser.problem, loser.json["current"]) == ("wrong-state", status)
            session = shown[session_id]
            assert session["status"] == status
            assert session["completedBy"] == ([ana.id] if marked else [])
            assert session["lateCancellation"] is not marked
            canceled += not marked
        late = [stats(person)["reliability"]["lateCancellations"] for person in (ana, ben)]
        assert late == [0, canceled]
        standing = [shown[it]["scheduledTime"] for it in of_couple if shown[it]["completedBy"]]
        for person in (ana, ben):
            assert {hour_of(start) for start in standing} <= set(busy[person.id])
            assert bool(busy[person.id]) is bool(standing)


def test_who_conclude_and_rate_a_session_at_once_both_succeed_and_are_counted_once(
    gateway: RemoteGateway, time_passes: SetClock
) -> None:
    couples = new_couples(gateway)
    exchanges = exchanges_of(couples)

    def a_session(ana: Person, ben: Person, number: int) -> str:
        return arranged(ana, ben, exchanges[ana.id], in_days((1 + number) * 2 * AN_HOUR_DAYS))

    def both_mark(ana: Person, ben: Person, session_id: str) -> tuple[Call, Call]:
        return acting(ana, "markCompleted", session_id), acting(ben, "markCompleted", session_id)

    def both_rate(ana: Person, ben: Person, session_id: str) -> tuple[Call, Call]:
        return partial(rate, ana, session_id, 5), partial(rate, ben, session_id, 1)

    sessions = made(couples, a_session)
    later(time_passes, *people_of(couples), days=1)
    for marks in chain.from_iterable(race(couples, sessions, both_mark)):
        assert statuses(list(marks)) == {200: 2}, [mark.text for mark in marks]
        assert sorted(mark.json["isCompleted"] for mark in marks) == [False, True]
    for ratings in chain.from_iterable(race(couples, sessions, both_rate)):
        assert statuses(list(ratings)) == {201: 2}, [rating.text for rating in ratings]
        assert sorted(rating.json["revealed"] for rating in ratings) == [False, True]

    for couple in couples:
        shown = seen_by_both(couple)
        exchange = shown[exchanges[couple[0].id]]
        assert exchange["status"] == "completed"
        both = {person.id for person in couple}
        assert [set(session["completedBy"]) for session in exchange["sessions"]] == [both] * ROUNDS
        for person, score in zip(couple, (1, 5), strict=True):
            received = person.get("/exchange/ratings/me").json
            assert [item["score"] for item in received["items"]] == [score] * ROUNDS
            # Everybody begins with five ratings of four.
            average = round((5 * 4 + ROUNDS * score) / (5 + ROUNDS), 2)
            assert received["rating"] == {"average": average, "count": ROUNDS}
            totals = stats(person)
            assert totals["rating"] == received["rating"]
            assert totals["exchangesCompleted"] == 1
            assert totals["reliability"]["sessionsCompleted"] == ROUNDS


@pytest.mark.parametrize("second", ["identical", "mirrored"])
def test_of_two_requests_of_the_same_skills_at_once_one_stands_and_the_other_leads_to_it(
    system: System, couples: list[Couple], second: str
) -> None:
    before = pending_of(system, people_of(couples))

    def skills(_ana: Person, _ben: Person, number: int) -> tuple[str, str]:
        return f"{second} {number}", "Singing"

    def pair(ana: Person, ben: Person, skills: tuple[str, str]) -> tuple[Call, Call]:
        ask = partial(request, ana, ben, *skills)
        ask_back = partial(request, ben, ana, *reversed(skills))
        return ask, ask_back if second == "mirrored" else ask

    terms = made(couples, skills)
    for couple, outcomes in zip(couples, race(couples, terms, pair), strict=True):
        shown = seen_by_both(couple)
        for answers in outcomes:
            assert statuses(list(answers)) == {201: 1, 409: 1}, [it.text for it in answers]
            winner, loser = sorted(answers, key=lambda answer: answer.status)
            assert loser.problem == "already-pending"
            assert loser.json["exchangeId"] == winner.json["id"]
            assert shown[winner.json["id"]]["status"] == "pending"
        pending = [it for it in shown.values() if it["status"] == "pending"]
        of_these = [it for it in pending if second in it["offeredSkill"] + it["requestedSkill"]]
        assert len(of_these) == ROUNDS
    assert pending_of(system, people_of(couples)) - before == ROUNDS * COUPLES


def test_of_twenty_five_requests_of_one_person_at_once_exactly_twenty_stand(
    system: System, gateway: RemoteGateway, couples: list[Couple]
) -> None:
    asker = sign_up(gateway)
    receivers = people_of(couples)
    wishes = [(receivers[number % len(receivers)], f"Skill {number}") for number in range(25)]
    calls = [partial(request, asker, receiver, skill) for receiver, skill in wishes]

    answers = all_at_once(calls)

    assert statuses(answers) == {201: MAX_PENDING, 409: 5}
    assert {it.problem for it in answers if it.status == 409} == {"too-many-pending"}
    stand = {it.json["id"] for it in answers if it.status == 201}
    assert set(asker.listed("/exchange/list")) == stand
    assert pending_of(system, [asker]) == MAX_PENDING
    withdrawn = {"exchangeId": next(iter(stand))}
    assert asker.patch("/exchange/cancel", withdrawn).status == 200
    refused = next(call for call, it in zip(calls, answers, strict=True) if it.status == 409)
    assert refused().status == 201, "there is room for one again"
