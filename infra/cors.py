"""CORS: what browsers may send to the HTTP API from other origins, and read of its answers.

`x-session` is not among the headers: sessions by cookie exist on our own origin alone.
"""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
REQUEST_HEADERS = (
    "authorization",
    "content-type",
    "idempotency-key",
    "if-none-match",
    "x-request-id",
    # Tracing: W3C Trace Context and Baggage, and what Sentry's clients add.
    "traceparent",
    "tracestate",
    "baggage",
    "sentry-trace",
)
ANSWER_HEADERS = (
    "x-request-id",
    "apigw-requestid",
    "retry-after",
    "etag",
    "date",
    "content-disposition",
)
