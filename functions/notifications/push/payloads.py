"""The payloads of push notifications for each platform: JSON of at most 4 KB."""

import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from learn_exchange.faults import to_json
from notifications.delivery import Delivery
from notifications.texts import Text

# FCM and APNs take 4,096 bytes; it is not documented whether SNS's own wrapping counts.
# https://firebase.google.com/docs/cloud-messaging/concept-options
# https://developer.apple.com/documentation/usernotifications/generating-a-remote-notification
MAX_BYTES = 4000
MAX_TITLE_BYTES = 400
ELLIPSIS = "…"
JOINER = "\u200d"


def message(delivery: Delivery) -> str:
    """Returns the message of a delivery for all platforms; SNS picks the endpoint's own.

    https://docs.aws.amazon.com/sns/latest/dg/sns-send-custom-platform-specific-payloads-mobile-devices.html
    """
    hidden = delivery.preferences.hide_on_lock_screen
    text = delivery.private_text if hidden else delivery.text
    apns = _fitted(text, lambda title, body: _apns(delivery, title, body))
    return to_json(
        {
            "default": text.title,
            "GCM": _fitted(text, lambda title, body: _fcm(delivery, title, body)),
            "APNS": apns,
            "APNS_SANDBOX": apns,
        }
    )


def attributes(delivery: Delivery) -> dict[str, Any]:
    """Returns the headers for APNs: a later push of the same notification replaces this one.

    https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
    """
    headers = {"COLLAPSE_ID": delivery.notification_id, "PUSH_TYPE": "alert"}
    return {
        f"AWS.SNS.MOBILE.APNS.{name}": {"DataType": "String", "StringValue": value}
        for name, value in headers.items()
    }


def _fcm(delivery: Delivery, title: str, body: str) -> dict[str, Any]:
    # https://docs.aws.amazon.com/sns/latest/dg/sns-fcm-v1-payloads.html
    replacing = delivery.notification_id
    android = {"collapse_key": replacing, "notification": {"tag": replacing}}
    notification = {"title": title, "body": body}
    content = {"notification": notification, "data": _data(delivery), "android": android}
    return {"fcmV1Message": {"message": content}}


def _apns(delivery: Delivery, title: str, body: str) -> dict[str, Any]:
    alert = {"title": title, "body": body}
    aps = {"alert": alert, "sound": "default", "thread-id": delivery.source_id}
    return {"aps": aps, **_data(delivery)}


def _data(delivery: Delivery) -> dict[str, str]:
    """Returns the data that an app needs to open the right page."""
    return {
        "link": delivery.link,
        "notificationId": delivery.notification_id,
        "type": delivery.type,
    }


def _fitted(text: Text, payload: Callable[[str, str], Mapping[str, Any]]) -> str:
    """Returns a payload with as much of the text as fits."""
    title, body = shortened(text.title, MAX_TITLE_BYTES), text.body
    whole = to_json(payload(title, body))
    excess = _size(whole) - MAX_BYTES
    # A character takes at least as many bytes in JSON as in plain text.
    return whole if excess <= 0 else to_json(payload(title, shortened(body, _size(body) - excess)))


def shortened(text: str, max_bytes: int) -> str:
    """Returns a text cut to `max_bytes` of UTF-8, never within what people see as one character."""
    if _size(text) <= max_bytes:
        return text
    room = max(max_bytes - _size(ELLIPSIS), 0)
    length = len(text.encode()[:room].decode(errors="ignore"))
    while length and _belong_together(text[length - 1], text[length]):
        length -= 1
    return text[:length].rstrip() + ELLIPSIS


def _belong_together(before: str, after: str) -> bool:
    """Returns whether two code points usually form one visible character.

    After https://unicode.org/reports/tr29/#Grapheme_Cluster_Boundary_Rules
    """
    flags = "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff"
    skin_tone = "\U0001f3fb" <= after <= "\U0001f3ff"
    joined = JOINER in (before, after)
    return joined or flags or skin_tone or unicodedata.category(after).startswith("M")


def _size(text: str) -> int:
    return len(text.encode())
