"""The `notifications` table: what people are told, why, how they want it, and where it goes.

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

All that a person has shares their partition. The version of their tray guards what is unread: every
write that adds, removes or marks a notification asks that it is as it was read, and raises it.
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


MOST_ACTORS = 100


class NotificationsItem(Item):
    """Base of all kinds of item in this table."""

    class Meta:
        table = "notifications"

    kind = DiscriminatorAttribute()
    why = WhyIndex()
    notification_id = UnicodeAttribute(null=True)
    decided_at = UnicodeAttribute(null=True)


class Notification(NotificationsItem, discriminator="Notification"):
    """A notification. It is read if it says so, or lies below the tray's `read_until`.

    `actor_ids` are distinct, the newest first, and no more than `MOST_ACTORS`; `number` is how many
    people or events it stands for. `facts` is what its text needs beside the names of the actors,
    `link` a path of the web client. `outlasts_blocks`: it is about what two people have agreed.
    `shares` has, where it counts events, the number of each actor's and the facts of their last.
    """

    id = UnicodeAttribute()
    type = UnicodeAttribute()
    source_id = UnicodeAttribute()
    actor_ids: ListAttribute[str] = ListAttribute(default=list)
    number = NumberAttribute(default=1)
    facts = JSONAttribute(default=dict)
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
        """Someone's notifications, the newest first, from a position on."""
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
        """Someone's notifications that are about a person, the newest first."""
        return query(
            Notification,
            _person(person_id),
            between=range_before("NOTIFICATION#", None),
            only=Notification.actor_ids.contains(actor_id),
            newest_first=True,
            consistent=True,
        )

    @staticmethod
    def about(person_id: str, source_id: str) -> Iterator["Notification"]:
        """Someone's notifications that are about a post, a comment, and so on."""
        return query(
            Notification,
            _person(person_id),
            between=range_before("NOTIFICATION#", None),
            only=Notification.source_id == source_id,
            consistent=True,
        )

    @staticmethod
    def newest_up_to(person_id: str, notification_id: str) -> "Notification | None":
        """A notification of a person or, where it is not, the one before."""
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
        """Those of someone's notifications after one that nobody has marked one by one."""
        return query(
            Notification,
            _person(person_id),
            between=range_after("NOTIFICATION#", notification_id),
            only=Notification.is_read == False,  # noqa: E712
            consistent=True,
        )


class Group(NotificationsItem, discriminator="Group"):
    """The notification that further events of one cause may join.

    `last_sequence` is the newest message that it stands for, where it is about messages.
    `only_seen_live`: the person has seen the last event where they were connected, so that neither
    push nor e-mail has called them. `only_held`: quiet hours have held back all that would have.
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
        """Returns the condition that it is still the group of this notification and message."""
        last = Group.last_sequence
        same_last = (
            last.does_not_exist() if self.last_sequence is None else last == self.last_sequence
        )
        same: Condition = (Group.notification_id == self.notification_id) & same_last
        return same


class Told(NotificationsItem, discriminator="Told"):
    """A person was told that someone has liked something, follows them, or has commented.

    `part` in its key tells it from others of the same cause: the id of who likes or follows, or of
    the comment, whose `facts` are kept for as long as it is there. `taken_back`: it is no more;
    with no `notification_id`, the person had not been told of it.
    """

    actor_id = UnicodeAttribute(null=True)
    event_id = UnicodeAttribute(null=True)
    facts = JSONAttribute(default=dict)
    taken_back = BooleanAttribute(default=False)
    expires_at = TTLAttribute(null=True)

    @staticmethod
    def key(person_id: str, type_: str, cause: str, part: str) -> Key["Told"]:
        """Returns the key of the record that a person was told."""
        return Key(Told, _person(person_id), f"TOLD#{type_}#{cause}#{part}")

    @staticmethod
    def of_cause(person_id: str, type_: str, cause: str) -> Iterator["Told"]:
        """All that a person was told of one cause, the newest part first."""
        return query(
            Told,
            _person(person_id),
            between=range_before(f"TOLD#{type_}#{cause}#", None),
            newest_first=True,
            consistent=True,
        )


class Tray(NotificationsItem, discriminator="Tray"):
    """The number of a person's unread notifications, and the one up to which all are read."""

    unread = NumberAttribute(default=0)
    read_until = UnicodeAttribute(null=True)
    version = NumberAttribute(default=0)

    @staticmethod
    def key(person_id: str) -> Key["Tray"]:
        """Returns the key of a person's tray."""
        return Key(Tray, _person(person_id), "TRAY")

    def has_read(self, notification: Notification) -> bool:
        """Returns whether the person has read a notification."""
        return notification.is_read or notification.id <= (self.read_until or "")

    @property
    def is_unchanged(self) -> Condition:
        """Returns the condition that nothing was written to it since it was read."""
        read: Condition = Tray.version == self.version
        return read if self.version else Tray.pk.does_not_exist()


class Decision(NotificationsItem, discriminator="Decision"):
    """The decision about one event for one person, on each channel.

    `notification_id` is null where nothing was saved. `quiet_until` is when quiet hours end that
    have held something back. `actor_id` is the other person whom the event is about.
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
        """The position of a decision among those on one notification."""
        return f"{at.isoformat(timespec='milliseconds')}#{event_id}"

    @staticmethod
    def about(
        notification_id: str,
        before: str | None,
        *,
        limit: int | None = None,
        actor_id: str | None = None,
    ) -> Iterator["Decision"]:
        """The decisions that led to a notification, the newest first, from a position on.

        With an `actor_id`, those about the events of one person.
        """
        return query(
            Decision,
            notification_id,
            index="why",
            sort_key=Decision.decided_at,
            between=("0", range_before("", before)[1]),
            only=None if actor_id is None else Decision.actor_id == actor_id,
            newest_first=True,
            limit=limit,
        )


class Held(NotificationsItem, discriminator="Held"):
    """The ids of the notifications that quiet hours have held back, by channel, until they end."""

    push: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    email: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    expires_at = TTLAttribute()

    @staticmethod
    def key(person_id: str, until: datetime) -> Key["Held"]:
        """Returns the key of what is held back until an instant, which counts by the second."""
        return Key(Held, _person(person_id), f"HELD#{int(until.timestamp())}")


class Addressee(NotificationsItem, discriminator="Addressee"):
    """There is a decision for a person about an event that names what may be deleted any time."""

    person_id = UnicodeAttribute()
    expires_at = TTLAttribute()

    @staticmethod
    def key(event_id: str, person_id: str) -> Key["Addressee"]:
        """Returns the key of the record that an event was decided about for a person."""
        return Key(Addressee, f"EVENT#{event_id}", _person(person_id))

    @staticmethod
    def of_event(event_id: str) -> Iterator["Addressee"]:
        """All for whom an event was decided about."""
        between = range_after("PERSON#", None)
        return query(Addressee, f"EVENT#{event_id}", between=between, consistent=True)


class Preferences(NotificationsItem, discriminator="Preferences"):
    """A person's preferences; `kinds` has the defaults of what they have not chosen.

    `channels` has choices such as `{"like": {"push": false}}`. Quiet hours are local times such as
    `22:00`, both or neither. `language` is what was chosen before it stood in the profile.
    """

    channels = JSONAttribute(default=dict)
    quiet_start = UnicodeAttribute(null=True)
    quiet_end = UnicodeAttribute(null=True)
    language = UnicodeAttribute(default="en")
    hide_on_lock_screen = BooleanAttribute(default=False)
    version = NumberAttribute(default=0)

    @staticmethod
    def key(person_id: str) -> Key["Preferences"]:
        """Returns the key of a person's preferences, which are there once they have chosen any."""
        return Key(Preferences, _person(person_id), "PREFERENCES")


class Device(NotificationsItem, discriminator="Device"):
    """A device that takes push notifications, for as long as the login that registered it.

    `endpoint_arn` is null while there is no platform application to make an endpoint of.
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
        """All devices of a person."""
        return query(
            Device, _person(person_id), between=range_after("DEVICE#", None), consistent=True
        )


class DeviceToken(NotificationsItem, discriminator="DeviceToken"):
    """The owner of a device's token: it has one at a time."""

    person_id = UnicodeAttribute()
    device_id = UnicodeAttribute()

    @staticmethod
    def key(platform: str, token: str) -> Key["DeviceToken"]:
        """Returns the key of the record of a token's owner."""
        return Key(DeviceToken, f"TOKEN#{_hash(f'{platform}:{token}')}", "DEVICE")


class Suppression(NotificationsItem, discriminator="Suppression"):
    """No notifications are mailed to an address: mails bounced, or its owner has complained."""

    reason = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()

    @staticmethod
    def key(email: str) -> Key["Suppression"]:
        """Returns the key for an address; case makes no difference."""
        return Key(Suppression, f"ADDRESS#{_hash(email.lower())}", "SUPPRESSION")


class MailCounter(Counter, NotificationsItem, discriminator="MailCounter"):
    """The mails of an hour to a person, how many more were held back, and the type of the last."""

    held = NumberAttribute(default=0)
    held_type = UnicodeAttribute(null=True)
    summed_up = BooleanAttribute(default=False)


def _person(person_id: str) -> str:
    return f"PERSON#{person_id}"


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
