### The words of the web client. Every language has the same messages, with the same variables.
### People's own names come with marks that keep their direction: Fluent adds them.

## The product

brand = Learn Exchange
pair-for = for

## The frame

skip-to-content = Skip to the content
nav-main = Main
nav-home = Home
nav-explore = Explore
nav-exchanges = Exchanges
nav-messages = Messages
nav-notifications = Notifications
nav-profile = Profile
nav-settings = Settings
nav-write = Write
search = Search
count-new = new
aside = For you
language = Language
theme = Theme
theme-system = As the device
theme-light = Light
theme-dark = Dark
offline-line = You are offline. What you write is kept here.
session-changed = In another tab, { $name } has signed in. This page is theirs now.
verify-line = We have sent a mail to { $email }. Open its link to verify your address.
verify-sent = Another mail is on its way to { $email }.
send-again = Send again
dismiss = Dismiss
close = Close
cancel = Cancel
save = Save
go-home = Go home
not-found-title = There is nothing here
not-found-text = The address may be wrong, or what it led to is gone.
failed-title = This page did not load
try-again = Try again
try-again-in =
    { $seconds ->
        [one] Try again in { $seconds } second
       *[other] Try again in { $seconds } seconds
    }
request-number = If it goes on, tell us this number: { $number }

## Keys

keys-title = Keys
keys-off = They can be switched off in the settings.
key-list = This list
key-search = Search
key-posts = Next and previous post
key-like = Like the post
key-new = Show new posts
key-home = Home
key-explore = Explore
key-messages = Messages
key-notifications = Notifications

## Skills

level-beginner = beginner
level-intermediate = intermediate
level-expert = expert

## Problems

problem-already-pending = You two already have an open request for this.
problem-already-rated = You have already rated this session.
problem-already-replied = You have already replied to this rating.
problem-already-verified = Your address is verified already.
problem-body-too-large = That is too much text at once.
problem-changed-since = This has changed while you were looking at it.
problem-email-taken = Somebody uses this address already. Is it you? Then sign in.
problem-invalid = Something is not right yet. See the marked fields.
problem-invalid-link = This link is not valid, or no longer.
problem-link-used = This link has been used.
problem-login-ended = You have been signed out.
problem-media-in-use = This file is shown elsewhere already.
problem-media-not-ready = The file is still being prepared.
problem-no-time-agreed = No time has been agreed yet.
problem-not-allowed = You may not do this.
problem-not-found = This does not exist, or no longer.
problem-not-signed-in = You are not signed in.
problem-offline = The server cannot be reached. Nothing is lost, and what you have written is kept here.
problem-server = The server took too long or failed. Nothing is lost, and what you have written is kept here.
problem-time-taken = One of you has something else at this time.
problem-too-many-follows = You follow as many people as one can.
problem-too-many-pending = You have as many open requests as one can have.
problem-too-many-requests = That was too often in a short time.
problem-too-many-sessions = This exchange has as many sessions as one can have.
problem-unavailable = The server is busy. Please try again in a moment.
problem-unknown = Something went wrong.
problem-unsupported-media-type = Files of this kind cannot be used here.
problem-username-taken = This name is taken.
problem-wrong-credentials = Address and password do not belong together.
problem-wrong-password = This is not your password.
problem-wrong-state = This is no longer possible.
problem-wrong-time = This time is not possible.

## The way in

email = E-mail address
password = Password
password-show = Show the password
landing-title = You teach what you know, and learn what they know
signin-title = Sign in
signin-action = Sign in
signin-ended = You have been signed out. Sign in again to go on; what you have written is kept.
forgot-link = Forgotten your password?
signup-link = Join Learn Exchange
signup-action = Join

## Posts

## People and explore

## Chat and notifications

chat-list = Conversations
chat-list-failed = Your conversations did not load
chat-list-more = Show older conversations
chat-none = No messages yet
chat-none-text = Find somebody in Explore and write to them. Your conversations are kept here.
chat-choose = Choose a conversation
chat-choose-text = What you two write to each other is shown here.
chat-with = Conversation with { $name }
chat-back = All messages
chat-failed = This conversation did not load
chat-gone = You cannot see this conversation
chat-gone-text = It may be gone, or one of you has blocked the other.
chat-log = Messages
chat-here = here now
chat-seen = here { $ago }
chat-typing = { $name } is writing …
chat-typing-short = is writing …
chat-time-ahead = { $time } in { $city }, { NUMBER($hours) } h ahead
chat-time-behind = { $time } in { $city }, { NUMBER($hours) } h behind
chat-you = You:
chat-unread = unread
chat-nothing-yet = Nothing written yet
chat-new = New
chat-newest = Newest messages
chat-message-to = Message to { $name }
chat-send = Send
chat-sending = Waits to be sent
chat-saved = sent
chat-read = read
chat-refused = It was not taken.
chat-refused-gone = You two can no longer write to each other.
chat-drop = Delete
chat-too-long =
    { $most ->
       *[other] A message has at most { $most } characters.
    }
about-exchange-requested =
    { $who ->
        [me] You ask for an exchange
       *[other] { $name } asks for an exchange
    }
about-exchange-accepted = Exchange, accepted
about-exchange-canceled = Exchange, ended
about-exchange-completed = Exchange, completed
about-session-proposed =
    { $who ->
        [me] You propose a session
       *[other] { $name } proposes a session
    }
about-session-accepted = Session, agreed
about-session-rescheduled =
    { $who ->
        [me] You propose another time
       *[other] { $name } proposes another time
    }
about-session-canceled = Session, canceled
about-session-marked-completed =
    { $who ->
        [me] You say that the session took place
       *[other] { $name } says that the session took place
    }
about-session-completed = Session, completed
about-no-show-reported =
    { $who ->
        [me] You say that { $name } did not come
       *[other] { $name } says that you did not come
    }
about-no-show-contested =
    { $who ->
        [me] You say that you did come
       *[other] { $name } says that they did come
    }
about-something = Something has changed
card-open = Open
card-gone = It no longer exists
card-you-teach = You teach
card-they-teach = { $name } teaches
card-time-mine = { $day }, { $city }, you
card-time-theirs = { $day }, { $city }, { $name }
live-slow = No live connection. New messages come every 15 seconds.
notification-open = Open

## Exchanges, sessions, ratings

## Settings
