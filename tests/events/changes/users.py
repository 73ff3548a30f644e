"""Changes of rows of the users table, and the events that they announce."""

from datetime import UTC, datetime, timedelta
from typing import Any

from learn_exchange.tables.store import Item
from learn_exchange.tables.users import (
    Backfill,
    Block,
    BlockedBy,
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
)
from tests.events.changes import RowChange, changes_of

ANA = "01930a5e-7c1b-7d3e-9a44-5f0c2b7e8d11"
BEN = "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
FAMILY = "01930a60-2e3d-7b5c-9d4e-7f2a4d0b1c33"
REQUEST = "01930a61-3f4e-7c6d-8e5f-8a3b5e1c2d44"
AT = datetime(2026, 11, 22, 18, tzinfo=UTC)

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
    """Returns how Ana signs in."""
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
    """Returns a mail to Ana."""
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

CHANGES: list[RowChange] = [
    (None, profile(), {"PersonJoined": ABOUT_ANA}),
    (profile(), None, {}),
    (profile(), profile(), {}),
    (profile(), profile(username="ana"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(first_name="Anna"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(last_name="Costa"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(bio="Hi"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(time_zone="Asia/Tokyo"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(picture_id=REQUEST), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(picture_alt_text="Ana at sea"), {"ProfileChanged": ABOUT_ANA}),
    (profile(), profile(language="es"), {}),
    (profile(), profile(skills_version=1), {"SkillsChanged": ABOUT_ANA}),
    (profile(), profile(rank=1), {"RankChanged": {"actorId": None, "personId": ANA}}),
    (
        profile(badges=["polyglot"]),
        profile(badges=["polyglot", "dependable"]),
        {"BadgeEarned": {"actorId": None, "personId": ANA, "badge": "dependable"}},
    ),
    (profile(badges=["polyglot"]), profile(badges=["polyglot"]), {}),
    (profile(), profile(email_verified=True), {"EmailVerified": ABOUT_ANA}),
    (profile(email_verified=True), profile(), {}),
    (profile(), profile(logins_after=FAMILY, kept_login=FAMILY), {"LoginsEnded": ABOUT_ANA}),
    (profile(logins_after=FAMILY), profile(logins_after=REQUEST), {"LoginsEnded": ABOUT_ANA}),
    (profile(logins_after=FAMILY, kept_login=FAMILY), profile(logins_after=FAMILY), {}),
    (profile(), profile(show_presence=False), {}),
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
    (follow(), None, {"PersonUnfollowed": FOLLOWED}),
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
SILENT: list[tuple[Item, Item]] = [
    (
        Skill.of(ANA, ListedSkill.of("SQL", "beginner", offering=True), rank=0),
        Skill.of(ANA, ListedSkill.of("SQL", "expert", offering=True), rank=0),
    ),
    (BlockedBy.key(BEN, ANA).new(), BlockedBy.key(BEN, ANA).new()),
    (
        Backfill.key().new(completed_at=AT),
        Backfill.key().new(completed_at=AT + timedelta(seconds=1)),
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
CHANGES += changes_of(SILENT)
