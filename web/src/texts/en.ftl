### The words of the web client. Every language has the same messages, with the same variables.
### People's own names come with marks that keep their direction: Fluent adds them.

## The product

brand = Learn Exchange
pair-for = for

## The frame

skip-to-content = Skip to the content
nav-main = Main
notices = Notices
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
verify-now = Your address is verified.
send-again = Send again
send-again-in =
    { $seconds ->
        [one] Send again in { $seconds } second
       *[other] Send again in { $seconds } seconds
    }
dismiss = Dismiss
close = Close
cancel = Cancel
save = Save
go-home = Go home
not-found-title = There is nothing here
not-found-text = The address may be wrong, or what it led to is gone.
gone-title = This is no longer there
gone-text = It was deleted, or it never was at this address.
forbidden-title = This is not yours to see
forbidden-text = It belongs to other people. If you have another account, change to it.
failed-title = This page did not load
new-version-line = A new version is there.
new-version-take = Show it
chosen = chosen
try-again = Try again
try-again-in =
    { $seconds ->
        [one] Try again in { $seconds } second
       *[other] Try again in { $seconds } seconds
    }
try-again-in-minutes = Try again in { $minutes } minutes
try-again-in-hours = Try again in { $hours } hours
request-number = If it goes on, tell us this number: { $number }

## Keys

keys-title = Keys
keys-off = They can be switched off in the settings.
key-then = <key>{ $first }</key> then <key>{ $second }</key>
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
problem-too-many-requests = That is as often as it can be for now.
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
password-hint = 8 characters or more. A few words that nobody else puts together are strong and easy to keep in mind.
first-name = First name
last-name = Last name
username = Username
username-hint = Others find you by it. You can change it later.
rule-name = Please write 1 to 50 characters, without web addresses, @, signs that nobody sees, or the name of this site.
rule-username = 3 to 50 letters without accents, digits, and dots, dashes or underscores between them. Not a reserved name such as admin, nor what looks like a web address.
rule-email = This is not an e-mail address. It looks like name@example.com.
rule-password = Please choose 8 to 128 characters that are hard to guess: no common password, and none made of your names, your address or the name of this site.
skip = Skip
continue = Continue
time-zone = Time zone
time-zone-now = { $zone }: it is { $time } there now.
time-zone-none = No time zone begins like this. Try the largest city near you.

landing-title = You teach what you know, and learn what they know
landing-text = Somewhere there is a person who knows what you want to learn, and would love to learn what you know. Here you find each other. Nobody pays.
landing-you-teach = You teach
landing-you-learn = You learn
landing-mine = an hour of what you know
landing-theirs = an hour of what they know
landing-step-1-title = Say what you can teach
landing-step-1 = And what you want to learn. A beginner’s question is welcome, and so is an expert’s trick.
landing-step-2-title = Find somebody who fits
landing-step-2 = People who teach what you seek and seek what you teach come first, with the reasons.
landing-step-3-title = Meet, an hour for an hour
landing-step-3 = Agree on a time that both your clocks show, meet, and say afterwards how it was.
landing-trending = What people exchange this week
landing-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }

signup-title = Join Learn Exchange
signup-text = It takes a minute. Nobody pays, here or later.
signup-action = Join
signup-have = You have an account?
signup-link = Join Learn Exchange
signin-title = Sign in
signin-action = Sign in
signin-ended = You have been signed out. Sign in again to go on; what you have written is kept.
signin-first = Sign in, and you are led to what you wanted to see.
forgot-link = Forgotten your password?

signout = Sign out
signout-everywhere = Sign out everywhere
signout-title = Sign out?
signout-everywhere-title = Sign out on all devices?
signout-everywhere-text = Your other phones and computers are signed out too.
signout-unsent =
    { $count ->
        [one] Something you have written is not sent yet. It is lost when you sign out.
       *[other] { $count } things you have written are not sent yet. They are lost when you sign out.
    }

step-of = Step { $step } of { $steps }
welcome-later = You can change all of this later.
welcome-picture-title = A face to your name
welcome-picture-text = Welcome, { $name }. People rather learn from somebody whose face they have seen.
welcome-skills-title = What you can teach, what you want to learn
welcome-skills-text = Nobody pays here. What you teach is what you give for what you learn.
welcome-people-title = People who fit you
welcome-people-text = Follow them, and what they post is on your home page.
welcome-people-none = Nobody fits yet
welcome-people-none-text = As soon as somebody teaches what you seek, you find them under Explore.
welcome-done = Go to my home page
people-failed = The people did not load
follow = Follow
following = Following
follow-person = Follow { $name }
unfollow-person = Following { $name }: stop

bench-offered = I teach
bench-sought = I want to learn
bench-add = Add a skill
bench-own = Add “{ $skill }”
bench-added = { $skill } is added.
bench-level = Level in { $skill }
bench-remove = Remove { $skill }
bench-twice = { $skill } is on this side already.

picture-choose = Choose a picture
picture-other = Choose another picture
picture-hint = A photo of up to 15 MB. You choose the part that is shown.
picture-busy = The picture is being prepared…
picture-unreadable = This file cannot be shown as a picture. Choose a JPEG, PNG, WebP or GIF.
crop-area = The part of the picture that is shown. Move the picture with the arrow keys.
crop-help = Drag the picture, or move it with the arrow keys.
crop-zoom = Zoom
crop-done = Use this part

verify-title = Your e-mail address
verify-busy = The address is being verified…
verify-done = The address is verified
verify-done-text = Others can now reach you, and you are told by mail what waits for you.
verify-done-out = Sign in to go on.
verify-expired = This link does not work any longer
verify-expired-text = It works for three days. Get another mail, and open the link in it.
verify-expired-out = It works for three days. Sign in to get another mail.
verify-used = This link has been used
verify-used-text = If your address is verified, there is nothing left to do.
signed-in-as = You are signed in as { $name } ({ $email }). Is the link meant for another account? Then change to it.
verify-failed = The address could not be verified now
change-account = Change account
link-missing = There is no link here
link-missing-text = Open the link in the mail once more, or copy all of it.

forgot-title = Forgotten your password?
forgot-text = Write your address, and you get a mail with a link to choose a new one.
forgot-action = Send the mail
forgot-done = Look into your mail
forgot-done-text = If { $email } belongs to an account, a mail with a link is on its way. The link works once, for an hour.
forgot-again = Nothing there? Look into the folder for spam, or write another address.
forgot-other = Another address

reset-title = Choose a new password
reset-text = All devices are signed out then, and you sign in with the new one.
reset-new = New password
reset-action = Keep this password
reset-done = Your password is new
reset-done-text = Sign in with it now. All other devices are signed out.
reset-done-other = It belongs to another account than the one that is signed in here.
reset-expired = This link does not work any longer
reset-expired-text = It works for one hour. Get another mail.
reset-used = This link has been used
reset-used-text = Each link sets a password once. If it was not you, get another mail and choose a new password.
reset-again = Get another mail

## Posts

feed-label = Posts
feed-failed = The posts did not load
feed-new =
    { $count ->
        [one] { $count } new post
       *[other] { $count } new posts
    }
feed-end = You have seen all posts.
feed-empty-title = Nothing here yet
feed-empty-text = Follow people, and what they post is here. Or begin: show what you know.
feed-empty-explore = Find people
feed-empty-write = Write the first post
post-kind =
    { $kind ->
        [tutorial] Tutorial
        [achievement] Achievement
       *[other] Post
    }
post-suggested = suggested for you
post-read-on = Read on
post-more = More about “{ $title }”
post-like =
    { $count ->
        [one] Like, { $count } like
       *[other] Like, { $count } likes
    }
post-comments =
    { $count ->
        [one] { $count } comment
       *[other] { $count } comments
    }
post-delete-title = Delete this post?
post-delete-text = Its comments, likes and files go with it. It cannot be taken back.
post-deleted = The post is deleted.
share = Share
copy-link = Copy the link
link-copied = The link is copied.
edit = Edit
delete = Delete
picture = Picture
pictures = Pictures
document = Document
picture-open = Open: { $alt }
picture-number = { $at } of { $count }
picture-previous = Previous picture
picture-next = Next picture
pictures-more = { $count } more
comments = Comments
comments-failed = The comments did not load
comments-empty = No comments yet.
comments-more = Later comments
comment-label = Your comment
comment-send = Comment
comment-written = Your comment is there.
comment-like =
    { $count ->
        [one] Like the comment, { $count } like
       *[other] Like the comment, { $count } likes
    }
comment-delete = Delete the comment
comment-delete-title = Delete this comment?
comment-delete-text = It cannot be taken back.
comment-deleted = The comment is deleted.

tags = Tags
post-failed = This post did not load
post-gone-title = This post is not here
post-gone-text = It was deleted, or you may not see it.
post-edited = Edited

write-new = Write a post
write-edit = Change the post
write-kind = What is it?
write-title = Title
write-content = What you want to say
write-content-hint = **bold**, *italic*, lists with “- ”, links, `code`. A #word becomes a tag.
write-preview = Preview
write-preview-empty = Nothing is written yet.
write-go-on = Go on writing
write-tags-hint = Skills that it is about: choose one, or finish your own with Enter.
write-tag-remove = Remove the tag { $tag }
write-publish = Publish
write-published = Your post is there.
write-saved = Your changes are saved.
write-discard = Discard
write-restore = Discard the changes
write-discarded = What you wrote is discarded.
undo = Undo
write-uploading = The files are still on their way.
files = Pictures and documents
files-add = Add pictures or a PDF
files-hint = Choose, drop or paste; up to 10, 15 MB each.
file-earlier = Earlier
file-later = Later
file-moved = Now number { $at } of { $count }.
file-remove = Remove { $name }
file-progress = { $name } is being uploaded
file-alt = What the picture shows
file-alt-hint = For those who cannot see it.
file-title = What the document is
file-refused-heic = pictures of this kind (HEIC) cannot be shown in browsers. On an iPhone choose Settings, Camera, Formats, “Most Compatible”, or send it to yourself as a JPEG.
file-refused-kind = only JPEG, PNG, WebP, GIF and PDF can be shown.
file-refused-size = it is larger than 15 MB.
file-refused-many = a post shows 10 files at most.

## People and explore

explore-skill = What do you want to learn?
explore-level = Level
explore-any-level = any
explore-teachers = Who teaches { $skill }
explore-nobody = Nobody teaches { $skill } yet
explore-nobody-text = Put it on your list of what you want to learn, and whoever comes to teach it finds you.
explore-all-levels = Any level
explore-no-fit = Nobody fits yet
explore-fit = { $percent } % fit

people-fit = Could teach you, would learn from you
people-fit-none = Say what you teach and what you want to learn, and people who fit are here.
skills-change = Change my skills
tutorials-fit = Tutorials for you
trending = Asked for today
trending-count =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
reason-teaches = Teaches { $skill }, which you want to learn
reason-learns = Wants to learn { $skill }, which you teach
reason-rated =
    { $people ->
        [one] Rated { NUMBER($average, minimumFractionDigits: 1, maximumFractionDigits: 1) } by { $people } person
       *[other] Rated { NUMBER($average, minimumFractionDigits: 1, maximumFractionDigits: 1) } by { $people } people
    }
reason-hours =
    { $hours ->
        [one] { $hours } waking hour in common
       *[other] { $hours } waking hours in common
    }

profile-failed = This profile did not load
profile-gone-title = Nobody is here
profile-gone-text = This person has left, or you cannot see them.
profile-edit = Edit my profile
profile-time = { $time } in { $city }
profile-follows-you = Follows you
profile-teaches = Teaches
profile-learns = Wants to learn
profile-no-skills = Nothing listed yet.
profile-more = More about { $name }
profile-parts = Posts, ratings and people
tab-posts = Posts ({ $count })
tab-ratings = Ratings ({ $count })
tab-followers = Followers ({ $count })
tab-following = Follows ({ $count })
posts-none = { $name } has not posted anything yet.
posts-none-mine = You have not posted anything yet. A small thing that you know is a good beginning.
followers-none = Nobody yet.
following-none = Nobody yet.
message = Message
together = What you two could do
together-fit = You two fit
waking-hours = Your waking hours meet
badge =
    { $badge ->
        [first_exchange] First exchange
        [ten_sessions] Ten sessions
        [five_skills_taught] Five skills taught
        [polyglot] Polyglot
        [dependable] Dependable
        [top_rated] Top rated
       *[other] { $badge }
    }
badge-for =
    { $badge ->
        [first_exchange] has completed an exchange
        [ten_sessions] has held ten sessions
        [five_skills_taught] has taught five skills
        [polyglot] has taught or learned three languages
        [dependable] has held twenty sessions and missed none
        [top_rated] is rated among the best
       *[other] something achieved
    }
figure-ratings =
    { $count ->
        [0] no ratings yet
        [one] from { $count } rating
       *[other] from { $count } ratings
    }
figure-held =
    { $count ->
        [one] session held
       *[other] sessions held
    }
figure-late =
    { $count ->
        [one] late cancellation
       *[other] late cancellations
    }
figure-missed =
    { $count ->
        [one] session missed
       *[other] sessions missed
    }
block = Block
unblock = Unblock
block-person = Block { $name }
block-title = Block { $name }?
block-text = You and { $name } no longer see each other anywhere, and neither follows the other any longer. { $name } is not told. You can take it back in the settings.
block-done = You have blocked { $name }.

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
live-slow = No live connection. New messages come every 15 seconds.
notification-open = Open
notifications-failed = Your notifications did not load
notifications-none = Nothing yet
notifications-none-text = When somebody likes, comments, follows, writes or asks you for an exchange, you find it here.
notifications-mark-all = Mark all as read
notifications-mark = Mark as read
notifications-mark-up-to = Mark this and all older ones as read
notifications-more = More about this notification
notifications-why = Why did I get this?
notifications-today = Today
notifications-week = The last seven days
notifications-earlier = Before
why-failed = The reasons did not load
why-next-time = Next time: { $kind }
why-all-settings = All settings of notifications
channel-inApp = In the list
channel-live = Live
channel-push = Push
channel-email = Mail
settings-failed = Your settings did not load
notification-settings = Notification settings
notification-settings-text = In the list and on the open page you are told of everything. Here you choose what comes by push and by mail as well.
kinds-people = People
kinds-exchanges = Exchanges
kinds-sessions = Sessions
kinds-ratings = Ratings and more
kind-like = Likes
kind-comment = Comments
kind-follow = New followers
kind-message = Messages
kind-exchange_request = Somebody asks for an exchange
kind-exchange_accepted = My request is accepted
kind-exchange_canceled = An exchange ends early
kind-exchange_completed = An exchange is completed
kind-session_proposed = A session is proposed
kind-session_scheduled = A time is agreed
kind-session_changed = A session changes
kind-session_completed = A session is completed
kind-session_reminder = A session starts soon
kind-session_rated = Somebody rates a session
kind-rating_replied = A reply to my rating
kind-badge = A new badge
kind-summary = What came in quiet hours
quiet-hours = Quiet hours
quiet-hours-text = Push and mail wait until they are over, by the clock of { $city }; then one of each sums up what came. A session that starts within two hours is told of all the same.
quiet-hours-keep = Keep quiet hours
quiet-from = From
quiet-until = Until
quiet-never = Begin and end are the same time.
lock-screen = Lock screen
lock-screen-hide = Show no names and no words of people on the lock screen
unsubscribe = No more mails
unsubscribe-text = With this button you stop mails of this kind. In the app you are told all the same.
unsubscribe-action = Stop these mails
unsubscribed = You get no more of these mails
unsubscribed-text = They were about: { $kind }. You can change it at any time.
unsubscribe-broken = This link is not complete
unsubscribe-broken-text = Open it again from the mail, or copy all of it.

## Exchanges, sessions, ratings

you = you
with-name = With { $name }
rule-line = { $day }, { $city }, { $whose }
rule-place = { $city }, { $whose }
rule-both = you and { $name }
time-place = { $time } { $city }
place-you = { $city }, you
until-in = in { $time }
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
propose-exchange-title = Propose an exchange to { $name }
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
past = over
hour-skipped = does not exist: the clocks go forward
hour-twice = comes twice: the clocks go back
slots-most = Up to { $count } times can be chosen.
slot-chosen = Chosen
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
where-wrong = That does not lead where it says. Write the link from https:// on, or a place in words.
person-teaches = { $name } teaches
propose = Propose an exchange
propose-this = Propose this exchange
propose-they-want = { $name } wants to learn it
propose-you-want = you want to learn it
propose-message = Your message
propose-message-hint = What you would like to begin with, and when you have time.
propose-send = Send the request
propose-done = { $name } has your request.
propose-open = Open that request
propose-teach-nothing = Say first what you can teach: it is your half of the exchange.
propose-they-teach-nothing = { $name } has not listed anything to teach yet. Write a message instead.
show = Show
between-you = Between you
between-status =
    { $status ->
        [pending] asked, not answered yet
        [accepted] is running
        [completed] completed
       *[other] { $status }
    }
ratings-failed = The ratings did not load
ratings-none = No ratings yet.
rating-reply = { $name } replied
stars = { $score } of 5

schedule-views = Views
schedule-agenda = Agenda
schedule-week = Week
schedule-failed = Your schedule did not load
schedule-empty = No sessions are planned
schedule-empty-text = Sessions that are proposed or agreed stand here, with both clocks.
schedule-proposed =
    { $count ->
        [one] { $minutes } minutes, proposed
       *[other] { $minutes } minutes, { $count } times proposed; the first of them
    }
schedule-accepted = { $minutes } minutes, agreed
schedule-completed = { $minutes } minutes, held
schedule-canceled = { $minutes } minutes, canceled
schedule-no_show = { $minutes } minutes, not held
print = Print
calendar-title = In your calendar
calendar-text = Your calendar program can show your sessions, and keeps up with changes.
calendar-secret = Whoever has this address can read your sessions: keep it like a password. It ends with a new password, and when you sign out everywhere.
calendar-on = Get an address
calendar-url = Address to subscribe to
calendar-open = Open in a calendar
calendar-code = The address as a QR code
calendar-code-show = Show a code for the phone
calendar-code-hide = Hide the code
calendar-renew = New address
calendar-renew-text = The address of now stops working: programs that use it have to be given the new one.
calendar-off = Switch off
calendar-off-text = Programs that use the address can no longer read your sessions.

## Settings

settings-profile = Profile
settings-profile-text = Picture, names, skills, time zone, and what you say of yourself
settings-look = Language and look
settings-look-text = Language here and of mails, light or dark, keys
settings-notifications-text = What you are told, where and when
settings-privacy = Privacy
settings-privacy-text = Who sees when you are here, and blocked people
settings-security = Password and devices
settings-security-text = A new password, and where you are signed in
settings-calendar-text = Your sessions in your calendar program
settings-address = You sign in as { $email }.
settings-person = You
settings-skills = Your skills
settings-skills-save = Save skills
saved = Saved.
picture-remove = Remove the picture
bio = About you
bio-hint = Markdown works: **bold**, *italic*, lists and links.
preview-show = Show how it will look
preview-hide = Hide the preview
language-mails = Language of mails, notifications and calendars
keys-on = Single keys
keys-on-hint = Press ? to see them. Switch them off if they get in the way of your tools.
presence = Show when I am here
presence-hint = The people you chat with see whether you are online.
blocked-title = Blocked people
blocked-failed = The people you have blocked did not load
blocked-none = You have blocked nobody.
unblock-name = Unblock { $name }
unblocked = You and { $name } can see each other again.
security-mails = We tell you by mail when your password is changed and when a new device signs in.
security-mails-unverified = Once your address is verified, we tell you by mail when your password is changed and when a new device signs in.
devices-title = Where you are signed in
devices-failed = Your devices did not load
device-this = This device
device-remove-name = Sign out { $name }
device-removed = That device is signed out.
password-change = Change the password
password-current = Current password
password-new = New password
password-others = All your other devices are signed out by it, and the secret address of your calendar ends.
password-changed = Your password is changed. All other devices are signed out.
