"""The `exchange` table: exchanges with their sessions, ratings, and people's calendars.

| item            | pk             | sk                 |
|-----------------|----------------|--------------------|
| Exchange        | AGREEMENT#tail | EXCHANGE#id        |
| Session         | AGREEMENT#tail | SESSION#id         |
| ParticipantView | PERSON#id      | EXCHANGE#id        |
| CalendarEntry   | PERSON#id      | AT#start#session   |
| BusyHour        | PERSON#id      | HOUR#2026-11-22T18 |
| PendingRequests | PERSON#id      | PENDING            |
| Rating          | PERSON#rated   | RATING#id          |
| SkillHistory    | PERSON#id      | EXPERIENCE         |
| CalendarToken   | PERSON#id      | CALENDAR           |
| PendingPair     | PAIR#a#b       | SKILLS#skill⇥skill |
| ExchangeAttempt | ATTEMPT#scope  | key                |
| ExchangeCounter | LIMIT#scope    | window             |

An exchange and its sessions share the last part of their ids, the random tail, and with it the
partition: one Query reads them all by the id of any of them.

A row's stored kind is the `discriminator` of its class. It never changes, even where the class has
got another name: rows that were written before are still read.
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
from learn_exchange.ids import partition_suffix
from learn_exchange.tables.attempts import Attempt
from learn_exchange.tables.counters import Counter
from learn_exchange.tables.deserializing import ListOf
from learn_exchange.tables.store import Item, Key, query


class ExchangeItem(Item):
    """Base of all kinds of item in this table."""

    class Meta:
        table = "exchange"

    kind = DiscriminatorAttribute()


class Stateful(ExchangeItem):
    """A row with a state, the last action that changed it, and the person who took that action."""

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
        """The two participants: the initiator and the receiver."""
        return self.initiator_id, self.receiver_id

    def partner_of(self, person_id: str) -> str:
        """Returns the id of the other participant."""
        return self.receiver_id if person_id == self.initiator_id else self.initiator_id


class Exchange(Stateful, discriminator="Exchange"):
    """An agreement of two people to teach each other something.

    `version` counts all writes to the exchange or any of its sessions: each write requires the
    version that was read. `revision` counts the changes that people see.
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
        return Key(Exchange, exchange_partition(exchange_id), f"EXCHANGE#{exchange_id}")


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

    The local times and their zone are the source; instants are derived from them.
    `dropped_late_by` is the id of the person who proposed another time less than 12 hours before
    the agreed one.
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
        return Key(Session, exchange_partition(session_id), f"SESSION#{session_id}")


class ParticipantView(ExchangeItem, discriminator="Membership"):
    """One participant's copy of what lists of exchanges are read and filtered by."""

    exchange_id = UnicodeAttribute()
    partner_id = UnicodeAttribute()
    role = UnicodeAttribute()
    state = UnicodeAttribute()
    session_ids: ListAttribute[str] = ListAttribute(default=list)
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(person_id: str, exchange_id: str) -> Key["ParticipantView"]:
        """Returns the key of a person's view of an exchange."""
        return Key(ParticipantView, person_partition(person_id), f"EXCHANGE#{exchange_id}")

    @staticmethod
    def of_person(
        person_id: str, condition: Condition | None, before: str | None, limit: int
    ) -> Iterator["ParticipantView"]:
        """Yields a person's exchanges that meet a condition, the newest first, after a position."""
        return query(
            ParticipantView,
            person_partition(person_id),
            between=range_before("EXCHANGE#", before),
            filter_condition=condition,
            newest_first=True,
            consistent=True,
            limit=limit,
        )


class CalendarEntry(ExchangeItem, discriminator="Appointment"):
    """A session in a person's calendar: at its start or, while proposed, its first time."""

    session_id = UnicodeAttribute()
    partner_id = UnicodeAttribute()
    canceled = BooleanAttribute(default=False)

    @staticmethod
    def key(person_id: str, starts_at: datetime, session_id: str) -> Key["CalendarEntry"]:
        """Returns the key of a session in a person's calendar."""
        sk = f"AT#{sortable_time(starts_at)}#{session_id}"
        return Key(CalendarEntry, person_partition(person_id), sk)

    @property
    def position(self) -> str:
        """The position in the calendar, as cursors have it."""
        return self.sk.removeprefix("AT#")

    @staticmethod
    def of_person(
        person_id: str,
        first: str,
        before: datetime | None,
        *,
        also_canceled: bool = False,
        limit: int,
    ) -> Iterator["CalendarEntry"]:
        """Yields a person's entries, the earliest first, from a position up to an instant."""
        between = f"AT#{first}", f"AT#{sortable_time(before)}" if before else f"AT#{LAST}"
        if between[0] > between[1]:
            return iter(())  # DynamoDB refuses a range that ends before it begins.
        not_canceled = None if also_canceled else CalendarEntry.canceled == False  # noqa: E712
        return query(
            CalendarEntry,
            person_partition(person_id),
            between=between,
            filter_condition=not_canceled,
            consistent=True,
            limit=limit,
        )


class BusyHour(ExchangeItem, discriminator="BusyHour"):
    """The minutes of an hour, in UTC, in which a person has a session."""

    minutes = NumberSetAttribute(null=True)
    expires_at = TTLAttribute(null=True)

    @staticmethod
    def key(person_id: str, hour: datetime) -> Key["BusyHour"]:
        """Returns the key of a person's busy minutes of an hour."""
        return Key(BusyHour, person_partition(person_id), f"HOUR#{hour:%Y-%m-%dT%H}")

    @staticmethod
    def of_person(person_id: str, first: datetime, before: datetime) -> Iterator["BusyHour"]:
        """Reads a person's hours, the earliest first, from one instant to another."""
        between = BusyHour.key(person_id, first).sk, BusyHour.key(person_id, before).sk
        return query(BusyHour, person_partition(person_id), between=between, consistent=True)

    @property
    def instants(self) -> list[datetime]:
        """The busy minutes in ascending order."""
        hour = datetime.fromisoformat(f"{self.sk.removeprefix('HOUR#')}:00+00:00")
        return [hour.replace(minute=int(minute)) for minute in sorted(self.minutes or ())]

    @staticmethod
    def is_free(minutes: Iterable[int]) -> Condition:
        """Returns the condition that none of these minutes is taken; there must be at least one."""
        not_taken = (~BusyHour.minutes.contains(minute) for minute in minutes)
        free: Condition = BusyHour.minutes.does_not_exist() | reduce(and_, not_taken)
        return free


class PendingRequests(ExchangeItem, discriminator="PendingRequests"):
    """The number of a person's requests that are unanswered."""

    number = NumberAttribute(default=0)

    @staticmethod
    def key(person_id: str) -> Key["PendingRequests"]:
        """Returns the key of a person's number of requests."""
        return Key(PendingRequests, person_partition(person_id), "PENDING")


class PendingPair(ExchangeItem, discriminator="PendingPair"):
    """The one pending exchange of two skills between two people, no matter which of them asked."""

    exchange_id = UnicodeAttribute()
    until = UTCDateTimeAttribute()

    @staticmethod
    def key(teaching: dict[str, str]) -> Key["PendingPair"]:
        """Returns the key for two people's ids, each with the key of the skill they would teach."""
        (first, first_skill), (second, second_skill) = sorted(teaching.items())
        # A skill's key has no tab.
        return Key(PendingPair, f"PAIR#{first}#{second}", f"SKILLS#{first_skill}\t{second_skill}")


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
        """Returns the key of a rating, which is kept with the rated person."""
        return Key(Rating, person_partition(rated_id), f"RATING#{rating_id}")

    @staticmethod
    def about(
        rated_id: str, condition: Condition, before: str | None, limit: int
    ) -> Iterator["Rating"]:
        """Yields a person's ratings that meet a condition, the newest first, after a position."""
        return query(
            Rating,
            person_partition(rated_id),
            between=range_before("RATING#", before),
            filter_condition=condition,
            newest_first=True,
            consistent=True,
            limit=limit,
        )


class SkillHistory(ExchangeItem, discriminator="Experience"):
    """The keys of the skills that a person has taught and learned in completed sessions."""

    taught = UnicodeSetAttribute(null=True)
    learned = UnicodeSetAttribute(null=True)

    @staticmethod
    def key(person_id: str) -> Key["SkillHistory"]:
        """Returns the key of a person's skill history."""
        return Key(SkillHistory, person_partition(person_id), "EXPERIENCE")


class CalendarToken(ExchangeItem, discriminator="CalendarToken"):
    """The secret in the address of a person's calendar.

    It is not hashed, since the address is shown again; and it gives access only to what this table
    holds anyway.
    """

    secret = UnicodeAttribute()

    @staticmethod
    def key(person_id: str) -> Key["CalendarToken"]:
        """Returns the key of a person's token."""
        return Key(CalendarToken, person_partition(person_id), "CALENDAR")


class ExchangeCounter(Counter, ExchangeItem, discriminator="Counter"):
    """A count of attempts within a window."""


class ExchangeAttempt(Attempt, ExchangeItem, discriminator="Attempt"):
    """The result of a request with an `Idempotency-Key`."""


def exchange_partition(some_id: str) -> str:
    """Returns the partition key of an exchange and its sessions, by the id of any of them."""
    return f"AGREEMENT#{partition_suffix(some_id)}"


def person_partition(person_id: str) -> str:
    """Returns the partition key of a person's rows."""
    return f"PERSON#{person_id}"


def sortable_time(instant: datetime) -> str:
    """Returns an instant as part of a sort key: in UTC, cut to seconds."""
    # `strftime` would write the year 999 with three digits.
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds")


def hour_of(instant: datetime) -> datetime:
    """Returns the start of the hour of an instant."""
    return instant.replace(minute=0, second=0, microsecond=0)


def rows_of_exchange(some_id: str) -> list[Exchange | Session]:
    """Reads an exchange and all of its sessions, by the id of any of them: one Query."""
    between = "EXCHANGE#", f"SESSION#{LAST}"
    rows = query(Stateful, exchange_partition(some_id), between=between, consistent=True)
    return [row for row in rows if isinstance(row, Exchange | Session)]
