"""Consumer of the timer `quiet-over`: sums up by push and by mail what came while it was quiet.

Idempotent by the ledger, as `notify`.
"""

from learn_exchange.consuming import consumer_with_attempts
from notifications.dispatch import tell

handler = consumer_with_attempts(tell)
