"""The rate limits of chat."""

from datetime import timedelta

from learn_exchange.limits import RateLimit

MINUTE = timedelta(minutes=1)

MESSAGES = RateLimit("chat-messages", 120, MINUTE)
TICKETS = RateLimit("chat-tickets", 60, MINUTE)
