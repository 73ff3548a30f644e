"""What is announced when a row of the users table changes, and what is not."""

import itertools
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from infra.consumers import CONSUMERS, StreamReader
from infra.tables import TABLES
from learn_exchange.announcing import announcer
from learn_exchange.bus import NotAllPut
from learn_exchange.tables.users import (
    Block,
    Credential,
    Follow,
    ListedSkill,
    Login,
    MailRequest,
    Profile,
    SigningKey,
    Skill,
    Stats,
    Username,
    UsersAttempt,
    UsersCounter,
    UsersItem,
)
from tests.support.bus import Bus, announce, record
from tests.support.clock import SetClock
from user.announce import ANNOUNCEMENTS

ANA = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
BEN = "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
FAMILY = "01930a60-2e3d-7b5c-9d4e-7f2a4d0b1c33"
REQUEST = "01930a61-3f4e-7c6d-8e5f-8a3b5e1c2d44"
AT = datetime(2026, 11, 22, 18, tzinfo=UTC)

Events = dict[str, dict[str, Any]]
ABOUT_ANA = {"actorId": ANA, "personId": ANA}


def profile(**changes: Any) -> Profile:
    """Ana's profile."""
    attributes = {
        "id": ANA,
        "email": "ana@example.com",
        "username": "ana.silva",
        "first_name": "Ana",
        "last_name": "Silva",
        "created_at": AT,
        **changes,
    }
    return Profile.key(ANA).new(**attributes)


def credential(**changes: Any) -> Credential:
    """How Ana signs in."""
    attributes = {"person_id": ANA, "password_hash": "a hash", **changes}
    return Credential.key("ana@example.com").new(**attributes)


def login(**changes: Any) -> Login:
    """Ana's login on a device."""
    attributes = {
        "family_id": FAMILY,
        "token_hash": "a hash",
        "rotated_at": AT,
        "device": "a phone",
        "created_at": AT,
        "expires_at": AT,
        **changes,
    }
    return Login.key(ANA, FAMILY).new(**attributes)


def mail_request(**changes: Any) -> MailRequest:
    """A mail to Ana."""
    attributes = {
        "id": REQUEST,
        "purpose": "verify-email",
        "email": "ana@example.com",
        "created_at": AT,
        "expires_at": AT,
        **changes,
    }
    return MailRequest.key(REQUEST).new(**attributes)


def block(**changes: Any) -> Block:
    """Ana has blocked Ben."""
    return Block.key(ANA, BEN).new(**{"blocked_id": BEN, "created_at": AT, **changes})


def follow(at: datetime = AT) -> Follow:
    """Ana follows Ben."""
    return Follow.of(ANA, BEN, at)


FOLLOWED = {"actorId": ANA, "followerId": ANA, "followedId": BEN}
BLOCKED = {"actorId": ANA, "blockerId": ANA, "blockedId": BEN}
ENDED = {"actorId": ANA, "personId": ANA, "familyId": FAMILY}
EVERYTHING = profile(
    username="ana", first_name="Anna", bio="Hi", email_verified=True, skills_version=1
)

# The row before, the row after, and what is announced.
CHANGES: list[tuple[UsersItem | None, UsersItem | None, Events]] = [
    (None, profile(), {"PersonJoined": ABOUT_ANA}),
    (profile(), None, {}),
    (profile(), profile(), {}),
    (profile(), profile(username="ana"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(first_name="Anna"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(last_name="Costa"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(bio="Hi"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(time_zone="Asia/Tokyo"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(skills_version=1), {"SkillsChanged": ABOUT_ANA}),
    (profile(), profile(email_verified=True), {"EmailVerified": ABOUT_ANA}),
    (profile(email_verified=True), profile(), {}),
    (profile(), profile(logins_after=FAMILY, kept_login=FAMILY), {}),
    (
        profile(),
        EVERYTHING,
        dict.fromkeys(("EmailVerified", "SkillsChanged", "ProfileChanged"), ABOUT_ANA),
    ),
    (None, credential(), {}),
    (credential(), credential(password_hash="another"), {"PasswordChanged": ABOUT_ANA}),
    (credential(), None, {}),
    (None, follow(), {"PersonFollowed": FOLLOWED}),
    (follow(), follow(AT + timedelta(seconds=1)), {}),
    (follow(), None, {}),
    (None, block(), {"PersonBlocked": BLOCKED}),
    (block(), block(created_at=AT + timedelta(seconds=1)), {}),
    (block(), None, {}),
    (None, login(), {}),
    (login(), login(token_hash="another", previous_hash="a hash"), {}),
    (login(), None, {"LoginEnded": ENDED}),
    (None, mail_request(), {"MailRequested": {"actorId": None, "requestId": REQUEST}}),
    (mail_request(), mail_request(sent_at=AT), {}),
    (mail_request(sent_at=AT), mail_request(sent_at=AT, used_at=AT), {}),
    (mail_request(), None, {}),
]

# Kinds of row whose changes mean nothing to others, before and after one.
SILENT: list[tuple[UsersItem, UsersItem]] = [
    (
        Skill.of(ANA, ListedSkill.of("SQL", "beginner", offering=True)),
        Skill.of(ANA, ListedSkill.of("SQL", "expert", offering=True)),
    ),
    (Stats.key(ANA).new(), Stats.key(ANA).new(followers_count=1)),
    (Username.key("ana").new(person_id=ANA), Username.key("ana").new(person_id=BEN)),
    (
        SigningKey.key("kid").new(kid="kid", x="x"),
        SigningKey.key("kid").new(kid="kid", x="x", expires_at=AT),
    ),
    (
        UsersCounter("LIMIT#a", "b", taken=1, expires_at=AT),
        UsersCounter("LIMIT#a", "b", taken=2, expires_at=AT),
    ),
    (
        UsersAttempt("ATTEMPT#a", "b", body_hash="c", resource_id="d", expires_at=AT),
        UsersAttempt("ATTEMPT#a", "b", body_hash="e", resource_id="d", expires_at=AT),
    ),
]
CHANGES += [
    (before, after, {})
    for one, other in SILENT
    for before, after in ((None, one), (one, other), (other, None))
]


def described(change: object) -> str:
    """The name of a case: the kind of row, or what is announced."""
    if isinstance(change, UsersItem):
        return type(change).__name__
    return "+".join(change) or "nothing" if isinstance(change, Mapping) else "none"


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES, ids=described)
def test_a_change_announces_exactly(
    bus: Bus, before: UsersItem | None, after: UsersItem | None, expected: Events
) -> None:
    change = record(before, after)
    announce("users", change)
    at = datetime.fromtimestamp(change["dynamodb"]["ApproximateCreationDateTime"], UTC)
    announced = bus.announced
    assert [name for name, _ in announced] == [*expected]
    for name, detail in announced:
        assert detail.pop("id") == f"{change['eventID']}:{name}"
        assert datetime.fromisoformat(detail.pop("at")) == at
        assert detail.pop("version") == 1
        assert detail == expected[name]


def test_the_cases_are_all_that_can_happen_to_every_kind_of_row() -> None:
    covered = {
        (type(before or after), before is None, after is None) for before, after, _ in CHANGES
    }
    happens = [(True, False), (False, False), (False, True)]
    kinds = UsersItem.kind.get_registered_subclasses(UsersItem)
    assert covered == {(kind, *change) for kind, change in itertools.product(kinds, happens)}


@pytest.mark.parametrize("table", TABLES)
def test_every_kind_of_row_is_named_by_the_one_who_announces(table: str) -> None:
    kinds = set(TABLES[table].kind.get_registered_subclasses(TABLES[table]))  # type: ignore[attr-defined]
    readers = [line for line in CONSUMERS if isinstance(line, StreamReader) and line.table == table]
    assert [reader.function for reader in readers] == ["user.announce"]
    assert set(ANNOUNCEMENTS) == kinds


def test_a_kind_of_row_that_is_not_named_fails() -> None:
    announce_nothing = announcer(UsersItem, {})
    with pytest.raises(KeyError):
        announce_nothing({"Records": [record(None, profile())]}, None)


def test_a_kind_of_row_that_nobody_knows_fails(bus: Bus) -> None:
    row = profile().serialize() | {"kind": {"S": "Mystery"}}
    with pytest.raises(ValueError, match="Mystery"):
        announce("users", record(None, row))
    assert bus.announced == []


@pytest.mark.parametrize(
    "row", [before for before, after, _ in CHANGES if before and not after], ids=described
)
def test_what_expires_announces_nothing(bus: Bus, row: UsersItem) -> None:
    announce("users", record(row, None, expired=True))
    assert bus.calls == 0


def test_events_are_the_same_on_every_retry(bus: Bus, time_passes: SetClock) -> None:
    records = [record(None, profile()), record(profile(), EVERYTHING), record(login(), None)]
    announce("users", *records)
    first = bus.announced
    time_passes.forward(hours=1)
    bus.waiting.clear()
    announce("users", *records)
    assert bus.announced == first
    ids = [detail["id"] for _, detail in first]
    assert len(ids) == len(set(ids)) == 5


def test_events_come_in_the_order_of_the_stream_ten_a_call(bus: Bus) -> None:
    times = [AT + timedelta(seconds=number) for number in range(25)]
    records = [record(None, follow(at)) for at in times]
    announce("users", *records)
    assert bus.calls == 3
    assert [detail["id"] for _, detail in bus.announced] == [
        f"{change['eventID']}:PersonFollowed" for change in records
    ]


def test_a_batch_without_meaning_asks_nothing_of_the_bus(bus: Bus) -> None:
    announce("users", record(None, SILENT[0][0]))
    assert bus.calls == 0


def test_what_the_bus_does_not_take_makes_the_stream_come_again(bus: Bus) -> None:
    records = [record(None, profile()), record(None, follow())]
    bus.refusals = 1
    with pytest.raises(NotAllPut):
        announce("users", *records)
    bus.waiting.clear()
    announce("users", *records)
    assert [name for name, _ in bus.announced] == ["PersonJoined", "PersonFollowed"]


def test_nothing_personal_is_announced_or_logged(
    bus: Bus, capsys: pytest.CaptureFixture[str]
) -> None:
    announce("users", record(None, profile()), record(profile(), EVERYTHING))
    announce(
        "users", record(None, mail_request()), record(credential(), credential(password_hash="b"))
    )
    told = f"{bus.announced} {capsys.readouterr().out}"
    for personal in ("ana@example.com", "Silva", "a hash", "Hi"):
        assert personal not in told
