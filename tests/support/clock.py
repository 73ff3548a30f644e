"""A clock for tests."""

from datetime import datetime, timedelta

from learn_exchange import clock


class SetClock:
    """The clock of everything that runs in this process."""

    def __init__(self) -> None:
        self.shift = timedelta()

    def now(self) -> datetime:
        """What the functions take for now."""
        return clock.now()

    def forward(self, **duration: float) -> None:
        """Let time pass: `forward(minutes=15)`."""
        self.shift += timedelta(**duration)
