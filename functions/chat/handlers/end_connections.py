"""Closes the WebSockets of a login that was ended.

Idempotent: what is closed already is not there any more.
"""

from chat.connections import open_connections
from learn_exchange.event_handler import consumer
from learn_exchange.events import LoginEnded, LoginsEnded
from learn_exchange.sockets import close
from learn_exchange.tables.chat import Presence
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Profile


def end_connections(event: LoginEnded | LoginsEnded) -> None:
    """Close the connections of the login, or of all that have ended."""
    profile_key, presence_key = Profile.key(event.person_id), Presence.key(event.person_id)
    found = get_many([profile_key, presence_key], consistent=True)
    profile, presence = found.require(profile_key), found[presence_key]
    if presence is None:
        return
    ended = event.family_id if isinstance(event, LoginEnded) else None
    for connection in open_connections(presence):
        if connection.family_id == ended or profile.is_revoked(connection.family_id):
            close(connection.id, event.person_id)


handler = consumer(end_connections)
