"""The link in each mail that ends the mails of its type.

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


class UnsubscribeLink(NamedTuple):
    """The link that ends the mails of one type to a person."""

    person_id: str
    type: str

    @property
    def token(self) -> str:
        """The token in the link, the same in all mails of the type."""
        return seal(PURPOSE, ids.to_bytes(self.person_id) + self.type.encode())


def read_token(token: str) -> UnsubscribeLink:
    """Returns the link that a token is from.

    Raises:
        NotFound: the token is none of ours.
    """
    try:
        data = unseal(PURPOSE, token)
    except NotSealed as error:
        raise NotFound from error
    return UnsubscribeLink(ids.from_bytes(data[:ID_BYTES]), data[ID_BYTES:].decode())


def unsubscribe(link: UnsubscribeLink) -> None:
    """End the mails of a type to a person. Following the link twice is no error."""
    no_mails = {"channels": {link.type: {"email": False}}}
    preferences.change(link.person_id, PreferencesChanges.model_validate(no_mails))
