"""A clock for tests."""

from datetime import UTC, datetime, timedelta

from learn_exchange import clock

HOUR_SECONDS = 3600
DAY_SECONDS = 24 * HOUR_SECONDS


class SetClock:
    """The clock of everything that runs in this process."""

    def __init__(self) -> None:
        self.shift = timedelta()

    def now(self) -> datetime:
        """Returns what the functions take for now."""
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


class StoppedClock(SetClock):
    """A clock that stands still until it is told to go on: for what holds to the instant."""

    # Between two seconds, so that what is cut to seconds shows; and ahead, since PyJWT asks the
    # machine whether a token has expired.
    BEGINS = datetime(2060, 1, 15, 18, 0, 0, 250_000, tzinfo=UTC)

    def __init__(self) -> None:
        super().__init__()
        self.at = self.BEGINS

    def now(self) -> datetime:
        """Returns the time that it shows."""
        return self.at

    def timestamp(self) -> float:
        """Returns the time that it shows, in seconds since 1970."""
        return self.at.timestamp()

    def forward(self, **duration: float) -> None:
        """Let time pass: `forward(days=14, milliseconds=-1)`."""
        self.at += timedelta(**duration)
