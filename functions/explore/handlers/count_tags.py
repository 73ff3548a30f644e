"""Counts who uses a tag: by posting, liking or commenting under it, listing or exchanging it.

Idempotent: each person counts once for each tag and day, which stands in the table.
"""

from collections.abc import Iterable

from explore import trends
from learn_exchange import clock
from learn_exchange.catalogue import canonical
from learn_exchange.event_handler import consumer
from learn_exchange.events import (
    CommentPosted,
    ExchangeAccepted,
    ExchangeRequested,
    PostLiked,
    PostPublished,
    SkillsChanged,
)
from learn_exchange.tables.exchange import Exchange
from learn_exchange.tables.feed import Post
from learn_exchange.tables.users import Profile

TagUsed = (
    PostPublished | PostLiked | CommentPosted | SkillsChanged | ExchangeRequested | ExchangeAccepted
)
"""The events that count as using a tag."""


def count_tags(event: TagUsed) -> list[str]:
    """Count the tags of the post, or the skills of the person or the exchange; returns them."""
    if isinstance(event, SkillsChanged):
        person_id, tags = event.person_id, _skills_of(event.person_id)
    elif isinstance(event, ExchangeRequested):
        person_id, tags = event.initiator_id, _exchanged(event.exchange_id)
    elif isinstance(event, ExchangeAccepted):
        person_id, tags = event.receiver_id, _exchanged(event.exchange_id)
    elif isinstance(event, PostLiked):
        person_id, tags = event.person_id, _tags_of(event.post_id)
    else:
        person_id, tags = event.author_id, _tags_of(event.post_id)
    trends.count(tags, person_id, at=event.at, now=clock.now())
    return tags


def list_tags(counted: list[list[str]]) -> None:
    """Bring the top list up to what a batch has counted: one write, however many were counted."""
    trends.bring_list_up_to_date({tag for tags in counted for tag in tags}, clock.now())


def _skills_of(person_id: str) -> list[str]:
    profile = Profile.key(person_id).get()
    return _each_once(skill.name for skill in profile.skills) if profile else []


def _exchanged(exchange_id: str) -> list[str]:
    exchange = Exchange.key(exchange_id).require()
    return _each_once((exchange.offered_skill, exchange.requested_skill))


def _tags_of(post_id: str) -> list[str]:
    post = Post.key(post_id).get()
    return [] if post is None or post.deleted_at else list(post.tags)


def _each_once(names: Iterable[str]) -> list[str]:
    """Returns one name of each skill: two that count at once would be in each other's way."""
    return list({canonical(name): name for name in names}.values())


handler = consumer(count_tags, on_batch_end=list_tags)
