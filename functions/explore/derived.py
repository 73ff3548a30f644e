"""Rows that are derived from a person's profile, and kept in step with it."""

from collections.abc import Callable
from typing import TypeVar

from learn_exchange.tables.explore import Derived
from learn_exchange.tables.store import Key, Transaction, get_many, retry_on_conflict
from learn_exchange.tables.users import Profile

D = TypeVar("D", bound=Derived)


@retry_on_conflict
def refresh_projection(
    person_id: str, key: Key[D], move: Callable[[Transaction, D, Profile], D]
) -> None:
    """Move what was derived from a profile to what the profile says now, in one transaction.

    `key` is where it stands what was last derived. `move` writes the difference between that and
    the profile, and returns what is to stand there next.

    Idempotent, in any order of events: the profile itself is read, its state is kept with what was
    derived from it, and that never goes back to an earlier state.

    Raises:
        Unavailable: others keep deriving from the same profile.
    """
    found = get_many((Profile.key(person_id), key), consistent=True)
    profile, before = found[Profile.key(person_id)], found[key] or key.new()
    if profile is None or before.as_of >= profile.as_of:
        return
    with Transaction() as write:
        after = move(write, before, profile)
        after.as_of = profile.as_of
        as_read = key.kind.pk.does_not_exist() | (key.kind.as_of == before.as_of)
        write.put(after, condition=as_read)
