"""Requests and answers of the endpoints of ratings."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, StrictInt

from learn_exchange.http import Page
from learn_exchange.ids import Id
from learn_exchange.people import RatingSummary, UserCard, visible
from learn_exchange.tables.exchange import Rating
from learn_exchange.tables.users import Profile
from learn_exchange.wire import ApiModel, InputModel, Timestamp


class NewRating(InputModel):
    """A rating of a session."""

    session_id: Id
    score: Annotated[StrictInt, Field(ge=1, le=5)]
    feedback: Annotated[str, Field(max_length=2000), AfterValidator(visible)] | None = None


class NewReply(InputModel):
    """A reply to a rating that the caller has received."""

    rating_id: Id
    reply: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(visible)]


class RatingView(ApiModel):
    """A rating that a participant gave for a session."""

    id: Id
    session_id: Id
    rater_id: Id
    rated_id: Id
    score: int
    feedback: str | None
    created_at: Timestamp
    revealed: bool = Field(
        description="False while only the rater sees it: until the other has rated too, or 14 days "
        "after the session was completed."
    )
    reply: str | None
    replied_at: Timestamp | None

    @classmethod
    def of(cls, rating: Rating, now: datetime, **more: Any) -> Self:
        """Returns the view of a rating; `more` are the fields that a subclass adds."""
        return cls(
            id=rating.id,
            session_id=rating.session_id,
            rater_id=rating.rater_id,
            rated_id=rating.rated_id,
            score=int(rating.score),
            feedback=rating.feedback,
            created_at=rating.created_at,
            revealed=rating.reveal_at <= now,
            reply=rating.reply,
            replied_at=rating.replied_at,
            **more,
        )


class ReceivedRating(RatingView):
    """A rating with the card of the person who gave it."""

    rater: UserCard

    @classmethod
    def by(cls, rater: Profile, rating: Rating, now: datetime) -> Self:
        """Returns the view of a rating with the person who gave it."""
        return cls.of(rating, now, rater=UserCard.of(rater))


class Ratings(Page[ReceivedRating]):
    """A page of the ratings that a person has received."""

    rating: RatingSummary
