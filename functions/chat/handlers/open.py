"""POST /chat/open: open the conversation with someone."""

from chat import conversations
from chat.schemas import ConversationView, NewConversation
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import NotFound, TooManyRequests

app = api()


@app.post("/chat/open", tags=["chat"])
@raises(NotFound, TooManyRequests)
def open_conversation(new: NewConversation, caller: Caller, now: Now) -> ConversationView:
    """Open your conversation with someone.

    There is one for the two of you: both of you open the same one, however often. The
    other sees it when somebody has written.
    """
    return conversations.between(caller.id, new.user_id, now, newcomer=caller.newcomer)


handler = lambda_handler(app)
