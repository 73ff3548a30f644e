"""What a deployment on a laptop is reached by: apart from the CDK, whose import starts Node."""

LOCAL_SENDER = "no-reply@learn-exchange.example"
DEFAULT_WEB_PORT = "3000"
