"""The limits on what one account does that reaches other people, in one table.

Each says for how many there is a good use, and what it keeps away. Accounts are newcomers for their
first days and until their address is verified: theirs are tighter. The access token says which an
account is, so nothing is read for it. `docs/limits.md` is made from this table.
"""

from datetime import timedelta

from learn_exchange.limits import RateLimit

NEWCOMER_FOR = timedelta(days=3)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

REQUESTS = RateLimit(
    "requests",
    30,
    DAY,
    newcomers=10,
    reason="Each asks somebody for hours of their time. Those that are withdrawn count, since they "
    "have been told of.",
)
REQUESTS_TO_ONE = RateLimit(
    "requests-to-one",
    5,
    DAY,
    newcomers=3,
    per="pair",
    reason="Two people have few pairs of skills to exchange; more is asking until somebody gives "
    "in.",
)
SESSION_TIMES_TO_ONE = RateLimit(
    "session-times-to-one",
    30,
    DAY,
    newcomers=10,
    per="pair",
    reason="Every new session and every other time for one is told at once, as nobody should come "
    "in vain.",
)
CONVERSATIONS = RateLimit(
    "conversations",
    30,
    DAY,
    newcomers=8,
    reason="Writing to dozens of strangers a day is advertising.",
)
MESSAGES = RateLimit(
    "chat-messages",
    120,
    MINUTE,
    newcomers=60,
    reason="Nobody types two messages a second for a minute.",
)
TYPING = RateLimit(
    "typing",
    40,
    MINUTE,
    newcomers=20,
    reason="A client says every few seconds that somebody is writing.",
)
FOLLOWS = RateLimit(
    "follows",
    200,
    DAY,
    newcomers=40,
    reason="Following hundreds to be followed back is no interest in what they post.",
)
POSTS = RateLimit(
    "posts",
    30,
    DAY,
    newcomers=10,
    reason="They fill the feeds of all followers, and the page of newest posts for everybody.",
)
COMMENTS = RateLimit(
    "comments",
    60,
    HOUR,
    newcomers=20,
    reason="A comment a minute for an hour is a lively evening; more is the same text everywhere.",
)
COMMENTS_TO_ONE = RateLimit(
    "comments-to-one",
    20,
    HOUR,
    newcomers=8,
    per="pair",
    reason="Under the posts of one person, it is a debate that they may not want.",
)
LIKES = RateLimit(
    "likes",
    200,
    HOUR,
    newcomers=60,
    reason="A like takes seconds, and somebody reads what they like.",
)
UPLOADS = RateLimit(
    "upload-person",
    100,
    HOUR,
    reason="Ten posts with ten pictures each; every file is decoded and kept.",
)
TICKETS = RateLimit(
    "chat-tickets",
    60,
    MINUTE,
    reason="A client opens one connection, and again when it breaks.",
)
MAILS = RateLimit(
    "notification-mails",
    10,
    HOUR,
    per="recipient",
    reason="Nobody gets more, from however many people: what exceeds it is summed up in one. Mails "
    "about the account itself do not count.",
)

ACCOUNT_LIMITS = (
    *(REQUESTS, REQUESTS_TO_ONE, SESSION_TIMES_TO_ONE, CONVERSATIONS, MESSAGES, TYPING, FOLLOWS),
    *(POSTS, COMMENTS, COMMENTS_TO_ONE, LIKES, UPLOADS, TICKETS, MAILS),
)


def pair(one: str, other: str) -> str:
    """Return what is counted of one person's acts towards another."""
    return f"{one} {other}"
