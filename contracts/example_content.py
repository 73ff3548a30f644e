"""Content of the examples in both contracts: people, their ids, and whole models.

In all of them it is Ana who asks. She lives in Lisbon, and has an exchange with Ben in Berlin.
"""

from typing import Any

from learn_exchange.ids import EXAMPLE

PERSON = "01930a5f-1d2c-7a4b-8c3d-6e1f3c9a0b22"
POST = "01930b71-4c0e-7e52-a1f7-2b9d8e6c5a10"
COMMENT = "01930b74-8f2d-7c63-b2e8-3cad9f7d6b21"
CONVERSATION = "01930c02-1a5f-7d74-83f9-4dbea08e7c32"
EXCHANGE = "01930c10-5b6e-7e85-94aa-5ecfb19f8d43"
SESSION = "01930c1e-9c7d-7f96-a5bb-6fd0c2a09e54"
RATING = "01930c2c-dd8c-70a7-b6cc-70e1d3b1af65"
MEDIA = "01930c3b-1e9b-71b8-87dd-81f2e4c2b076"
NOTIFICATION = "01930c49-5faa-72c9-98ee-9203f5d3c187"
INSTANT = "2026-11-22T18:00:00.000Z"
LATER = "2026-12-06T18:00:00.000Z"
MEETING = "2026-12-25T17:00:00.000Z"
MEETING_ENDS = "2026-12-25T18:30:00.000Z"
LOCAL_MEETING = "2026-12-25T18:00:00"
VIEWER_ZONE = "Europe/Lisbon"
VIEWER_MEETING = "2026-12-25T17:00:00"
EARLIER_MEETING = "2026-12-24T17:00:00.000Z"
PICTURE = "https://media.learn-exchange.example/4jXk2v9QmZ0c"
CLIENT_ID = "5e0a3f5c-1f7b-4b7e-8d43-0a9f4a1a2b3c"
CALENDAR = (
    "https://api.learn-exchange.example/exchange/calendar/"
    "AZMKXnwbfT6aRF8MK36NEQ.c2VjcmV0IG9mIDI0IGJ5dGVzLi4u.ics"
)
TICKET = "kX3v0r1ZJm0u5q2Y8d0yQ1m4y8Jt2m3Fz1wq0n8cY5E"
CURSOR = "WyJub3RpZmljYXRpb25zIiwiMDE5MzBjNDkiXQ"
SUGGESTIONS = ["Teaches SQL (expert), which you seek", "Rated 4.8 by 12 people"]

ANA = {
    "id": EXAMPLE,
    "username": "ana.silva",
    "firstName": "Ana",
    "lastName": "Silva",
    "profileImageUrl": f"{PICTURE}/small.webp",
    "profileImageAltText": "Ana on the beach, with her guitar.",
}
BEN = {
    "id": PERSON,
    "username": "ben.weber",
    "firstName": "Ben",
    "lastName": "Weber",
    "profileImageUrl": None,
    "profileImageAltText": None,
}
# Both may do this while a session is agreed and still to come: it begins at MEETING, and takes an
# hour. It counts as a late cancellation from 12 hours before; after 10 minutes one may be missed.
LATE = "2026-12-25T05:00:00.000Z"
MISSED = "2026-12-25T17:10:00.000Z"
TAKEN_AS_COMPLETED = "2026-12-28T18:00:00.000Z"
SLOTS = [
    {
        "scheduledTime": EARLIER_MEETING,
        "localTime": "2026-12-24T18:00:00",
        "viewerLocalTime": "2026-12-24T17:00:00",
    },
    {
        "scheduledTime": MEETING,
        "localTime": LOCAL_MEETING,
        "viewerLocalTime": VIEWER_MEETING,
    },
]
AGREED_SESSION: dict[str, Any] = {
    "id": SESSION,
    "exchangeId": EXCHANGE,
    "proposedBy": PERSON,
    "scheduledTime": MEETING,
    "timeZone": "Europe/Berlin",
    "localTime": LOCAL_MEETING,
    "viewerTimeZone": VIEWER_ZONE,
    "viewerLocalTime": VIEWER_MEETING,
    "slots": SLOTS,
    "durationMinutes": 60,
    "locationDetails": "https://meet.example/ana-ben",
    "status": "accepted",
    "revision": 3,
    "isCompleted": False,
    "completedBy": [],
    "cancelReason": None,
    "lateCancellation": False,
    "noShowReportedBy": None,
    "noShowContested": False,
    "ratedByMe": False,
    "actions": [
        {"name": "rescheduleSession", "until": MEETING, "counted": False, "countedAfter": LATE},
        {"name": "cancelSession", "until": MISSED, "counted": False, "countedAfter": LATE},
    ],
    "upcomingActions": [
        {"name": "markCompleted", "from": MEETING, "until": TAKEN_AS_COMPLETED},
        {"name": "reportNoShow", "from": MISSED, "until": TAKEN_AS_COMPLETED},
    ],
    "changedBy": EXAMPLE,
    "changedAt": "2026-11-23T09:30:00.000Z",
    "createdAt": "2026-11-23T08:00:00.000Z",
}
MESSAGE = {
    "id": "01930c57-a0bb-73da-a9ff-a314f6e4d298",
    "conversationId": CONVERSATION,
    "senderId": PERSON,
    "content": "¡Hola! When do we start?",
    "sentAt": INSTANT,
    "sequence": 12,
    "clientId": CLIENT_ID,
    "kind": "text",
    "about": None,
}
# Examples of models of which the fields depend on each other, so that one by one they would
# contradict themselves.
EXAMPLES: dict[str, dict[str, Any]] = {
    "AckFrame": {
        "type": "ack",
        "clientId": CLIENT_ID,
        "message": {**MESSAGE, "senderId": EXAMPLE},
    },
    "ChannelOutcome": {
        "outcome": "muted",
        "explanation": "By your preferences, nothing is pushed about this.",
        "until": None,
    },
    "ChannelOutcomes": {
        "inApp": {"outcome": "sent", "explanation": "It was put into your list.", "until": None},
        "live": {"outcome": "offline", "explanation": "You were not connected.", "until": None},
        "push": {
            "outcome": "sent",
            "explanation": "It was pushed to your devices.",
            "until": None,
        },
        "email": {
            "outcome": "muted",
            "explanation": "By your preferences, nothing is mailed about this.",
            "until": None,
        },
    },
    "ConversationView": {
        "id": CONVERSATION,
        "with": BEN,
        "presence": {"online": True, "lastSeenAt": INSTANT},
        "lastMessage": MESSAGE,
        "lastMessageAt": INSTANT,
        "unreadCount": 2,
        "readSequence": 10,
        "partnerReadSequence": 12,
    },
    "ErrorFrame": {
        "type": "error",
        "code": "invalid",
        "detail": "Some of the input is not valid",
        "clientId": CLIENT_ID,
        "retryAfter": None,
        "errors": [{"pointer": "/content", "detail": "Field required"}],
    },
    "ExchangeView": {
        "id": EXCHANGE,
        "initiator": ANA,
        "receiver": BEN,
        "offeredSkill": "Spanish",
        "requestedSkill": "SQL",
        "status": "accepted",
        "revision": 3,
        "cancelReason": None,
        "declineReason": None,
        "message": "I saw your SQL posts.",
        "conversationId": CONVERSATION,
        "sessions": [AGREED_SESSION],
        "expiresAt": None,
        "actions": [
            {"name": "cancel", "until": MEETING, "counted": False, "countedAfter": LATE},
            {"name": "createSession", "until": None, "counted": False, "countedAfter": None},
        ],
        "changedBy": PERSON,
        "changedAt": "2026-11-22T20:15:00.000Z",
        "createdAt": INSTANT,
    },
    "MessageView": MESSAGE,
    "MediaView": {
        "id": MEDIA,
        "status": "ready",
        "reason": None,
        "contentType": "image/jpeg",
        "fileName": "chords.jpg",
        "url": f"{PICTURE}/original.jpg",
        "thumbnailUrl": f"{PICTURE}/small.webp",
        "previewUrl": f"{PICTURE}/large.webp",
        "width": 1600,
        "height": 1200,
    },
    "NotificationView": {
        "id": NOTIFICATION,
        "type": "like",
        "sourceId": POST,
        "content": "Ben likes your post “Five chords”.",
        "link": f"/post/{POST}",
        "actors": [BEN],
        "count": 1,
        "isRead": False,
        "createdAt": INSTANT,
        "updatedAt": INSTANT,
    },
    "SessionView": AGREED_SESSION,
}

_WITHOUT_ACTIONS = {"revision": 4, "changedBy": EXAMPLE, "actions": [], "upcomingActions": []}
_CANCELED_SESSION = {
    **_WITHOUT_ACTIONS,
    "status": "canceled",
    "cancelReason": "canceled",
    "changedAt": LATER,
}
_PROPOSED_SESSION = {
    "proposedBy": EXAMPLE,
    "scheduledTime": EARLIER_MEETING,
    "localTime": SLOTS[0]["localTime"],
    "viewerLocalTime": SLOTS[0]["viewerLocalTime"],
    "status": "proposed",
    "upcomingActions": [],
}
_ENDED_EXCHANGE = {"status": "canceled", "revision": 4, "actions": [], "changedAt": LATER}
_REQUESTED_EXCHANGE = {
    "status": "pending",
    "revision": 1,
    "sessions": [],
    "expiresAt": LATER,
    "actions": [{"name": "cancel", "until": LATER, "counted": False, "countedAfter": None}],
    "changedBy": EXAMPLE,
    "changedAt": INSTANT,
}
_ASKED_BY_BEN = {"initiator": BEN, "receiver": ANA, "sessions": [], "changedBy": EXAMPLE}


def _until_it_lapses(until: str) -> list[dict[str, Any]]:
    return [
        {"name": name, "until": until, "counted": False, "countedAfter": None}
        for name in ("rescheduleSession", "cancelSession")
    ]


# Differences between the answer of an operation and the example of its model: each shows the state
# after the call.
ANSWERS: dict[str, dict[str, Any]] = {
    "acceptExchange": _ASKED_BY_BEN
    | {
        "revision": 4,
        "actions": [
            {"name": "cancel", "until": None, "counted": False, "countedAfter": None},
            {"name": "createSession", "until": None, "counted": False, "countedAfter": None},
        ],
    },
    "acceptSession": {"revision": 4},
    "blockPerson": {"following": False, "blocked": True},
    "cancelExchange": _ENDED_EXCHANGE
    | {
        "cancelReason": "canceled",
        "changedBy": EXAMPLE,
        "sessions": [AGREED_SESSION | _CANCELED_SESSION],
    },
    "cancelSession": _CANCELED_SESSION,
    "contestNoShow": _WITHOUT_ACTIONS
    | {
        "status": "no_show",
        "noShowReportedBy": PERSON,
        "noShowContested": True,
        "changedAt": "2026-12-25T19:00:00.000Z",
    },
    "createComment": {"likeCount": 0},
    "createExchange": _REQUESTED_EXCHANGE,
    "createPost": {"likeCount": 0, "commentCount": 0},
    "createSession": _PROPOSED_SESSION
    | {
        "revision": 1,
        "actions": _until_it_lapses(MEETING),
        "changedBy": EXAMPLE,
        "changedAt": "2026-11-23T08:00:00.000Z",
    },
    "declineExchange": _ENDED_EXCHANGE
    | _ASKED_BY_BEN
    | {
        "cancelReason": "declined",
        "declineReason": "I have no time before January.",
    },
    "editPost": {"updatedAt": LATER},
    "likePost": {"likeCount": 13},
    "markConversationRead": {"unreadCount": 0},
    "markNotificationsRead": {"count": 2},
    "markSessionCompleted": _WITHOUT_ACTIONS
    | {
        "completedBy": [EXAMPLE],
        "changedAt": "2026-12-25T18:05:00.000Z",
    },
    "postMessage": {"senderId": EXAMPLE},
    "refreshTokens": {"refreshToken": "p8Yd2WtB5nK0rV4jM7xC1qS9eG3hL6zA"},
    "replyToRating": {
        "raterId": PERSON,
        "ratedId": EXAMPLE,
        "revealed": True,
        "reply": "Thank you! It was a pleasure.",
        "repliedAt": LATER,
    },
    "reportNoShow": _WITHOUT_ACTIONS
    | {
        "status": "no_show",
        "noShowReportedBy": EXAMPLE,
        "changedAt": "2026-12-25T17:15:00.000Z",
    },
    "requestExchange": _REQUESTED_EXCHANGE | {"conversationId": None},
    "rescheduleSession": _PROPOSED_SESSION
    | {
        "slots": SLOTS[:1],
        "revision": 4,
        "actions": _until_it_lapses(EARLIER_MEETING),
        "changedBy": EXAMPLE,
        "changedAt": LATER,
    },
    "setNotificationPreferences": {"channels": {"like": {"push": False}}},
    "signUp": {
        "user": {
            "profileImageUrl": None,
            "profileImageAltText": None,
            "bio": "",
            "skills": [],
            "stats": {
                "followers": 0,
                "following": 0,
                "posts": 0,
                "exchangesCompleted": 0,
                "rating": {"average": None, "count": 0},
                "reliability": {"sessionsCompleted": 0, "lateCancellations": 0, "noShows": 0},
            },
            "badges": [],
            "emailVerified": False,
        },
    },
    "unblockPerson": {"following": False},
    "unfollowPerson": {"following": False},
    "unlikePost": {"liked": False},
}
