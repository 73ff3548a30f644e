"""GET /notifications/list: list your notifications."""

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

    An event that joins an unread notification changes it in its place. A page may hold fewer than
    `limit`, since notifications about people hidden from you are left out.
    """
    return lists.listed(caller.id, cursor=cursor, limit=limit)


handler = lambda_handler(app)
