"""The content of a push or an e-mail, which both channels take."""

from dataclasses import dataclass

from learn_exchange.tables.notifications import Preferences
from learn_exchange.tables.users import Profile
from notifications.texts import Text


@dataclass(frozen=True)
class Delivery:
    """A push or an e-mail to a person. `link` is a path of the web client."""

    event_id: str
    notification_id: str
    type: str
    source_id: str
    recipient: Profile
    preferences: Preferences
    language: str
    text: Text
    private_text: Text
    link: str
