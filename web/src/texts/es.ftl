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

feed-label = Publicaciones
feed-failed = No se han cargado las publicaciones
feed-new =
    { $count ->
        [one] { $count } publicación nueva
       *[other] { $count } publicaciones nuevas
    }
feed-end = Has visto todas las publicaciones.
feed-empty-title = Aquí no hay nada todavía
feed-empty-text = Sigue a otras personas y verás aquí lo que publican. O empieza tú: muestra lo que sabes.
feed-empty-explore = Buscar personas
feed-empty-write = Escribir la primera publicación
post-kind =
    { $kind ->
        [tutorial] Tutorial
        [achievement] Logro
       *[other] Publicación
    }
post-suggested = sugerida para ti
post-read-on = Seguir leyendo
post-more = Más sobre «{ $title }»
post-like =
    { $count ->
        [one] Me gusta, { $count } me gusta
       *[other] Me gusta, { $count } me gusta
    }
post-comments =
    { $count ->
        [one] { $count } comentario
       *[other] { $count } comentarios
    }
post-delete-title = ¿Eliminar esta publicación?
post-delete-text = Se eliminarán también sus comentarios, sus «me gusta» y sus archivos. No se puede deshacer.
post-deleted = La publicación se ha eliminado.
share = Compartir
copy-link = Copiar el enlace
link-copied = El enlace está copiado.
edit = Editar
delete = Eliminar
picture = Imagen
pictures = Imágenes
document = Documento
picture-open = Abrir: { $alt }
picture-number = { $at } de { $count }
picture-previous = Imagen anterior
picture-next = Imagen siguiente
pictures-more = { $count } más
comments = Comentarios
comments-failed = No se han cargado los comentarios
comments-empty = Todavía no hay comentarios.
comments-more = Comentarios siguientes
comment-label = Tu comentario
comment-send = Comentar
comment-written = Tu comentario está publicado.
comment-like =
    { $count ->
        [one] Me gusta el comentario, { $count } me gusta
       *[other] Me gusta el comentario, { $count } me gusta
    }
comment-delete = Eliminar el comentario
comment-delete-title = ¿Eliminar este comentario?
comment-delete-text = No se puede deshacer.
comment-deleted = El comentario se ha eliminado.

tags = Etiquetas
post-failed = No se ha cargado esta publicación
post-gone-title = Esta publicación no está aquí
post-gone-text = Se ha eliminado o no puedes verla.
post-edited = Editada

write-new = Escribir una publicación
write-edit = Cambiar la publicación
write-kind = ¿Qué es?
write-title = Título
write-content = Lo que quieres decir
write-content-hint = **negrita**, *cursiva*, listas con «- », enlaces, `código`. Una #palabra se convierte en etiqueta.
write-preview = Vista previa
write-preview-empty = Todavía no hay nada escrito.
write-go-on = Seguir escribiendo
write-tags-hint = Las habilidades de las que trata: elige una o termina la tuya con Intro.
write-tag-remove = Quitar la etiqueta { $tag }
write-publish = Publicar
write-published = Tu publicación ya está.
write-saved = Tus cambios están guardados.
write-discard = Descartar
write-restore = Descartar los cambios
write-uploading = Los archivos todavía se están subiendo.
files = Imágenes y documentos
files-add = Añadir imágenes o un PDF
files-hint = Elige, arrastra o pega; hasta 10, de 15 MB cada uno.
file-earlier = Antes
file-later = Después
file-moved = Ahora es el número { $at } de { $count }.
file-remove = Quitar { $name }
file-progress = Se está subiendo { $name }
file-alt = Qué muestra la imagen
file-alt-hint = Para quienes no pueden verla.
file-title = Qué es el documento
file-refused-heic = los navegadores no pueden mostrar este tipo de imagen (HEIC). En un iPhone elige Ajustes, Cámara, Formatos, «El más compatible», o envíatela como JPEG.
file-refused-kind = solo se pueden mostrar JPEG, PNG, WebP, GIF y PDF.
file-refused-size = ocupa más de 15 MB.
file-refused-many = una publicación muestra 10 archivos como máximo.

## People and explore

explore-skill = ¿Qué quieres aprender?
explore-level = Nivel
explore-any-level = cualquiera
explore-teachers = Quién enseña { $skill }
explore-nobody = Todavía nadie enseña { $skill }
explore-nobody-text = Ponlo en tu lista de lo que quieres aprender y te encontrará quien venga a enseñarlo.
explore-all-levels = Cualquier nivel
explore-no-fit = Todavía no encaja nadie
explore-fit = { $percent } % de afinidad

people-fit = Podrían enseñarte y aprender de ti
people-fit-none = Todavía no encaja nadie. Di qué enseñas y qué quieres aprender.
skills-change = Cambiar mis habilidades
tutorials-fit = Tutoriales para ti
trending = Lo más pedido hoy
trending-count =
    { $count ->
        [one] { $count } persona
       *[other] { $count } personas
    }
reason-teaches = Enseña { $skill }, que quieres aprender
reason-learns = Quiere aprender { $skill }, que tú enseñas
reason-rated =
    { $people ->
        [one] Valoración de { NUMBER($average, minimumFractionDigits: 1) } por { $people } persona
       *[other] Valoración de { NUMBER($average, minimumFractionDigits: 1) } por { $people } personas
    }
reason-hours =
    { $hours ->
        [one] { $hours } hora de vigilia en común
       *[other] { $hours } horas de vigilia en común
    }

profile-failed = No se ha cargado este perfil
profile-gone-title = Aquí no hay nadie
profile-gone-text = Esta persona se ha ido o no puedes verla.
profile-edit = Editar mi perfil
profile-time = { $time } en { $city }
profile-follows-you = Te sigue
profile-teaches = Enseña
profile-learns = Quiere aprender
profile-no-skills = Todavía no hay nada.
profile-more = Más sobre { $name }
profile-parts = Publicaciones, valoraciones y personas
tab-posts = Publicaciones ({ $count })
tab-ratings = Valoraciones ({ $count })
tab-followers = Seguidores ({ $count })
tab-following = Sigue ({ $count })
posts-none = { $name } todavía no ha publicado nada.
posts-none-mine = Todavía no has publicado nada. Algo pequeño que sepas es un buen comienzo.
followers-none = Todavía nadie.
following-none = Todavía nadie.
people-failed = No se han cargado las personas
follow = Seguir
following = Siguiendo
follow-person = Seguir a { $name }
unfollow-person = Dejar de seguir a { $name }
message = Escribir
together = Lo que podéis hacer juntos
together-fit = Encajáis
waking-hours = Vuestras horas de vigilia coinciden
badge =
    { $badge ->
        [first_exchange] Primer intercambio
        [ten_sessions] Diez sesiones
        [five_skills_taught] Cinco habilidades enseñadas
        [polyglot] Políglota
        [dependable] Cumple su palabra
        [top_rated] De las mejores valoraciones
       *[other] { $badge }
    }
badge-for =
    { $badge ->
        [first_exchange] ha completado un intercambio
        [ten_sessions] ha hecho diez sesiones
        [five_skills_taught] ha enseñado cinco habilidades
        [polyglot] ha enseñado o aprendido tres idiomas
        [dependable] ha hecho veinte sesiones sin faltar a ninguna
        [top_rated] está entre las personas mejor valoradas
       *[other] un logro
    }
figure-ratings =
    { $count ->
        [0] sin valoraciones todavía
        [one] de { $count } valoración
       *[other] de { $count } valoraciones
    }
figure-held =
    { $count ->
        [one] sesión hecha
       *[other] sesiones hechas
    }
figure-late =
    { $count ->
        [one] cancelación tardía
       *[other] cancelaciones tardías
    }
figure-missed =
    { $count ->
        [one] sesión a la que faltó
       *[other] sesiones a las que faltó
    }
block = Bloquear
unblock = Desbloquear
block-person = Bloquear a { $name }
block-title = ¿Bloquear a { $name }?
block-text = Dejaréis de veros en todas partes y ninguna de las dos personas seguirá a la otra. { $name } no recibe ningún aviso. Puedes deshacerlo en los ajustes.
block-done = Has bloqueado a { $name }.

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

you-teach = Tú enseñas
person-teaches = { $name } enseña
propose = Proponer un intercambio
propose-this = Proponer este intercambio
propose-title = Proponer un intercambio a { $name }
propose-they-want = { $name } quiere aprenderlo
propose-you-want = quieres aprenderlo
propose-message = Tu mensaje
propose-message-hint = Con qué te gustaría empezar y cuándo tienes tiempo.
propose-send = Enviar la propuesta
propose-done = { $name } tiene tu propuesta.
propose-open = Abrir esa propuesta
propose-teach-nothing = Di primero qué puedes enseñar: es tu mitad del intercambio.
propose-they-teach-nothing = { $name } todavía no ha dicho qué enseña. Escríbele un mensaje.
show = Ver
between-you = Entre vosotros
between-status =
    { $status ->
        [pending] propuesto, sin respuesta todavía
        [accepted] en marcha
        [completed] completado
       *[other] { $status }
    }
ratings-failed = No se han cargado las valoraciones
ratings-none = Todavía no hay valoraciones.
rating-reply = { $name } respondió
stars = { $score } de 5

## Settings
