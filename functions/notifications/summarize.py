"""Consumer of the timer `quiet-over`: tells by push how much came while it was quiet, if anything.

Idempotent by the ledger, as `notify`.
"""

from learn_exchange.consuming import consumer_with_attempts
from notifications.telling import tell

handler = consumer_with_attempts(tell)
