"""Requests and answers of the endpoints of notifications."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, ConfigDict, Field, StrictBool, WithJsonSchema, model_validator
from pydantic.json_schema import SkipJsonSchema

from learn_exchange.ids import EXAMPLE, Id
from learn_exchange.languages import DEFAULT, Language
from learn_exchange.people import UserCard
from learn_exchange.tables.notifications import Device
from learn_exchange.wire import ApiModel, InputModel, Timestamp
from notifications.kinds import KIND_OF_EVENT, KINDS, NotificationType
from notifications.policy import Outcome

MAX_MARKED = 50
PushPlatform = Literal["fcm", "apns"]


class NotificationView(ApiModel):
    """A notification, in your language, about people whom you can see."""

    id: Id
    type: NotificationType
    source_id: Id = Field(
        description="The post, comment, person, conversation, exchange, session or rating."
    )
    content: str
    link: str = Field(
        description="A path of the web client.",
    )
    actors: list[UserCard] = Field(description="The people it is about: the newest three at most.")
    count: int = Field(description="The number of people, comments or messages that it stands for.")
    is_read: bool
    created_at: Timestamp
    updated_at: Timestamp


class UnreadCount(ApiModel):
    """The number of unread notifications."""

    count: int


class Marking(InputModel):
    """Either some notifications, or all up to one."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {
                    "title": "MarkedNotifications",
                    "description": "The notifications that were read.",
                    "required": ["ids"],
                },
                {
                    "title": "MarkedUpTo",
                    "description": "The newest notification that was read, of all.",
                    "required": ["upTo"],
                },
            ],
            "examples": [{"ids": [EXAMPLE]}],
        }
    )

    # The defaults are never used, and being made they are not in the schema.
    ids: Annotated[list[Id], Field(min_length=1, max_length=MAX_MARKED)] = Field(
        default_factory=list
    )
    up_to: Id = Field(
        default_factory=str,
        description="The newest one that was seen: it and all older ones are read.",
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("Send either ids or upTo.")
        return self


class ChannelOutcome(ApiModel):
    """The outcome of an event on a channel."""

    outcome: Outcome
    explanation: str
    until: Timestamp | None = Field(
        default=None, description="The end of the quiet hours that held it back."
    )


class ChannelOutcomes(ApiModel):
    """The outcome of an event on every channel."""

    in_app: ChannelOutcome
    live: ChannelOutcome
    push: ChannelOutcome
    email: ChannelOutcome


DecisionEvent = Annotated[str, WithJsonSchema({"type": "string", "enum": list(KIND_OF_EVENT)})]


class DecisionView(ApiModel):
    """The decision about one event."""

    event: DecisionEvent
    at: Timestamp
    channels: ChannelOutcomes


class Reasons(ApiModel):
    """The decisions about a notification's events, the newest first."""

    notification_id: Id
    decisions: list[DecisionView]
    next_cursor: str | None = Field(
        description="Send it as `cursor` to read on; null at the end of the list."
    )


TimeOfDay = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", examples=["22:00"])]


class Choice(ApiModel):
    """The channels of a type of notification."""

    push: bool
    email: bool


class QuietTimes(ApiModel):
    """The start and end of quiet hours in the time zone of the profile, possibly past midnight."""

    start: TimeOfDay
    end: TimeOfDay


class NewQuietTimes(QuietTimes, InputModel):
    """Quiet hours to keep."""


class PreferencesView(ApiModel):
    """Your preferences. The list, and live frames while you are connected, are always on."""

    channels: dict[NotificationType, Choice]
    quiet_hours: QuietTimes | None
    hide_on_lock_screen: bool


class ChoiceChanges(InputModel):
    """The channels to switch on or off."""

    push: StrictBool = Field(default_factory=bool)
    email: StrictBool = Field(default_factory=bool)


def _of_known_types(choices: dict[str, ChoiceChanges]) -> dict[str, ChoiceChanges]:
    if choices.keys() - KINDS.keys():
        raise ValueError("has an unknown type")
    return choices


class PreferencesChanges(InputModel):
    """The fields to change; those left out stay as they are."""

    channels: Annotated[
        dict[
            Annotated[str, WithJsonSchema({"type": "string", "enum": list(KINDS)})], ChoiceChanges
        ],
        AfterValidator(_of_known_types),
    ] = Field(default_factory=dict)
    quiet_hours: NewQuietTimes | None = Field(
        default_factory=lambda: None, description="Null for none."
    )
    # Not in the contract: the language is in the profile. Clients of the last release send it here.
    language: SkipJsonSchema[Language] = Field(default_factory=lambda: DEFAULT)
    hide_on_lock_screen: StrictBool = Field(
        default_factory=bool, description="Push without names or texts of people."
    )


class NewPushDevice(InputModel):
    """A device that push notifications can go to."""

    platform: PushPlatform
    token: str = Field(
        min_length=1,
        max_length=4096,
        pattern=r"^[!-~]+$",
        description="The token that Firebase or APNs gave to the app on the device.",
    )


class PushDevice(ApiModel):
    """A device that push notifications go to."""

    id: Id
    platform: PushPlatform
    created_at: Timestamp

    @classmethod
    def of(cls, device: Device) -> Self:
        """Returns a device as its owner sees it: its token is never shown."""
        return cls.model_validate(device, from_attributes=True)


SubscriptionToken = Annotated[
    str,
    WithJsonSchema(
        {
            "type": "string",
            "examples": [
                "AZMKXnwbfT6aRF8MK36NEW1lc3NhZ2UF1diqNbSfk9OGB2N0-i3rir7b8iSCZ1p4YhGm1mJQjQ"
            ],
        }
    ),
]


class Unsubscribed(ApiModel):
    """You get no more mails about this."""

    type: NotificationType
