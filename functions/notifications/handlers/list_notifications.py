"""GET /notifications/list: what you were told."""

from learn_exchange.http import CursorParameter, Limit, Page, api, lambda_handler
from learn_exchange.identity import Caller
from notifications import lists
from notifications.schemas import NotificationView

app = api()


@app.get("/notifications/list", tags=["notifications"])
def list_notifications(
    caller: Caller, limit: Limit = 20, cursor: CursorParameter = None
) -> Page[NotificationView]:
    """Lists your notifications, the newest first, in the language of your profile.

    What joins an unread notification changes it where it stands. A page may hold fewer than
    `limit`, since what is about people hidden from you is left out.
    """
    return lists.listed(caller.id, cursor=cursor, limit=limit)


handler = lambda_handler(app)
