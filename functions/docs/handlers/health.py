"""GET /health: is the system up?"""

from learn_exchange.http import api, lambda_handler
from learn_exchange.tables.users import Stats
from learn_exchange.wire import ApiModel

app = api(public=True)


class Health(ApiModel):
    """The system is up."""

    status: str


@app.get("/health", tags=["ops"])
def check_health() -> Health:
    """Answers 200 when the API and its database answer, else 503."""
    Stats.key("nobody").get()
    return Health(status="ok")


handler = lambda_handler(app)
