"""Skills to choose from: those of the catalogue, and others that people list."""

from functools import partial

from explore.schemas import SkillView
from learn_exchange.catalogue import bare, canonical, find
from learn_exchange.concurrency import run_concurrently
from learn_exchange.tables.explore import KnownSkill
from learn_exchange.tables.store import get_many


def beginning_with(prefix: str, limit: int) -> list[SkillView]:
    """Returns the skills that a prefix begins, those of the catalogue first. One round trip."""
    catalogued = {canonical(skill.name): skill for skill in find(prefix, limit)}
    found, listed = run_concurrently(
        partial(get_many, [KnownSkill.key(key) for key in catalogued]),
        lambda: _listed(prefix, limit) if len(catalogued) < limit else [],
    )
    views = [
        SkillView(
            name=skill.name,
            category=skill.category,
            aliases=list(skill.aliases),
            people=int(row.people) if (row := found[KnownSkill.key(key)]) else 0,
        )
        for key, skill in catalogued.items()
    ]
    views += [
        SkillView(name=row.name, category=None, aliases=[], people=int(row.people))
        for row in listed
        if row.skill not in catalogued
    ]
    return views[:limit]


def warm_up() -> None:
    """Read the catalogue while the function starts."""
    find("", limit=1)


def _listed(prefix: str, limit: int) -> list[KnownSkill]:
    return list(KnownSkill.beginning_with(prefix, limit)) if bare(prefix) else []
