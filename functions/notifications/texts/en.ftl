### What people are told, in English. Every language has the same messages.

## Notifications: what they say, and their heading. $actor is the first name of who it is about,
## $others how many more people there are, $count how many comments or messages.

## $when is a day and a time on the reader's clock; { $time } on { $day } is what a clock shows at
## the same instant where the session was agreed.

session-time = { $when } ({ $city }){ $elsewhere ->
       *[none] {""}
        [same] , { time-there } in { $cityElsewhere }
        [other] , { time-there } on { $day } in { $cityElsewhere }
    }

## Some languages say one o'clock otherwise than the other hours.

time-there = { $hour ->
       *[other] which is { $time }
    }

## $times are all times that are proposed, $slots how many there are.

session-details = { $minutes ->
        [0] {""}
       *[other] {" "}{ $minutes } minutes.
    }{ $hasPlace ->
        [yes] {" "}Where: { $place }
       *[no] {""}
    }

like = { $liked ->
        [comment] { $others ->
            [0] { $actor } likes your comment “{ $text }”.
            [one] { $actor } and one other like your comment “{ $text }”.
           *[other] { $actor } and { $others } others like your comment “{ $text }”.
        }
       *[post] { $others ->
            [0] { $actor } likes your post “{ $text }”.
            [one] { $actor } and one other like your post “{ $text }”.
           *[other] { $actor } and { $others } others like your post “{ $text }”.
        }
    }
    .title = { $others ->
        [0] { $actor } likes what you wrote
       *[other] { $actor } and others like what you wrote
    }

comment = { $count ->
        [one] { $actor } commented on your post “{ $title }”: { $text }
       *[other] { $count } new comments on your post “{ $title }”. { $actor }: { $text }
    }
    .title = { $count ->
        [one] { $actor } commented on your post
       *[other] { $actor } and others commented on your post
    }

follow = { $others ->
        [0] { $actor } follows you.
        [one] { $actor } and one other follow you.
       *[other] { $actor } and { $others } others follow you.
    }
    .title = { $others ->
        [0] { $actor } follows you
       *[other] { $actor } and others follow you
    }

message = { $count ->
        [one] { $actor }: { $text }
       *[other] { $count } new messages. { $actor }: { $text }
    }
    .title = { $count ->
        [one] Message from { $actor }
       *[other] { $count } messages from { $actor }
    }

exchange-request = { $actor } offers you { $offered } and would like to learn { $requested }.
    .title = { $actor } asks you for an exchange

exchange-accepted = { $actor } agreed to exchange { $offered } for { $requested } with you.
    .title = { $actor } accepted your request

exchange-canceled = { $reason ->
        [declined] { $actor } declined to exchange { $offered } for { $requested }.
        [withdrawn] { $actor } withdrew the request to exchange { $offered } for { $requested }.
        [expired] Nobody answered in time: the request between you and { $actor }, { $offered } for { $requested }, has expired.
       *[canceled] { $actor } ended your exchange of { $offered } for { $requested }.
    }
    .title = { $reason ->
        [declined] { $actor } declined your request
        [withdrawn] { $actor } withdrew a request
        [expired] The request between you and { $actor } has expired
       *[canceled] { $actor } ended your exchange
    }

exchange-completed = Your exchange with { $actor }, { $offered } for { $requested }, is complete.
    .title = Your exchange with { $actor } is complete

session-proposed = { $actor } proposes a session ({ $offered } for { $requested }){ $slots ->
        [one] : { $times }.
       *[other] , at one of these times: { $times }.
    }{ session-details }
    .title = { $slots ->
        [one] { $actor } proposes { $when }
       *[other] { $actor } proposes { $slots } times, from { $when } on
    }

session-scheduled = { $actor } accepted: your session ({ $offered } for { $requested }) begins on { $times }.{ session-details }
    .title = Agreed with { $actor }: { $when }

session-changed = { $change ->
        [SessionCanceled] { $reason ->
            [lapsed] Nobody accepted in time: your session with { $actor } will not take place.
           *[canceled] { $actor } canceled your session of { $times }.
        }
        [SessionMarkedCompleted] { $actor } says that your session took place. Did it?
        [NoShowReported] { $actor } says that you did not come to your session of { $times }.
        [NoShowContested] { $actor } says that they did come to your session of { $times }.
       *[SessionRescheduled] { $slots ->
            [one] { $actor } proposes another time for your session: { $times }.{ session-details }
           *[other] { $actor } proposes other times for your session: { $times }.{ session-details }
        }
    }
    .title = { $change ->
        [SessionCanceled] { $reason ->
            [lapsed] No session with { $actor }: nobody accepted in time
           *[canceled] { $actor } canceled your session of { $when }
        }
        [SessionMarkedCompleted] Did your session with { $actor } take place?
        [NoShowReported] { $actor } says that you did not come
        [NoShowContested] { $actor } says that they did come
       *[SessionRescheduled] { $slots ->
            [one] { $actor } moves your session: { $when }
           *[other] { $actor } moves your session: { $slots } times, from { $when } on
        }
    }

session-completed = Your session with { $actor } ({ $offered } for { $requested }) is complete. You can rate it now.
    .title = Your session with { $actor } is complete

session-reminder = Your session with { $actor } ({ $offered } for { $requested }) begins on { $times }.{ session-details }
    .title = Your session with { $actor }: { $when }

session-rated = { $actor } rated your session ({ $offered } for { $requested }) with { $score } of 5.
    .title = { $actor } rated your session

rating-replied = { $actor } replied to your rating: { $text }
    .title = { $actor } replied to your rating

badge = { $badge ->
        [first_exchange] You completed your first exchange.
        [ten_sessions] You completed ten sessions.
        [five_skills_taught] You taught five skills.
        [top_rated] Others rate sessions with you highly.
        [polyglot] You taught or learned several languages.
        [dependable] You are there when you say so.
       *[other] You earned the badge “{ $badge }”.
    }
    .title = New badge

summary = { $count ->
        [one] You have one new notification.
       *[other] You have { $count } new notifications.
    }
    .title = While it was quiet

## The last line of the mail that says what quiet hours have held back, where it does not list all.

summary-more = { $count ->
        [one] And one more.
       *[other] And { $count } more.
    }

mails-held = { $count ->
        [one] You have one unread notification.
       *[other] You have { $count } unread notifications. There were too many to mail each of them.
    }
    .title = More notifications

## What a locked screen shows to who wants nothing of people on it.

private = You have a new notification.
    .title = Learn Exchange

## Why something came on a channel, or did not: $channel is in_app, live, push or email.

why-pending = It is on its way.
why-sent = { $channel ->
        [push] It was pushed to your devices.
        [email] It was mailed to you.
        [live] It was shown live, where you were connected.
       *[in_app] It was put into your list.
    }
why-grouped = { $channel ->
       *[in_app] It joined a notification that you had not read yet.
        [push] It joined a notification that you had not read yet, so it was not pushed by itself.
        [email] It joined a notification that you had not read yet, so it had no mail of its own.
    }
why-repeated = You were told of the same person and the same thing not long ago.
why-muted = { $channel ->
       *[push] By your preferences, nothing is pushed about this.
        [email] By your preferences, nothing is mailed about this.
    }
why-deferred = You had quiet hours until { $until }.
why-blocked = One of you two has blocked the other.
why-self-action = You did it yourself.
why-outdated = It had changed, or was long past, before you could be told.
why-already-read = You had read it already.
why-not-applicable = Such things are never told this way.
why-online = You saw it live, where you were connected.
why-offline = You were not connected.
why-no-device = You have no device that takes push notifications.
why-push-off = Push notifications are switched off here for all.
why-device-dead = Your devices no longer take push notifications; they were removed.
why-no-address = Your e-mail address is not verified.
why-bounced = Mails to your address came back, or were reported as spam.
why-summed-up = There were too many mails within an hour: it was summed up with others in one.
why-withdrawn = It was taken back before you had read of it.
why-taken-back = It was deleted or taken back since, and no longer counts.
why-failed = It could not be delivered, though it was tried several times.

## The frame of a mail.

mail-greeting = Hello { $name },
mail-open = Open in Learn Exchange
mail-or-open = Or open this address:
mail-why = You get this mail because you have an account at Learn Exchange and want mails about this.
mail-unsubscribe = Get no more mails about this
mail-preferences = Choose what you are told
