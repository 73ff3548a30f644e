"""POST /notifications/unsubscribe/{token}: no more mails of one type, by the link in one."""

from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.problems import NotFound
from notifications import unsubscribe_links
from notifications.schemas import SubscriptionToken, Unsubscribed

app = api(public=True, ignores_body=True)


@app.post("/notifications/unsubscribe/<token>", tags=["notifications"])
@raises(NotFound)
def unsubscribe_from_mails(token: SubscriptionToken) -> Unsubscribed:
    """Get no more mails of one type, by the link in one.

    Nobody need sign in: the token of the link is enough, and it does not expire. Mail programs call
    this at a click, with a form that says `List-Unsubscribe=One-Click` (RFC 8058); a body of any
    kind, or none, does the same.
    """
    subscription = unsubscribe_links.opened(token)
    unsubscribe_links.end(subscription)
    return Unsubscribed(type=subscription.type)


handler = lambda_handler(app)
