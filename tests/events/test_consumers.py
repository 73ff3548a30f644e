"""From rows to what follows from them: announced, described by the schemas, and consumed."""

import importlib
import inspect
import json
from collections.abc import Iterator, Sequence
from types import FunctionType
from typing import Any, get_args, get_type_hints

import jsonschema_rs
import pytest

from contracts import event_schemas
from infra.consumers import Consumer
from infra.tables import TABLES
from infra.uses import Timers
from learn_exchange import aws, clock, ids
from learn_exchange.events import DomainEvent
from learn_exchange.tables.store import delete
from learn_exchange.tables.users import Follow, Login, MailRequest
from tests.events.test_announcements import CHANGES, DERIVED_TABLES, table_of
from tests.support.bus import LINES, Bus, announce, consume, record
from tests.support.clock import SetClock
from tests.support.gateway import Gateway, Json
from tests.support.modules import load
from tests.support.people import Person
from tests.support.rows import all_rows, link_token, mail_requests
from tests.support.samples import put_exchange

SCHEMAS = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in sorted(event_schemas.DIRECTORY.glob("*.json"))
}


def check(name: str, detail: Json) -> None:
    """Check an event against its schema."""
    jsonschema_rs.validate(SCHEMAS[name], detail, validate_formats=True)


def events_consumed(line: Consumer) -> Iterator[str]:
    """Yields the names of the events that a consumer's function takes."""
    for hint in get_type_hints(what_consumes(line)).values():
        for kind in get_args(hint) or [hint]:
            if isinstance(kind, type) and issubclass(kind, DomainEvent):
                yield from names_of(kind, line)


def what_consumes(line: Consumer) -> FunctionType:
    """Returns the function behind the entry point of a consumer."""
    handler: FunctionType = inspect.unwrap(load(line.function).handler)
    return handler


def names_of(kind: type[DomainEvent], line: Consumer) -> set[str]:
    """Returns the name of a kind of event; of a base, those that a line asks for."""
    if kind.__name__ in DomainEvent.catalogue:
        return {kind.__name__}
    return {name for name in line.on if issubclass(DomainEvent.catalogue[name], kind)}


def test_every_event_has_its_schema_and_no_schema_is_stale() -> None:
    written = {path: path.read_text("utf-8") for path in event_schemas.DIRECTORY.iterdir()}
    assert written == event_schemas.files(), "run `make openapi`"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    schema = SCHEMAS[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)
    assert schema["title"] == name
    assert schema["description"]
    assert {"id", "at"} <= set(schema["required"])


@pytest.mark.parametrize(
    "changes",
    [{"followedId": None}, {"followedId": "b"}, {"at": "yesterday"}, {"at": 1}, {"actorId": "a"}],
    ids=str,
)
def test_a_schema_refuses_what_is_no_such_event(bus: Bus, changes: Json) -> None:
    announce("users", record(None, Follow.of(ids.EXAMPLE, ids.new_id(), clock.now())))
    [(name, follow)] = bus.announced
    check(name, follow)
    with pytest.raises(jsonschema_rs.ValidationError):
        check(name, follow | changes)


def test_what_is_announced_is_as_its_schema_says(bus: Bus) -> None:
    for before, after, _ in CHANGES:
        announce(table_of(before, after), record(before, after))
    importlib.import_module("timers.handlers.announce").handler(timer_message(), None)
    assert {name for name, _ in bus.announced} == set(DomainEvent.catalogue)
    for name, detail in bus.announced:
        check(name, detail)


def timer_message() -> Json:
    """Returns what the timers queue delivers when a schedule fires."""
    sample: Json = json.loads((event_schemas.DIRECTORY.parent / "timers/announce.json").read_text())
    return sample


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.function)
def test_a_consumer_asks_for_events_that_there_are(line: Consumer) -> None:
    assert set(line.on) <= set(DomainEvent.catalogue)
    assert set(events_consumed(line)) == set(line.on)
    for name in line.on:
        for key, value in line.where.items():
            for each in alternatives(value):
                jsonschema_rs.validate(SCHEMAS[name]["properties"][key], each)


def test_every_kind_of_timer_has_one_consumer() -> None:
    of_timers = [line for line in LINES if "TimerFired" in line.on]
    kinds = [kind for line in of_timers for kind in alternatives(line.where["kind"])]
    assert len(kinds) == len(set(kinds))
    assert set(kinds) == timers_that_are_set()


def timers_that_are_set() -> set[str]:
    """Returns the kinds of timers that functions set: each has one, or several."""
    setters = [what_consumes(line) for line in LINES if Timers.set in line.uses]
    # Who sends mails sets another one, when there are too many.
    names = [*(setter.__module__ for setter in setters), "notifications.mail_limit"]
    known = [value for name in names for value in vars(importlib.import_module(name)).items()]
    single = {value for name, value in known if name.endswith("TIMER")}
    return single.union(*(value for name, value in known if name == "KINDS"))


def alternatives(value: str | Sequence[str]) -> Sequence[str]:
    """Returns the values that a line asks for: one, or several of which any will do."""
    return [value] if isinstance(value, str) else value


def timers() -> list[Json]:
    """Returns the schedules that wait, as the timers queue gets them."""
    scheduler = aws.client("scheduler")
    group = "learn-exchange-test"
    names = [s["Name"] for s in scheduler.list_schedules(GroupName=group)["Schedules"]]
    return [
        json.loads(scheduler.get_schedule(GroupName=group, Name=name)["Target"]["Input"])
        for name in names
    ]


def mails() -> int:
    """Returns how many mails have been sent."""
    sent = aws.client("ses").get_send_statistics()["SendDataPoints"]
    return sum(int(point["DeliveryAttempts"]) for point in sent)


def written_rows() -> dict[str, list[Json]]:
    """Returns the records of all rows of each table, as if each had just been written."""
    return {
        table: [record(None, row) for row in all_rows(table)]
        for table in set(TABLES) - DERIVED_TABLES
    }


def announce_all(records: dict[str, list[Json]]) -> None:
    """Announce what was written."""
    for table, written in records.items():
        announce(table, *written)


def test_what_follows_from_joining_happens_once_however_often_it_is_told(
    bus: Bus, ana: Person, time_passes: SetClock
) -> None:
    written = written_rows()
    for _ in range(2):
        announce_all(written)
        assert [name for name, _ in bus.announced] == ["MailRequested", "PersonJoined"]
        for name, detail in bus.announced:
            check(name, detail)
        assert bus.deliver() == []
        assert mails() == 1
        [timer] = timers()
        assert timer == {"kind": "verify-email-reminder", "subjectId": ana.id, "revision": 1}
    time_passes.forward(days=2)
    for _ in range(2):
        assert consume("timers.announce", [json.dumps(timer)]) == []
        assert bus.deliver() == []
        [_, reminder] = mail_requests(ana.email, "verify-email")
        announce("users", record(None, reminder))
        assert bus.deliver() == []
        assert mails() == 2


def test_who_has_verified_their_address_is_not_reminded(
    bus: Bus, gateway: Gateway, ana: Person
) -> None:
    token = link_token(ana, "verify-email")
    assert gateway.post("/auth/verifyEmail", {"token": token}).status == 200
    consume(
        "timers.announce",
        [json.dumps({"kind": "verify-email-reminder", "subjectId": ana.id, "revision": 1})],
    )
    assert bus.deliver() == []
    assert len(mail_requests(ana.email, "verify-email")) == 1


def test_every_consumer_takes_what_people_cause(
    bus: Bus, ana: Person, ben: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    ana.follow(ben)
    ben.block(ana)
    ana.put("/user/skills", {"skills": [{"skillName": "SQL", "skillLevel": "expert"}]})
    announce_all(written_rows())
    [login, *_] = Login.scan()
    announce("users", record(login, None))
    assert bus.deliver() == []
    assert "defect" not in capsys.readouterr().out


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.function)
@pytest.mark.parametrize(
    "bad",
    [
        "not JSON",
        "null",
        "{}",
        json.dumps({"detail-type": "Nothing", "detail": {}}),
        json.dumps({"detail-type": "PersonJoined", "detail": {"personId": "not an id"}}),
    ],
)
def test_a_message_that_cannot_be_consumed_stays_alone(
    bus: Bus, ana: Person, line: Consumer, bad: str
) -> None:
    put_exchange()
    good = _a_message_for(line)
    assert consume(line.function, [good, bad, good]) == [1]
    assert consume(line.function, [bad]) == [0]


def _a_message_for(line: Consumer) -> str:
    samples = event_schemas.DIRECTORY.parent
    sample = json.loads((samples / f"{line.function.replace('.', '/')}.json").read_text())
    message: str = sample["Records"][0]["body"]
    return message


def test_a_mail_is_sent_again_only_if_it_was_not_sent(
    bus: Bus, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    announce_all(written_rows())
    [event] = [event for event in bus.waiting if event["detail-type"] == "MailRequested"]
    with monkeypatch.context() as outage:
        outage.setattr("learn_exchange.mail.client", _no_mail_service)
        assert consume("auth.send_mail", [json.dumps(event)]) == [0]
    assert mails() == 0
    for _ in range(2):
        assert consume("auth.send_mail", [json.dumps(event)]) == []
        assert mails() == 1


def _no_mail_service(_: str) -> Any:
    raise ConnectionError


def test_a_mail_that_is_no_longer_requested_is_not_sent(bus: Bus, ana: Person) -> None:
    announce_all(written_rows())
    [request] = mail_requests(ana.email, "verify-email")
    delete(MailRequest.key(request.id))
    assert bus.deliver() == []
    assert mails() == 0
