"""The mails of one type that a person gets, and the link in each by which to get no more of them.

A link does not expire: it must work for as long as somebody keeps the mail (RFC 8058).
"""

from typing import NamedTuple

from learn_exchange import ids
from learn_exchange.problems import NotFound
from learn_exchange.sealing import NotSealed, seal, unseal
from notifications import preferences
from notifications.schemas import PreferencesChanges

PURPOSE = "unsubscribe"
ID_BYTES = 16


class Subscription(NamedTuple):
    """The mails of one type that a person gets."""

    person_id: str
    type: str

    @property
    def token(self) -> str:
        """The token of the link in its mails, the same in all of them."""
        return seal(PURPOSE, ids.to_bytes(self.person_id) + self.type.encode())


def opened(token: str) -> Subscription:
    """The subscription that a link is about.

    Raises:
        NotFound: the token is none of ours.
    """
    try:
        data = unseal(PURPOSE, token)
    except NotSealed as error:
        raise NotFound from error
    return Subscription(ids.from_bytes(data[:ID_BYTES]), data[ID_BYTES:].decode())


def end(subscription: Subscription) -> None:
    """Mail a person no more notifications of a type. Twice is no error."""
    no_mails = {"channels": {subscription.type: {"email": False}}}
    preferences.change(subscription.person_id, PreferencesChanges.model_validate(no_mails))
