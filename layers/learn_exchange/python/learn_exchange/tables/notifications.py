"""The `notifications` table: notifications, their decisions, preferences and devices.

| item         | pk              | sk                       |
|--------------|-----------------|--------------------------|
| Notification | PERSON#id       | NOTIFICATION#id          |
| Group        | PERSON#id       | GROUP#type#cause         |
| Told         | PERSON#id       | TOLD#type#cause#part     |
| Tray         | PERSON#id       | TRAY                     |
| Decision     | PERSON#id       | DECISION#event           |
| Held         | PERSON#id       | HELD#until               |
| Addressee    | EVENT#id        | PERSON#id                |
| Preferences  | PERSON#id       | PREFERENCES              |
| Device       | PERSON#id       | DEVICE#id                |
| DeviceToken  | TOKEN#hash      | DEVICE                   |
| Suppression  | ADDRESS#hash    | SUPPRESSION              |
| MailCounter  | LIMIT#scope     | window                   |

These are the stored names. Three have another name in Python: `Told` is a `DedupRecord`, `Tray` an
`UnreadCounter`, `Addressee` a `RecipientIndex`; the stored attribute `facts` is `parameters`.

All rows of a person share their partition. The version of the unread counter protects the count:
every write that adds, removes or marks a notification requires the version that was read, and
increments it.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    JSONAttribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.expressions.condition import Condition
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from learn_exchange.cursor import range_after, range_before
from learn_exchange.tables.counters import Counter
from learn_exchange.tables.store import Item, Key, query


class WhyIndex(GlobalSecondaryIndex["Decision"]):  # type: ignore[no-untyped-call]
    """Decisions by the notification that they led to, the newest last."""

    class Meta:
        index_name = "why"
        projection = AllProjection()

    notification_id = UnicodeAttribute(hash_key=True)
    decided_at = UnicodeAttribute(range_key=True)


MAX_ACTORS = 100


class NotificationsItem(Item):
    """Base of all kinds of item in this table."""

    class Meta:
        table = "notifications"

    kind = DiscriminatorAttribute()
    why = WhyIndex()
    notification_id = UnicodeAttribute(null=True)
    decided_at = UnicodeAttribute(null=True)


class Notification(NotificationsItem, discriminator="Notification"):
    """A notification. It is read if it says so, or up to the counter's `read_until`.

    `actor_ids` are distinct, the newest first, and at most `MAX_ACTORS`; `number` is the number of
    people or events that it stands for. `parameters` are those of its text, apart from the actors,
    and `link` is a path of the web client. `outlasts_blocks`: it is about something that both
    people agreed to. Where it counts events, `shares` has the number of each actor's events and
    the parameters of their last.
    """

    id = UnicodeAttribute()
    type = UnicodeAttribute()
    source_id = UnicodeAttribute()
    actor_ids: ListAttribute[str] = ListAttribute(default=list)
    number = NumberAttribute(default=1)
    parameters = JSONAttribute(attr_name="facts", default=dict)
    shares = JSONAttribute(default=dict)
    link = UnicodeAttribute()
    outlasts_blocks = BooleanAttribute(default=False)
    is_read = BooleanAttribute(default=False)
    created_at = UTCDateTimeAttribute()
    updated_at = UTCDateTimeAttribute()

    @staticmethod
    def key(person_id: str, notification_id: str) -> Key["Notification"]:
        """Returns the key of a notification of a person."""
        return Key(Notification, _person(person_id), f"NOTIFICATION#{notification_id}")

    @staticmethod
    def of_person(
        person_id: str, before: str | None = None, *, limit: int | None = None
    ) -> Iterator["Notification"]:
        """Yields a person's notifications, the newest first, from a position on."""
        return query(
            Notification,
            _person(person_id),
            between=range_before("NOTIFICATION#", before),
            newest_first=True,
            consistent=True,
            limit=limit,
        )

    @staticmethod
    def with_actor(person_id: str, actor_id: str) -> Iterator["Notification"]:
        """Yields a person's notifications that are about an actor, the newest first."""
        return query(
            Notification,
            _person(person_id),
            between=range_before("NOTIFICATION#", None),
            filter_condition=Notification.actor_ids.contains(actor_id),
            newest_first=True,
            consistent=True,
        )

    @staticmethod
    def about(person_id: str, source_id: str) -> Iterator["Notification"]:
        """Yields a person's notifications about a source, such as a post or a comment."""
        return query(
            Notification,
            _person(person_id),
            between=range_before("NOTIFICATION#", None),
            filter_condition=Notification.source_id == source_id,
            consistent=True,
        )

    @staticmethod
    def newest_up_to(person_id: str, notification_id: str) -> "Notification | None":
        """Returns a notification of a person or, if it does not exist, the one before it."""
        rows = query(
            Notification,
            _person(person_id),
            between=("NOTIFICATION#", f"NOTIFICATION#{notification_id}"),
            newest_first=True,
            consistent=True,
            limit=1,
        )
        return next(rows, None)

    @staticmethod
    def unread_after(person_id: str, notification_id: str | None) -> Iterator["Notification"]:
        """Yields a person's notifications after one, without those marked as read one by one."""
        return query(
            Notification,
            _person(person_id),
            between=range_after("NOTIFICATION#", notification_id),
            filter_condition=Notification.is_read == False,  # noqa: E712
            consistent=True,
        )


class Group(NotificationsItem, discriminator="Group"):
    """The notification that further events of one cause may join.

    `last_sequence` is the newest message that it stands for, if it is about messages.
    `only_seen_live`: the person saw the last event live, so it was neither pushed nor mailed.
    `only_held`: quiet hours held back the push and the mail that would have been sent.
    """

    began_at = UTCDateTimeAttribute()
    last_sequence = NumberAttribute(null=True)
    only_seen_live = BooleanAttribute(default=False)
    only_held = BooleanAttribute(default=False)

    @staticmethod
    def key(person_id: str, type_: str, cause: str) -> Key["Group"]:
        """Returns the key of the group of a cause."""
        return Key(Group, _person(person_id), f"GROUP#{type_}#{cause}")

    @property
    def is_unchanged(self) -> Condition:
        """The condition that it still has this notification and this last message."""
        last = Group.last_sequence
        same_last = (
            last.does_not_exist() if self.last_sequence is None else last == self.last_sequence
        )
        same: Condition = (Group.notification_id == self.notification_id) & same_last
        return same


class DedupRecord(NotificationsItem, discriminator="Told"):
    """A like, a follow or a comment that a person was notified of, so that it counts only once.

    `part` in its key tells it from others of the same cause: the id of the liker, the follower or
    the comment. The `parameters` of a comment are kept until it is deleted. `taken_back`: it was
    deleted or taken back; without a `notification_id`, that was before the person was notified.
    """

    actor_id = UnicodeAttribute(null=True)
    event_id = UnicodeAttribute(null=True)
    parameters = JSONAttribute(attr_name="facts", default=dict)
    taken_back = BooleanAttribute(default=False)
    expires_at = TTLAttribute(null=True)

    @staticmethod
    def key(person_id: str, type_: str, cause: str, part: str) -> Key["DedupRecord"]:
        """Returns the key of the record of a like, a follow or a comment."""
        return Key(DedupRecord, _person(person_id), f"TOLD#{type_}#{cause}#{part}")

    @staticmethod
    def of_cause(person_id: str, type_: str, cause: str) -> Iterator["DedupRecord"]:
        """Yields the records of one cause, the newest part first."""
        return query(
            DedupRecord,
            _person(person_id),
            between=range_before(f"TOLD#{type_}#{cause}#", None),
            newest_first=True,
            consistent=True,
        )


class UnreadCounter(NotificationsItem, discriminator="Tray"):
    """The number of a person's unread notifications, and the id up to which all are read."""

    unread = NumberAttribute(default=0)
    read_until = UnicodeAttribute(null=True)
    version = NumberAttribute(default=0)

    @staticmethod
    def key(person_id: str) -> Key["UnreadCounter"]:
        """Returns the key of a person's counter."""
        return Key(UnreadCounter, _person(person_id), "TRAY")

    def has_read(self, notification: Notification) -> bool:
        """Returns whether the person has read a notification."""
        return notification.is_read or notification.id <= (self.read_until or "")

    @property
    def is_unchanged(self) -> Condition:
        """The condition that nobody has written to it since it was read."""
        same: Condition = UnreadCounter.version == self.version
        return same if self.version else UnreadCounter.pk.does_not_exist()


class Decision(NotificationsItem, discriminator="Decision"):
    """The decision about one event for one person: the outcome on each channel.

    `notification_id` is null if nothing was saved. `quiet_until` is the end of the quiet hours that
    have held something back. `actor_id` is the other person that the event is about.
    """

    actor_id = UnicodeAttribute(null=True)
    event_id = UnicodeAttribute()
    event = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    in_app = UnicodeAttribute()
    live = UnicodeAttribute()
    push = UnicodeAttribute()
    email = UnicodeAttribute()
    quiet_until = UTCDateTimeAttribute(null=True)

    @staticmethod
    def key(person_id: str, event_id: str) -> Key["Decision"]:
        """Returns the key of the decision about an event for a person."""
        return Key(Decision, _person(person_id), f"DECISION#{event_id}")

    @staticmethod
    def position(at: datetime, event_id: str) -> str:
        """Returns the position of a decision among those about one notification."""
        return f"{at.isoformat(timespec='milliseconds')}#{event_id}"

    @staticmethod
    def about(
        notification_id: str,
        before: str | None,
        *,
        limit: int | None = None,
        actor_id: str | None = None,
    ) -> Iterator["Decision"]:
        """Yields the decisions about a notification, the newest first, from a position on.

        With an `actor_id`, it yields those about the events of one person.
        """
        return query(
            Decision,
            notification_id,
            index="why",
            sort_key=Decision.decided_at,
            between=("0", range_before("", before)[1]),
            filter_condition=None if actor_id is None else Decision.actor_id == actor_id,
            newest_first=True,
            limit=limit,
        )


class Held(NotificationsItem, discriminator="Held"):
    """The notifications that quiet hours have held back: their ids, by channel."""

    push: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    email: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    expires_at = TTLAttribute()

    @staticmethod
    def key(person_id: str, until: datetime) -> Key["Held"]:
        """Returns the key of what is held back until an instant, to the second."""
        return Key(Held, _person(person_id), f"HELD#{int(until.timestamp())}")


class RecipientIndex(NotificationsItem, discriminator="Addressee"):
    """A person with a decision about an event, found by the event.

    It is written for events whose subject may be deleted, with which the recipients would be lost.
    """

    person_id = UnicodeAttribute()
    expires_at = TTLAttribute()

    @staticmethod
    def key(event_id: str, person_id: str) -> Key["RecipientIndex"]:
        """Returns the key of the row of a person with a decision about an event."""
        return Key(RecipientIndex, f"EVENT#{event_id}", _person(person_id))

    @staticmethod
    def of_event(event_id: str) -> Iterator["RecipientIndex"]:
        """Yields the people with a decision about an event."""
        between = range_after("PERSON#", None)
        return query(RecipientIndex, f"EVENT#{event_id}", between=between, consistent=True)


class Preferences(NotificationsItem, discriminator="Preferences"):
    """A person's choices; the registration of each kind has the defaults of the others.

    `channels` has choices such as `{"like": {"push": false}}`. Quiet hours are local times such as
    `22:00`, both or neither. `language` was chosen before it moved to the profile.
    """

    channels = JSONAttribute(default=dict)
    quiet_start = UnicodeAttribute(null=True)
    quiet_end = UnicodeAttribute(null=True)
    language = UnicodeAttribute(default="en")
    hide_on_lock_screen = BooleanAttribute(default=False)
    version = NumberAttribute(default=0)

    @staticmethod
    def key(person_id: str) -> Key["Preferences"]:
        """Returns the key of a person's preferences, which exist once they have chosen any."""
        return Key(Preferences, _person(person_id), "PREFERENCES")


class Device(NotificationsItem, discriminator="Device"):
    """A device that gets push notifications until the login that registered it ends.

    `endpoint_arn` is null as long as there is no platform application to make an endpoint of.
    """

    id = UnicodeAttribute()
    platform = UnicodeAttribute()
    token = UnicodeAttribute()
    endpoint_arn = UnicodeAttribute(null=True)
    family_id = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(person_id: str, device_id: str) -> Key["Device"]:
        """Returns the key of a person's device."""
        return Key(Device, _person(person_id), f"DEVICE#{device_id}")

    @staticmethod
    def of_person(person_id: str) -> Iterator["Device"]:
        """Yields all devices of a person."""
        return query(
            Device, _person(person_id), between=range_after("DEVICE#", None), consistent=True
        )


class DeviceToken(NotificationsItem, discriminator="DeviceToken"):
    """The owner of a device's token; a token has one owner at a time."""

    person_id = UnicodeAttribute()
    device_id = UnicodeAttribute()

    @staticmethod
    def key(platform: str, token: str) -> Key["DeviceToken"]:
        """Returns the key of the row with a token's owner."""
        return Key(DeviceToken, f"TOKEN#{_hash(f'{platform}:{token}')}", "DEVICE")


class Suppression(NotificationsItem, discriminator="Suppression"):
    """An address that no notifications are mailed to: mails bounced, or its owner complained."""

    reason = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(email: str) -> Key["Suppression"]:
        """Returns the key of an address; case makes no difference."""
        return Key(Suppression, f"ADDRESS#{_hash(email.lower())}", "SUPPRESSION")


class MailCounter(Counter, NotificationsItem, discriminator="MailCounter"):
    """The number of mails to a person in an hour, of those held back, and the type of the last."""

    held = NumberAttribute(default=0)
    held_type = UnicodeAttribute(null=True)
    summed_up = BooleanAttribute(default=False)


def _person(person_id: str) -> str:
    return f"PERSON#{person_id}"


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
