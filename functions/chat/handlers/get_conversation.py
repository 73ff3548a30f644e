"""GET /chat/{id}: one conversation."""

from chat import conversations
from chat.schemas import ConversationView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound

app = api()


@app.get("/chat/<id>", tags=["chat"])
@raises(NotFound)
def get_conversation(id: Id, caller: Caller, now: Now) -> ConversationView:
    """Returns a conversation of yours as the list has it: for a page that is opened by a link.

    It is not found while one of you has blocked the other.
    """
    return conversations.seen_by(id, caller.id, now)


handler = lambda_handler(app)
