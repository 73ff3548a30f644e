"""Maps each event to the people whom it may notify, and to the parameters of their texts.

Events name ids only. The rows behind them are read when the event is handled, so a text shows them
as they are at that time.
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
from learn_exchange.tables.feed import Comment, EngagementCounts, Like, Post
from learn_exchange.tables.store import Key, get_many
from learn_exchange.tables.users import Follow
from notifications.kinds import KIND_OF_EVENT, SOON, Kind, NotificationType

# As many characters of a quoted text as one line of a list shows.
MAX_EXCERPT = 140


@dataclass(frozen=True)
class NotificationCandidate:
    """A person whom an event may notify; the policy decides whether it does.

    - `actor_id`: the other person that it is about.
    - `source_id`, `link`: the post, session and so on that it is about, and its path in the client.
    - `parameters`: the parameters of the text, as the kind names them.
    - `shared_cause`: groups events of different sources; without it, the source groups.
    - `sequence`: the number of the message.
    - `starts_at`: the start of the session.
    - `outlasts_blocks`: it is about something that both people agreed to.
    - `is_outdated`: the event no longer holds.
    - `may_vanish`: its subject can be deleted, and its recipients cannot be found afterwards.
    - `withdraws`: the type of the notification, of the same source, that this event withdraws.
    - `subject`: the like or follow, which is deleted when the person takes it back.
    - `requires`: the rows without which there is nothing left to notify of.
    - `part_id`: the id of the comment.
    - `quiet_until`: the end of the quiet hours that a summary closes.
    """

    event: DomainEvent
    recipient_id: str
    source_id: str
    link: str
    actor_id: str | None = None
    parameters: dict[str, Any] = field(default_factory=dict)
    shared_cause: str | None = None
    sequence: int | None = None
    starts_at: datetime | None = None
    outlasts_blocks: bool = False
    is_outdated: bool = False
    may_vanish: bool = False
    withdraws: NotificationType | None = None
    subject: Key[Like] | Key[Follow] | None = None
    requires: tuple[Key[EngagementCounts], ...] = ()
    part_id: str | None = None
    quiet_until: datetime | None = None

    @property
    def event_name(self) -> str:
        """The name of the event."""
        return type(self.event).__name__

    @property
    def kind(self) -> Kind:
        """The kind of notification."""
        return KIND_OF_EVENT[self.event_name]

    @property
    def cause(self) -> str:
        """The key that groups events of this kind."""
        return self.shared_cause or self.source_id

    @property
    def part(self) -> str | None:
        """The id of one like, follow or comment among those of its cause; None for other kinds."""
        return self.actor_id if self.kind.grouped_by == "people" else self.part_id

    @property
    def is_self_action(self) -> bool:
        """True if the recipient did it themselves."""
        return self.actor_id == self.recipient_id

    def is_urgent(self, now: datetime) -> bool:
        """Returns whether the event is about a session that starts soon, or has just started."""
        return self.starts_at is not None and abs(self.starts_at - now) <= SOON


@singledispatch
def recipients_of(event: DomainEvent) -> Iterable[NotificationCandidate]:
    """Yields the people whom an event may notify; nobody, if its subject has been deleted.

    Raises:
        TypeError: no kind of notification has such events.
    """
    raise TypeError(type(event).__name__)


@recipients_of.register
def _author_of_liked_post(event: PostLiked) -> Iterator[NotificationCandidate]:
    post = Post.key(event.post_id).get()
    if post and not post.deleted_at:
        yield NotificationCandidate(
            event,
            post.author_id,
            source_id=post.id,
            link=f"/post/{post.id}",
            actor_id=event.person_id,
            parameters={"liked": "post", "text": excerpt(post.title)},
            may_vanish=True,
            subject=Like.key(post.id, None, event.person_id),
            requires=(EngagementCounts.key(post.id),),
        )


@recipients_of.register
def _author_of_liked_comment(event: CommentLiked) -> Iterator[NotificationCandidate]:
    comment = Comment.key(event.post_id, event.comment_id).get()
    if comment and not comment.deleted_at:
        yield NotificationCandidate(
            event,
            comment.author_id,
            source_id=comment.id,
            link=f"/post/{comment.post_id}",
            actor_id=event.person_id,
            parameters={"liked": "comment", "text": excerpt(comment.content)},
            may_vanish=True,
            subject=Like.key(comment.post_id, comment.id, event.person_id),
            requires=(
                EngagementCounts.key(comment.post_id),
                EngagementCounts.key(comment.post_id, comment.id),
            ),
        )


@recipients_of.register
def _author_of_commented_post(event: CommentPosted) -> Iterator[NotificationCandidate]:
    keys = Post.key(event.post_id), Comment.key(event.post_id, event.comment_id)
    found = get_many(keys, consistent=True)
    post, comment = found[keys[0]], found[keys[1]]
    if post and comment and not (post.deleted_at or comment.deleted_at):
        yield NotificationCandidate(
            event,
            post.author_id,
            source_id=post.id,
            link=f"/post/{post.id}",
            actor_id=event.author_id,
            parameters={"title": excerpt(post.title), "text": excerpt(comment.content)},
            may_vanish=True,
            requires=(EngagementCounts.key(post.id), EngagementCounts.key(post.id, comment.id)),
            part_id=comment.id,
        )


@recipients_of.register
def _followed_person(event: PersonFollowed) -> Iterator[NotificationCandidate]:
    yield NotificationCandidate(
        event,
        event.followed_id,
        source_id=event.follower_id,
        link=f"/user/{event.follower_id}",
        actor_id=event.follower_id,
        shared_cause="follow",
        subject=Follow.key(event.follower_id, event.followed_id),
    )


@recipients_of.register
def _receiver_of_message(event: MessageSent) -> Iterator[NotificationCandidate]:
    """Yields the receiver of a text.

    Messages about exchanges and sessions are left out: these have events of their own.
    """
    if event.message_kind != "text" or event.receiver_id is None:
        return
    message = Message.key(event.conversation_id, event.sequence).require()
    yield NotificationCandidate(
        event,
        event.receiver_id,
        source_id=event.conversation_id,
        link=f"/chat/{event.conversation_id}",
        actor_id=message.sender_id,
        parameters={"text": excerpt(message.content)},
        sequence=event.sequence,
    )


@recipients_of.register
def _partner_in_exchange(event: ExchangeEvent) -> Iterator[NotificationCandidate]:
    """Yields the person who did not act; both, where nobody acted."""
    exchange = Exchange.key(event.exchange_id).require()
    withdrawn = exchange.cancel_reason == "withdrawn"
    for person_id in exchange.people:
        if person_id != event.actor_id:
            yield _candidate_of_exchange(
                event,
                exchange,
                person_id,
                exchange.id,
                _exchange_parameters(exchange),
                withdraws="exchange_request" if withdrawn else None,
                is_outdated=withdrawn and isinstance(event, ExchangeRequested),
            )


@recipients_of.register
def _partner_in_session(event: SessionEvent) -> Iterator[NotificationCandidate]:
    """Yields the person who did not act; both, where nobody acted."""
    keys = Exchange.key(event.exchange_id), Session.key(event.session_id)
    found = get_many(keys, consistent=True)
    exchange, session = found.require(keys[0]), found.require(keys[1])
    starts_at = Meeting.of(session).starts_at
    times = [starts_at] if session.chosen is not None else sorted(slot_starts(session))
    parameters = {
        **_exchange_parameters(exchange),
        "change": type(event).__name__,
        "reason": session.cancel_reason or "",
        "startsAt": starts_at.isoformat(),
        "times": [time.isoformat() for time in times],
        "minutes": int(session.duration_minutes),
        "zone": session.time_zone,
        "place": session.location_details,
    }
    changed_since = session.revision != event.revision
    for person_id in exchange.people:
        if person_id != event.actor_id:
            yield _candidate_of_exchange(
                event,
                exchange,
                person_id,
                session.id,
                parameters,
                starts_at=starts_at,
                is_outdated=isinstance(event, SessionReminderDue) and changed_since,
            )


@recipients_of.register
def _rated_person(event: RatingRevealed) -> Iterator[NotificationCandidate]:
    keys = Exchange.key(event.exchange_id), Rating.key(event.rated_id, event.rating_id)
    found = get_many(keys, consistent=True)
    exchange, rating = found.require(keys[0]), found.require(keys[1])
    parameters = {**_exchange_parameters(exchange), "score": int(rating.score)}
    yield _candidate_of_exchange(event, exchange, event.rated_id, event.session_id, parameters)


@recipients_of.register
def _rater_with_reply(event: RatingReplied) -> Iterator[NotificationCandidate]:
    rating = Rating.key(event.rated_id, event.rating_id).require()
    yield NotificationCandidate(
        event,
        event.rater_id,
        source_id=rating.id,
        link=f"/exchange/{rating.exchange_id}",
        actor_id=event.rated_id,
        parameters={"text": excerpt(rating.reply or "")},
        outlasts_blocks=True,
    )


@recipients_of.register
def _owner_of_badge(event: BadgeEarned) -> Iterator[NotificationCandidate]:
    yield NotificationCandidate(
        event,
        event.person_id,
        source_id=event.person_id,
        link=f"/user/{event.person_id}",
        parameters={"badge": event.badge},
    )


@recipients_of.register
def _person_after_quiet_hours(event: TimerFired) -> Iterator[NotificationCandidate]:
    person_id, quiet_until = event.subject_id, datetime.fromtimestamp(event.revision, UTC)
    yield NotificationCandidate(
        event,
        person_id,
        source_id=person_id,
        link="/notifications",
        quiet_until=quiet_until,
    )


def _candidate_of_exchange(
    event: ExchangeEvent,
    exchange: Exchange,
    recipient_id: str,
    source_id: str,
    parameters: dict[str, Any],
    **more: Any,
) -> NotificationCandidate:
    return NotificationCandidate(
        event,
        recipient_id,
        source_id=source_id,
        link=f"/exchange/{exchange.id}",
        actor_id=exchange.partner_of(recipient_id),
        parameters=parameters,
        # A block hides a request, but not an agreement.
        outlasts_blocks=exchange.accepted_at is not None,
        **more,
    )


def _exchange_parameters(exchange: Exchange) -> dict[str, Any]:
    return {
        "offered": exchange.offered_skill,
        "requested": exchange.requested_skill,
        "reason": exchange.cancel_reason or "",
    }


def excerpt(text: str) -> str:
    """Returns the beginning of a text on one line, of at most `MAX_EXCERPT` characters."""
    line = " ".join(text.split())
    return line if len(line) <= MAX_EXCERPT else f"{line[: MAX_EXCERPT - 1]}…"
