"""Maps events to recipients: whom to notify, of what, and with which parameters of the text.

Events name ids only. What they name is read when they are told, so a text shows how it is then.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import singledispatch
from typing import Any

from learn_exchange.events import (
    BadgeEarned,
    CommentLiked,
    CommentPosted,
    DomainEvent,
    ExchangeEvent,
    ExchangeRequested,
    MessageSent,
    PersonFollowed,
    PostLiked,
    RatingReplied,
    RatingRevealed,
    SessionEvent,
    SessionReminderDue,
    TimerFired,
)
from learn_exchange.meetings import Meeting, slot_starts
from learn_exchange.tables.chat import Message
from learn_exchange.tables.exchange import Exchange, Rating, Session
from learn_exchange.tables.feed import Comment, Counts, Like, Post
from learn_exchange.tables.store import Key, get_many
from learn_exchange.tables.users import Follow
from notifications.kinds import KINDS, SOON, TYPE_OF, Kind, NotificationType

# Of what somebody wrote, as much as a line of a list shows.
EXCERPT = 140


@dataclass(frozen=True)
class Happening:
    """Something that one person is told of.

    `actor_id` is the other person that it is about. `cause` is what events must have in common to
    be told of together. `link` is a path of the web client. `sequence` is that of a message.
    `may_vanish`: it is about what can be deleted, and who is told of it cannot be known then.
    `takes_back` is the type of the notification, of the same source, that it makes pointless.
    `subject` is the row that goes when somebody takes it back, `rests_on` are those without which
    there is nothing to tell of, and `part_id` is the comment that it is about.
    `quiet_until`: it is the end of quiet hours, planned for this instant.
    """

    event: DomainEvent
    recipient_id: str
    source_id: str
    link: str
    actor_id: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    same_cause: str | None = None
    sequence: int | None = None
    starts_at: datetime | None = None
    outlasts_blocks: bool = False
    is_outdated: bool = False
    may_vanish: bool = False
    takes_back: NotificationType | None = None
    subject: Key[Like] | Key[Follow] | None = None
    rests_on: tuple[Key[Counts], ...] = ()
    part_id: str | None = None
    quiet_until: datetime | None = None

    @property
    def event_name(self) -> str:
        """The name of the event."""
        return type(self.event).__name__

    @property
    def kind(self) -> Kind:
        """The type of notification."""
        return KINDS[TYPE_OF[self.event_name]]

    @property
    def cause(self) -> str:
        """The key that groups events of this type."""
        return self.same_cause or self.source_id

    @property
    def part(self) -> str | None:
        """The id that tells it from others of its cause, where it can be taken back by itself."""
        return self.actor_id if self.kind.grouped_by == "people" else self.part_id

    @property
    def is_own_act(self) -> bool:
        """True if the recipient did it themselves."""
        return self.actor_id == self.recipient_id

    def is_urgent(self, at: datetime) -> bool:
        """True if the event is about a session that starts soon, or has just started."""
        return self.starts_at is not None and abs(self.starts_at - at) <= SOON


@singledispatch
def happenings(event: DomainEvent) -> Iterable[Happening]:
    """Yields whom to notify of an event, and of what; nobody, if its subject is gone by now.

    Raises:
        TypeError: nobody is told of such events.
    """
    raise TypeError(type(event).__name__)


@happenings.register
def _post_liked(event: PostLiked) -> Iterator[Happening]:
    post = Post.key(event.post_id).get()
    if post and not post.deleted_at:
        yield Happening(
            event,
            post.author_id,
            source_id=post.id,
            link=f"/post/{post.id}",
            actor_id=event.person_id,
            facts={"liked": "post", "text": excerpt(post.title)},
            may_vanish=True,
            subject=Like.key(post.id, None, event.person_id),
            rests_on=(Counts.key(post.id),),
        )


@happenings.register
def _comment_liked(event: CommentLiked) -> Iterator[Happening]:
    comment = Comment.key(event.post_id, event.comment_id).get()
    if comment and not comment.deleted_at:
        yield Happening(
            event,
            comment.author_id,
            source_id=comment.id,
            link=f"/post/{comment.post_id}",
            actor_id=event.person_id,
            facts={"liked": "comment", "text": excerpt(comment.content)},
            may_vanish=True,
            subject=Like.key(comment.post_id, comment.id, event.person_id),
            rests_on=(Counts.key(comment.post_id), Counts.key(comment.post_id, comment.id)),
        )


@happenings.register
def _comment_posted(event: CommentPosted) -> Iterator[Happening]:
    keys = Post.key(event.post_id), Comment.key(event.post_id, event.comment_id)
    found = get_many(keys, consistent=True)
    post, comment = found[keys[0]], found[keys[1]]
    if post and comment and not (post.deleted_at or comment.deleted_at):
        yield Happening(
            event,
            post.author_id,
            source_id=post.id,
            link=f"/post/{post.id}",
            actor_id=event.author_id,
            facts={"title": excerpt(post.title), "text": excerpt(comment.content)},
            may_vanish=True,
            rests_on=(Counts.key(post.id), Counts.key(post.id, comment.id)),
            part_id=comment.id,
        )


@happenings.register
def _person_followed(event: PersonFollowed) -> Iterator[Happening]:
    yield Happening(
        event,
        event.followed_id,
        source_id=event.follower_id,
        link=f"/user/{event.follower_id}",
        actor_id=event.follower_id,
        same_cause="follow",
        subject=Follow.key(event.follower_id, event.followed_id),
    )


@happenings.register
def _message_sent(event: MessageSent) -> Iterator[Happening]:
    """Of what happens to exchanges and sessions people are told by events of their own."""
    if event.message_kind != "text" or event.receiver_id is None:
        return
    message = Message.key(event.conversation_id, event.sequence).require()
    yield Happening(
        event,
        event.receiver_id,
        source_id=event.conversation_id,
        link=f"/chat/{event.conversation_id}",
        actor_id=message.sender_id,
        facts={"text": excerpt(message.content)},
        sequence=event.sequence,
    )


@happenings.register
def _of_an_exchange(event: ExchangeEvent) -> Iterator[Happening]:
    """Yields the one who did not act; both, where nobody acted."""
    exchange = Exchange.key(event.exchange_id).require()
    withdrawn = exchange.cancel_reason == "withdrawn"
    for person_id in exchange.people:
        if person_id != event.actor_id:
            yield _of_agreement(
                event,
                exchange,
                person_id,
                exchange.id,
                _terms(exchange),
                takes_back="exchange_request" if withdrawn else None,
                is_outdated=withdrawn and isinstance(event, ExchangeRequested),
            )


@happenings.register
def _of_a_session(event: SessionEvent) -> Iterator[Happening]:
    keys = Exchange.key(event.exchange_id), Session.key(event.session_id)
    found = get_many(keys, consistent=True)
    exchange, session = found.require(keys[0]), found.require(keys[1])
    starts_at = Meeting.of(session).starts_at
    times = [starts_at] if session.chosen is not None else sorted(slot_starts(session))
    facts = {
        **_terms(exchange),
        "change": type(event).__name__,
        "reason": session.cancel_reason or "",
        "startsAt": starts_at.isoformat(),
        "times": [at.isoformat() for at in times],
        "minutes": int(session.duration_minutes),
        "zone": session.time_zone,
        "place": session.location_details,
    }
    changed_since = session.revision != event.revision
    for person_id in exchange.people:
        if person_id != event.actor_id:
            yield _of_agreement(
                event,
                exchange,
                person_id,
                session.id,
                facts,
                starts_at=starts_at,
                is_outdated=isinstance(event, SessionReminderDue) and changed_since,
            )


@happenings.register
def _rating_revealed(event: RatingRevealed) -> Iterator[Happening]:
    keys = Exchange.key(event.exchange_id), Rating.key(event.rated_id, event.rating_id)
    found = get_many(keys, consistent=True)
    exchange, rating = found.require(keys[0]), found.require(keys[1])
    facts = {**_terms(exchange), "score": int(rating.score)}
    yield _of_agreement(event, exchange, event.rated_id, event.session_id, facts)


@happenings.register
def _rating_replied(event: RatingReplied) -> Iterator[Happening]:
    rating = Rating.key(event.rated_id, event.rating_id).require()
    yield Happening(
        event,
        event.rater_id,
        source_id=rating.id,
        link=f"/exchange/{rating.exchange_id}",
        actor_id=event.rated_id,
        facts={"text": excerpt(rating.reply or "")},
        outlasts_blocks=True,
    )


@happenings.register
def _badge_earned(event: BadgeEarned) -> Iterator[Happening]:
    yield Happening(
        event,
        event.person_id,
        source_id=event.person_id,
        link=f"/user/{event.person_id}",
        facts={"badge": event.badge},
    )


@happenings.register
def _quiet_hours_over(event: TimerFired) -> Iterator[Happening]:
    person_id, until = event.subject_id, datetime.fromtimestamp(event.revision, UTC)
    link = "/notifications"
    yield Happening(event, person_id, source_id=person_id, link=link, quiet_until=until)


def _of_agreement(
    event: ExchangeEvent,
    exchange: Exchange,
    recipient_id: str,
    source_id: str,
    facts: dict[str, Any],
    **more: Any,
) -> Happening:
    return Happening(
        event,
        recipient_id,
        source_id=source_id,
        link=f"/exchange/{exchange.id}",
        actor_id=exchange.partner_of(recipient_id),
        facts=facts,
        # As long as it was not agreed to, it is hidden with its people; then it no longer is.
        outlasts_blocks=exchange.accepted_at is not None,
        **more,
    )


def _terms(exchange: Exchange) -> dict[str, Any]:
    return {
        "offered": exchange.offered_skill,
        "requested": exchange.requested_skill,
        "reason": exchange.cancel_reason or "",
    }


def excerpt(text: str) -> str:
    """As much of what somebody wrote as is shown of it, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1]}…"
