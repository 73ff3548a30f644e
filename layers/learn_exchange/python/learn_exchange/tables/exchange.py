"""The `exchange` table: agreements with their sessions, ratings, and people's calendars.

| item            | pk             | sk                   |
|-----------------|----------------|----------------------|
| Exchange        | AGREEMENT#tail | EXCHANGE#id          |
| Session         | AGREEMENT#tail | SESSION#id           |
| Membership      | PERSON#id      | EXCHANGE#id          |
| Appointment     | PERSON#id      | AT#start#session     |
| BusyHour        | PERSON#id      | HOUR#2026-11-22T18   |
| PendingRequests | PERSON#id      | PENDING              |
| Rating          | PERSON#rated   | RATING#id            |
| Experience      | PERSON#id      | EXPERIENCE           |
| CalendarToken   | PERSON#id      | CALENDAR             |
| PendingPair     | PAIR#a#b       | SKILLS#skill⇥skill   |
| ExchangeAttempt | ATTEMPT#scope  | key                  |
| ExchangeCounter | LIMIT#scope    | window               |

An exchange and its sessions share the random tail of their ids, and with it the partition: one
Query reads them all, whichever of their ids is known.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import reduce
from operator import and_
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    ListAttribute,
    MapAttribute,
    NumberAttribute,
    NumberSetAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition

from learn_exchange.cursor import LAST, range_before
from learn_exchange.idempotency import Attempt
from learn_exchange.ids import tail
from learn_exchange.limits import Counter
from learn_exchange.tables.deserializing import ListOf
from learn_exchange.tables.store import Item, Key, query


class ExchangeItem(Item):
    """Base of all kinds of item in this table."""

    class Meta:
        table = "exchange"

    kind = DiscriminatorAttribute()


class Stateful(ExchangeItem):
    """A row whose state people's actions change: the last action, and who took it."""

    id = UnicodeAttribute()
    initiator_id = UnicodeAttribute()
    receiver_id = UnicodeAttribute()
    offered_skill = UnicodeAttribute()
    requested_skill = UnicodeAttribute()
    state = UnicodeAttribute()
    action = UnicodeAttribute()
    changed_by = UnicodeAttribute(null=True)
    changed_at = UTCDateTimeAttribute()
    revision = NumberAttribute(default=1)
    created_at = UTCDateTimeAttribute()

    @property
    def people(self) -> tuple[str, str]:
        """The two who take part: the initiator and the receiver."""
        return self.initiator_id, self.receiver_id

    def partner_of(self, person_id: str) -> str:
        """The other of the two who take part."""
        return self.receiver_id if person_id == self.initiator_id else self.initiator_id


class Exchange(Stateful, discriminator="Exchange"):
    """An agreement of two people to teach each other something.

    `version` counts all writes to the exchange or any of its sessions, and guards them all;
    `revision` counts the changes that people see.
    """

    message = UnicodeAttribute(null=True)
    conversation_id = UnicodeAttribute(null=True)
    cancel_reason = UnicodeAttribute(null=True)
    decline_reason = UnicodeAttribute(null=True)
    accepted_at = UTCDateTimeAttribute(null=True)
    version = NumberAttribute(default=0)

    @staticmethod
    def key(exchange_id: str) -> Key["Exchange"]:
        """Returns the key of an exchange."""
        return Key(Exchange, partition(exchange_id), f"EXCHANGE#{exchange_id}")


class ProposedTime(MapAttribute[str, Any]):
    """A local time, such as `2026-11-22T18:00:00`; `fold` is 1 for the second of two (PEP 495)."""

    local = UnicodeAttribute()
    fold = NumberAttribute(default=0)


class Score(MapAttribute[str, Any]):
    """The score that someone gave for a session."""

    rater_id = UnicodeAttribute()
    rating_id = UnicodeAttribute()
    score = NumberAttribute()


class Session(Stateful, discriminator="Session"):
    """A meeting of an exchange, proposed or agreed.

    The local times and their zone are the truth; instants are derived from them. `dropped_late_by`
    is who has proposed another time when the agreed one was close.
    """

    exchange_id = UnicodeAttribute()
    proposed_by = UnicodeAttribute()
    time_zone = UnicodeAttribute()
    slots = ListOf(of=ProposedTime)
    chosen = NumberAttribute(null=True)
    duration_minutes = NumberAttribute()
    location_details = UnicodeAttribute(default="")
    dropped_late_by = UnicodeAttribute(null=True)
    completed_by: ListAttribute[str] = ListAttribute(default=list)
    completed_at = UTCDateTimeAttribute(null=True)
    reported_by = UnicodeAttribute(null=True)
    contested = BooleanAttribute(default=False)
    late_by = UnicodeAttribute(null=True)
    cancel_reason = UnicodeAttribute(null=True)
    scores = ListOf(of=Score, default=list)
    ratings_revealed = BooleanAttribute(default=False)
    reminders: ListAttribute[str] = ListAttribute(default=list)

    @staticmethod
    def key(session_id: str) -> Key["Session"]:
        """Returns the key of a session."""
        return Key(Session, partition(session_id), f"SESSION#{session_id}")


class Membership(ExchangeItem, discriminator="Membership"):
    """A person takes part in an exchange: what lists are read and filtered by."""

    exchange_id = UnicodeAttribute()
    partner_id = UnicodeAttribute()
    role = UnicodeAttribute()
    state = UnicodeAttribute()
    session_ids: ListAttribute[str] = ListAttribute(default=list)
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(person_id: str, exchange_id: str) -> Key["Membership"]:
        """Returns the key of someone's membership."""
        return Key(Membership, person(person_id), f"EXCHANGE#{exchange_id}")

    @staticmethod
    def of_person(
        person_id: str, only: Condition | None, before: str | None, limit: int
    ) -> Iterator["Membership"]:
        """Someone's exchanges that meet a condition, the newest first, from a position on."""
        return query(
            Membership,
            person(person_id),
            between=range_before("EXCHANGE#", before),
            only=only,
            newest_first=True,
            consistent=True,
            limit=limit,
        )


class Appointment(ExchangeItem, discriminator="Appointment"):
    """A session in someone's calendar, at its start; while proposed, at the first time proposed."""

    session_id = UnicodeAttribute()
    partner_id = UnicodeAttribute()
    canceled = BooleanAttribute(default=False)

    @staticmethod
    def key(person_id: str, starts_at: datetime, session_id: str) -> Key["Appointment"]:
        """Returns the key of a session in someone's calendar."""
        return Key(Appointment, person(person_id), f"AT#{moment(starts_at)}#{session_id}")

    @property
    def position(self) -> str:
        """The position in the calendar."""
        return self.sk.removeprefix("AT#")

    @staticmethod
    def of_person(
        person_id: str,
        first: str,
        before: datetime | None,
        *,
        also_canceled: bool = False,
        limit: int,
    ) -> Iterator["Appointment"]:
        """Yields someone's appointments, the earliest first, from a position to an instant."""
        between = f"AT#{first}", f"AT#{moment(before)}" if before else f"AT#{LAST}"
        if between[0] > between[1]:
            return iter(())  # DynamoDB takes no range that ends before it begins.
        standing = None if also_canceled else Appointment.canceled == False  # noqa: E712
        return query(
            Appointment,
            person(person_id),
            between=between,
            only=standing,
            consistent=True,
            limit=limit,
        )


class BusyHour(ExchangeItem, discriminator="BusyHour"):
    """The minutes of an hour, in UTC, in which someone has a session."""

    minutes = NumberSetAttribute(null=True)
    expires_at = TTLAttribute(null=True)

    @staticmethod
    def key(person_id: str, hour: datetime) -> Key["BusyHour"]:
        """Returns the key of someone's minutes of an hour."""
        return Key(BusyHour, person(person_id), f"HOUR#{hour:%Y-%m-%dT%H}")

    @staticmethod
    def of_person(person_id: str, first: datetime, before: datetime) -> Iterator["BusyHour"]:
        """Reads someone's hours, the earliest first, from one instant to another."""
        between = BusyHour.key(person_id, first).sk, BusyHour.key(person_id, before).sk
        return query(BusyHour, person(person_id), between=between, consistent=True)

    @property
    def instants(self) -> list[datetime]:
        """The minutes in their order."""
        hour = datetime.fromisoformat(f"{self.sk.removeprefix('HOUR#')}:00+00:00")
        return [hour.replace(minute=int(minute)) for minute in sorted(self.minutes or ())]

    @staticmethod
    def is_free(minutes: Iterable[int]) -> Condition:
        """Returns the condition that none of these minutes, at least one, is taken."""
        untaken = (~BusyHour.minutes.contains(minute) for minute in minutes)
        free: Condition = BusyHour.minutes.does_not_exist() | reduce(and_, untaken)
        return free


class PendingRequests(ExchangeItem, discriminator="PendingRequests"):
    """The number of exchanges that someone has requested and nobody has answered yet."""

    number = NumberAttribute(default=0)

    @staticmethod
    def key(person_id: str) -> Key["PendingRequests"]:
        """Returns the key of someone's number."""
        return Key(PendingRequests, person(person_id), "PENDING")


class PendingPair(ExchangeItem, discriminator="PendingPair"):
    """Two people have a pending exchange of two skills, whoever has requested it."""

    exchange_id = UnicodeAttribute()
    until = UTCDateTimeAttribute()

    @staticmethod
    def key(teaching: dict[str, str]) -> Key["PendingPair"]:
        """Returns the key for two people and the key of the skill that each would teach."""
        (one, its_skill), (other, other_skill) = sorted(teaching.items())
        # A skill's key has no tab.
        return Key(PendingPair, f"PAIR#{one}#{other}", f"SKILLS#{its_skill}\t{other_skill}")


class Rating(ExchangeItem, discriminator="Rating"):
    """A rating of a person for a session; sealed until `reveal_at`."""

    id = UnicodeAttribute()
    session_id = UnicodeAttribute()
    exchange_id = UnicodeAttribute()
    rater_id = UnicodeAttribute()
    rated_id = UnicodeAttribute()
    score = NumberAttribute()
    feedback = UnicodeAttribute(null=True)
    created_at = UTCDateTimeAttribute()
    reveal_at = UTCDateTimeAttribute()
    reply = UnicodeAttribute(null=True)
    replied_at = UTCDateTimeAttribute(null=True)

    @staticmethod
    def key(rated_id: str, rating_id: str) -> Key["Rating"]:
        """Returns the key of a rating: it is kept with the person whom it is about."""
        return Key(Rating, person(rated_id), f"RATING#{rating_id}")

    @staticmethod
    def about(rated_id: str, only: Condition, before: str | None, limit: int) -> Iterator["Rating"]:
        """The ratings of someone that meet a condition, the newest first, from a position on."""
        return query(
            Rating,
            person(rated_id),
            between=range_before("RATING#", before),
            only=only,
            newest_first=True,
            consistent=True,
            limit=limit,
        )


class Experience(ExchangeItem, discriminator="Experience"):
    """The skills, by their keys, that someone has taught and learned in completed sessions."""

    taught = UnicodeSetAttribute(null=True)
    learned = UnicodeSetAttribute(null=True)

    @staticmethod
    def key(person_id: str) -> Key["Experience"]:
        """Returns the key of someone's experience."""
        return Key(Experience, person(person_id), "EXPERIENCE")


class CalendarToken(ExchangeItem, discriminator="CalendarToken"):
    """The secret in the address of someone's calendar.

    It is kept as it is, since the address is shown again, and opens nothing that this table does
    not hold anyway.
    """

    secret = UnicodeAttribute()

    @staticmethod
    def key(person_id: str) -> Key["CalendarToken"]:
        """Returns the key of someone's token."""
        return Key(CalendarToken, person(person_id), "CALENDAR")


class ExchangeCounter(Counter, ExchangeItem, discriminator="Counter"):
    """A count of attempts within a window."""


class ExchangeAttempt(Attempt, ExchangeItem, discriminator="Attempt"):
    """The result of a request with an `Idempotency-Key`."""


def partition(some_id: str) -> str:
    """The partition of an exchange and its sessions, by the id of any of them."""
    return f"AGREEMENT#{tail(some_id)}"


def person(person_id: str) -> str:
    """The partition of what belongs to one person."""
    return f"PERSON#{person_id}"


def moment(instant: datetime) -> str:
    """An instant as part of a sort key: in UTC, cut to seconds."""
    # Not by strftime, which gives the year 999 three digits.
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


def hour_of(instant: datetime) -> datetime:
    """Returns when the hour of an instant began."""
    return instant.replace(minute=0, second=0, microsecond=0)


def agreement(some_id: str) -> list[Exchange | Session]:
    """An exchange and all of its sessions, by the id of any of them: one Query."""
    between = "EXCHANGE#", f"SESSION#{LAST}"
    rows = query(Stateful, partition(some_id), between=between, consistent=True)
    return [row for row in rows if isinstance(row, Exchange | Session)]
