"""The past exchanges of the demo people: as they are told, and as they turn out."""

import time
from concurrent.futures import Future
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pydantic import ValidationError

from exchange import exchanges, schedule
from exchange.badges import Record, earned
from exchange.schemas.exchanges import ExchangeView, Role
from learn_exchange import clock
from learn_exchange.ids import new_id
from learn_exchange.tables.exchange import ParticipantView, Rating, SkillHistory
from learn_exchange.tables.store import Item
from learn_exchange.tables.users import Profile, Stats, Username
from local import history
from local.demo.content import Exchange, Step, people
from local.demo.content import exchanges as demo_exchanges
from local.history import ANNOUNCER, add_history, tell, unannounced
from local.reconcile import reconcile
from local.seed import demo_logins
from tests.support.rows import nothing_written, put_all, rows_of

PEOPLE = {person.username: person for person in people()}
EXCHANGES = demo_exchanges()
TODAY, A_DAY = timedelta(0), timedelta(days=1)


@pytest.fixture(params=EXCHANGES, ids=lambda it: f"{it.initiator} {it.receiver} {it.at.days}")
def exchange(request: pytest.FixtureRequest) -> Exchange:
    """Each of the demo exchanges."""
    one: Exchange = request.param
    return one


def test_an_exchange_is_of_what_two_people_offer(exchange: Exchange) -> None:
    initiator, receiver = PEOPLE[exchange.initiator], PEOPLE[exchange.receiver]
    assert initiator is not receiver
    assert exchange.offered in initiator.skill_names(offering=True)
    assert exchange.requested in receiver.skill_names(offering=True)


def test_an_exchange_is_told_in_order_and_nothing_in_it_happens_today(exchange: Exchange) -> None:
    moments = [exchange.at, *(step.at for step in exchange.steps)]
    assert moments == sorted(moments)
    assert moments[-1] < TODAY
    starts = [start for step in exchange.steps for start in step.slots or ()]
    assert not any(TODAY <= start < A_DAY for start in starts)


@pytest.mark.parametrize("moment", ["3 17:30", "-3", "-3 5:30", "-3 17:30:00", "yesterday", ""])
def test_a_moment_is_a_day_and_a_time(moment: str) -> None:
    step = {"at": moment, "by": "initiator", "does": "cancel"}
    with pytest.raises(ValidationError, match="must be a day and a time"):
        Step.model_validate(step)


def test_a_day_counts_from_today() -> None:
    step = Step.model_validate({"at": "-3 17:30", "by": "initiator", "does": "cancel"})
    assert step.at == timedelta(days=-3, hours=17, minutes=30)


@pytest.fixture
def ids(aws_in_memory: None, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The demo people, signed up; their ids by username."""
    # moto copies its tables for each transaction, in case it fails; here none does.
    kept = SimpleNamespace(deepcopy=lambda table: table)
    monkeypatch.setattr("moto.dynamodb.models.copy", kept)
    ids = {username: new_id() for username in PEOPLE}
    put_all(row for username, person_id in ids.items() for row in signed_up(username, person_id))
    return ids


def signed_up(username: str, person_id: str) -> list[Item]:
    """Returns what stands of a demo person who has done nothing yet."""
    person = PEOPLE[username]
    profile = Profile.key(person_id).new(
        id=person_id,
        email=person.email,
        username=username,
        first_name=person.first_name,
        last_name=person.last_name,
        time_zone=person.time_zone,
        created_at=clock.now(),
    )
    name = Username.key(username).new(person_id=person_id)
    return [profile, name, Stats.key(person_id).new()]


def exchanges_of(person_id: str) -> list[ExchangeView]:
    """Someone's exchanges as they see them now."""
    page = exchanges.listed(person_id, None, None, now=clock.now(), cursor=None, limit=100)
    return page.items


def role_of(person_id: str, exchange: ExchangeView) -> Role:
    """Returns what someone is in an exchange."""
    return "initiator" if exchange.initiator.id == person_id else "receiver"


def test_the_story_can_be_told_and_shows_all_that_can_become_of_exchanges(
    ids: dict[str, str],
) -> None:
    tell(EXCHANGES)

    seen = {view.id: view for person_id in ids.values() for view in exchanges_of(person_id)}
    assert len(seen) == len(EXCHANGES)
    assert {(view.status, view.cancel_reason) for view in seen.values()} == {
        ("pending", None),
        ("accepted", None),
        ("completed", None),
        ("canceled", "declined"),
        ("canceled", "withdrawn"),
        ("canceled", "expired"),
        ("canceled", "canceled"),
    }
    assert any(view.decline_reason for view in seen.values())

    now = clock.now()
    sessions = [session for view in seen.values() for session in view.sessions]
    assert {
        (
            session.status,
            session.scheduled_time > now,
            len(session.completed_by),
            session.cancel_reason,
            session.late_cancellation,
            session.no_show_contested,
        )
        for session in sessions
    } == {
        ("proposed", True, 0, None, False, False),
        ("accepted", True, 0, None, False, False),
        ("accepted", False, 0, None, False, False),
        ("accepted", False, 1, None, False, False),
        ("completed", False, 1, None, False, False),
        ("completed", False, 2, None, False, False),
        ("canceled", False, 0, "canceled", False, False),
        ("canceled", False, 0, "canceled", True, False),
        ("canceled", False, 0, "lapsed", False, False),
        ("no_show", False, 0, None, False, False),
        ("no_show", False, 0, None, False, True),
    }
    assert any(session.status == "proposed" and len(session.slots) > 2 for session in sessions)
    assert len({session.time_zone for session in sessions}) >= 15

    for login in demo_logins():
        [username] = [name for name, person in PEOPLE.items() if person.email == login.email]
        own = exchanges_of(ids[username])
        pending = [view for view in own if view.status == "pending"]
        assert {role_of(ids[username], view) for view in pending} == {"initiator", "receiver"}
        assert {view.status for view in own} == {"pending", "accepted", "completed", "canceled"}
        planned = schedule.listed(
            ids[username], now - A_DAY, None, now=now, cursor=None, limit=100
        ).items
        assert {session.status for session in planned} >= {"proposed", "accepted"}

    stats = {name: Stats.key(person_id).require() for name, person_id in ids.items()}
    assert {"ten_sessions", "top_rated"} <= set(
        earned(Record(stats["jonas_weber"], SkillHistory()))
    )
    assert any(row.late_cancellations for row in stats.values())
    assert any(row.no_shows for row in stats.values())

    ratings = rows_of(Rating)
    assert {int(rating.score) for rating in ratings} == {2, 3, 4, 5}
    assert {rating.reveal_at > now for rating in ratings} == {True, False}
    feedback = [rating.feedback for rating in ratings if rating.feedback]
    assert len(feedback) >= 30
    assert len(set(feedback)) == len(feedback)
    assert sum(rating.reply is not None for rating in ratings) >= 10

    assert reconcile()[1] == []


def test_a_story_is_told_once(ids: dict[str, str]) -> None:
    [told] = [one for one in EXCHANGES if len(one.steps) > 30]
    tell([told])
    with nothing_written():
        tell([told])
    assert len(rows_of(ParticipantView)) == 2


class Functions:
    """As much of Lambda as it takes to hold back what is announced."""

    def __init__(self) -> None:
        self.enabled = {"a reader": True, "another": True}

    def list_event_source_mappings(self, **which: str) -> dict[str, Any]:
        """Returns the reader of the stream."""
        assert which == {"FunctionName": ANNOUNCER}
        return {"EventSourceMappings": [{"UUID": "a reader"}]}

    def update_event_source_mapping(self, **changes: Any) -> None:
        """Stop it, or let it go on."""
        self.enabled[changes["UUID"]] = changes["Enabled"]


def test_nothing_is_announced_before_all_is_told() -> None:
    functions = Functions()
    with unannounced(functions):
        assert functions.enabled == {"a reader": False, "another": True}
    assert all(functions.enabled.values())


def test_what_could_not_be_told_stops_no_announcements() -> None:
    functions = Functions()
    with pytest.raises(RuntimeError), unannounced(functions):
        raise RuntimeError
    assert all(functions.enabled.values())


@pytest.mark.usefixtures("environment")
def test_what_has_begun_is_finished_when_it_is_interrupted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    finished = []

    def add(_functions: object) -> None:
        time.sleep(0.05)
        finished.append(True)

    def interrupted(_future: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(history, "_add", add)
    monkeypatch.setattr(Future, "result", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add_history()
    assert finished == [True]
