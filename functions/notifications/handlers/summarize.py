"""Consumer of the timer `quiet-over`: sums up by push and mail what came during quiet hours.

Idempotent by the ledger, as `notify`.
"""

from learn_exchange.event_handler import consumer_with_attempts
from notifications.dispatch import notify

handler = consumer_with_attempts(notify)
