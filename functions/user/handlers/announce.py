"""Domain events that changes in the `users` table stand for."""

from collections.abc import Iterable, Iterator

from learn_exchange.events import (
    BadgeEarned,
    DomainEvent,
    EmailVerified,
    LoginEnded,
    LoginsEnded,
    MailRequested,
    PasswordChanged,
    PersonBlocked,
    PersonFollowed,
    PersonJoined,
    PersonUnfollowed,
    ProfileChanged,
    RankChanged,
    SkillsChanged,
)
from learn_exchange.stream_publisher import Announcement, Change, announcer, nothing
from learn_exchange.tables.users import (
    Backfill,
    Block,
    BlockedBy,
    Credential,
    Follow,
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

SHOWN_FIELDS = (
    "username",
    "first_name",
    "last_name",
    "bio",
    "time_zone",
    "picture_id",
    "picture_alt_text",
)


def profile(change: Change[Profile]) -> Iterator[DomainEvent]:
    """Tells that a person has joined, or that what their profile shows has changed."""
    if joined := change.inserted:
        yield change.event(PersonJoined, actor_id=joined.id, person_id=joined.id)
    if change.modified:
        before, after = change.modified
        who = {"actor_id": after.id, "person_id": after.id}
        if after.email_verified and not before.email_verified:
            yield change.event(EmailVerified, **who)
        if after.skills_version != before.skills_version:
            yield change.event(SkillsChanged, **who)
        if after.rank != before.rank:
            yield change.event(RankChanged, person_id=after.id)
        if after.logins_after != before.logins_after:
            yield change.event(LoginsEnded, **who)
        if any(getattr(before, name) != getattr(after, name) for name in SHOWN_FIELDS):
            yield change.event(ProfileChanged, **who)
        for badge in after.badges:
            if badge not in before.badges:
                yield change.event(BadgeEarned, about=badge, person_id=after.id, badge=badge)


def credential(change: Change[Credential]) -> Iterator[DomainEvent]:
    """Tells that a password was replaced; a renewed hash looks alike and does no harm."""
    if change.modified:
        person_id = change.modified[1].person_id
        yield change.event(PasswordChanged, actor_id=person_id, person_id=person_id)


def follow(change: Change[Follow]) -> Iterator[DomainEvent]:
    """Tells that someone has begun to follow someone, or no longer does."""
    if row := change.inserted or change.removed:
        yield change.event(
            PersonFollowed if change.inserted else PersonUnfollowed,
            actor_id=row.follower_id,
            follower_id=row.follower_id,
            followed_id=row.followed_id,
        )


def block(change: Change[Block]) -> Iterator[DomainEvent]:
    """Tells that someone has blocked someone."""
    if new := change.inserted:
        blocker_id = new.pk.removeprefix("PERSON#")
        yield change.event(
            PersonBlocked, actor_id=blocker_id, blocker_id=blocker_id, blocked_id=new.blocked_id
        )


def login(change: Change[Login]) -> Iterator[DomainEvent]:
    """Tells that a login was ended."""
    if ended := change.removed:
        person_id = ended.pk.removeprefix("PERSON#")
        yield change.event(
            LoginEnded, actor_id=person_id, person_id=person_id, family_id=ended.family_id
        )


def mail_request(change: Change[MailRequest]) -> Iterable[DomainEvent]:
    """Tells that a mail is to be sent; none is of the device that somebody signs up with."""
    if (new := change.inserted) and not new.sent_at:
        yield change.event(MailRequested, request_id=new.id)


ANNOUNCEMENTS: dict[type[UsersItem], Announcement] = {
    Profile: profile,
    Credential: credential,
    Follow: follow,
    Block: block,
    BlockedBy: nothing,
    Backfill: nothing,
    Login: login,
    MailRequest: mail_request,
    Skill: nothing,
    Stats: nothing,
    Username: nothing,
    SigningKey: nothing,
    UsersCounter: nothing,
    UsersAttempt: nothing,
}

handler = announcer(UsersItem, ANNOUNCEMENTS)
