"""Refusals of DynamoDB."""

from pynamodb.exceptions import CancellationReason, VerboseClientError


def canceled(*codes: str | None) -> VerboseClientError:
    """A transaction was not made; of each write, why, if it was for this one."""
    error = {"Error": {"Code": "TransactionCanceledException", "Message": "canceled"}}
    reasons = [CancellationReason(code) if code else None for code in codes]
    return VerboseClientError(error, "TransactWriteItems", cancellation_reasons=reasons)


def refused(code: str) -> VerboseClientError:
    """Something else was not done."""
    return VerboseClientError({"Error": {"Code": code, "Message": code}}, "PutItem")
