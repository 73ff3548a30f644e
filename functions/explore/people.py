"""People to exchange skills with: who teaches a skill, and how well each fits someone."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

from explore.matching import Candidate, Match, match
from explore.reasons import in_words
from explore.schemas import Fit, Teacher
from learn_exchange import cursor as cursors
from learn_exchange.blocks import Blocks, blocks_of
from learn_exchange.catalogue import canonical
from learn_exchange.concurrency import run_concurrently
from learn_exchange.http import Page
from learn_exchange.languages import language_of
from learn_exchange.people import SkillLevel, UserCard
from learn_exchange.tables.store import BatchResult, Key, get_many
from learn_exchange.tables.users import Follow, Profile, Skill, Stats

# Who has so many exchanges under way is not proposed to others.
MAX_EXCHANGES = 5


def teachers(
    skill: str,
    level: SkillLevel | None,
    *,
    learner_id: str,
    at: datetime,
    cursor: str | None,
    limit: int,
) -> Page[Teacher]:
    """Lists people who offer a skill, by level and rank. Two round trips.

    Raises:
        NotFound: there is no such learner.
        MalformedRequest: the cursor belongs to another list.
    """
    scope = f"teachers#{canonical(skill)}#{level}"
    before = cursors.decode(scope, cursor)
    rows, blocks = run_concurrently(
        lambda: Skill.who(skill, offering=True, level=level, before=before, limit=limit + 1),
        partial(blocks_of, learner_id),
    )
    shown, next_cursor = cursors.cut(rows, limit, scope, lambda row: row.position(level))
    row_of = {row.person_id: row for row in shown}
    found = get_many([Profile.key(learner_id), *keys(row_of, blocks)])
    profile = found.require(Profile.key(learner_id))
    learner, language = Candidate.of(profile).seeking(skill), language_of(profile)
    items = [
        Teacher(
            user=UserCard.of(profile),
            skill=row_of[profile.id].name,
            skill_level=row_of[profile.id].level,
            score=round(fit.score, 4),
            reasons=in_words(fit, language),
            fit=Fit.of(fit),
            following=Follow.key(learner_id, profile.id) in found,
        )
        for profile, fit in available(row_of, found, blocks, learner, at)
    ]
    return Page(items=items, next_cursor=next_cursor)


def keys(people: Collection[str], blocks: Blocks) -> list[Key[Any]]:
    """Returns the keys that `available` needs, and of whom the viewer follows already."""
    viewer_id = blocks.person_id
    of_people: list[Key[Any]] = [
        key
        for person in people
        for key in (Profile.key(person), Stats.key(person), Follow.key(viewer_id, person))
    ]
    return [*of_people, *blocks.keys(people)]


def available(
    people: Iterable[str], found: BatchResult, blocks: Blocks, viewer: Candidate, at: datetime
) -> Iterator[tuple[Profile, Match]]:
    """Yields how well each person fits the viewer, in the order given, from what was found.

    Left out are the viewer, those hidden from them, those who have no time for more exchanges, and
    those with whom, by what they list now, there is nothing to exchange.
    """
    for person in people:
        profile, stats = found[Profile.key(person)], found[Stats.key(person)] or Stats()
        if profile is None or person == blocks.person_id or blocks.hide(person, found):
            continue
        candidate = Candidate.of(profile, stats)
        if stats.exchanges_under_way < MAX_EXCHANGES and viewer.fits(candidate):
            yield profile, match(viewer, candidate, at)
