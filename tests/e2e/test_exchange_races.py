"""Two who change one exchange at once: what holds is what one of them made of it, to the last row.

Each pair of actions races thirty times, over thirty pairs of people, six races side by side.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import TypeVar

import httpx
import pytest

from learn_exchange import clock
from tests.support.exchanges import act, agreed, in_days, instant, proposed, rate, request
from tests.support.exchanges import requested as asked
from tests.support.exchanges import scheduled as arranged
from tests.support.gateway import Answer, Json
from tests.support.people import Person, sign_up
from tests.support.remote import RemoteGateway, all_at_once, statuses
from tests.support.system import System

RACES = 30
SIDE_BY_SIDE = 6
MOST_PENDING = 20
SOON_SECONDS = 20

T = TypeVar("T")
Couple = tuple[Person, Person]
Call = Callable[[], Answer]


def new_couples(gateway: RemoteGateway) -> list[Couple]:
    """As many pairs of people as there are races; nobody is in two of them."""
    people = all_at_once([partial(sign_up, gateway)] * (2 * RACES))
    return list(zip(people[::2], people[1::2], strict=True))


@pytest.fixture(scope="module")
def couples(system: System) -> Iterator[list[Couple]]:
    """Thirty pairs of people."""
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    with httpx.Client(base_url=system.api_url, timeout=120, limits=limits, trust_env=False) as http:
        yield new_couples(RemoteGateway(http=http))


def for_each(couples: Sequence[Couple], make: Callable[[Person, Person], T]) -> list[T]:
    """What is made for each couple, in their order."""
    return all_at_once([partial(make, ana, ben) for ana, ben in couples])


def race(pairs: Sequence[tuple[Call, Call]]) -> list[tuple[Answer, Answer]]:
    """Make both calls of each pair at once."""
    outcomes: list[tuple[Answer, Answer]] = []
    for start in range(0, len(pairs), SIDE_BY_SIDE):
        calls = [call for pair in pairs[start : start + SIDE_BY_SIDE] for call in pair]
        answers = all_at_once(calls)
        outcomes += zip(answers[::2], answers[1::2], strict=True)
    return outcomes


def answering(by: Person, action: str, exchange_id: str) -> Call:
    """A call that answers a request, or ends an exchange."""
    return partial(by.patch, f"/exchange/{action}", {"exchangeId": exchange_id})


def acting(by: Person, action: str, session_id: str, **more: object) -> Call:
    """A call that changes a session."""
    return partial(act, by, action, session_id, **more)


def seen_by_both(couple: Couple, exchange_id: str) -> Json:
    """An exchange, which both see alike."""
    views: list[Json] = [person.get(f"/exchange/{exchange_id}").json for person in couple]
    for view in views:
        for session in view["sessions"]:
            session.pop("ratedByMe")
    assert views[0] == views[1]
    return views[0]


def stats(person: Person) -> Json:
    """The totals of somebody's profile."""
    content: Json = person.get("/user/me").json["stats"]
    return content


def loser_of(one: Answer, other: Answer) -> Answer:
    """The answer of the one who came second, and was refused."""
    assert statuses([one, other]) == {200: 1, 409: 1}, (one.text, other.text)
    return one if one.status == 409 else other


def rows_about(system: System, people: Sequence[Person], kind: str) -> list[Json]:
    """The rows of one kind in what belongs to these people."""
    partitions = {f"PERSON#{person.id}" for person in people}
    rows = (row for row in system.rows("exchange") if row["kind"]["S"] == kind)
    return [row for row in rows if row["pk"]["S"] in partitions]


def pending_of(system: System, couple: Sequence[Person]) -> int:
    """How many unanswered requests are counted for these people."""
    rows = rows_about(system, couple, "PendingRequests")
    return sum(int(row["number"]["N"]) for row in rows)


def busy_hours(system: System, people: Sequence[Person]) -> dict[str, set[str]]:
    """The hours in which each of these people has a session, by who."""
    busy: dict[str, set[str]] = {person.id: set() for person in people}
    for row in rows_about(system, people, "BusyHour"):
        if "minutes" in row:
            hour = row["sk"]["S"].removeprefix("HOUR#")
            busy[row["pk"]["S"].removeprefix("PERSON#")].add(hour)
    return busy


def test_who_accepts_a_request_while_it_is_withdrawn_has_agreed_before_or_is_refused(
    system: System, couples: list[Couple]
) -> None:
    ids = for_each(couples, asked)
    pairs = [
        (answering(ben, "accept", exchange_id), answering(ana, "cancel", exchange_id))
        for (ana, ben), exchange_id in zip(couples, ids, strict=True)
    ]
    for couple, exchange_id, (accept, cancel) in zip(couples, ids, race(pairs), strict=True):
        # What was agreed can be canceled too, so that one succeeds in any order.
        assert cancel.status == 200, cancel.text
        exchange = seen_by_both(couple, exchange_id)
        assert exchange["status"] == "canceled"
        if accept.status == 200:
            assert exchange["cancelReason"] == "canceled"
        else:
            assert (accept.problem, accept.json["current"]) == ("wrong-state", "canceled")
            assert exchange["cancelReason"] == "withdrawn"
    assert pending_of(system, [person for couple in couples for person in couple]) == 0


def test_of_accepting_and_declining_at_once_one_wins_and_the_other_learns_the_state(
    system: System, couples: list[Couple]
) -> None:
    ids = for_each(couples, asked)
    pairs = [
        (answering(ben, "accept", exchange_id), answering(ben, "decline", exchange_id))
        for (_, ben), exchange_id in zip(couples, ids, strict=True)
    ]
    for couple, exchange_id, (accept, decline) in zip(couples, ids, race(pairs), strict=True):
        loser = loser_of(accept, decline)
        status = "accepted" if accept.status == 200 else "canceled"
        assert (loser.problem, loser.json["current"]) == ("wrong-state", status)
        exchange = seen_by_both(couple, exchange_id)
        assert exchange["status"] == status
        assert exchange["cancelReason"] == (None if status == "accepted" else "declined")
        for person in couple:
            listed = person.get("/exchange/list", query={"status": status}).json["items"]
            assert exchange_id in [item["id"] for item in listed]
    assert pending_of(system, [person for couple in couples for person in couple]) == 0


def test_nobody_is_in_two_sessions_at_once_whoever_accepts_them(
    system: System, couples: list[Couple]
) -> None:
    pairs, sessions = [], []

    def one_race(number: int) -> tuple[list[str], tuple[Call, Call]]:
        hub, partner = couples[number]
        another = couples[(number + 1) % RACES][0]
        start = instant(in_days(3 + number))
        overlapping = [start.isoformat(), (start + timedelta(minutes=30)).isoformat()]
        with_each = [
            proposed(hub, agreed(hub, other, "Drums", "Flute"), at)
            for other, at in zip((partner, another), overlapping, strict=True)
        ]
        calls = [
            acting(other, "acceptSession", session_id)
            for other, session_id in zip((partner, another), with_each, strict=True)
        ]
        return with_each, (calls[0], calls[1])

    for with_each, pair in all_at_once([partial(one_race, number) for number in range(RACES)]):
        sessions.append(with_each)
        pairs.append(pair)

    for number, outcome in enumerate(race(pairs)):
        assert loser_of(*outcome).problem == "time-taken"
        hub = couples[number][0]
        schedule = hub.get("/exchange/schedule").json["items"]
        shown = {item["id"]: item["status"] for item in schedule}
        expected = ["accepted" if answer.status == 200 else "proposed" for answer in outcome]
        assert [shown[session_id] for session_id in sessions[number]] == expected


@pytest.mark.parametrize("mover", ["the one who proposed it", "the one who was asked"])
def test_a_session_that_is_moved_while_it_is_accepted_stands_at_one_time_for_both(
    system: System, couples: list[Couple], mover: str
) -> None:
    by_proposer = mover == "the one who proposed it"
    day = 100 if by_proposer else 200
    old, new = in_days(day), in_days(day + 1)

    def a_session(ana: Person, ben: Person) -> tuple[str, str]:
        exchange_id = agreed(ana, ben, "Chess", "Go")
        return exchange_id, proposed(ana, exchange_id, old)

    made = for_each(couples, a_session)
    pairs = [
        (
            acting(ben, "acceptSession", session_id),
            acting(ana if by_proposer else ben, "rescheduleSession", session_id, scheduledTime=new),
        )
        for (ana, ben), (_, session_id) in zip(couples, made, strict=True)
    ]

    outcomes = race(pairs)

    busy = busy_hours(system, [person for couple in couples for person in couple])
    hours = {time: f"{instant(time):%Y-%m-%dT%H}" for time in (old, new)}
    for couple, (exchange_id, _), (accept, move) in zip(couples, made, outcomes, strict=True):
        (session,) = seen_by_both(couple, exchange_id)["sessions"]
        assert move.status == 200, move.text
        assert instant(session["scheduledTime"]) == instant(new)
        if accept.status == 200:
            # Before it was moved, or, where the other has moved it, after that.
            agreed_to_new = instant(accept.json["scheduledTime"]) == instant(new)
            assert by_proposer or not agreed_to_new
        else:
            assert not by_proposer
            assert (accept.problem, accept.json["current"]) == ("wrong-state", "proposed")
            agreed_to_new = False
        assert session["status"] == ("accepted" if agreed_to_new else "proposed")
        for person in couple:
            assert hours[old] not in busy[person.id]
            assert (hours[new] in busy[person.id]) == agreed_to_new
            listed = person.get("/exchange/schedule", query={"from": old}).json["items"]
            assert [item["id"] for item in listed].count(session["id"]) == 1


def begun(couples: list[Couple]) -> list[tuple[str, str]]:
    """An exchange of each couple, and a session of it that has begun just now."""
    start = instant(in_days(0)) + timedelta(seconds=SOON_SECONDS)

    def a_session(ana: Person, ben: Person) -> tuple[str, str]:
        exchange_id = agreed(ana, ben, "Harp", "Lute")
        return exchange_id, arranged(ana, ben, exchange_id, start.isoformat(), durationMinutes=15)

    made = for_each(couples, a_session)
    time.sleep(max(0.0, (start - clock.now()).total_seconds()))
    return made


def test_of_concluding_and_canceling_a_session_at_once_one_wins(
    system: System, gateway: RemoteGateway
) -> None:
    couples = new_couples(gateway)
    made = begun(couples)
    pairs = [
        (acting(ana, "markCompleted", session_id), acting(ben, "cancelSession", session_id))
        for (ana, ben), (_, session_id) in zip(couples, made, strict=True)
    ]
    outcomes = race(pairs)

    busy = busy_hours(system, [person for couple in couples for person in couple])
    for (ana, ben), (exchange_id, _), (mark, cancel) in zip(couples, made, outcomes, strict=True):
        loser = loser_of(mark, cancel)
        marked = mark.status == 200
        status = "accepted" if marked else "canceled"
        assert (loser.problem, loser.json["current"]) == ("wrong-state", status)
        (session,) = seen_by_both((ana, ben), exchange_id)["sessions"]
        assert session["status"] == status
        assert session["completedBy"] == ([ana.id] if marked else [])
        assert session["lateCancellation"] is not marked
        late = [stats(person)["reliability"]["lateCancellations"] for person in (ana, ben)]
        assert late == [0, int(not marked)]
        assert [bool(busy[person.id]) for person in (ana, ben)] == [marked, marked]


def test_who_conclude_and_rate_a_session_at_once_both_succeed_and_are_counted_once(
    couples: list[Couple],
) -> None:
    made = begun(couples)
    both_mark = [
        (acting(ana, "markCompleted", session_id), acting(ben, "markCompleted", session_id))
        for (ana, ben), (_, session_id) in zip(couples, made, strict=True)
    ]
    for marks in race(both_mark):
        assert statuses(list(marks)) == {200: 2}, [mark.text for mark in marks]
        assert sorted(mark.json["isCompleted"] for mark in marks) == [False, True]
    for couple, (exchange_id, _) in zip(couples, made, strict=True):
        exchange = seen_by_both(couple, exchange_id)
        assert exchange["status"] == "completed"
        (session,) = exchange["sessions"]
        assert set(session["completedBy"]) == {person.id for person in couple}
        for person in couple:
            totals = stats(person)
            assert totals["exchangesCompleted"] == 1
            assert totals["reliability"]["sessionsCompleted"] == 1

    both_rate: list[tuple[Call, Call]] = [
        (partial(rate, ana, session_id, 5), partial(rate, ben, session_id, 1))
        for (ana, ben), (_, session_id) in zip(couples, made, strict=True)
    ]
    for couple, ratings in zip(couples, race(both_rate), strict=True):
        assert statuses(list(ratings)) == {201: 2}, [rating.text for rating in ratings]
        assert sorted(rating.json["revealed"] for rating in ratings) == [False, True]
        for person, score, average in zip(couple, (1, 5), (3.5, 4.17), strict=True):
            received = person.get("/exchange/ratings/me").json
            assert [item["score"] for item in received["items"]] == [score]
            assert received["rating"] == {"average": average, "count": 1}
            assert stats(person)["rating"] == received["rating"]


@pytest.mark.parametrize("second", ["identical", "mirrored"])
def test_of_two_requests_of_the_same_skills_at_once_one_stands_and_the_other_leads_to_it(
    system: System, couples: list[Couple], second: str
) -> None:
    mirrored = second == "mirrored"
    skills = ("Painting", "Singing") if mirrored else ("Cooking", "Sewing")
    before = pending_of(system, [person for couple in couples for person in couple])
    pairs: list[tuple[Call, Call]] = []
    for ana, ben in couples:
        ask = partial(request, ana, ben, *skills)
        ask_back = partial(request, ben, ana, *reversed(skills))
        pairs.append((ask, ask_back if mirrored else ask))
    for couple, answers in zip(couples, race(pairs), strict=True):
        assert statuses(list(answers)) == {201: 1, 409: 1}, [it.text for it in answers]
        winner, loser = sorted(answers, key=lambda answer: answer.status)
        assert loser.problem == "already-pending"
        assert loser.json["exchangeId"] == winner.json["id"]
        seen_by_both(couple, winner.json["id"])
        for person in couple:
            pending = person.get("/exchange/list", query={"status": "pending"}).json["items"]
            of_these = [it["id"] for it in pending if it["offeredSkill"] in skills]
            assert of_these == [winner.json["id"]]
    after = pending_of(system, [person for couple in couples for person in couple])
    assert after - before == RACES


def test_of_twenty_five_requests_of_one_person_at_once_exactly_twenty_stand(
    system: System, gateway: RemoteGateway, couples: list[Couple]
) -> None:
    asker, receivers = sign_up(gateway), [ana for ana, _ in couples[:25]]

    answers = all_at_once([partial(request, asker, receiver) for receiver in receivers])

    assert statuses(answers) == {201: MOST_PENDING, 409: 5}
    assert {it.problem for it in answers if it.status == 409} == {"too-many-pending"}
    stand = {it.json["id"] for it in answers if it.status == 201}
    assert set(asker.listed("/exchange/list")) == stand
    assert pending_of(system, [asker]) == MOST_PENDING
    some_id = next(iter(stand))
    assert asker.patch("/exchange/cancel", {"exchangeId": some_id}).status == 200
    refused = next(
        receiver
        for receiver, answer in zip(receivers, answers, strict=True)
        if answer.status == 409
    )
    assert request(asker, refused).status == 201
