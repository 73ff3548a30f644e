"""Push and e-mail for tests of what is sent by them."""

from notifications.delivery import Delivery
from notifications.policy import Outcome


class Channel:
    """Push or e-mail as notifications use it: it takes what is sent, or fails."""

    def __init__(self) -> None:
        self.sent: list[Delivery] = []
        self.fails = False

    def send(self, delivery: Delivery) -> Outcome:
        """Send something."""
        if self.fails:
            raise ConnectionError
        self.sent.append(delivery)
        return Outcome.SENT

    @property
    def texts(self) -> list[str]:
        """Returns what was sent."""
        return [delivery.text.body for delivery in self.sent]
