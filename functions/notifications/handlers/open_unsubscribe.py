"""GET /notifications/unsubscribe/{token}: open the page to unsubscribe from mails."""

from http import HTTPStatus
from urllib.parse import quote

from learn_exchange.http import Document, api, lambda_handler, redirect, redirects
from learn_exchange.settings import frontend_url
from notifications.schemas import SubscriptionToken

app = api(public=True)


@app.get(
    "/notifications/unsubscribe/<token>",
    tags=["notifications"],
    status_code=HTTPStatus.SEE_OTHER,
    responses=redirects("https://app.example.com/unsubscribe?token=AZMKXnwbfT6aRF8MK36NEQ"),
)
def open_unsubscribe_page(token: SubscriptionToken) -> Document:
    """Go to the page of the web client to unsubscribe from mails of one type.

    For people whose mail program opens the address of `List-Unsubscribe` in a browser. It changes
    nothing: programs that open links in mails unsubscribe nobody.
    """
    return redirect(f"{frontend_url()}/unsubscribe?token={quote(token, safe='')}")


handler = lambda_handler(app)
