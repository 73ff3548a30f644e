"""POST /notifications/unsubscribe/{token}: unsubscribe from mails of one type."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.problems import NotFound
from notifications import unsubscribe_links
from notifications.schemas import SubscriptionToken, Unsubscribed

app = api(public=True, ignores_body=True)


@app.post("/notifications/unsubscribe/<token>", tags=["notifications"])
@raises(NotFound)
def unsubscribe_from_mails(token: SubscriptionToken) -> Unsubscribed:
    """Unsubscribe from mails of one type, by the link in each of them.

    There is no need to sign in: the token of the link is enough, and it does not expire. Mail
    programs call this at a click, with the form `List-Unsubscribe=One-Click` (RFC 8058); a body of
    any kind, or none, does the same.
    """
    link = unsubscribe_links.read_token(token)
    unsubscribe_links.unsubscribe(link)
    return Unsubscribed(type=link.type)


handler = lambda_handler(app)
