"""The limit of uploads that one person may begin."""

from datetime import timedelta

from learn_exchange.limits import RateLimit

UPLOADS = RateLimit("upload-person", 100, timedelta(hours=1))
