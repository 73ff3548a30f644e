"""Descriptions and examples of the names in both contracts.

A field whose own model says more of it keeps that; `Model.field` is for a name that means something
else there. Nothing of this is in a function: only readers of the contracts need it.
"""

from typing import Any, NamedTuple

from contracts.example_content import (
    CALENDAR,
    CLIENT_ID,
    COMMENT,
    CONVERSATION,
    CURSOR,
    EXCHANGE,
    INSTANT,
    LATER,
    LOCAL_MEETING,
    MEDIA,
    MEETING,
    MEETING_ENDS,
    NOTIFICATION,
    PERSON,
    PICTURE,
    POST,
    RATING,
    SESSION,
    SUGGESTIONS,
    TICKET,
    VIEWER_MEETING,
    VIEWER_ZONE,
)
from learn_exchange.catalogue import skills
from learn_exchange.ids import EXAMPLE

NOT_NEEDED = object()
"""In place of an example, where the schema that is referred to has one."""


class Word(NamedTuple):
    """The description of a field, and an example of its content."""

    description: str
    example: Any = NOT_NEEDED


WORDS: dict[str, Word] = {
    # What things are called
    "id": Word("Its id.", EXAMPLE),
    **{
        f"{model}.id": Word("Its id.", example)
        for model, example in (
            ("CommentView", COMMENT),
            ("ConversationView", CONVERSATION),
            ("ExchangeView", EXCHANGE),
            ("FeedPost", POST),
            ("MediaView", MEDIA),
            ("NotificationView", NOTIFICATION),
            ("PostView", POST),
            ("RatingView", RATING),
            ("ReceivedRating", RATING),
            ("ScheduledSession", SESSION),
            ("SessionView", SESSION),
        )
    },
    "userId": Word("The person's id.", PERSON),
    "postId": Word("The post's id.", POST),
    "commentId": Word("The comment's id; null or left out for the post itself.", COMMENT),
    "conversationId": Word("The conversation's id.", CONVERSATION),
    "exchangeId": Word("The exchange's id.", EXCHANGE),
    "sessionId": Word("The session's id.", SESSION),
    "ratingId": Word("The rating's id.", RATING),
    "mediaId": Word("The upload's id.", MEDIA),
    "notificationId": Word("The notification's id.", NOTIFICATION),
    "receiverId": Word("The id of the person who is asked.", PERSON),
    "senderId": Word("The id of the person who wrote it.", PERSON),
    "raterId": Word("The id of the person who rates.", EXAMPLE),
    "ratedId": Word("The id of the person who is rated.", PERSON),
    "sourceId": Word("The id of what it is about.", POST),
    "clientId": Word("The sender's own id of the message.", CLIENT_ID),
    "profileImageId": Word("The id of an upload.", MEDIA),
    "ids": Word("The notifications that were read.", [NOTIFICATION]),
    "upTo": Word("The newest notification that was read.", NOTIFICATION),
    "NotificationChangedFrame.id": Word("The notification's id.", NOTIFICATION),
    "NotificationsReadFrame.ids": Word("The notifications; null with `upTo`.", [NOTIFICATION]),
    "NotificationsReadFrame.upTo": Word("It and all that are older; null with `ids`.", None),
    # When
    "createdAt": Word("When it was created.", INSTANT),
    "updatedAt": Word("When it last changed.", INSTANT),
    "changedAt": Word("When it last changed.", INSTANT),
    "sentAt": Word("When it was sent.", INSTANT),
    "repliedAt": Word("When the reply was written; null without one.", None),
    "expiresAt": Word("Until when it is good.", LATER),
    "lastUsedAt": Word("When it was last used.", INSTANT),
    "lastMessageAt": Word("When the last message was sent; null without one.", INSTANT),
    "lastSeenAt": Word("When they were last online; null if they never were.", INSTANT),
    "lastUpdatedAt": Word("When it was last counted.", INSTANT),
    "at": Word("When it was.", INSTANT),
    "until": Word("Until when.", None),
    "start": Word("The local time at which they begin.", "22:00"),
    **{
        f"{model}.name": Word("The last part of the path of the endpoint to call.")
        for model in ("ExchangeAction", "SessionAction", "UpcomingAction")
    },
    "BusyInterval.start": Word("Its first instant.", MEETING),
    "BusyInterval.end": Word("The first instant at which it is over.", MEETING_ENDS),
    "end": Word("The local time at which they end.", "07:00"),
    "expiresIn": Word("Seconds until it expires.", 900),
    "TicketView.expiresIn": Word("Seconds until the ticket expires.", 30),
    "retryAfter": Word("Seconds to wait.", None),
    # People
    "user": Word("The person."),
    "author": Word("The person who wrote it."),
    "rater": Word("The person who rated."),
    "initiator": Word("The person who asked for the exchange."),
    "receiver": Word("The person who was asked."),
    "with": Word("The other person."),
    "actors": Word("The people whom it is about."),
    "people": Word("People, the best match first."),
    "SkillView.people": Word("How many people offer or seek it.", 42),
    "username": Word("The person's unique name.", "ana.silva"),
    "firstName": Word("The person's first name.", "Ana"),
    "lastName": Word("The person's last name.", "Silva"),
    "email": Word("The person's e-mail address.", "ana@example.com"),
    "emailVerified": Word("Whether the e-mail address is verified.", example=True),
    "bio": Word("What the person says of themselves: markdown source.", "I teach Portuguese."),
    "timeZone": Word("An IANA time zone.", "Europe/Lisbon"),
    "altText": Word(
        "What the file shows, for those who cannot see it.",
        "A hand on the neck of a guitar: the chord of G.",
    ),
    "profileImageAltText": Word(
        "What the picture shows, for those who cannot see it.", "Ana on the beach, with her guitar."
    ),
    "profileImageUrl": Word(
        "The person's picture; null until they have one.", f"{PICTURE}/small.webp"
    ),
    "showPresence": Word("Whether the people you chat with see when you are online.", example=True),
    "badges": Word("What the person has achieved.", ["first_exchange"]),
    "relationship": Word("How you stand to the person."),
    "OwnProfile.relationship": Word(
        "All false: nobody follows or blocks themselves.",
        {"following": False, "followedBy": False, "blocked": False},
    ),
    "following": Word("You follow this person.", example=True),
    "followedBy": Word("This person follows you.", example=False),
    "blocked": Word("You have blocked this person.", example=False),
    "online": Word("Whether they are connected.", example=True),
    "presence": Word("Whether they are connected."),
    # Skills
    "skills": Word("The skills that are offered and sought."),
    "skillName": Word("The skill's name.", "Spanish"),
    "skillLevel": Word("How well the person knows the skill."),
    "isOffering": Word("True: teaches it. False: wants to learn it.", example=True),
    "skill": Word("The skill's name.", "SQL"),
    "offeredSkill": Word("What the initiator teaches.", "Spanish"),
    "requestedSkill": Word("What the receiver teaches.", "SQL"),
    "name": Word("Its name.", "JavaScript"),
    "Device.name": Word("What the client called itself.", "Firefox on Linux"),
    "category": Word("Where the catalogue has it.", "Programming languages"),
    "aliases": Word("Its other names.", ["js"]),
    "score": Word("1 to 5.", 5),
    "Teacher.score": Word("How well you fit each other.", 0.72),
    "Partner.score": Word("How well you fit each other.", 0.72),
    "reasons": Word("What the score is made of.", SUGGESTIONS),
    "fit": Word("What the score is made of."),
    "teaches": Word("What they offer and you seek."),
    "learns": Word("What they seek and you offer."),
    "commonHours": Word("How many waking hours you share.", 13),
    "tutorials": Word("Tutorials on the skills that you seek."),
    "tagName": Word("The tag.", "javascript"),
    "dailyCount": Word("How many people used it today.", 17),
    # Totals
    "stats": Word("The person's totals."),
    "StatsView.followers": Word("How many people follow the person.", 128),
    "StatsView.following": Word("How many people the person follows.", 64),
    "StatsView.posts": Word("How many posts the person has published.", 12),
    "exchangesCompleted": Word("How many exchanges were completed.", 7),
    "rating": Word("What others made of exchanges with the person."),
    "average": Word("1 to 5; null without ratings.", 4.8),
    "reliability": Word("How sessions with the person went."),
    "sessionsCompleted": Word("How many sessions were completed.", 23),
    "lateCancellations": Word("How many sessions the person canceled late.", 1),
    "noShows": Word("How many sessions the person did not come to.", 0),
    "count": Word("How many there are.", 3),
    "likeCount": Word("How many people like it.", 12),
    "commentCount": Word("How many comments it has.", 4),
    "unreadCount": Word("How many you have not read.", 2),
    # Lists
    "items": Word("The items of this page."),
    "nextCursor": Word("Send it as `cursor` to read on; null at the end of the list.", CURSOR),
    # Posts and media
    "title": Word("The title: one line of text.", "Five chords"),
    "content": Word("What was written.", "Begin with **G** and **C**. #guitar"),
    "NewComment.content": Word("The comment: text.", "Thank you, that helps!"),
    "CommentView.content": Word("The comment: show it as text.", "Thank you, that helps!"),
    "MessageView.content": Word("The message: show it as text."),
    **{
        f"{model}.content": Word("The message: text.", "¡Hola! When do we start?")
        for model in ("NewMessage", "SendMessage")
    },
    "postType": Word("What kind of post it is."),
    "tags": Word("Tags, without `#`.", ["guitar"]),
    **{
        f"{model}.tags": Word("Tags, each with or without `#`.", ["guitar"])
        for model in ("NewPost", "PostChanges")
    },
    "media": Word("Pictures and files that the post shows."),
    "mediaIds": Word("The uploads that the post shows.", [MEDIA]),
    "mediaUrl": Word("The first of `media`; null without any.", f"{PICTURE}/original.jpg"),
    "likedByMe": Word("Whether you like it.", example=False),
    "liked": Word("Whether you like it.", example=True),
    "suggested": Word("Whether it is a suggestion.", example=False),
    "contentType": Word("The media type.", "image/jpeg"),
    "size": Word("How many bytes it has.", 482_133),
    "fileName": Word("What the file was called; null if that was not said.", "chords.jpg"),
    "url": Word("Where it is.", f"{PICTURE}/original.jpg"),
    "UploadForm.url": Word("Where to send the form.", "https://uploads.s3.amazonaws.com/"),
    "TicketView.url": Word(
        "Where to open the connection.", f"wss://live.learn-exchange.example?ticket={TICKET}"
    ),
    "thumbnailUrl": Word("A small copy.", f"{PICTURE}/small.webp"),
    "previewUrl": Word("A medium copy.", f"{PICTURE}/large.webp"),
    "width": Word("Pixels.", 1600),
    "height": Word("Pixels.", 1200),
    "upload": Word("The form to upload the file with."),
    "fields": Word("The fields of the form.", {"Content-Type": "image/jpeg", "policy": "eyJl…"}),
    "MediaView.reason": Word("Why it was rejected; null if it was not.", None),
    # Accounts
    "password": Word("The password.", "correct horse battery staple"),
    "currentPassword": Word("The present password.", "correct horse battery staple"),
    "newPassword": Word("The password from now on.", "twelve green bottles hanging"),
    "accessToken": Word(
        "An access token.",
        "eyJhbGciOiJFZERTQSIsImtpZCI6IjNwIn0.eyJzdWIiOiIwMTkzMGE1ZSJ9.7sJ2mXw4Qk",
    ),
    "refreshToken": Word("A refresh token.", "Zk3Q1vJx8mN0c5R7yT2wB4uK6hD9sF1a"),
    "token": Word("The token of a link.", "AZMKXnwbfT6aRF8MK36NEQ.8d0yQ1m4y8Jt2m3Fz1wq"),
    "ticket": Word("Opens one connection.", TICKET),
    "everywhere": Word("True: on all devices.", example=False),
    "current": Word("Whether it is the one in use.", example=True),
    "keys": Word("The public keys."),
    "kty": Word("The key's type (RFC 7517).", "OKP"),
    "crv": Word("The key's curve (RFC 8037).", "Ed25519"),
    "alg": Word("The algorithm that it is for (RFC 7518).", "EdDSA"),
    "use": Word("What it is for: signatures.", "sig"),
    "kid": Word(
        "The key's id: its thumbprint (RFC 7638).", "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
    ),
    "x": Word("The public key (RFC 8037).", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
    "Health.status": Word("`ok`.", "ok"),
    # Exchanges and sessions
    "message": Word("What the initiator wrote; null without a message.", "I saw your SQL posts."),
    "reason": Word("Why; null without a reason.", "I have no time before January."),
    "revision": Word("Which version it is: counts the changes.", 3),
    "ExchangeView.status": Word("The state that it is in."),
    "SessionView.status": Word("The state that it is in."),
    "ScheduledSession.status": Word("The state that it is in."),
    "MediaView.status": Word("How far it is."),
    "cancelReason": Word("How it came to its end; null unless it is canceled.", None),
    "declineReason": Word("Why it was declined; null without a reason.", None),
    "sessions": Word("The sessions of the exchange."),
    "changedBy": Word("Who last changed it; null where time did.", EXAMPLE),
    "slots": Word("The times that are proposed."),
    "slot": Word("Which of the slots, from 0 on.", 1),
    "scheduledTime": Word("When it begins.", MEETING),
    "localTime": Word("When it begins, in the session's zone.", LOCAL_MEETING),
    "viewerTimeZone": Word("Your own zone.", VIEWER_ZONE),
    "viewerLocalTime": Word("When it begins, in your own zone.", VIEWER_MEETING),
    "SessionView.timeZone": Word("The zone that was agreed.", "Europe/Berlin"),
    "ScheduledSession.timeZone": Word("The zone that was agreed.", "Europe/Berlin"),
    "durationMinutes": Word("How many minutes it takes.", 60),
    "locationDetails": Word(
        "Where to meet; empty if that is open.", "https://meet.example/ana-ben"
    ),
    "proposedBy": Word("The id of the person who proposed it.", EXAMPLE),
    "isCompleted": Word("Whether it is completed.", example=False),
    "completedBy": Word("Who has marked it as completed.", [EXAMPLE]),
    "lateCancellation": Word("Whether it was canceled late.", example=False),
    "noShowReportedBy": Word("Who said that the other did not come; null if nobody did.", None),
    "noShowContested": Word("Whether the other contested that.", example=False),
    "ratedByMe": Word("Whether you have rated it.", example=False),
    "feedback": Word("What the rater wrote; null without words.", "Patient, and well prepared."),
    "reply": Word("What the rated person answered.", "Thank you! It was a pleasure."),
    "RatingView.reply": Word("What the rated person answered; null without a reply.", None),
    "ReceivedRating.reply": Word("What the rated person answered; null without a reply.", None),
    "revealed": Word("Whether the rated person sees it.", example=False),
    "calendarUrl": Word("Where calendar programs subscribe; null until you ask for it.", CALENDAR),
    "CalendarAddress.calendarUrl": Word("Where calendar programs subscribe.", CALENDAR),
    # Chat
    "sequence": Word("The message's number in its conversation.", 12),
    "readSequence": Word("Up to which message you have read.", 12),
    "partnerReadSequence": Word("Up to which message the other has read.", 11),
    "kind": Word("What kind of message it is."),
    "about": Word("What it tells of; null where the kind is `text`.", None),
    "lastMessage": Word("The last message; null as long as there is none."),
    "AboutView.event": Word("What has happened."),
    # Notifications
    "NotificationView.content": Word(
        "The text to show.", "Ben and 2 others like your post “Five chords”."
    ),
    "NotificationView.type": Word("What it is about."),
    "Unsubscribed.type": Word("What you get no more mails about."),
    "link": Word("A path of the web client.", f"/post/{POST}"),
    "isRead": Word("Whether you have read it.", example=False),
    "DecisionView.event": Word("The event that it was decided about."),
    "DecisionView.channels": Word("What became of it on each channel."),
    "channels": Word("Where each type of notification is sent."),
    "PreferencesChanges.channels": Word(
        "Where to send each type of notification.", {"like": {"push": False}}
    ),
    "decisions": Word("What was decided, the newest event first."),
    "outcome": Word("How it ended."),
    "explanation": Word(
        "The same in plain words.", "By your preferences, nothing is pushed about this."
    ),
    "inApp": Word("In the list of notifications."),
    "live": Word("By WebSocket, while you are connected."),
    "push": Word("As a push notification, to your devices."),
    "Choice.push": Word("Whether it is pushed to your devices.", example=True),
    "Choice.email": Word("Whether it is mailed.", example=False),
    "ChoiceChanges.push": Word("Whether it is pushed to your devices.", example=False),
    "ChoiceChanges.email": Word("Whether it is mailed.", example=False),
    "ChannelOutcomes.email": Word("By e-mail."),
    "quietHours": Word("When push and e-mail wait; null for never.", None),
    "language": Word("The language of texts."),
    "hideOnLockScreen": Word("Push without names or texts of people.", example=False),
    "platform": Word("Who delivers to the device."),
    "NewPushDevice.token": Word("The device's token.", "dGhpcyBpcyBhIHRva2Vu:APA91bHPRgkF3JUikC4"),
    # Frames
    "action": Word("What to do."),
    "type": Word("What the frame is."),
    "AckFrame.message": Word("The message as it is saved."),
    "MessageFrame.message": Word("The message."),
    "notification": Word("The notification."),
    "code": Word("What kind of error it is."),
    "detail": Word("What happened this time.", "The body is too large"),
    "RuleBroken.detail": Word("What is wrong there.", "Field required"),
    "errors": Word("With `invalid`: each rule broken."),
    "pointer": Word("Where: a JSON pointer (RFC 6901).", "/content"),
}

# What the keys of maps stand for, where there is a closed set of them.
KEYS: dict[str, str] = {
    "like": "Somebody likes a post or a comment of yours.",
    "comment": "Somebody comments on a post of yours.",
    "follow": "Somebody follows you.",
    "message": "Somebody sends you a message.",
    "exchange_request": "Somebody asks you for an exchange.",
    "exchange_accepted": "Somebody accepts an exchange that you asked for.",
    "exchange_canceled": "An exchange of yours is declined, withdrawn, canceled or expired.",
    "exchange_completed": "An exchange of yours is completed.",
    "session_proposed": "Somebody proposes a session.",
    "session_scheduled": "Somebody accepts a time of a session.",
    "session_changed": "A session of yours is moved or canceled, or one of you says how it went.",
    "session_completed": "A session of yours is completed.",
    "session_reminder": "A session of yours starts soon.",
    "session_rated": "Somebody rates a session with you.",
    "rating_replied": "Somebody replies to a rating of yours.",
    "badge": "You have got a badge.",
    "summary": "What has come up while you had quiet hours.",
}

UPLOAD_TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf")
# Fields that are any text to the code, though few words come: their enumeration, and its words.
CLOSED_TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "FileView.contentType": ("UploadType", UPLOAD_TYPES),
    "MediaView.contentType": ("UploadType", UPLOAD_TYPES),
    "Problem.current": (
        "CurrentState",
        ("pending", "proposed", "accepted", "completed", "canceled", "no_show"),
    ),
    "SkillView.category": (
        "SkillCategory",
        tuple(dict.fromkeys(skill.category for skill in skills())),
    ),
}

ENUMERATIONS: dict[str, str] = {
    "AboutEvent": "What happened to an exchange or a session.",
    "Badge": "Something that a person has achieved; once given, it stays.",
    "CurrentState": "The state that an exchange or a session is in now.",
    "DecisionEvent": "An event that people are told of.",
    "ErrorCode": "What kind of error it is: the `type` of the problem that the HTTP API answers.",
    "ExchangeActionName": "An action on an exchange: the last part of the path of the endpoint to "
    "call. `createSession` is `POST /exchange/createSession`, the others are `PATCH /exchange/…`.",
    "ExchangeCancelReason": "How an exchange came to be canceled.",
    "ExchangeStatus": "The state of an exchange.",
    "Language": "A language that texts are written in.",
    "MediaStatus": "`pending` until the file was checked, then `ready` or `rejected`.",
    "MessageKind": "`text` by a person; else it tells of an exchange or a session.",
    "NotificationType": "What a notification is about.",
    "Outcome": "How an event ended for a person on a channel.",
    "PostType": "What kind of post it is.",
    "ProblemType": "What kind of error it is: a stable word to compare.",
    "PushPlatform": "Firebase Cloud Messaging or Apple's push service.",
    "Role": "Who asked for the exchange, or who was asked.",
    "SessionActionName": "An action on a session: the last part of the path of the endpoint to "
    "call. `rate` is `POST /exchange/rate`, the others are `PATCH /exchange/…`.",
    "SessionCancelReason": "How a session came to be canceled: `lapsed` if nobody accepted a time.",
    "SessionStatus": "The state of a session.",
    "SkillCategory": "What the catalogue lists a skill under.",
    "SkillLevel": "How well a person knows a skill.",
    "UploadType": "The media type of a file.",
}
