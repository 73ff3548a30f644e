"""The `users` table: people, how they sign in, and whom they follow and block.

| item         | pk                | sk                      |
|--------------|-------------------|-------------------------|
| Profile      | PERSON#id         | PROFILE                 |
| Stats        | PERSON#id         | STATS                   |
| Skill        | PERSON#id         | SKILL#side#skill        |
| Follow       | PERSON#follower   | FOLLOW#followed         |
| Block        | PERSON#blocker    | BLOCK#blocked           |
| BlockedBy    | PERSON#blocked    | BLOCKED#blocker         |
| Login        | PERSON#id         | LOGIN#family            |
| Credential   | EMAIL#address     | CREDENTIAL              |
| Username     | USERNAME#name     | USERNAME                |
| MailRequest  | MAIL#id           | MAIL                    |
| SigningKey   | SIGNING_KEYS      | KEY#kid                 |
| Backfill     | BACKFILL          | REVERSE_ROWS            |
| UsersCounter | LIMIT#scope       | window                  |
| UsersAttempt | ATTEMPT#scope     | key                     |

DynamoDB knows no second unique key: `Credential` and `Username` are also what keeps e-mail
addresses and usernames unique, since they are written in one transaction with the profile.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from learn_exchange.catalogue import canonical
from learn_exchange.cursor import LAST, range_after, range_before
from learn_exchange.naming import username_key
from learn_exchange.problems import LoginEnded, NotFound
from learn_exchange.tables.attempts import Attempt
from learn_exchange.tables.counters import Counter
from learn_exchange.tables.deserializing import ListOf
from learn_exchange.tables.store import (
    BACKFILL,
    Item,
    Key,
    OnConflict,
    Transaction,
    by_key,
    query,
)

# A feed is read from those whom its reader follows, so their number is bounded.
MAX_FOLLOWS = 2000
LEVELS = ("beginner", "intermediate", "expert")


class FollowersIndex(GlobalSecondaryIndex["Follow"]):  # type: ignore[no-untyped-call]
    """Follows by the person followed, the newest last."""

    class Meta:
        index_name = "followers"
        projection = AllProjection()

    followed_id = UnicodeAttribute(hash_key=True)
    followed_at = UnicodeAttribute(range_key=True)


class SkillsIndex(GlobalSecondaryIndex["Skill"]):  # type: ignore[no-untyped-call]
    """People by a skill that they offer or seek, ordered by level and rank."""

    class Meta:
        index_name = "skills"
        projection = AllProjection()

    side_and_skill = UnicodeAttribute(hash_key=True)
    standing = UnicodeAttribute(range_key=True)


class UsersItem(Item):
    """Base of all kinds of item in this table."""

    class Meta:
        table = "users"

    kind = DiscriminatorAttribute()
    followers = FollowersIndex()
    skills_by_standing = SkillsIndex()
    followed_id = UnicodeAttribute(null=True)
    followed_at = UnicodeAttribute(null=True)
    side_and_skill = UnicodeAttribute(null=True)
    standing = UnicodeAttribute(null=True)


class ListedSkill(MapAttribute[str, Any]):
    """A skill as a profile lists it."""

    name = UnicodeAttribute()
    level = UnicodeAttribute()
    offering = BooleanAttribute()

    @staticmethod
    def of(name: str, level: str, *, offering: bool) -> "ListedSkill":
        """Returns a skill at a level, offered or else sought."""
        return ListedSkill(name=name, level=level, offering=offering)  # type: ignore[no-untyped-call]


class Profile(UsersItem, discriminator="Profile"):
    """A person. `logins_after` is an id: families of refresh tokens older than it are over.

    `verified_by` is the id of the mail request whose link has verified the address last.
    `language` is null for those who signed up before there was a choice. `wordings` counts the
    changes of what calendars say of and to the person, `worded_at` is when the last one was.
    """

    id = UnicodeAttribute()
    email = UnicodeAttribute()
    email_verified = BooleanAttribute(default=False)
    verified_by = UnicodeAttribute(null=True)
    username = UnicodeAttribute()
    first_name = UnicodeAttribute()
    last_name = UnicodeAttribute()
    bio = UnicodeAttribute(default="")
    time_zone = UnicodeAttribute(default="UTC")
    language = UnicodeAttribute(null=True)
    wordings = NumberAttribute(default=0)
    worded_at = UTCDateTimeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    skills = ListOf(of=ListedSkill, default=list)
    skills_version = NumberAttribute(default=0)
    rank = NumberAttribute(default=0)
    ranked_on = UnicodeAttribute(null=True)
    badges: ListAttribute[str] = ListAttribute(default=list)
    picture_id = UnicodeAttribute(null=True)
    picture_folder = UnicodeAttribute(null=True)
    picture_alt_text = UnicodeAttribute(null=True)
    logins_after = UnicodeAttribute(null=True)
    kept_login = UnicodeAttribute(null=True)
    show_presence = BooleanAttribute(default=True)

    @staticmethod
    def key(person_id: str) -> Key["Profile"]:
        """Returns the key of a person's profile."""
        return Key(Profile, _person(person_id), "PROFILE")

    @property
    def as_of(self) -> str:
        """The state of the skills and the rank; a later one sorts after an earlier one."""
        return f"{int(self.skills_version):09}#{self.ranked_on or ''}"

    def is_revoked(self, family_id: str) -> bool:
        """Returns whether a login was ended with all others; each can also be ended by itself."""
        ended = self.logins_after is not None and family_id <= self.logins_after
        return ended and family_id != self.kept_login

    @staticmethod
    def keeps(family_id: str) -> Condition:
        """Returns the condition that `is_revoked` is false for a login."""
        none_ended = Profile.logins_after.does_not_exist()
        is_later = Profile.logins_after < family_id
        kept: Condition = none_ended | is_later | (Profile.kept_login == family_id)
        return kept

    @staticmethod
    def not_kept(profile: "Profile | None") -> Exception:
        """Makes the problem where a profile that is to be changed does not keep a login."""
        return LoginEnded() if profile else NotFound()

    @property
    def still_lists(self) -> Condition:
        """Returns the condition that skills and rank are in the database as they are here."""
        ranked_on = Profile.ranked_on
        same_rank = ranked_on == self.ranked_on if self.ranked_on else ranked_on.does_not_exist()
        same: Condition = (Profile.skills_version == self.skills_version) & same_rank
        return same


class Stats(UsersItem, discriminator="Stats"):
    """A person's totals: an item of their own, since an update is billed for the whole item."""

    followers_count = NumberAttribute(default=0)
    following_count = NumberAttribute(default=0)
    posts_count = NumberAttribute(default=0)
    exchanges_completed = NumberAttribute(default=0)
    exchanges_under_way = NumberAttribute(default=0)
    sessions_completed = NumberAttribute(default=0)
    late_cancellations = NumberAttribute(default=0)
    no_shows = NumberAttribute(default=0)
    ratings_count = NumberAttribute(default=0)
    ratings_sum = NumberAttribute(default=0)

    @staticmethod
    def key(person_id: str) -> Key["Stats"]:
        """Returns the key of a person's totals."""
        return Key(Stats, _person(person_id), "STATS")


class Skill(UsersItem, discriminator="Skill"):
    """A skill that a person offers or seeks, as the index `skills` finds it."""

    person_id = UnicodeAttribute()
    name = UnicodeAttribute()
    level = UnicodeAttribute()
    offering = BooleanAttribute()

    @staticmethod
    def key(person_id: str, name: str, *, offering: bool) -> Key["Skill"]:
        """Returns the key of a person's skill; one can be both offered and sought."""
        return Key(Skill, _person(person_id), f"SKILL#{side_and_skill(name, offering=offering)}")

    @staticmethod
    def rows_of(
        person_id: str, skills: Iterable[ListedSkill], *, rank: int
    ) -> dict[Key["Skill"], "Skill"]:
        """Returns the rows of the skills that a profile lists, by where they are."""
        return by_key(Skill.of(person_id, skill, rank=rank) for skill in skills)

    @staticmethod
    def of(person_id: str, listed: ListedSkill, *, rank: int) -> "Skill":
        """Returns the row of a skill that a profile lists."""
        name, offering = listed.name, listed.offering
        return Skill.key(person_id, name, offering=offering).new(
            person_id=person_id,
            name=name,
            level=listed.level,
            offering=offering,
            side_and_skill=side_and_skill(name, offering=offering),
            standing=standing(listed.level, rank, person_id),
        )

    @staticmethod
    def who(
        name: str, *, offering: bool, level: str | None, before: str | None, limit: int
    ) -> list["Skill"]:
        """Lists people who offer or seek a skill, at any or one level, the best first."""
        rows = query(
            Skill,
            side_and_skill(name, offering=offering),
            index="skills",
            sort_key=Skill.standing,
            between=standings(level, before),
            newest_first=True,
            limit=limit,
        )
        return list(rows)

    def position(self, level: str | None) -> str:
        """Returns the position in the list of those at a level, or at any."""
        return (self.standing or "").removeprefix(_at(level))


def standing(level: str, rank: int, person_id: str) -> str:
    """Returns the position among those with a skill: by level, then by rank."""
    return f"{_at(level)}{rank:06}#{person_id}"


def standings(level: str | None, before: str | None) -> tuple[str, str]:
    """Returns the range of standings at a level, or any, before a position (falling order)."""
    lowest, highest = range_before(_at(level), before)
    return lowest or "\0", highest


def _at(level: str | None) -> str:
    return f"{LEVELS.index(level)}#" if level else ""


def side_and_skill(name: str, *, offering: bool) -> str:
    """Returns the partition of the index `skills` that has the people who offer or seek a skill."""
    return f"{'offer' if offering else 'seek'}#{canonical(name)}"


class Follow(UsersItem, discriminator="Follow"):
    """One person follows another."""

    follower_id = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(follower_id: str, followed_id: str) -> Key["Follow"]:
        """Returns the key of a follow."""
        return Key(Follow, _person(follower_id), f"FOLLOW#{followed_id}")

    @staticmethod
    def of(follower_id: str, followed_id: str, at: datetime) -> "Follow":
        """Returns a new follow."""
        return Follow.key(follower_id, followed_id).new(
            follower_id=follower_id,
            followed_id=followed_id,
            followed_at=f"AT#{at.isoformat(timespec='milliseconds')}#{follower_id}",
            created_at=at,
        )

    @property
    def position(self) -> str:
        """The position in the list of followers, newest first."""
        return (self.followed_at or "").removeprefix("AT#")

    @staticmethod
    def of_follower(follower_id: str, after: str | None, limit: int) -> Iterator["Follow"]:
        """Yields whom a person follows, by their id, from a position on."""
        between = range_after("FOLLOW#", after)
        return query(Follow, _person(follower_id), between=between, limit=limit)

    @staticmethod
    def of_followed(followed_id: str, before: str | None, limit: int) -> Iterator["Follow"]:
        """Yields the followers of a person, the newest first, from a position on."""
        return query(
            Follow,
            followed_id,
            index="followers",
            sort_key=Follow.followed_at,
            between=range_before("AT#", before),
            newest_first=True,
            limit=limit,
        )


class Block(UsersItem, discriminator="Block"):
    """One person has blocked another; each is then hidden from the other."""

    blocked_id = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(blocker_id: str, blocked_id: str) -> Key["Block"]:
        """Returns the key of a block."""
        return Key(Block, _person(blocker_id), f"BLOCK#{blocked_id}")

    @staticmethod
    def between(one: str, other: str) -> tuple[Key["Block"], Key["Block"]]:
        """Returns the keys of the blocks that hide two people from each other."""
        return Block.key(one, other), Block.key(other, one)

    @staticmethod
    def rows_of(blocker_id: str, blocked_id: str, at: datetime) -> "tuple[Block, BlockedBy]":
        """Returns both rows of a new block."""
        row = Block.key(blocker_id, blocked_id).new(blocked_id=blocked_id, created_at=at)
        return row, BlockedBy.key(blocked_id, blocker_id).new()

    @staticmethod
    def of_blocker(blocker_id: str, after: str | None, limit: int) -> Iterator["Block"]:
        """Yields whom a person has blocked, by their id, from a position on."""
        between = range_after("BLOCK#", after)
        return query(Block, _person(blocker_id), between=between, limit=limit)


class BlockedBy(UsersItem, discriminator="BlockedBy"):
    """The reverse row of a block, which makes blocks of both directions one Query."""

    @staticmethod
    def key(blocked_id: str, blocker_id: str) -> Key["BlockedBy"]:
        """Returns the key of the reverse row of a block."""
        return Key(BlockedBy, _person(blocked_id), f"BLOCKED#{blocker_id}")

    @property
    def blocker_id(self) -> str:
        """The id of the person who has blocked."""
        return self.sk.removeprefix("BLOCKED#")

    @property
    def blocked_id(self) -> str:
        """The id of the person blocked."""
        return self.pk.removeprefix("PERSON#")


def blocks_around(
    person_id: str, *, limit: int, consistent: bool = False
) -> "Iterator[Block | BlockedBy]":
    """Yields blocks by a person and of them: one Query."""
    between = ("BLOCK#", f"BLOCKED#{LAST}")
    rows = query(UsersItem, _person(person_id), between=between, limit=limit, consistent=consistent)
    return (row for row in rows if isinstance(row, Block | BlockedBy))


class Backfill(UsersItem, discriminator="Backfill"):
    """The mark that all likes and blocks have their reverse rows."""

    completed_at = UTCDateTimeAttribute()

    @staticmethod
    def key() -> Key["Backfill"]:
        """Returns the key of the mark."""
        return Key(Backfill, *BACKFILL)


class Login(UsersItem, discriminator="Login"):
    """A login on one device: a family of refresh tokens, of which only hashes are kept.

    `salt` never leaves the functions. Logins that began before there were salts have none until
    they are refreshed.
    """

    family_id = UnicodeAttribute()
    token_hash = UnicodeAttribute()
    previous_hash = UnicodeAttribute(null=True)
    salt = UnicodeAttribute(null=True)
    rotated_at = UTCDateTimeAttribute()
    device = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    expires_at = TTLAttribute()

    @staticmethod
    def key(person_id: str, family_id: str) -> Key["Login"]:
        """Returns the key of a person's login."""
        return Key(Login, _person(person_id), f"LOGIN#{family_id}")

    @staticmethod
    def of_person(person_id: str, before: str | None, limit: int) -> Iterator["Login"]:
        """Returns a person's logins, the newest first, from a position on."""
        return query(
            Login,
            _person(person_id),
            between=range_before("LOGIN#", before),
            newest_first=True,
            limit=limit,
        )


def require_login(
    write: Transaction, person_id: str, family_id: str, *, on_conflict: OnConflict | None = None
) -> None:
    """Add to a transaction that a login has not ended, neither by itself nor with all others.

    It comes first: of several conditions that do not hold, the first one names the problem.
    """
    on_conflict = on_conflict or LoginEnded()
    profile = Profile.key(person_id)
    require_own_login(write, person_id, family_id, on_conflict=on_conflict)
    write.check(profile, condition=Profile.keeps(family_id), on_conflict=on_conflict)


def require_own_login(
    write: Transaction, person_id: str, family_id: str, *, on_conflict: OnConflict | None = None
) -> None:
    """Add to a transaction that a login has not ended by itself.

    For a transaction that changes the profile, on condition that it `keeps` the login.
    """
    login = Login.key(person_id, family_id)
    write.check(login, condition=Login.pk.exists(), on_conflict=on_conflict or LoginEnded())


class Credential(UsersItem, discriminator="Credential"):
    """The password of an e-mail address. No read of a profile ever carries it.

    `links_after` is an id: links to set a new password of mail requests older than it are over.
    """

    person_id = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    links_after = UnicodeAttribute(null=True)

    @staticmethod
    def key(email: str) -> Key["Credential"]:
        """Returns the key of the credential of an address; case makes no difference."""
        return Key(Credential, f"EMAIL#{email.lower()}", "CREDENTIAL")

    @staticmethod
    def takes(person_id: str, request_id: str) -> Condition:
        """Returns the condition that a person's link of a mail request may set the password."""
        none_ended = Credential.links_after.does_not_exist()
        is_later = none_ended | (Credential.links_after < request_id)
        theirs: Condition = (Credential.person_id == person_id) & is_later
        return theirs


class Username(UsersItem, discriminator="Username"):
    """A username that is taken, or was given up and rests until it expires."""

    person_id = UnicodeAttribute()
    expires_at = TTLAttribute(null=True)

    @staticmethod
    def key(username: str) -> Key["Username"]:
        """Returns the key of a username; neither case nor `_ . -` makes a difference."""
        return Key(Username, f"USERNAME#{username_key(username)}", "USERNAME")

    @staticmethod
    def is_free_for(person_id: str, at: datetime) -> Condition:
        """Returns the condition that a person may take the username."""
        is_theirs = Username.person_id == person_id
        free: Condition = Username.pk.does_not_exist() | is_theirs | (Username.expires_at < at)
        return free


class MailRequest(UsersItem, discriminator="MailRequest"):
    """A mail about an account that is to be sent to an address, no matter whose it is.

    The token in its link, if it has one, is not kept: it is made again from this row whenever it is
    needed. `device` is what the client called itself that did what the mail tells of.
    """

    id = UnicodeAttribute()
    purpose = UnicodeAttribute()
    email = UnicodeAttribute()
    device = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    sent_at = UTCDateTimeAttribute(null=True)
    used_at = UTCDateTimeAttribute(null=True)
    expires_at = TTLAttribute()

    @staticmethod
    def key(request_id: str) -> Key["MailRequest"]:
        """Returns the key of a request."""
        return Key(MailRequest, f"MAIL#{request_id}", "MAIL")


class SigningKey(UsersItem, discriminator="SigningKey"):
    """The public half of a key that signs access tokens; `x` is its base64url (RFC 8037)."""

    kid = UnicodeAttribute()
    x = UnicodeAttribute()
    expires_at = TTLAttribute(null=True)

    @staticmethod
    def key(kid: str) -> Key["SigningKey"]:
        """Returns the key of a public key."""
        return Key(SigningKey, "SIGNING_KEYS", f"KEY#{kid}")

    @staticmethod
    def published() -> Iterator["SigningKey"]:
        """Returns all public keys."""
        return query(SigningKey, "SIGNING_KEYS", between=range_after("KEY#", None))


class UsersCounter(Counter, UsersItem, discriminator="Counter"):
    """A window of a rate limit."""


class UsersAttempt(Attempt, UsersItem, discriminator="Attempt"):
    """The result of a request with an `Idempotency-Key`."""


def _person(person_id: str) -> str:
    return f"PERSON#{person_id}"
