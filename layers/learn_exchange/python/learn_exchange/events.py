"""The catalogue of domain events: facts, published to all consumers that ask for them.

Events are thin: ids, who did it, when. An event's id is made of the stream record's id and the
event's name, so that it is the same on every retry.
"""

from datetime import datetime
from typing import Any, ClassVar

from pydantic import Field

from learn_exchange.ids import Id
from learn_exchange.wire import ApiModel


class DomainEvent(ApiModel):
    """Something that has happened. The class's name is the event's name.

    A base of several events says `is_kind=False`.
    """

    catalogue: ClassVar[dict[str, type["DomainEvent"]]] = {}

    id: str = Field(description="The same on every delivery of this event.")
    at: datetime
    actor_id: Id | None = Field(default=None, description="Who did it; null where nobody did.")
    version: int = 1

    def __init_subclass__(cls, *, is_kind: bool = True, **_: Any) -> None:
        if is_kind:
            DomainEvent.catalogue[cls.__name__] = cls
        super().__init_subclass__()


class PersonJoined(DomainEvent):
    """Someone has signed up."""

    person_id: Id


class EmailVerified(DomainEvent):
    """Someone has proved that their e-mail address is theirs."""

    person_id: Id


class PasswordChanged(DomainEvent):
    """Someone has a new password, changed or reset."""

    person_id: Id


class ProfileChanged(DomainEvent):
    """A name, the bio, the picture or the time zone of a profile has changed."""

    person_id: Id


class SkillsChanged(DomainEvent):
    """Someone has changed the skills that they offer and seek."""

    person_id: Id


class RankChanged(DomainEvent):
    """Someone comes earlier or later among those with the same skill."""

    person_id: Id


class BadgeEarned(DomainEvent):
    """Someone has got a badge."""

    person_id: Id
    badge: str = Field(examples=["first_exchange"])


class PersonFollowed(DomainEvent):
    """One person has begun to follow another."""

    follower_id: Id
    followed_id: Id


class PersonUnfollowed(DomainEvent):
    """One person no longer follows another."""

    follower_id: Id
    followed_id: Id


class PersonBlocked(DomainEvent):
    """One person has blocked another."""

    blocker_id: Id
    blocked_id: Id


class LoginEnded(DomainEvent):
    """A login on one device has been ended, not merely expired."""

    person_id: Id
    family_id: Id


class LoginsEnded(DomainEvent):
    """All logins of someone were ended, but for one that may have been kept."""

    person_id: Id


class MailRequested(DomainEvent):
    """A mail with a secret link is to be sent; the request has the rest."""

    request_id: Id


class PostPublished(DomainEvent):
    """Someone has published a post."""

    post_id: Id
    author_id: Id


class PostEdited(DomainEvent):
    """An author has changed their post."""

    post_id: Id
    author_id: Id


class PostDeleted(DomainEvent):
    """A post was deleted. What hung on it is gone for everybody, and is being removed."""

    post_id: Id
    author_id: Id


class PostLiked(DomainEvent):
    """Someone likes a post."""

    post_id: Id
    person_id: Id


class CommentLiked(DomainEvent):
    """Someone likes a comment."""

    post_id: Id
    comment_id: Id
    person_id: Id


class PostUnliked(DomainEvent):
    """Someone no longer likes a post, or a like has gone with its post."""

    post_id: Id
    person_id: Id


class CommentUnliked(DomainEvent):
    """Someone no longer likes a comment, or a like has gone with its comment."""

    post_id: Id
    comment_id: Id
    person_id: Id


class CommentPosted(DomainEvent):
    """Someone has commented on a post."""

    post_id: Id
    comment_id: Id
    author_id: Id


class CommentDeleted(DomainEvent):
    """A comment was deleted, by its author or by the author of the post."""

    post_id: Id
    comment_id: Id
    author_id: Id | None = Field(
        default=None, description="Who had written it; null in events of before."
    )


class CommentGone(DomainEvent):
    """A comment has gone with its post."""

    post_id: Id
    comment_id: Id
    author_id: Id


class RemainsLeft(DomainEvent):
    """Of what was deleted with a post or a comment, more is left than was removed at once."""

    post_id: Id
    comment_id: Id | None = Field(default=None, description="Null where the post was deleted.")
    sweep: int


class MediaRequested(DomainEvent):
    """Someone has asked for a form to upload a file with."""

    media_id: Id
    owner_id: Id


class MediaReady(DomainEvent):
    """An upload has been looked at, and can be shown."""

    media_id: Id
    owner_id: Id


class MediaRejected(DomainEvent):
    """An upload has been looked at, and cannot be shown."""

    media_id: Id
    owner_id: Id


class MediaReleased(DomainEvent):
    """Nothing shows a file any longer; it is being removed."""

    media_id: Id
    owner_id: Id


class ConversationOpened(DomainEvent):
    """One of two people, the actor, has opened their one conversation."""

    conversation_id: Id
    user_a_id: Id
    user_b_id: Id


class MessageSent(DomainEvent):
    """There is a new message in a conversation; nobody has sent it where the clock has."""

    conversation_id: Id
    message_id: Id
    sequence: int
    receiver_id: Id | None = Field(default=None, description="Null where both are told.")
    message_kind: str = Field(examples=["text", "exchange", "session"])


class ConversationRead(DomainEvent):
    """Someone has read a conversation up to a message."""

    conversation_id: Id
    person_id: Id
    sequence: int


class PresenceChanged(DomainEvent):
    """Someone is there on a first device, or no longer on any."""

    person_id: Id


class ExchangeEvent(DomainEvent, is_kind=False):
    """Something that has happened to an exchange or to one of its sessions.

    `revision` counts the changes to the one or the other.
    """

    exchange_id: Id
    initiator_id: Id
    receiver_id: Id
    revision: int


class ExchangeRequested(ExchangeEvent):
    """The initiator proposes an exchange to the receiver."""


class ExchangeAccepted(ExchangeEvent):
    """The receiver has agreed."""


class ExchangeCanceled(ExchangeEvent):
    """It was declined, withdrawn or canceled, or nobody has answered in time."""

    reason: str = Field(examples=["declined", "withdrawn", "expired", "canceled"])


class ExchangeCompleted(ExchangeEvent):
    """A session of it was completed, and none is open."""


class SessionEvent(ExchangeEvent, is_kind=False):
    """Something that has happened to a session."""

    session_id: Id


class SessionProposed(SessionEvent):
    """One of the two has proposed times for a session."""


class SessionAccepted(SessionEvent):
    """The other has agreed to one of the times."""


class SessionRescheduled(SessionEvent):
    """One of the two proposes other times."""


class SessionCanceled(SessionEvent):
    """It will not take place: someone has canceled it, or nobody accepted it in time."""

    reason: str = Field(examples=["canceled", "lapsed"])


class SessionMarkedCompleted(SessionEvent):
    """One of the two has said that it took place; the other has not yet."""


class SessionCompleted(SessionEvent):
    """It took place: both have said so, or nobody has said otherwise in time."""


class NoShowReported(SessionEvent):
    """One of the two says that the other did not come."""


class NoShowContested(SessionEvent):
    """The other says that they did."""


class SessionReminderDue(SessionEvent):
    """It is time to remind both of a session."""

    reminder: str = Field(examples=["24h", "1h"])


class RatingRevealed(SessionEvent):
    """A rating of a session can be seen. Sealed ratings are not announced."""

    rating_id: Id
    rated_id: Id


class RatingReplied(DomainEvent):
    """Someone has replied to a rating that they got."""

    rating_id: Id
    rater_id: Id
    rated_id: Id


class TimerFired(DomainEvent):
    """A deadline has come. `revision` tells timers of one subject apart; a stale one is ignored."""

    kind: str = Field(examples=["verify-email-reminder"])
    subject_id: Id
    revision: int
