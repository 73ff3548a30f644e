"""Logins as the devices that a person is signed in on: which go on, and how they end."""

from datetime import datetime

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from learn_exchange import ids
from learn_exchange.identity import Identity
from learn_exchange.tables.exchange import CalendarToken
from learn_exchange.tables.store import OnConflict, Transaction, delete
from learn_exchange.tables.users import Login, Profile, require_login, require_own_login


def end_own(caller: Identity) -> None:
    """End the login that the caller came by. Twice is no error. One write."""
    delete(Login.key(caller.id, caller.family_id))


def end_other(caller: Identity, family_id: str) -> None:
    """End another login of the caller's. Twice is no error. One write.

    Raises:
        LoginEnded: the caller's own has ended, so it no longer ends others.
    """
    with Transaction() as write:
        require_login(write, caller.id, caller.family_id)
        write.delete(Login.key(caller.id, family_id))


def end_all(caller: Identity) -> None:
    """End all logins of the caller's, also the one that a password change has kept. One write.

    Raises:
        LoginEnded: the caller's own has ended already.
        NotFound: the caller is gone.
    """
    with Transaction() as write:
        require_own_login(write, caller.id, caller.family_id)
        end_logins(
            write,
            caller.id,
            condition=Profile.pk.exists() & Profile.keeps(caller.family_id),
            on_conflict=Profile.not_kept,
        )


def end_logins(
    write: Transaction,
    person_id: str,
    *changes: Action,
    keep: str | None = None,
    condition: Condition | None = None,
    on_conflict: OnConflict | None = None,
) -> None:
    """Add to a transaction that all logins of a person end, but for one to `keep`.

    With them ends what no login is asked for: the address of the calendar. `changes` are others of
    the profile, which a transaction writes once.
    """
    write.update(
        Profile.key(person_id),
        Profile.logins_after.set(ids.new_id()),
        Profile.kept_login.set(keep) if keep else Profile.kept_login.remove(),
        *changes,
        condition=condition,
        on_conflict=on_conflict,
    )
    write.delete(CalendarToken.key(person_id))


def is_live(login: Login, profile: Profile, at: datetime) -> bool:
    """Returns whether a login still goes on: not expired, and not ended with all others."""
    return login.expires_at > at and not profile.is_revoked(login.family_id)
