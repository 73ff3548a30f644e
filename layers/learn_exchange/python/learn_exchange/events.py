"""The catalogue of domain events: what has happened, told to whoever wants to know.

Events are thin: ids, who did it, when. An event's id is made of the stream record's id and the
event's name, so that it is the same on every retry.
"""

from datetime import datetime
from typing import Any, ClassVar

from pydantic import Field

from learn_exchange.ids import Id
from learn_exchange.wire import Wire


class DomainEvent(Wire):
    """Something that has happened. The class's name is the event's name."""

    catalogue: ClassVar[dict[str, type["DomainEvent"]]] = {}

    id: str = Field(description="The same on every delivery of this event.")
    at: datetime
    actor_id: Id | None = Field(default=None, description="Who did it; null where nobody did.")
    version: int = 1

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        DomainEvent.catalogue[cls.__name__] = cls


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


class PersonFollowed(DomainEvent):
    """One person has begun to follow another."""

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


class CommentPosted(DomainEvent):
    """Someone has commented on a post."""

    post_id: Id
    comment_id: Id
    author_id: Id


class CommentDeleted(DomainEvent):
    """A comment was deleted, by its author or by the author of the post."""

    post_id: Id
    comment_id: Id


class RemainsLeft(DomainEvent):
    """Of what was deleted with a post or a comment, more is left than was removed at once."""

    post_id: Id
    comment_id: Id | None = Field(default=None, description="Null where the post was deleted.")
    sweep: int


class MediaRequested(DomainEvent):
    """Someone has asked for a form to upload a file with."""

    media_id: Id
    owner_id: Id


class MediaReleased(DomainEvent):
    """Nothing shows a file any longer; it is being removed."""

    media_id: Id
    owner_id: Id


class TimerFired(DomainEvent):
    """A deadline has come. `revision` tells timers of one subject apart; a stale one is ignored."""

    kind: str = Field(examples=["verify-email-reminder"])
    subject_id: Id
    revision: int
