"""Ranks people among those with the same skill and level, by how they are rated and what they do.

Idempotent: a rank is written on condition that the skills and the rank are still those that it was
made of, and at most once a day.
"""

from datetime import date
from math import log2

from learn_exchange import clock
from learn_exchange.event_handler import consumer
from learn_exchange.events import (
    CommentPosted,
    ExchangeCompleted,
    PostPublished,
    RatingRevealed,
    SkillsChanged,
)
from learn_exchange.people import bayesian_rating
from learn_exchange.tables.store import Transaction, get_many, retry_on_conflict
from learn_exchange.tables.users import Profile, Skill, Stats

Activity = PostPublished | CommentPosted | SkillsChanged | ExchangeCompleted | RatingRevealed
"""The events that can change a person's rank."""

HIGHEST_RANK = 999_999
POINTS = 1000
POSTS_PER_EXCHANGE = 5
HALF_LIFE_MONTHS = 3
FIRST_YEAR = 2020


def rank(event: Activity) -> None:
    """Rank the people of an event again, unless that was done today."""
    today = clock.now().date()
    for person_id in _people(event):
        _rank(person_id, today)


def _people(event: Activity) -> tuple[str, ...]:
    match event:
        case SkillsChanged():
            return (event.person_id,)
        case ExchangeCompleted():
            return event.initiator_id, event.receiver_id
        case RatingRevealed():
            return (event.rated_id,)
    return (event.author_id,)


@retry_on_conflict
def _rank(person_id: str, today: date) -> None:
    found = get_many((Profile.key(person_id), Stats.key(person_id)), consistent=True)
    profile = found[Profile.key(person_id)]
    if profile is None or (profile.ranked_on or "") >= str(today):
        return
    new_rank = rank_of(found[Stats.key(person_id)] or Stats(), today)
    if new_rank == profile.rank:
        return
    write = Transaction()
    write.update(
        Profile.key(person_id),
        Profile.rank.set(new_rank),
        Profile.ranked_on.set(str(today)),
        condition=profile.still_lists,
    )
    write.replace({}, Skill.rows_of(person_id, profile.skills, rank=new_rank))
    write.commit()


def rank_of(stats: Stats, today: date) -> int:
    """Returns the rank of someone who is active today: 0 to 999,999, the higher the better.

    Merit is the expected rating times the logarithm of what someone has done. It halves every
    three months, yet the ranks of those who are away need not be made again: instead of old ones
    falling, new ones rise. That is forward decay (Cormode et al., "Forward decay: a practical time
    decay model for streaming systems", ICDE 2009), in logarithms. Time counts in whole months, so
    that a rank seldom changes by it.
    """
    done = stats.posts_count + POSTS_PER_EXCHANGE * stats.exchanges_completed
    merit = bayesian_rating(stats) * log2(2 + done)
    months = (today.year - FIRST_YEAR) * 12 + today.month
    return min(HIGHEST_RANK, round(POINTS * (log2(merit) + months / HALF_LIFE_MONTHS)))


handler = consumer(rank)
