"""The one clock. Everything that asks for the time asks here, so that tests can shift it."""

import time
from datetime import UTC, datetime


def system_time() -> float:
    """Returns the seconds since 1970, as the machine has it."""
    return time.time()


def now() -> datetime:
    """Returns the current instant in UTC, cut to milliseconds, as it is stored and answered."""
    instant = datetime.fromtimestamp(system_time(), UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
