"""Makes the SNS platform applications that push notifications go through.

CloudFormation calls it at the first deployment, as a custom resource, and `make deploy` each time:
https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html
"""

import json
from collections.abc import Mapping
from typing import Any

import urllib3

from learn_exchange.observability import log_defect
from learn_exchange.settings import setting
from notifications.push import applications
from notifications.push.applications import BadCredentials

PHYSICAL_ID = "platform-applications"


def deploy(event: Mapping[str, Any]) -> None:
    """Make or delete the applications, as CloudFormation asks.

    Raises:
        BadCredentials: the secret cannot be used.
    """
    if event["RequestType"] == "Delete":
        applications.delete_applications()
    else:
        applications.make_applications(applications.read_credentials())


def handler(event: dict[str, Any], _context: object) -> dict[str, str]:
    """Makes the applications, and answers CloudFormation in any case, since that waits for it.

    Called by hand, without a `ResponseURL`, it does the same without a deployment.
    """
    try:
        deploy(event)
        reason = ""
    except BadCredentials as error:
        reason = f"The secret {setting('PUSH_SECRET')} has no usable push credentials: {error}."
    except Exception as error:  # noqa: BLE001 (whatever it is, CloudFormation must be told)
        log_defect(error)
        reason = "The platform applications could not be made: see the log of this function."
    answer = {
        "Status": "FAILED" if reason else "SUCCESS",
        "Reason": reason,
        "PhysicalResourceId": PHYSICAL_ID,
        **{name: event[name] for name in ("StackId", "RequestId", "LogicalResourceId")},
    }
    if url := event.get("ResponseURL"):
        urllib3.request("PUT", url, body=json.dumps(answer).encode(), retries=3)
    return answer
