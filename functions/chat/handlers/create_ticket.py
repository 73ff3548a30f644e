"""POST /chat/ticket: get what opens a WebSocket."""

from chat import connections
from chat.schemas import TicketView
from learn_exchange.http import Now, api, lambda_handler, raises
from learn_exchange.identity import Caller
from learn_exchange.problems import LoginEnded, TooManyRequests

app = api()


@app.post("/chat/ticket", status_code=201, tags=["chat"])
@raises(LoginEnded, TooManyRequests)
def create_ticket(caller: Caller, now: Now) -> TicketView:
    """Get a ticket, which opens one WebSocket within 30 seconds.

    Get a new one each time you connect. What is sent there, both ways, is described in
    `/asyncapi.json`.
    """
    return connections.offer(caller, now)


handler = lambda_handler(app)
