"""Use cases of ratings, which are sealed until both have rated or 14 days are over.

Until then a rating changes nothing that anyone but the rater can see: no revision, no time of
change, no event, no total.
"""

from datetime import datetime

from exchange import refusals
from exchange.aggregate import ExchangeAggregate
from exchange.problems import AlreadyReplied
from exchange.schemas.ratings import NewRating, NewReply, Ratings, RatingView, ReceivedRating
from exchange.state_machines import RATE_WITHIN
from learn_exchange import cursor as cursors
from learn_exchange.blocks import blocks_of
from learn_exchange.concurrency import run_concurrently
from learn_exchange.ids import new_id
from learn_exchange.people import RatingSummary, hidden
from learn_exchange.problems import NotFound
from learn_exchange.tables.attempts import CreateOnce
from learn_exchange.tables.exchange import ExchangeAttempt, Rating, Score, Session
from learn_exchange.tables.store import (
    Transaction,
    get_many,
    retry_on_conflict,
    update,
)
from learn_exchange.tables.users import Block, Profile, Stats


@retry_on_conflict
def rate(new: NewRating, rater_id: str, once: CreateOnce, now: datetime) -> RatingView:
    """Rate a completed session. Two round trips.

    Repeated with the same `Idempotency-Key`, it returns the rating of the first request.

    Raises:
        NotFound: there is no such session, or the caller takes no part in it.
        WrongState: it is not completed.
        WrongTime: it was completed more than 14 days ago.
        AlreadyRated: the caller has rated it already.
    """
    aggregate, _ = run_concurrently(
        lambda: ExchangeAggregate.read(new.session_id, now).require_participant(rater_id),
        lambda: once.look_up(ExchangeAttempt, now),
    )
    session: Session = aggregate.session(new.session_id)
    rated_id = session.partner_of(rater_id)
    if once.replayed_id:
        return RatingView.of(Rating.key(rated_id, once.replayed_id).require(), now)
    if refusal := refusals.of_rating(session, rater_id):
        raise refusal
    rating_id = new_id()
    rating = Rating.key(rated_id, rating_id).new(
        id=rating_id,
        session_id=session.id,
        exchange_id=session.exchange_id,
        rater_id=rater_id,
        rated_id=rated_id,
        score=new.score,
        feedback=new.feedback,
        created_at=now,
        reveal_at=session.completed_at + RATE_WITHIN,
    )
    with once.transaction(ExchangeAttempt, rating_id, now) as write:
        _reveal_if_second(rating, session, write)
        session.scores = [*session.scores, _score(rating)]
        write.put(rating)
        aggregate.touch(session)
        aggregate.write_to(write, actor_id=rater_id)
    if once.replayed_id:
        return RatingView.of(Rating.key(rated_id, once.replayed_id).require(), now)
    return RatingView.of(rating, now)


def _reveal_if_second(rating: Rating, session: Session, write: Transaction) -> None:
    """Reveal both ratings of a session if this is the second."""
    for first in session.scores:
        rating.reveal_at = rating.created_at
        write.update(
            Rating.key(rating.rater_id, first.rating_id), Rating.reveal_at.set(rating.created_at)
        )
        session.ratings_revealed = True


def _score(rating: Rating) -> Score:
    return Score(  # type: ignore[no-untyped-call]
        rater_id=rating.rater_id, rating_id=rating.id, score=rating.score
    )


def reply(new: NewReply, replier_id: str, now: datetime) -> RatingView:
    """Reply to a rating that one has received. One round trip.

    Raises:
        NotFound: the caller has received no such rating, or it is sealed.
        AlreadyReplied: the caller has replied to it already.
    """

    def refusal(stored: Rating | None) -> Exception:
        return AlreadyReplied() if stored and stored.reveal_at <= now else NotFound()

    replied = update(
        Rating.key(replier_id, new.rating_id),
        Rating.reply.set(new.reply),
        Rating.replied_at.set(now),
        condition=(Rating.reveal_at <= now) & Rating.reply.does_not_exist(),
        on_conflict=refusal,
    )
    return RatingView.of(replied, now)


def about(
    person_id: str, viewer_id: str, *, now: datetime, cursor: str | None, limit: int
) -> Ratings:
    """Returns the ratings that a person has received, the newest first. Two round trips.

    Sealed ratings are left out unless they are the viewer's own; so are ratings by people hidden
    from the viewer.

    Raises:
        NotFound: there is no such person, or they are hidden from the viewer.
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"ratings#{person_id}"
    before = cursors.decode_id(scope, cursor)
    visible = (Rating.reveal_at <= now) | (Rating.rater_id == viewer_id)
    whose, rows, blocks = run_concurrently(
        lambda: get_many(
            [Profile.key(person_id), Stats.key(person_id), *Block.between(viewer_id, person_id)],
            consistent=True,
        ),
        lambda: list(Rating.about(person_id, visible, before, limit + 1)),
        lambda: blocks_of(viewer_id),
    )
    if Profile.key(person_id) not in whose or hidden(whose, viewer_id, person_id):
        raise NotFound
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.id)
    raters = {rating.rater_id for rating in shown}
    found = get_many([*map(Profile.key, raters), *blocks.keys(raters)])
    items = [
        ReceivedRating.by(found.require(Profile.key(rating.rater_id)), rating, now)
        for rating in shown
        if not blocks.hide(rating.rater_id, found)
    ]
    summary = RatingSummary.of(whose[Stats.key(person_id)] or Stats())
    return Ratings(items=items, next_cursor=next_cursor, rating=summary)
