"""Gives people the badges that they have earned by a session, an exchange or a rating.

Idempotent: skills are added to a set, and a badge is given to a person who does not have it.
"""

from typing import Any

from exchange.badges import Record, earned
from learn_exchange.catalogue import canonical
from learn_exchange.event_handler import consumer
from learn_exchange.events import ExchangeCompleted, RatingRevealed, SessionCompleted
from learn_exchange.tables.exchange import Exchange, SkillHistory
from learn_exchange.tables.store import get_many, retry_on_conflict, update
from learn_exchange.tables.users import Profile, Stats


def award_badges(event: SessionCompleted | ExchangeCompleted | RatingRevealed) -> None:
    """Give the people whom an event is about the badges that they have earned."""
    if isinstance(event, RatingRevealed):
        award(event.rated_id)
        return
    if isinstance(event, SessionCompleted):
        _add_skills_of(Exchange.key(event.exchange_id).require())
    for person in (event.initiator_id, event.receiver_id):
        award(person)


def _add_skills_of(exchange: Exchange) -> None:
    offered, requested = canonical(exchange.offered_skill), canonical(exchange.requested_skill)
    _add_skills(exchange.initiator_id, taught=offered, learned=requested)
    _add_skills(exchange.receiver_id, taught=requested, learned=offered)


def _add_skills(person_id: str, *, taught: str, learned: str) -> None:
    update(
        SkillHistory.key(person_id),
        SkillHistory.taught.add({taught}),
        SkillHistory.learned.add({learned}),
        SkillHistory.kind.set(SkillHistory),
    )


@retry_on_conflict
def award(person_id: str) -> None:
    """Give a person the badges that they have earned and do not have yet."""
    profile, stats = Profile.key(person_id), Stats.key(person_id)
    skills = SkillHistory.key(person_id)
    found = get_many([profile, stats, skills], consistent=True)
    record = Record(found[stats] or Stats(), found[skills] or SkillHistory())
    had: list[Any] = list(found.require(profile).badges)
    new = [badge for badge in earned(record) if badge not in had]
    if new:
        update(profile, Profile.badges.set(had + new), condition=Profile.badges == had)


handler = consumer(award_badges)
