"""Addresses of a deployment on a laptop: apart from the CDK, whose import starts Node."""

LOCAL_SENDER = "no-reply@learn-exchange.example"
DEFAULT_WEB_PORT = "3000"
