"""Push notifications: to which devices, what they say, and what has become of them."""

import json
from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError

from learn_exchange import aws, ids
from learn_exchange.tables.notifications import Device, DeviceToken
from learn_exchange.tables.store import update
from learn_exchange.tables.users import Profile
from notifications.policy import Outcome
from notifications.push import payloads, sender
from notifications.texts import Text
from tests.conftest import ENVIRONMENT
from tests.support import deliveries
from tests.support.people import Person
from tests.support.push import (
    TOKEN,
    disable,
    endpoints,
    pushed,
    refuse,
    refused,
    register,
    set_up_platforms,
)
from tests.support.rows import nothing_written, rows_of

LONG = "né 🌻 " * 2000
FAMILY = "👩\u200d👩\u200d👧"
OF_THE_TEXT = ("New like", "Ben likes your post “Five chords”.")


@pytest.fixture
def platforms(aws_in_memory: None) -> None:
    """Both platforms are set up."""
    set_up_platforms("FCM_APPLICATION", "APNS_APPLICATION")


def devices(person: Person) -> set[str]:
    """Returns the tokens of a person's devices."""
    return {device.token for device in Device.of_person(person.id)}


def refuse_one(monkeypatch: pytest.MonkeyPatch, token: str, error: Exception) -> None:
    """Let nothing be published to the endpoint of a token for now."""
    sns, refusing = aws.client("sns"), endpoints()[token].arn
    publish = sns.publish

    def publish_or_refuse(**request: Any) -> Any:
        if request["TargetArn"] == refusing:
            raise error
        return publish(**request)

    monkeypatch.setattr(sns, "publish", publish_or_refuse)


@pytest.mark.usefixtures("platforms")
def test_an_android_phone_is_told_by_fcm(ana: Person) -> None:
    register(ana)
    delivery = deliveries.to(ana)

    assert sender.send(delivery) == Outcome.SENT

    title, body = OF_THE_TEXT
    [message] = pushed()
    assert message["default"] == title
    assert message["GCM"] == {
        "fcmV1Message": {
            "message": {
                "notification": {"title": title, "body": body},
                "data": {
                    "link": deliveries.LINK,
                    "notificationId": delivery.notification_id,
                    "type": "like",
                },
                "android": {
                    "collapse_key": delivery.notification_id,
                    "notification": {"tag": delivery.notification_id},
                },
            }
        }
    }


@pytest.mark.usefixtures("platforms")
def test_an_iphone_is_told_by_apns(ana: Person) -> None:
    register(ana, platform="apns")
    delivery = deliveries.to(ana)

    assert sender.send(delivery) == Outcome.SENT

    title, body = OF_THE_TEXT
    [message] = pushed()
    assert (
        message["APNS"]
        == message["APNS_SANDBOX"]
        == {
            "aps": {
                "alert": {"title": title, "body": body},
                "sound": "default",
                "thread-id": delivery.source_id,
            },
            "link": deliveries.LINK,
            "notificationId": delivery.notification_id,
            "type": "like",
        }
    )


@pytest.mark.usefixtures("platforms")
def test_a_later_push_of_a_notification_replaces_the_one_before(ana: Person) -> None:
    attributes = payloads.attributes(deliveries.to(ana, notification_id="the same"))

    # https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
    assert attributes["AWS.SNS.MOBILE.APNS.COLLAPSE_ID"]["StringValue"] == "the same"
    assert attributes["AWS.SNS.MOBILE.APNS.PUSH_TYPE"]["StringValue"] == "alert"


@pytest.mark.usefixtures("platforms")
def test_who_wants_it_so_has_nothing_of_people_on_the_lock_screen(ana: Person) -> None:
    register(ana)
    delivery = deliveries.to(ana)
    delivery.preferences.hide_on_lock_screen = True

    sender.send(delivery)

    [message] = pushed()
    assert "Learn Exchange" in str(message)
    assert "Ben" not in str(message)
    assert "chords" not in str(message)


@pytest.mark.usefixtures("platforms")
def test_all_devices_are_told(ana: Person) -> None:
    for number in range(20):
        register(ana, f"token-{number}")

    assert sender.send(deliveries.to(ana)) == Outcome.SENT

    assert [len(pushed(f"token-{number}")) for number in range(20)] == [1] * 20


@pytest.mark.usefixtures("platforms")
def test_who_has_no_device_is_told_on_none(ana: Person) -> None:
    assert sender.send(deliveries.to(ana)) == Outcome.NO_DEVICE


@pytest.mark.usefixtures("platforms")
def test_a_device_whose_login_has_just_ended_is_told_nothing(ana: Person) -> None:
    register(ana)
    update(Profile.key(ana.id), Profile.logins_after.set(ids.new_id()))

    assert sender.send(deliveries.to(ana)) == Outcome.NO_DEVICE

    assert pushed() == []


def test_without_the_platform_nothing_is_pushed_and_the_device_is_kept(ana: Person) -> None:
    register(ana)

    with nothing_written():
        assert sender.send(deliveries.to(ana)) == Outcome.PUSH_OFF


def test_a_device_gets_its_endpoint_when_the_platform_is_there(ana: Person) -> None:
    register(ana)
    set_up_platforms("FCM_APPLICATION")

    assert sender.send(deliveries.to(ana)) == Outcome.SENT

    assert len(pushed()) == 1
    [device] = Device.of_person(ana.id)
    assert device.endpoint_arn == endpoints()[TOKEN].arn


@pytest.mark.usefixtures("platforms")
def test_an_endpoint_that_is_gone_is_made_anew(ana: Person) -> None:
    register(ana)
    aws.client("sns").delete_endpoint(EndpointArn=endpoints()[TOKEN].arn)

    assert sender.send(deliveries.to(ana)) == Outcome.SENT

    assert len(pushed()) == 1
    [device] = Device.of_person(ana.id)
    assert device.endpoint_arn == endpoints()[TOKEN].arn


@pytest.mark.usefixtures("platforms")
def test_where_the_platform_is_gone_the_device_waits_for_it(ana: Person) -> None:
    register(ana)
    application = ENVIRONMENT["FCM_APPLICATION"]
    aws.client("sns").delete_platform_application(PlatformApplicationArn=application)

    assert sender.send(deliveries.to(ana)) == Outcome.PUSH_OFF

    assert devices(ana) == {TOKEN}


@pytest.mark.usefixtures("platforms")
def test_a_device_that_the_platform_has_disabled_is_removed(ana: Person) -> None:
    register(ana)
    disable(TOKEN)

    assert sender.send(deliveries.to(ana)) == Outcome.DEVICE_DEAD

    assert devices(ana) == set()
    assert endpoints() == {}
    assert rows_of(DeviceToken) == []


@pytest.mark.usefixtures("platforms")
def test_a_device_that_is_dead_keeps_no_other_from_being_told(ana: Person) -> None:
    register(ana, "dead")
    register(ana)
    disable("dead")

    assert sender.send(deliveries.to(ana)) == Outcome.SENT

    assert len(pushed()) == 1
    assert devices(ana) == {TOKEN}


@pytest.mark.usefixtures("platforms")
@pytest.mark.parametrize(
    "error",
    [
        refused("Throttled"),
        refused("InternalError"),
        refused("PlatformApplicationDisabled"),
        refused("InvalidParameter", "Invalid parameter: Message Reason: too long"),
        ReadTimeoutError(endpoint_url="https://sns"),
    ],
    ids=repr,
)
def test_what_may_pass_is_tried_again(
    ana: Person, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    register(ana)
    refuse_one(monkeypatch, TOKEN, error)

    with nothing_written(), pytest.raises(type(error)):
        sender.send(deliveries.to(ana))


@pytest.mark.usefixtures("platforms")
def test_who_was_told_on_one_device_is_not_told_again_for_another(
    ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(ana)
    register(ana, "another")
    refuse_one(monkeypatch, "another", refused("Throttled"))

    assert sender.send(deliveries.to(ana)) == Outcome.SENT

    assert len(pushed()) == 1
    assert devices(ana) == {TOKEN, "another"}


@pytest.mark.usefixtures("platforms")
@pytest.mark.parametrize("code", ["EndpointDisabled", "NotFound"])
def test_an_endpoint_that_was_made_anew_and_takes_nothing_is_given_up(
    ana: Person, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    register(ana)
    refuse(monkeypatch, "publish", refused(code))

    assert sender.send(deliveries.to(ana)) == Outcome.DEVICE_DEAD

    assert devices(ana) == set()


@pytest.mark.parametrize(
    "text",
    [
        Text("New message", LONG),
        Text(LONG, "short"),
        Text(LONG, LONG),
        Text("quotes", '"\\\n' * 3000),
        Text("families", FAMILY * 500),
    ],
    ids=["body", "title", "both", "escaped", "families"],
)
def test_whatever_there_is_to_say_the_platforms_take_it(ana: Person, text: Text) -> None:
    message = json.loads(payloads.message(deliveries.to(ana, text=text)))

    for platform in ("GCM", "APNS", "APNS_SANDBOX"):
        # FCM and APNs take 4,096 bytes.
        assert len(message[platform].encode()) <= 4096
        assert json.loads(message[platform])


def test_as_much_is_said_as_there_is_room_for(ana: Person) -> None:
    message = json.loads(payloads.message(deliveries.to(ana, text=Text("Title", "x" * 9000))))

    assert len(message["APNS"].encode()) == payloads.MAX_BYTES


@pytest.mark.parametrize(
    ("text", "max_bytes", "expected"),
    [
        ("short", 5, "short"),
        ("a longer one", 10, "a longe…"),
        ("two words", 7, "two…"),
        ("ééé", 5, "é…"),
        ("aé", 2, "…"),
        ("e\u0301e\u0301e\u0301", 7, "e\u0301…"),
        ("a👋🏽b", 9, "a…"),
        (f"a{FAMILY}b", 12, "a…"),
        ("🇵🇹🇪🇸", 12, "…"),
    ],
)
def test_a_text_is_cut_between_what_people_see(text: str, max_bytes: int, expected: str) -> None:
    assert payloads.shortened(text, max_bytes) == expected
