"""Secrets, read when first needed and kept for five minutes, so that a rotation is noticed."""

import time

from learn_exchange.aws import client
from learn_exchange.settings import setting

KEPT_SECONDS = 300

_kept: dict[str, tuple[float, str]] = {}


def secret(name: str) -> str:
    """Returns the text of a secret that `infra` granted under this name, such as `MAIL`."""
    read_at, text = _kept.get(name, (float("-inf"), ""))
    if time.monotonic() - read_at > KEPT_SECONDS:
        text = current_secret(name)
        _kept[name] = (time.monotonic(), text)
    return text


def current_secret(name: str) -> str:
    """Returns the text of a secret as it is now, where a replaced one would not do."""
    answer = client("secretsmanager").get_secret_value(SecretId=setting(f"{name}_SECRET"))
    text: str = answer["SecretString"]
    return text


def replace_secret(name: str, text: str) -> None:
    """Write a new version of a secret; others notice it within five minutes."""
    client("secretsmanager").put_secret_value(SecretId=setting(f"{name}_SECRET"), SecretString=text)
    _kept.pop(name, None)
