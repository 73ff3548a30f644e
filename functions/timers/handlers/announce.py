"""The timers queue: every schedule that fires is announced as `TimerFired`."""

from typing import Any

from learn_exchange.bus import put_events
from learn_exchange.clock import now
from learn_exchange.event_handler import queue_handler
from learn_exchange.events import TimerFired


def announce(message: dict[str, Any]) -> None:
    """Announce one timer. Its id is made of its name, so that a doubled firing is one event."""
    event_id = f"{message['kind']}-{message['subjectId']}-{message['revision']}:TimerFired"
    put_events([TimerFired.model_validate({"id": event_id, "at": now(), **message})])


handler = queue_handler(announce)
