"""GET /chat/{id}/messages: what was said in a conversation."""

from typing import Annotated

from chat import history
from chat.schemas import MessageView
from learn_exchange.http import (
    CursorParameter,
    Limit,
    Page,
    QueryInteger,
    QueryParameter,
    api,
    lambda_handler,
    raises,
)
from learn_exchange.identity import Caller
from learn_exchange.ids import Id
from learn_exchange.problems import NotFound
from learn_exchange.tables.chat import LAST_SEQUENCE

app = api()

Before = Annotated[
    QueryInteger | None,
    QueryParameter(ge=1, le=LAST_SEQUENCE, description="Only messages before this sequence."),
]
After = Annotated[
    QueryInteger | None,
    QueryParameter(
        ge=0, le=LAST_SEQUENCE, description="Only messages after this sequence, the oldest first."
    ),
]


@app.get("/chat/<id>/messages", tags=["chat"])
@raises(NotFound)
def list_messages(
    id: Id,
    caller: Caller,
    before: Before = None,
    after: After = None,
    limit: Limit = 20,
    cursor: CursorParameter = None,
) -> Page[MessageView]:
    """List the messages of a conversation, the newest first.

    With `after`, the oldest first: what a client asks for that has missed some, with the last
    `sequence` that it has. Then `nextCursor` is null when it has all there are.
    """
    return history.page(id, caller.id, before=before, after=after, cursor=cursor, limit=limit)


handler = lambda_handler(app)
