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
people-fit-none = Nobody fits yet. Say what you teach and what you want to learn.
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
        [one] Rated { NUMBER($average, minimumFractionDigits: 1) } by { $people } person
       *[other] Rated { NUMBER($average, minimumFractionDigits: 1) } by { $people } people
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
people-failed = The people did not load
follow = Follow
following = Following
follow-person = Follow { $name }
unfollow-person = Do not follow { $name } any longer
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

you-teach = You teach
person-teaches = { $name } teaches
propose = Propose an exchange
propose-this = Propose this exchange
propose-title = Propose an exchange to { $name }
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

## Settings
