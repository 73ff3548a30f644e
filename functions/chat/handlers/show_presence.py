"""Shows the people with whom someone chats that they are there now, or no longer are.

Idempotent: what is shown is how it is when it is shown, not how it was when it changed.
"""

from chat.frames import PresenceFrame
from chat.schemas import PresenceView
from learn_exchange.clock import now
from learn_exchange.event_handler import consumer
from learn_exchange.events import PresenceChanged
from learn_exchange.people import hidden
from learn_exchange.sockets import push
from learn_exchange.tables.chat import Inbox, Presence
from learn_exchange.tables.store import get_many
from learn_exchange.tables.users import Block, Profile

# Of the people with whom someone has chatted last; the others see it when they list theirs.
MAX_TOLD = 50


def show_presence(event: PresenceChanged) -> None:
    """Show it to those who chat with them, if they do not hide it and are not hidden."""
    person_id = event.person_id
    partners = [inbox.partner_id for inbox in Inbox.of_person(person_id, None, MAX_TOLD)]
    profile, presence = Profile.key(person_id), Presence.key(person_id)
    blocks = [key for partner in partners for key in Block.between(person_id, partner)]
    found = get_many([profile, presence, *blocks], consistent=True)
    if not found.require(profile).show_presence:
        return
    view = PresenceView.of(found[presence], now())
    frame = PresenceFrame(user_id=person_id, online=view.online, last_seen_at=view.last_seen_at)
    push(frame, [partner for partner in partners if not hidden(found, person_id, partner)])


handler = consumer(show_presence)
