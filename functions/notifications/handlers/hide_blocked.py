"""Takes two people out of each other's notifications when one blocks the other.

Idempotent: a person who was taken out is not found again. Agreements of the two stay.
"""

from learn_exchange.event_handler import consumer
from learn_exchange.events import PersonBlocked
from notifications import unread


def hide_blocked(event: PersonBlocked) -> None:
    """Take each of the two out of the other's notifications."""
    unread.hide_person(event.blocked_id, from_person=event.blocker_id)
    unread.hide_person(event.blocker_id, from_person=event.blocked_id)


handler = consumer(hide_blocked)
