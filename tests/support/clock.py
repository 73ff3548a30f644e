"""A clock for tests."""

from datetime import datetime, timedelta

from learn_exchange import clock

HOUR_SECONDS = 3600
DAY_SECONDS = 24 * HOUR_SECONDS


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

    def forward_to_the_day(self) -> None:
        """Let time pass until a day, in UTC, begins."""
        self.forward(seconds=DAY_SECONDS - self.now().timestamp() % DAY_SECONDS)

    def forward_to_the_hour(self) -> None:
        """Let time pass until the windows of all rate limits begin anew."""
        self.forward(seconds=HOUR_SECONDS - self.now().timestamp() % HOUR_SECONDS)
