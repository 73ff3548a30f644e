"""Each endpoint of the HTTP API and each action of the WebSocket API, by line.

A line names the function that answers and what it may touch.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from infra.uses import (
    Chat,
    CookieSessions,
    Exchange,
    Explore,
    Feed,
    MailSecret,
    Notifications,
    OriginSecret,
    Push,
    SigningSecret,
    Sockets,
    Uploads,
    Use,
    Users,
)

# Lambda gives one full CPU at 1,769 MB: a login then costs the same as at 512 MB and is 3.4 times
# faster. https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
ONE_CPU_MB = 1769
STANDARD_MB = 512


@dataclass(frozen=True)
class Route:
    """One endpoint of the HTTP API, answered by one function."""

    endpoint: str
    function: str
    uses: Sequence[Use] = ()
    public: bool = False
    memory_mb: int = STANDARD_MB

    @property
    def method(self) -> str:
        """Such as `GET`."""
        return self.endpoint.partition(" ")[0]

    @property
    def keys(self) -> tuple[str, ...]:
        """The routes of API Gateway: beside a public GET also HEAD, which that does not imply."""
        if self.public and self.method == "GET":
            return self.endpoint, f"HEAD {self.path}"
        return (self.endpoint,)

    @property
    def path(self) -> str:
        """Such as `/user/{id}`."""
        return self.endpoint.partition(" ")[2]


@dataclass(frozen=True)
class SocketRoute:
    """One action of the WebSocket API, handled by one function.

    `action` is what a frame says in its field `action`, or one of API Gateway's own: `$connect`,
    `$disconnect`, and `$default` for all frames that name no action that there is.
    """

    action: str
    function: str
    uses: Sequence[Use] = ()


AUTHORIZER = "auth.authorize"


def module_of(function: str) -> str:
    """Returns the module that holds a function: `user.handlers.follow` for `user.follow`."""
    domain, _, name = function.partition(".")
    return f"{domain}.handlers.{name}"


# fmt: off
ROUTES = (
    Route("POST /auth/signup", "auth.signup", [Users.write, SigningSecret.read, CookieSessions.keep, OriginSecret.read], public=True, memory_mb=ONE_CPU_MB),
    Route("POST /auth/login", "auth.login", [Users.write, SigningSecret.read, CookieSessions.keep, OriginSecret.read], public=True, memory_mb=ONE_CPU_MB),
    Route("POST /auth/refresh", "auth.refresh", [Users.write, SigningSecret.read, CookieSessions.keep], public=True),
    Route("POST /auth/logout", "auth.logout", [Users.write, Exchange.delete, CookieSessions.keep]),
    Route("POST /auth/verifyEmail", "auth.verify_email", [Users.write, MailSecret.read], public=True),
    Route("POST /auth/resendVerification", "auth.resend_verification", [Users.write]),
    Route("POST /auth/forgotPassword", "auth.forgot_password", [Users.write, OriginSecret.read], public=True),
    Route("POST /auth/resetPassword", "auth.reset_password", [Users.write, Exchange.delete, MailSecret.read, CookieSessions.keep], public=True, memory_mb=ONE_CPU_MB),
    Route("POST /auth/changePassword", "auth.change_password", [Users.write, Exchange.delete], memory_mb=ONE_CPU_MB),
    Route("GET /auth/devices", "auth.list_devices", [Users.read]),
    Route("DELETE /auth/devices/{deviceId}", "auth.remove_device", [Users.write, CookieSessions.keep]),
    Route("GET /.well-known/jwks.json", "auth.jwks", [Users.read], public=True),

    Route("GET /user/me", "user.get_me", [Users.read]),
    Route("GET /user/{id}", "user.get_profile", [Users.read]),
    Route("PUT /user/updateProfile", "user.update_profile", [Users.write, Feed.write]),
    Route("POST /user/follow", "user.follow", [Users.write]),
    Route("DELETE /user/follow/{id}", "user.unfollow", [Users.write]),
    Route("GET /user/{id}/followers", "user.list_followers", [Users.read]),
    Route("GET /user/{id}/following", "user.list_following", [Users.read]),
    Route("PUT /user/skills", "user.set_skills", [Users.write]),
    Route("POST /user/block", "user.block", [Users.write]),
    Route("DELETE /user/block/{id}", "user.unblock", [Users.write]),
    Route("GET /user/blocked", "user.list_blocked", [Users.read]),

    Route("GET /feed/latest", "feed.latest", [Feed.read, Users.read]),
    Route("GET /feed/newCount", "feed.count_new_posts", [Feed.check, Users.read]),
    Route("POST /feed/createPost", "feed.create_post", [Feed.write, Users.write]),
    Route("GET /feed/post/{id}", "feed.get_post", [Feed.read, Users.read]),
    Route("PUT /feed/post/{id}", "feed.edit_post", [Feed.write, Users.check]),
    Route("DELETE /feed/post/{id}", "feed.delete_post", [Feed.write, Users.write]),
    Route("POST /feed/like", "feed.like", [Feed.write, Users.check]),
    Route("DELETE /feed/like/{postId}", "feed.unlike", [Feed.write, Users.check]),
    Route("POST /feed/comment", "feed.comment", [Feed.write, Users.check]),
    Route("GET /feed/comments/{postId}", "feed.list_comments", [Feed.read, Users.read]),
    Route("DELETE /feed/comment/{postId}/{commentId}", "feed.delete_comment", [Feed.write, Users.check]),
    Route("GET /feed/userPosts/{id}", "feed.user_posts", [Feed.read, Users.read]),

    Route("GET /explore/trending", "explore.trending", [Explore.read], public=True),
    Route("GET /explore/skills", "explore.list_skills", [Explore.read]),
    Route("GET /explore/people", "explore.find_people", [Users.read]),
    Route("GET /explore/recommend", "explore.recommend", [Explore.read, Feed.read, Users.read]),

    Route("POST /chat/open", "chat.open", [Chat.change, Users.check]),
    Route("GET /chat/list", "chat.list_conversations", [Chat.read, Users.check]),
    Route("GET /chat/{id}", "chat.get_conversation", [Chat.read, Users.check]),
    Route("GET /chat/{id}/messages", "chat.list_messages", [Chat.read, Users.check]),
    Route("POST /chat/{id}/messages", "chat.post_message", [Chat.write, Users.check, Sockets.push]),
    Route("POST /chat/{id}/read", "chat.read", [Chat.write, Users.check, Sockets.push]),
    Route("POST /chat/ticket", "chat.create_ticket", [Chat.write, Users.check, Sockets.offer]),

    Route("POST /exchange/request", "exchange.request", [Exchange.change, Users.check]),
    Route("POST /exchange/create", "exchange.create", [Exchange.change, Chat.check, Users.check]),
    Route("GET /exchange/list", "exchange.list_exchanges", [Exchange.read, Users.read]),
    Route("GET /exchange/{id}", "exchange.get_exchange", [Exchange.read, Users.read]),
    Route("GET /exchange/{id}/busy", "exchange.list_busy_times", [Exchange.read, Users.check]),
    Route("PATCH /exchange/accept", "exchange.accept", [Exchange.change, Users.write]),
    Route("PATCH /exchange/decline", "exchange.decline", [Exchange.change, Users.check]),
    Route("PATCH /exchange/cancel", "exchange.cancel", [Exchange.change, Users.write]),
    Route("POST /exchange/createSession", "exchange.create_session", [Exchange.change, Users.write]),
    Route("PATCH /exchange/acceptSession", "exchange.accept_session", [Exchange.change, Users.write]),
    Route("PATCH /exchange/rescheduleSession", "exchange.reschedule_session", [Exchange.change, Users.write]),
    Route("PATCH /exchange/cancelSession", "exchange.cancel_session", [Exchange.change, Users.write]),
    Route("PATCH /exchange/markCompleted", "exchange.mark_completed", [Exchange.change, Users.write]),
    Route("PATCH /exchange/reportNoShow", "exchange.report_no_show", [Exchange.change, Users.write]),
    Route("PATCH /exchange/contestNoShow", "exchange.contest_no_show", [Exchange.change, Users.write]),
    Route("POST /exchange/rate", "exchange.rate", [Exchange.change, Users.write]),
    Route("POST /exchange/replyRating", "exchange.reply_rating", [Exchange.write]),
    Route("GET /exchange/ratings/{userId}", "exchange.list_ratings", [Exchange.read, Users.read]),
    Route("GET /exchange/schedule", "exchange.get_schedule", [Exchange.read, Users.read]),
    Route("POST /exchange/calendarToken", "exchange.create_calendar_token", [Exchange.write, Users.check]),
    Route("DELETE /exchange/calendarToken", "exchange.delete_calendar_token", [Exchange.write, Users.check]),
    Route("GET /exchange/session/{file}", "exchange.download_session", [Exchange.read, Users.read]),
    Route("GET /exchange/calendar/{file}", "exchange.calendar", [Exchange.read, Users.read], public=True),

    Route("POST /media/upload", "media.upload", [Feed.write, Uploads.offer]),
    Route("GET /media/{id}", "media.get_media", [Feed.read]),

    Route("GET /notifications/list", "notifications.list_notifications", [Notifications.read, Users.check]),
    Route("GET /notifications/{id}/why", "notifications.why", [Notifications.read, Users.check]),
    Route("POST /notifications/markRead", "notifications.mark_read", [Notifications.change, Chat.write, Sockets.push]),
    Route("GET /notifications/unreadCount", "notifications.unread_count", [Notifications.check]),
    Route("GET /notifications/preferences", "notifications.get_preferences", [Notifications.check]),
    Route("PUT /notifications/preferences", "notifications.set_preferences", [Notifications.write, Users.write]),
    Route("POST /notifications/devices", "notifications.register_device", [Notifications.change, Users.check, Push.register]),
    Route("DELETE /notifications/devices/{id}", "notifications.unregister_device", [Notifications.write, Users.check, Push.remove]),
    Route("GET /notifications/unsubscribe/{token}", "notifications.open_unsubscribe", public=True),
    Route("POST /notifications/unsubscribe/{token}", "notifications.unsubscribe", [Notifications.write, MailSecret.read], public=True),

    Route("GET /health", "docs.health", [Users.get], public=True),
    Route("GET /docs", "docs.site", [Sockets.offer], public=True),
    Route("GET /docs/live", "docs.site", [Sockets.offer], public=True),
    Route("GET /docs/assets/{file}", "docs.site", [Sockets.offer], public=True),
    Route("GET /openapi.json", "docs.site", [Sockets.offer], public=True),
    Route("GET /asyncapi.json", "docs.site", [Sockets.offer], public=True),
)

SOCKET_ROUTES = (
    SocketRoute("$connect", "chat.connect", [Chat.write, Users.check, Sockets.close, Sockets.push]),
    SocketRoute("$disconnect", "chat.disconnect", [Chat.write, Sockets.push]),
    SocketRoute("sendMessage", "chat.send_message", [Chat.write, Users.check, Sockets.push]),
    SocketRoute("markRead", "chat.mark_read", [Chat.write, Users.check, Sockets.push]),
    SocketRoute("typing", "chat.typing", [Chat.write, Users.check, Sockets.push]),
    SocketRoute("ping", "chat.ping", [Chat.write, Sockets.push]),
    SocketRoute("$default", "chat.unknown_frame", [Sockets.push]),
)
# fmt: on
