"""Recommendations: tutorials, and people to exchange skills with."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from explore import trends
from explore.matching import Candidate
from explore.people import available, keys
from explore.reasons import in_words
from explore.schemas import Fit, Partner, Recommendations
from learn_exchange.blocks import blocks_of
from learn_exchange.catalogue import canonical
from learn_exchange.concurrency import run_all, run_concurrently
from learn_exchange.languages import language_of
from learn_exchange.people import SkillLevel, UserCard
from learn_exchange.posts import own_likes, post_keys, post_views
from learn_exchange.tables.explore import Pairing, TopList
from learn_exchange.tables.feed import Listed, Tagged
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Follow, Profile, Skill

TUTORIALS = 10
TRENDING_TAGS = 5
# More are read than are shown: they are put into another order, and some have no time.
CANDIDATES_PER_PLACE = 3


def recommend(
    person_id: str, at: datetime, *, skill: str | None, level: SkillLevel | None, limit: int
) -> Recommendations:
    """Recommends tutorials on what someone seeks, else on what trends, and people who fit them.

    Three round trips: what they list, who and what there is for that, and all about those.

    Raises:
        NotFound: there is no such person.
    """
    found, blocks = run_concurrently(
        partial(get_many, (Profile.key(person_id), TopList.key())), partial(blocks_of, person_id)
    )
    profile = found.require(Profile.key(person_id))
    me, language = Candidate.of(profile), language_of(profile)
    if skill is not None:
        me = me.seeking(skill)
    trending = trends.top_of(found[TopList.key()], at)[:TRENDING_TAGS]
    tags = me.first_seeks or [canonical(trend.tag) for trend in trending]

    enough = CANDIDATES_PER_PLACE * limit
    people, posts = _candidates(me, level, tags=tags, limit=enough)
    candidates = [person for person in people if person != person_id][:enough]
    tutorials = [post for post in posts if post.author_id != person_id][:TUTORIALS]

    found, liked = run_concurrently(
        partial(get_many, [*keys(candidates, blocks), *post_keys(blocks, tutorials)]),
        partial(own_likes, person_id, tutorials),
    )
    fits = available(candidates, found, blocks, me, at)
    best = sorted(fits, key=lambda fit: fit[1].score, reverse=True)[:limit]
    return Recommendations(
        tutorials=post_views(found, blocks, liked, tutorials),
        people=[
            Partner(
                user=UserCard.of(profile),
                score=round(match.score, 4),
                reasons=in_words(match, language),
                fit=Fit.of(match),
                following=Follow.key(person_id, profile.id) in found,
            )
            for profile, match in best
        ],
    )


def _candidates(
    me: Candidate, level: SkillLevel | None, *, tags: list[str], limit: int
) -> tuple[list[str], list[Listed]]:
    """Reads people, first those who fit both ways, and new tutorials. One round trip."""
    both_ways = [
        partial(Pairing.who, offer=sought, seek=offered, level=level, limit=limit)
        for sought in me.first_seeks
        for offered in me.first_offers
    ]
    teachers = [
        partial(Skill.who, sought, offering=True, level=level, before=None, limit=limit)
        for sought in me.first_seeks
    ]
    learners = [
        partial(Skill.who, offered, offering=False, level=None, before=None, limit=limit)
        for offered in me.first_offers
        if not teachers and level is None
    ]
    tutorials = [partial(Tagged.tutorials, tag, 2 * TUTORIALS) for tag in tags]

    mutual, one_sided, tagged = run_concurrently(
        lambda: run_all(both_ways), lambda: run_all(teachers + learners), lambda: run_all(tutorials)
    )
    people = dict.fromkeys([*_best_first(mutual), *_best_first(one_sided)])
    posts = {post for listed in tagged for post in listed}
    return list(people), sorted(posts, reverse=True)


def _best_first(answers: Iterable[list[Pairing] | list[Skill]]) -> list[str]:
    """Sorts people by how often they were found, then by where they stand."""
    standings: dict[str, list[str]] = defaultdict(list)
    for rows in answers:
        for row in rows:
            standings[row.person_id].append(row.standing or "")
    return sorted(standings, key=lambda p: (len(standings[p]), max(standings[p])), reverse=True)
