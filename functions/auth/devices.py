"""Logins as the devices that a person is signed in on: which go on, and how they end."""

from datetime import datetime

from learn_exchange import ids
from learn_exchange.problems import NotFound
from learn_exchange.tables.store import delete, update
from learn_exchange.tables.users import Login, Profile


def end(person_id: str, family_id: str) -> None:
    """End one login: its refresh token works no longer. Twice is no error."""
    delete(Login.key(person_id, family_id))


def end_all(person_id: str) -> None:
    """End all logins that have begun until now, also the one that a password change has kept."""
    update(
        Profile.key(person_id),
        Profile.logins_after.set(ids.new_id()),
        Profile.kept_login.remove(),
        when=Profile.pk.exists(),
        otherwise=NotFound(),
    )


def is_live(login: Login, profile: Profile, at: datetime) -> bool:
    """Returns whether a login still goes on: not expired, and not ended with all others."""
    return login.expires_at > at and not profile.has_ended(login.family_id)
