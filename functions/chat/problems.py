"""Problems of chat, beyond those of all endpoints."""

from learn_exchange.problems import Problem


class ClientIdReused(
    Problem,
    status=409,
    type="client-id-reused",
    title="This clientId was used with different content",
):
    """A message that is sent again must be what was sent the first time."""


class BadTicket(
    Problem, status=401, type="bad-ticket", title="Get a new ticket from POST /chat/ticket"
):
    """The ticket was used, has expired, or never was one, or its login has ended."""


class UnknownAction(Problem, status=404, type="unknown-action", title="There is no such action"):
    """The frame's `action` is none of those that are described."""
