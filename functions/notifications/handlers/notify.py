"""Tells people of what has happened: in their list, live, by push and by e-mail.

Idempotent by the ledger: what is decided is written once for each event and person, and how each
channel has ended is noted.
"""

from learn_exchange.consuming import consumer_with_attempts
from notifications.dispatch import tell

handler = consumer_with_attempts(tell)
