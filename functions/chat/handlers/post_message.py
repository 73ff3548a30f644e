"""POST /chat/{id}/messages: send a message."""

from chat import messages
from chat.messages import Draft
from chat.problems import ClientIdReused
from chat.schemas import MessageView, NewMessage
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound, TooManyRequests
from learn_exchange.tables.chat import Conversation

app = api()


@app.post("/chat/<id>/messages", status_code=201, tags=["chat"])
@raises(NotFound, ClientIdReused, TooManyRequests)
def post_message(id: Id, new: NewMessage, sender: Caller, now: Now) -> MessageView:
    """Send a message: the same as `sendMessage` by WebSocket, with the same guarantees.

    Sent again with the same `clientId` it is there once, and the answer is the same. All your
    devices are shown it, and those of the other.
    """
    conversation = Conversation.key(id).require()
    conversation.partner_of(sender.id)
    draft = Draft(sender.id, new.client_id, new.content, by_newcomer=sender.newcomer)
    return messages.send(conversation, draft, now)


handler = lambda_handler(app)
