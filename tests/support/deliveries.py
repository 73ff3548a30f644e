"""Deliveries for the outward channels."""

from typing import Any

from learn_exchange import ids
from learn_exchange.tables.notifications import Preferences
from learn_exchange.tables.users import Profile
from notifications.delivery import Delivery
from notifications.texts import Text
from tests.support.people import Person

LINK = "/post/01930a61-3f4e-7c6d-8e5f-8a3b5e1c2d44"


def to(person: Person, **changes: Any) -> Delivery:
    """Returns a notification for a person."""
    contents = {
        "event_id": "an event",
        "notification_id": ids.new_id(),
        "type": "like",
        "source_id": ids.new_id(),
        "recipient": Profile.key(person.id).require(),
        "preferences": Preferences.key(person.id).new(),
        "language": "en",
        "text": Text("New like", "Ben likes your post “Five chords”."),
        "private_text": Text("Learn Exchange", "You have a new notification."),
        "link": LINK,
    }
    return Delivery(**{**contents, **changes})
