"""Rating sessions: sealed until both have rated, or the time for it is over.

Until then nothing that anyone but the rater can see differs by a rating. So it changes no revision
and no time of change, nothing announces it, and it counts in no total.
"""

from datetime import datetime

from exchange import refusals
from exchange.agreement import Agreement
from exchange.machines import RATE_WITHIN
from exchange.problems import AlreadyReplied
from exchange.schemas.ratings import NewRating, NewReply, Ratings, RatingView, ReceivedRating
from learn_exchange import cursor as cursors
from learn_exchange.blocks import blocks_of
from learn_exchange.idempotency import CreateOnce
from learn_exchange.ids import new_id
from learn_exchange.people import RatingSummary, hidden
from learn_exchange.problems import NotFound
from learn_exchange.tables.exchange import ExchangeAttempt, Rating, Score, Session
from learn_exchange.tables.store import (
    Found,
    Transaction,
    again_if_overtaken,
    get_many,
    side_by_side,
    update,
)
from learn_exchange.tables.users import Block, Profile, Stats


def rate(new: NewRating, rater_id: str, once: CreateOnce, at: datetime) -> RatingView:
    """Rate a completed session. Two round trips.

    Sent again with the same `Idempotency-Key`, the rating of the first time.

    Raises:
        NotFound: there is no such session, or the caller takes no part in it.
        WrongState: it is not completed.
        WrongTime: that was more than 14 days ago.
        AlreadyRated: the caller has rated it.
    """

    def attempt() -> RatingView:
        agreement, _ = side_by_side(
            lambda: Agreement.read(new.session_id, at).involving(rater_id),
            lambda: once.look_up(ExchangeAttempt, at),
        )
        session: Session = agreement.session(new.session_id)
        rated_id = session.partner_of(rater_id)
        if once.replayed_id:
            return RatingView.of(Rating.key(rated_id, once.replayed_id).require(), at)
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
            created_at=at,
            reveal_at=session.completed_at + RATE_WITHIN,
        )
        with once.transaction(ExchangeAttempt, rating_id, at) as write:
            _reveal_with(rating, session, write)
            session.scores = [*session.scores, _score(rating)]
            write.put(rating)
            agreement.touch(session)
            agreement.write_to(write, by=rater_id)
        if once.replayed_id:
            return RatingView.of(Rating.key(rated_id, once.replayed_id).require(), at)
        return RatingView.of(rating, at)

    return again_if_overtaken(attempt)


def _reveal_with(rating: Rating, session: Session, write: Transaction) -> None:
    """Open both ratings, if it is the second."""
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


def reply(new: NewReply, replier_id: str, at: datetime) -> RatingView:
    """Reply to a rating that one has got. One round trip.

    Raises:
        NotFound: the caller has got no such rating, or it is sealed.
        AlreadyReplied: they have replied to it.
    """

    def refusal(standing: Rating | None) -> Exception:
        return AlreadyReplied() if standing and standing.reveal_at <= at else NotFound()

    replied = update(
        Rating.key(replier_id, new.rating_id),
        Rating.reply.set(new.reply),
        Rating.replied_at.set(at),
        when=(Rating.reveal_at <= at) & Rating.reply.does_not_exist(),
        otherwise=refusal,
    )
    return RatingView.of(replied, at)


def about(
    person_id: str, viewer_id: str, *, at: datetime, cursor: str | None, limit: int
) -> Ratings:
    """The ratings that someone has got, the newest first. Two round trips.

    The viewer's own are among them while they are sealed; those by people hidden from the viewer
    are left out.

    Raises:
        NotFound: there is no such person, or they are hidden from the viewer.
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"ratings#{person_id}"
    before = cursors.decode_id(scope, cursor)
    visible = (Rating.reveal_at <= at) | (Rating.rater_id == viewer_id)
    whose: Found
    whose, rows, blocks = side_by_side(
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
        ReceivedRating.by(found.require(Profile.key(rating.rater_id)), rating, at)
        for rating in shown
        if not blocks.hide(rating.rater_id, found)
    ]
    summary = RatingSummary.of(whose[Stats.key(person_id)] or Stats())
    return Ratings(items=items, next_cursor=next_cursor, rating=summary)
