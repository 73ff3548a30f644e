"""Takes the other out of what two people were told of each other, when one blocks the other.

Idempotent: what is taken out is not there the next time. What they have agreed stays.
"""

from learn_exchange.consuming import consumer
from learn_exchange.events import PersonBlocked
from notifications import unread


def hide_blocked(event: PersonBlocked) -> None:
    """Take each out of the other's notifications."""
    unread.hide(event.blocked_id, from_person=event.blocker_id)
    unread.hide(event.blocker_id, from_person=event.blocked_id)


handler = consumer(hide_blocked)
