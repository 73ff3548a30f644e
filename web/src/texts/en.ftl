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

## Exchanges, sessions, ratings

you = you
with-name = With { $name }
rule-line = { $day }, { $city }, { $whose }
rule-place = { $city }, { $whose }
rule-both = you and { $name }
time-place = { $time } { $city }
place-you = { $city }, you
until-now = now
until-over = over
waiting-more =
    { $count ->
        [one] One more waits for you
       *[other] { $count } more wait for you
    }
question-answer = { $name } asks for an exchange
question-running = Your session is on
question-took-place = Did { $day }’s session take place?
question-accused = { $name } says that you did not come
question-contested = { $name } says: I did come
question-times =
    { $times ->
        [one] Does this time suit you?
       *[other] Which time suits you?
    }
question-rate = How was { $day }’s session?
question-next = Next session
question-proposed = { $name } is choosing a time
question-marked = Waiting for { $name }’s word
question-asked = Waiting for { $name }’s answer
question-plan = When do you want to meet?
question-done = This exchange is complete
question-over = This exchange has ended
do-answer = Answer
do-running = Open
do-took-place = Answer
do-accused = Answer
do-contested = Answer
do-times = Choose a time
do-rate = Rate
do-next = Open
do-proposed = Open
do-marked = Open
do-asked = Open
do-plan = Propose times
do-done = Open
do-over = Open

exchanges-by-state = By state
exchanges-accepted = Running
exchanges-pending = Asked
exchanges-completed = Finished
exchanges-canceled = Called off
exchanges-by-role = By who asked
exchanges-by-either = All
exchanges-by-initiator = I asked
exchanges-by-receiver = I was asked
exchanges-failed = Your exchanges did not load
exchange-failed = This exchange did not load
exchange-gone = This exchange is not here
exchange-gone-text = It may be between other people, or one of you has hidden from the other.
no-exchanges-accepted = Your half is ready
no-exchanges-accepted-text = Nothing is running at the moment. Find somebody who teaches what you want to learn, and looks for what you teach.
no-exchanges-pending = Nobody has been asked
no-exchanges-pending-text = Requests that are not answered yet stand here, yours and those of others.
no-exchanges-completed = Nothing is finished yet
no-exchanges-completed-text = An exchange is finished when a session was held and none is open.
no-exchanges-canceled = Nothing was called off
no-exchanges-canceled-text = Requests that were declined, withdrawn or not answered would stand here.
find-partner = Find a partner
waits-for-you = Waits for you.
exchange-title = { $mine } for { $theirs }, with { $name }
you-teach = You teach
name-teaches = { $name } teaches
also-possible = Also possible now
message-name = Message { $name }
profile-of = { $name }’s profile
sessions-open = Sessions
where-you-meet = Where you meet
story-title = The story so far
session-line-proposed =
    { $count ->
        [one] { $day }, proposed
       *[other] { $day } or later, proposed
    }
session-line-accepted = { $day }, agreed
session-line-completed = { $day }, held
session-line-no_show = { $day }, did not take place
session-line-canceled = { $day }, canceled
slots-legend = The times that { $name } has proposed
calendar-file = Save as a calendar file
instant = { $day }, { $time }
leave-it = Leave it as it is
all-the-same = { $action } all the same
no-longer-possible = This is no longer possible.
decline-reason = Why, if you like
decline-reason-hint = { $name } gets to read it.

explain-answer =
    { $days ->
        [0] The request ends today if you do not answer.
        [one] You have one day to answer.
       *[other] You have { $days } days to answer.
    }
explain-running = { $minutes } minutes. When it is over, both of you say that it took place; then you can rate each other.
explain-took-place =
    { $said ->
        [yes] { $minutes } minutes. { $name } has said yes. Your word completes it, then you can rate each other.
       *[no] { $minutes } minutes. It is completed when both of you have said so; who is silent for 72 hours is assumed to agree.
    }
explain-accused = If you did come, say so: the report then counts no longer, and { $name } can agree.
explain-contested = You have reported that { $name } did not come. If you agree now, the session is completed, and you can rate each other. If not, leave it: the report no longer counts.
explain-times = { $minutes } minutes. Choose one, and it is agreed.
explain-rate = What you write stays sealed: nobody reads it before both of you have rated, or 14 days are over.
explain-next = { $minutes } minutes, agreed by both of you.
explain-proposed = { $minutes } minutes. You have proposed; { $name } picks one of the times.
explain-marked = You have said that it took place. { $name } has 72 hours to say otherwise, then it is completed.
explain-asked =
    { $days ->
        [0] The request ends today if { $name } does not answer.
        [one] { $name } has one more day to answer.
       *[other] { $name } has { $days } more days to answer.
    }
explain-plan = No session is planned. Propose up to five times, and { $name } picks one.
explain-done = A session was held, and none is open. You two can begin another exchange at any time.
explain-over =
    { $reason ->
        [declined] The request was declined.
        [withdrawn] The request was withdrawn.
        [expired] Nobody answered within 14 days.
       *[canceled] It was canceled. What was held and rated stays.
    }

action-accept = Accept
action-decline = Decline
action-cancel =
    { $status ->
        [pending] Withdraw the request
       *[other] Cancel the exchange
    }
action-createSession = Propose a session
action-acceptSession = Agree to this time
action-rescheduleSession = Propose other times
action-cancelSession = Cancel the session
action-markCompleted = Yes, it took place
action-reportNoShow = { $name } did not come
action-contestNoShow = I did come
action-rate = Rate { $name }

means-accept = From then on both of you can propose times to meet. Nothing is fixed by it.
means-decline = { $name } is told. It counts nowhere.
means-cancel =
    { $status ->
        [pending] { $name } can no longer accept it. It counts nowhere.
       *[other] It ends for both of you, with all sessions that are proposed or agreed. What was held and rated stays.
    }
means-createSession = Up to five times, of which { $name } picks one.
means-acceptSession = Both of you are reminded 24 hours and one hour before.
means-rescheduleSession =
    { $status ->
        [proposed] { $name } is asked about the new times instead.
       *[other] What was agreed no longer holds, and { $name } is asked again.
    }
means-cancelSession = { $name } is told. The exchange goes on.
means-markCompleted = When both of you have said so, it is completed.
means-reportNoShow = It counts in { $name }’s profile, unless they contest it within 14 days.
means-contestNoShow = The report then counts no longer.
means-rate = One to five stars, and words if you like.
counts = It is less than 12 hours before the session: it counts in your profile as a late cancellation.
counts-unless = It is less than 12 hours before the session: if no other time is agreed, it counts in your profile as a late cancellation.
counts-after = After { $time } it counts in your profile as a late cancellation.
possible-until = Possible until { $time }.

did-accept = You have accepted { $name }’s request.
did-decline = You have declined.
did-cancel = It is canceled.
did-cancelSession = The session is canceled, and { $name } is told.
did-markCompleted = You have said that it took place.
did-reportNoShow = You have reported that { $name } did not come.
did-contestNoShow = You have said that you came.
did-acceptSession = It is agreed. { $name } is told.

changed-title = This has changed since you looked:
changed-times = The times are now:
changed-place = The place is now: { $place }
changed-length = It now takes { $minutes } minutes.
changed-other = { $name } has changed something.
changed-session-proposed = Other times have been proposed.
changed-session-accepted = A time has been agreed.
changed-session-completed = It is completed.
changed-session-canceled = { $name } has canceled the session.
changed-session-no_show = It was reported as not held.
changed-exchange-pending = The request is open.
changed-exchange-accepted = The exchange has been accepted.
changed-exchange-completed = The exchange is complete.
changed-exchange-canceled = The exchange is no longer open.

story-you-asked = You asked
story-name-asked = { $name } asked
story-accepted = The exchange was accepted
story-declined =
    { $by ->
        [you] You declined
       *[name] { $name } declined
    }
story-withdrawn = The request was withdrawn
story-expired = Nobody answered in time
story-canceled =
    { $by ->
        [you] You canceled the exchange
        [name] { $name } canceled the exchange
       *[nobody] The exchange was canceled
    }
story-completed = The exchange is complete
story-session-proposed =
    { $by ->
        [you] You proposed a session of { $minutes } minutes
       *[name] { $name } proposed a session of { $minutes } minutes
    }
story-session-agreed = A session of { $minutes } minutes is agreed
story-session-waits = Session over, not yet confirmed
story-session-held = Session held, { $minutes } minutes
story-session-canceled =
    { $late ->
        [yes] Session canceled late
       *[no] Session canceled
    }
story-session-lapsed = No time was agreed
story-session-no_show =
    { $contested ->
        [yes] Session not held; the two of you see it differently
       *[no] { $accused ->
            [you] { $name } reported that you did not come
           *[name] You reported that { $name } did not come
        }
    }
story-you-rated = You rated { $name } { $score } of 5
story-name-rated = { $name } rated you { $score } of 5
rating-sealed = Sealed: { $name } reads it when both of you have rated, or when 14 days are over.
you-replied = You replied
name-replied = { $name } replied
reply = Reply
reply-words = Your reply
reply-once = Everybody who sees the rating can read it. You can reply once.

rate-title = Rate { $name }
rate-sealed = Sealed: { $name } sees what you say here only when both of you have rated, or when 14 days are over. So neither answers the other’s stars.
rate-score = How was it?
rate-score-missing = Choose one to five stars.
score-of = { $score } of 5
score-1 = poor
score-2 = so-so
score-3 = fine
score-4 = good
score-5 = excellent
rate-words = In words, if you like
rate-send = Seal and send
rated = Sent and sealed.

schedule-title = Schedule

propose-title = Propose a session
propose-back = Back to the exchange
propose-how = Choose up to five times. { $name } picks one.
propose-zones =
    { $side ->
        [same] You are in { $mine }, { $name } is in { $theirs }, where it is the same time.
        [ahead] You are in { $mine }, { $name } is in { $theirs }, { $hours } h ahead.
       *[behind] You are in { $mine }, { $name } is in { $theirs }, { $hours } h behind.
    }
propose-not-now = No times can be proposed now
propose-not-now-text = The exchange may have changed, or it has as many open sessions as it can have.
week-earlier = Earlier week
week-later = Later week
week-of = Week of { $days }
week-keys = Arrow keys move in the week, Space chooses, Page Up and Page Down turn to other weeks.
clocks-change =
    { $whose ->
        [me] On { $day } your clocks go { $way ->
            [forward] forward
           *[back] back
        } by { $minutes } minutes.
        [them] On { $day } { $name }’s clocks go { $way ->
            [forward] forward
           *[back] back
        } by { $minutes } minutes.
       *[both] On { $day } the clocks of both of you go { $way ->
            [forward] forward
           *[back] back
        } by { $minutes } minutes.
    }
night-open =
    { $whose ->
        [me] You sleep. Show these { $count } hours
       *[them] { $name } sleeps. Show these { $count } hours
    }
nights-show = Show the hours of the night too
busy-me = You are busy
busy-them = { $name } is busy
busy-both = Both busy
night = Asleep or late
chosen = Chosen
past = over
hour-skipped = does not exist: the clocks go forward
hour-twice = comes twice: the clocks go back
slots-most = Up to { $count } times can be chosen.
slots-chosen =
    { $count ->
        [one] One time chosen
       *[other] { $count } times chosen
    }
review-and-send = Review and send
slots-yours =
    { $count ->
        [0] Your times
        [one] Your time
       *[other] Your { $count } times
    }
slots-none = Choose one or more times in the week.
slot-length = { $day }, { $minutes } minutes
slot-time = Time on { $day }
slot-remove = Take back { $day }
slots-send = Send to { $name }
slots-send-again = Send all the same
slots-sent =
    { $count ->
        [one] Your time is with { $name }.
       *[other] Your { $count } times are with { $name }.
    }
clocks-twice = The clocks are put back that night, so { $time } comes twice. Which one?
clocks-skipped = The clocks are put forward then, so { $time } does not exist. Take one of these?
clocks-choice = { $time } ({ $offset }), { $theirTime } for { $name }
how-long = How long
minutes = minutes
where = Where
where-hint = A link or a place. It can stay empty for now.

## Settings
