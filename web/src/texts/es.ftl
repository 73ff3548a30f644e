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

## Exchanges, sessions, ratings

you = tú
with-name = Con { $name }
rule-line = { $day }, { $city }, { $whose }
rule-place = { $city }, { $whose }
rule-both = tú y { $name }
time-place = { $time } { $city }
place-you = { $city }, tú
until-now = ahora
until-over = terminada
waiting-more =
    { $count ->
        [one] Hay otra cosa que te espera
       *[other] Hay otras { $count } cosas que te esperan
    }
question-answer = { $name } te propone un intercambio
question-running = Tu sesión está en marcha
question-took-place = ¿Tuvo lugar la sesión del { $day }?
question-accused = { $name } dice que no viniste
question-contested = { $name } dice que sí vino
question-times =
    { $times ->
        [one] ¿Te va bien esta hora?
       *[other] ¿Qué hora te va mejor?
    }
question-rate = ¿Qué tal la sesión del { $day }?
question-next = Próxima sesión
question-proposed = { $name } está eligiendo una hora
question-marked = A la espera de lo que diga { $name }
question-asked = A la espera de la respuesta de { $name }
question-plan = ¿Cuándo será la sesión?
question-done = Este intercambio se ha completado
question-over = Este intercambio ha terminado
do-answer = Responder
do-running = Abrir
do-took-place = Responder
do-accused = Responder
do-contested = Responder
do-times = Elegir hora
do-rate = Valorar
do-next = Abrir
do-proposed = Abrir
do-marked = Abrir
do-asked = Abrir
do-plan = Proponer horas
do-done = Abrir
do-over = Abrir

exchanges-by-state = Por estado
exchanges-accepted = En marcha
exchanges-pending = Propuestos
exchanges-completed = Terminados
exchanges-canceled = Anulados
exchanges-by-role = Por quién lo propuso
exchanges-by-either = Todos
exchanges-by-initiator = Los propuse yo
exchanges-by-receiver = Me los propusieron
exchanges-failed = No se han podido cargar tus intercambios
exchange-failed = No se ha podido cargar este intercambio
exchange-gone = Este intercambio no está aquí
exchange-gone-text = Quizá sea entre otras personas, o una de las dos no quiere ver a la otra.
no-exchanges-accepted = Tu mitad está lista
no-exchanges-accepted-text = Ahora mismo no hay nada en marcha. Busca a alguien que enseñe lo que quieres aprender y quiera aprender lo que tú enseñas.
no-exchanges-pending = No hay propuestas abiertas
no-exchanges-pending-text = Aquí están las propuestas sin respuesta, las tuyas y las que te hacen.
no-exchanges-completed = Aún no hay nada terminado
no-exchanges-completed-text = Un intercambio termina cuando ha habido una sesión y no queda ninguna abierta.
no-exchanges-canceled = No se ha anulado nada
no-exchanges-canceled-text = Aquí estarían las propuestas rechazadas, retiradas o sin respuesta.
find-partner = Buscar a alguien
waits-for-you = Te espera a ti.
exchange-title = { $mine } por { $theirs }, con { $name }
you-teach = Tú enseñas
name-teaches = { $name } enseña
also-possible = También puedes
message-name = Escribir a { $name }
profile-of = Perfil de { $name }
sessions-open = Sesiones
where-you-meet = Dónde os encontráis
story-title = La historia hasta ahora
session-line-proposed =
    { $count ->
        [one] { $day }, propuesta
       *[other] { $day } o después, propuesta
    }
session-line-accepted = { $day }, acordada
session-line-completed = { $day }, celebrada
session-line-no_show = { $day }, no tuvo lugar
session-line-canceled = { $day }, cancelada
slots-legend = Las horas que ha propuesto { $name }
calendar-file = Guardar como archivo de calendario
instant = { $day }, { $time }
leave-it = Dejarlo como está
all-the-same = { $action } de todos modos
no-longer-possible = Esto ya no es posible.
decline-reason = El motivo, si quieres
decline-reason-hint = { $name } podrá leerlo.

explain-answer =
    { $days ->
        [0] La propuesta termina hoy si no respondes.
        [one] Te queda un día para responder.
       *[other] Te quedan { $days } días para responder.
    }
explain-running = { $minutes } minutos. Cuando acabe, los dos decís que tuvo lugar y podréis valoraros.
explain-took-place =
    { $said ->
        [yes] { $minutes } minutos. { $name } ha dicho que sí. Con tu palabra queda completada, y podréis valoraros.
       *[no] { $minutes } minutos. Queda completada cuando los dos lo hayáis dicho; quien calle 72 horas se entiende que está de acuerdo.
    }
explain-accused = Si viniste, dilo: el aviso dejará de contar, y { $name } podrá darte la razón.
explain-contested = Avisaste de que { $name } no vino. Si ahora estás de acuerdo, la sesión queda completada y podréis valoraros. Si no, déjalo así: el aviso ya no cuenta.
explain-times = { $minutes } minutos. Elige una y queda acordada.
explain-rate = Lo que escribas queda sellado: nadie lo lee hasta que los dos hayáis valorado o pasen 14 días.
explain-next = { $minutes } minutos, acordados por los dos.
explain-proposed = { $minutes } minutos. Tú has propuesto; { $name } elige una de las horas.
explain-marked = Has dicho que tuvo lugar. { $name } tiene 72 horas para decir lo contrario; después queda completada.
explain-asked =
    { $days ->
        [0] La propuesta termina hoy si { $name } no responde.
        [one] A { $name } le queda un día para responder.
       *[other] A { $name } le quedan { $days } días para responder.
    }
explain-plan = No hay ninguna sesión prevista. Propón hasta cinco horas, y { $name } elige una.
explain-done = Hubo una sesión y no queda ninguna abierta. Podéis empezar otro intercambio cuando queráis.
explain-over =
    { $reason ->
        [declined] La propuesta fue rechazada.
        [withdrawn] La propuesta fue retirada.
        [expired] Nadie respondió en 14 días.
       *[canceled] Se canceló. Lo celebrado y lo valorado se queda.
    }

action-accept = Aceptar
action-decline = Rechazar
action-cancel =
    { $status ->
        [pending] Retirar la propuesta
       *[other] Cancelar el intercambio
    }
action-createSession = Proponer una sesión
action-acceptSession = Aceptar esta hora
action-rescheduleSession = Proponer otras horas
action-cancelSession = Cancelar la sesión
action-markCompleted = Sí, tuvo lugar
action-reportNoShow = { $name } no vino
action-contestNoShow = Sí que fui
action-rate = Valorar a { $name }

means-accept = A partir de ahí los dos podéis proponer horas. No os compromete a nada más.
means-decline = { $name } lo sabrá. No cuenta en ningún sitio.
means-cancel =
    { $status ->
        [pending] { $name } ya no podrá aceptarla. No cuenta en ningún sitio.
       *[other] Termina para los dos, con todas las sesiones propuestas o acordadas. Lo celebrado y lo valorado se queda.
    }
means-createSession = Hasta cinco horas, de las que { $name } elige una.
means-acceptSession = Os lo recordamos a los dos 24 horas y una hora antes.
means-rescheduleSession =
    { $status ->
        [proposed] A { $name } se le preguntará por las horas nuevas.
       *[other] Lo acordado deja de valer, y se le pregunta otra vez a { $name }.
    }
means-cancelSession = { $name } lo sabrá. El intercambio sigue.
means-markCompleted = Cuando los dos lo hayáis dicho, queda completada.
means-reportNoShow = Cuenta en el perfil de { $name }, salvo que lo niegue en 14 días.
means-contestNoShow = El aviso deja de contar.
means-rate = De una a cinco estrellas, y palabras si quieres.
counts = Faltan menos de 12 horas para la sesión: cuenta en tu perfil como cancelación tardía.
counts-unless = Faltan menos de 12 horas para la sesión: si no se acuerda otra hora, cuenta en tu perfil como cancelación tardía.
counts-after = Después del { $time } cuenta en tu perfil como cancelación tardía.
possible-until = Posible hasta el { $time }.

did-accept = Has aceptado la propuesta de { $name }.
did-decline = La has rechazado.
did-cancel = Queda cancelado.
did-cancelSession = La sesión queda cancelada, y { $name } lo sabrá.
did-markCompleted = Has dicho que tuvo lugar.
did-reportNoShow = Has avisado de que { $name } no vino.
did-contestNoShow = Has dicho que fuiste.
did-acceptSession = Acordado. { $name } lo sabrá.

changed-title = Esto ha cambiado desde que lo miraste:
changed-times = Las horas son ahora:
changed-place = El lugar es ahora: { $place }
changed-length = Ahora dura { $minutes } minutos.
changed-other = { $name } ha cambiado algo.
changed-session-proposed = Se han propuesto otras horas.
changed-session-accepted = Se ha acordado una hora.
changed-session-completed = Está completada.
changed-session-canceled = { $name } ha cancelado la sesión.
changed-session-no_show = Se avisó de que no tuvo lugar.
changed-exchange-pending = La propuesta está abierta.
changed-exchange-accepted = El intercambio se ha aceptado.
changed-exchange-completed = El intercambio se ha completado.
changed-exchange-canceled = El intercambio ya no está abierto.

story-you-asked = Tú lo propusiste
story-name-asked = { $name } lo propuso
story-accepted = El intercambio se aceptó
story-declined =
    { $by ->
        [you] Lo rechazaste
       *[name] { $name } lo rechazó
    }
story-withdrawn = La propuesta se retiró
story-expired = Nadie respondió a tiempo
story-canceled =
    { $by ->
        [you] Cancelaste el intercambio
        [name] { $name } canceló el intercambio
       *[nobody] El intercambio se canceló
    }
story-completed = El intercambio se ha completado
story-session-proposed =
    { $by ->
        [you] Propusiste una sesión de { $minutes } minutos
       *[name] { $name } propuso una sesión de { $minutes } minutos
    }
story-session-agreed = Hay una sesión de { $minutes } minutos acordada
story-session-waits = Sesión terminada, sin confirmar
story-session-held = Sesión celebrada, { $minutes } minutos
story-session-canceled =
    { $late ->
        [yes] Sesión cancelada tarde
       *[no] Sesión cancelada
    }
story-session-lapsed = No se acordó ninguna hora
story-session-no_show =
    { $contested ->
        [yes] Sesión no celebrada; lo veis de forma distinta
       *[no] { $accused ->
            [you] { $name } avisó de que no fuiste
           *[name] Avisaste de que { $name } no vino
        }
    }
story-you-rated = Le diste a { $name } { $score } de 5
story-name-rated = { $name } te dio { $score } de 5
rating-sealed = Sellada: { $name } la lee cuando los dos hayáis valorado o pasen 14 días.
you-replied = Respondiste
name-replied = { $name } respondió
reply = Responder
reply-words = Tu respuesta
reply-once = La puede leer quien vea la valoración. Solo se puede responder una vez.

rate-title = Valorar a { $name }
rate-sealed = Sellada: { $name } ve lo que dices aquí solo cuando los dos hayáis valorado o pasen 14 días. Así nadie responde a las estrellas del otro.
rate-score = ¿Qué tal fue?
rate-score-missing = Elige de una a cinco estrellas.
score-of = { $score } de 5
score-1 = mal
score-2 = regular
score-3 = bien
score-4 = muy bien
score-5 = excelente
rate-words = Con palabras, si quieres
rate-send = Sellar y enviar
rated = Enviada y sellada.

schedule-title = Agenda

propose-title = Proponer una sesión
propose-back = Volver al intercambio
propose-how = Elige hasta cinco horas. { $name } se queda con una.
propose-zones =
    { $side ->
        [same] Tú estás en { $mine } y { $name } en { $theirs }, con la misma hora.
        [ahead] Tú estás en { $mine } y { $name } en { $theirs }, { $hours } h por delante.
       *[behind] Tú estás en { $mine } y { $name } en { $theirs }, { $hours } h por detrás.
    }
propose-not-now = Ahora no se pueden proponer horas
propose-not-now-text = Quizá el intercambio ha cambiado, o ya tiene todas las sesiones abiertas que puede tener.
week-earlier = Semana anterior
week-later = Semana siguiente
week-of = Semana del { $days }
week-keys = Con las flechas te mueves por la semana, con la barra espaciadora eliges, con Re Pág y Av Pág cambias de semana.
clocks-change =
    { $whose ->
        [me] El { $day } tus relojes se { $way ->
            [forward] adelantan
           *[back] atrasan
        } { $minutes } minutos.
        [them] El { $day } los relojes de { $name } se { $way ->
            [forward] adelantan
           *[back] atrasan
        } { $minutes } minutos.
       *[both] El { $day } los relojes de los dos se { $way ->
            [forward] adelantan
           *[back] atrasan
        } { $minutes } minutos.
    }
night-open =
    { $whose ->
        [me] Tú duermes. Mostrar estas { $count } horas
       *[them] { $name } duerme. Mostrar estas { $count } horas
    }
nights-show = Mostrar también las horas de la noche
busy-me = Tú no puedes
busy-them = { $name } no puede
busy-both = Ninguno puede
night = De noche o tarde
chosen = Elegida
past = ya pasó
hour-skipped = no existe: los relojes se adelantan
hour-twice = llega dos veces: los relojes se atrasan
slots-most = Se pueden elegir hasta { $count } horas.
slots-chosen =
    { $count ->
        [one] Una hora elegida
       *[other] { $count } horas elegidas
    }
review-and-send = Revisar y enviar
slots-yours =
    { $count ->
        [0] Tus horas
        [one] Tu hora
       *[other] Tus { $count } horas
    }
slots-none = Elige una o más horas de la semana.
slot-length = { $day }, { $minutes } minutos
slot-time = Hora del { $day }
slot-remove = Quitar { $day }
slots-send = Enviar a { $name }
slots-send-again = Enviar de todos modos
slots-sent =
    { $count ->
        [one] { $name } ya tiene tu hora.
       *[other] { $name } ya tiene tus { $count } horas.
    }
clocks-twice = Esa noche los relojes se atrasan, así que las { $time } llegan dos veces. ¿Cuál de las dos?
clocks-skipped = En ese momento los relojes se adelantan, así que las { $time } no existen. ¿Te va una de estas?
clocks-choice = { $time } ({ $offset }), { $theirTime } para { $name }
how-long = Duración
minutes = minutos
where = Dónde
where-hint = Un enlace o un lugar. Puede quedar vacío por ahora.

## Settings
