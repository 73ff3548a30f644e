"""Settings of a deployed function, read from its environment when asked for, not at import.

`infra` sets each variable on the functions that need it: a table's name comes with the grant to
use the table, a secret's with the grant to read it.
"""

import os


def setting(name: str, default: str | None = None) -> str:
    """Returns the variable's value.

    Raises:
        KeyError: it is not set and has no default, so the function's line in `infra` lacks a grant.
    """
    value = os.environ.get(name, default)
    if value is None:
        raise KeyError(f"{name} is not set: does the function's line in infra declare its use?")
    return value


def in_lambda() -> bool:
    """Returns whether Lambda runs this: importing a module elsewhere needs no environment."""
    return "AWS_LAMBDA_FUNCTION_NAME" in os.environ


def table_variable(table: str) -> str:
    """Return the variable that tells a function the deployed name of a table, such as `users`."""
    return f"{table.upper()}_TABLE"


def table_name(table: str) -> str:
    """Returns the deployed name of a table, such as `users`."""
    return setting(table_variable(table))


def has_table(table: str) -> bool:
    """Returns whether this function uses a table, such as `users`."""
    return table_variable(table) in os.environ


def some_table() -> str | None:
    """Returns the deployed name of a table that this function uses, if it uses any."""
    return next((value for name, value in os.environ.items() if name.endswith("_TABLE")), None)


def frontend_url() -> str:
    """Returns the web client's address, with no slash at the end; links in mails begin with it."""
    return setting("FRONTEND_URL").rstrip("/")


def api_url() -> str:
    """Returns the API's address, with no slash at the end."""
    return _address("API_URL")


def socket_url() -> str:
    """Returns the address of the WebSocket API: `wss://…`."""
    return _address("SOCKET_URL").replace("http", "ws", 1)


def sockets_endpoint() -> str:
    """Returns the endpoint to post to open WebSockets."""
    return _address("SOCKETS_ENDPOINT")


def _address(name: str) -> str:
    # Locally it is a path on the emulator, whose address functions have in AWS_ENDPOINT_URL.
    base = setting(name)
    return f"{setting('AWS_ENDPOINT_URL')}{base}" if base.startswith("/") else base


def function_name() -> str:
    """Returns this function as `infra/routes.py` names it, such as `auth.signup`."""
    return setting("FUNCTION", "unknown")


def metrics_namespace() -> str:
    """Returns the namespace of this stage's own metrics."""
    return setting("METRICS_NAMESPACE", "learn-exchange")
