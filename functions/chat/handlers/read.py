"""POST /chat/{id}/read: say how far you have read."""

from chat import reading
from chat.schemas import ReadPointer, ReadUpTo
from learn_exchange.http import api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound
from learn_exchange.tables.store import get_many

app = api()


@app.post("/chat/<id>/read", tags=["chat"])
@raises(NotFound)
def mark_conversation_read(id: Id, up_to: ReadUpTo, caller: Caller) -> ReadPointer:
    """Say up to which message you have read.

    It never goes back: where you have read on already, on another device, that is the answer. The
    other is shown it, and your other devices are.
    """
    found = get_many(reading.keys(id, up_to.sequence), consistent=True)
    return reading.read_up_to(found, id, up_to.sequence, caller.id)


handler = lambda_handler(app)
