"""GET /chat/list: your conversations."""

from chat import conversations
from chat.schemas import ConversationView
from learn_exchange.http import CursorParameter, Limit, Now, Page, api, lambda_handler
from learn_exchange.identity import Caller

app = api()


@app.get("/chat/list", tags=["chat"])
def list_conversations(
    caller: Caller, now: Now, limit: Limit = 20, cursor: CursorParameter = None
) -> Page[ConversationView]:
    """List your conversations, the one written to last first.

    A page may hold fewer than `limit`, since those with people hidden from you are left out.
    """
    return conversations.listed(caller.id, at=now, cursor=cursor, limit=limit)


handler = lambda_handler(app)
