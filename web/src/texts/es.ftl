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

chat-list = Conversaciones
chat-list-failed = No se han cargado tus conversaciones
chat-list-more = Mostrar conversaciones anteriores
chat-none = Aún no hay mensajes
chat-none-text = Busca a alguien en Explorar y escríbele. Tus conversaciones quedan aquí.
chat-choose = Elige una conversación
chat-choose-text = Lo que os escribáis se muestra aquí.
chat-with = Conversación con { $name }
chat-back = Todos los mensajes
chat-failed = No se ha cargado esta conversación
chat-gone = No puedes ver esta conversación
chat-gone-text = Puede que ya no exista, o que uno de los dos haya bloqueado al otro.
chat-log = Mensajes
chat-here = aquí ahora
chat-seen = aquí { $ago }
chat-typing = { $name } está escribiendo…
chat-typing-short = está escribiendo…
chat-time-ahead = { $time } en { $city }, { NUMBER($hours) } h más
chat-time-behind = { $time } en { $city }, { NUMBER($hours) } h menos
chat-you = Tú:
chat-unread = sin leer
chat-nothing-yet = Aún no hay nada escrito
chat-new = Nuevos
chat-newest = Mensajes más recientes
chat-message-to = Mensaje para { $name }
chat-send = Enviar
chat-sending = Esperando para enviarse
chat-saved = enviado
chat-read = leído
chat-refused = No se ha aceptado.
chat-refused-gone = Ya no podéis escribiros.
chat-drop = Eliminar
chat-too-long =
    { $most ->
       *[other] Un mensaje tiene como máximo { $most } caracteres.
    }
about-exchange-requested =
    { $who ->
        [me] Pides un intercambio
       *[other] { $name } pide un intercambio
    }
about-exchange-accepted = Intercambio aceptado
about-exchange-canceled = Intercambio terminado
about-exchange-completed = Intercambio completado
about-session-proposed =
    { $who ->
        [me] Propones una sesión
       *[other] { $name } propone una sesión
    }
about-session-accepted = Sesión acordada
about-session-rescheduled =
    { $who ->
        [me] Propones otra hora
       *[other] { $name } propone otra hora
    }
about-session-canceled = Sesión cancelada
about-session-marked-completed =
    { $who ->
        [me] Dices que la sesión tuvo lugar
       *[other] { $name } dice que la sesión tuvo lugar
    }
about-session-completed = Sesión completada
about-no-show-reported =
    { $who ->
        [me] Dices que { $name } no vino
       *[other] { $name } dice que no viniste
    }
about-no-show-contested =
    { $who ->
        [me] Dices que sí viniste
       *[other] { $name } dice que sí vino
    }
about-something = Algo ha cambiado
card-open = Abrir
card-gone = Ya no existe
card-you-teach = Tú enseñas
card-they-teach = { $name } enseña
card-time-mine = { $day }, { $city }, tú
card-time-theirs = { $day }, { $city }, { $name }
live-slow = Sin conexión en directo. Los mensajes nuevos llegan cada 15 segundos.
notification-open = Abrir

## Exchanges, sessions, ratings

## Settings
