"""Notifies people of events: in their list, live, by push and by e-mail.

Idempotent by the ledger: a decision is written once for each event and recipient, and the outcome
on each channel is noted.
"""

from learn_exchange.event_handler import consumer_with_attempts
from notifications.dispatch import notify

handler = consumer_with_attempts(notify)
