"""Reports of SES about mails, as its documentation shows them.

https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html
"""

from typing import Any

from tests.support.gateway import Json


def bounced(*addresses: str, kind: str = "Permanent", **changes: Any) -> Json:
    """Mails to these addresses have come back."""
    content = {
        "bounceType": kind,
        "bounceSubType": "General",
        "bouncedRecipients": [
            {
                "emailAddress": address,
                "action": "failed",
                "status": "5.1.1",
                "diagnosticCode": "smtp; 550 5.1.1 user unknown",
            }
            for address in addresses
        ],
        "timestamp": "2026-11-22T18:00:02.669Z",
        "feedbackId": "01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000",
        "reportingMTA": "dsn; mta.example.com",
        **changes,
    }
    return _event("Email Bounced", {"eventType": "Bounce", "bounce": content})


def complained(*addresses: str, kind: str | None = "abuse", **changes: Any) -> Json:
    """People have complained of mails to these addresses."""
    content = {
        "complainedRecipients": [{"emailAddress": address} for address in addresses],
        "timestamp": "2026-11-22T18:00:02.669Z",
        "feedbackId": "01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000",
        "userAgent": "Example mail reader",
        **({"complaintFeedbackType": kind} if kind else {}),
        "arrivalDate": "2026-11-22T18:00:02.669Z",
        **changes,
    }
    return _event("Email Complaint Received", {"eventType": "Complaint", "complaint": content})


def _event(name: str, detail: Json) -> Json:
    tags = {
        "ses:configuration-set": ["learn-exchange-local"],
        "ses:from-domain": ["learn-exchange.example"],
    }
    return {
        "version": "0",
        "id": "7b7a3d5e-0c1f-4f6e-9a6b-3d2f1e0c9b8a",
        "detail-type": name,
        "source": "aws.ses",
        "account": "123456789012",
        "time": "2026-11-22T18:00:03Z",
        "region": "eu-west-1",
        "resources": [
            "arn:aws:ses:eu-west-1:123456789012:configuration-set/learn-exchange-local",
        ],
        "detail": {
            **detail,
            "mail": {
                "timestamp": "2026-11-22T18:00:00.012Z",
                "messageId": "EXAMPLE7c191be45-e9aedb9a-02f9-4d12-a87d-dd0099a07f8a-000000",
                "tags": tags,
            },
        },
    }
