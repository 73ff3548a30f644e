### The words of the web client. Every language has the same messages, with the same variables.
### People's own names come with marks that keep their direction: Fluent adds them.

## The product

brand = Learn Exchange
pair-for = por

## The frame

skip-to-content = Ir al contenido
notices = Avisos
nav-main = Principal
nav-home = Inicio
nav-explore = Explorar
nav-exchanges = Intercambios
nav-messages = Mensajes
nav-notifications = Avisos
nav-profile = Perfil
nav-settings = Ajustes
nav-write = Escribir
search = Buscar
count-new = nuevos
aside = Para ti
language = Idioma
theme = Aspecto
theme-system = Como el dispositivo
theme-light = Claro
theme-dark = Oscuro
offline-line = No tienes conexión. Lo que escribas se guarda aquí.
session-changed = { $name } ha iniciado sesión en otra pestaña. Ahora esta página es suya.
verify-line = Hemos enviado un correo a { $email }. Abre su enlace para confirmar tu dirección.
verify-sent = Otro correo va en camino a { $email }.
verify-now = Tu dirección está confirmada.
send-again = Enviar otra vez
send-again-in =
    { $seconds ->
        [one] Enviar otra vez en { $seconds } segundo
       *[other] Enviar otra vez en { $seconds } segundos
    }
dismiss = Quitar
close = Cerrar
cancel = Cancelar
save = Guardar
go-home = Ir al inicio
not-found-title = Aquí no hay nada
not-found-text = Puede que la dirección esté mal, o que lo que había ya no exista.
gone-title = Esto ya no existe
gone-text = Se ha borrado, o nunca estuvo en esta dirección.
forbidden-title = No puedes ver esto
forbidden-text = Es de otras personas. Si tienes otra cuenta, cambia a ella.
failed-title = Esta página no se ha cargado
new-version-line = Hay una versión nueva.
new-version-take = Mostrarla
chosen = elegido
try-again = Intentar de nuevo
try-again-in =
    { $seconds ->
        [one] Intenta de nuevo en { $seconds } segundo
       *[other] Intenta de nuevo en { $seconds } segundos
    }
try-again-in-minutes = Intenta de nuevo en { $minutes } minutos
try-again-in-hours = Intenta de nuevo en { $hours } horas
request-number = Si sigue pasando, dinos este número: { $number }

## Keys

keys-title = Teclas
keys-off = Se pueden desactivar en los ajustes.
key-then = <key>{ $first }</key> y después <key>{ $second }</key>
key-list = Esta lista
key-search = Buscar
key-posts = Publicación siguiente y anterior
key-like = Me gusta
key-new = Mostrar lo nuevo
key-home = Inicio
key-explore = Explorar
key-messages = Mensajes
key-notifications = Avisos

## Skills

level-beginner = principiante
level-intermediate = intermedio
level-expert = experto

## Problems

problem-already-pending = Ya tenéis una solicitud abierta para esto.
problem-already-rated = Ya has valorado esta sesión.
problem-already-replied = Ya has respondido a esta valoración.
problem-already-verified = Tu dirección ya está confirmada.
problem-body-too-large = Es demasiado texto de una vez.
problem-changed-since = Esto ha cambiado mientras lo mirabas.
problem-email-taken = Alguien ya usa esta dirección. ¿Eres tú? Entonces inicia sesión.
problem-invalid = Algo no está bien todavía. Mira los campos marcados.
problem-invalid-link = Este enlace no es válido, o ya no lo es.
problem-link-used = Este enlace ya se ha usado.
problem-login-ended = Se ha cerrado tu sesión.
problem-media-in-use = Este archivo ya se muestra en otro sitio.
problem-media-not-ready = El archivo todavía se está preparando.
problem-no-time-agreed = Todavía no habéis acordado una hora.
problem-not-allowed = No puedes hacer esto.
problem-not-found = Esto no existe, o ya no.
problem-not-signed-in = No has iniciado sesión.
problem-offline = No se llega al servidor. No se pierde nada, y lo que has escrito se guarda aquí.
problem-server = El servidor ha tardado demasiado o ha fallado. No se pierde nada, y lo que has escrito se guarda aquí.
problem-time-taken = Uno de los dos tiene otra cosa a esta hora.
problem-too-many-follows = Sigues a tantas personas como se puede.
problem-too-many-pending = Tienes tantas solicitudes abiertas como se puede.
problem-too-many-requests = Por ahora no se puede hacer más veces.
problem-too-many-sessions = Este intercambio tiene tantas sesiones como se puede.
problem-unavailable = El servidor está ocupado. Intenta de nuevo en un momento.
problem-unknown = Algo ha ido mal.
problem-unsupported-media-type = Aquí no se pueden usar archivos de este tipo.
problem-username-taken = Este nombre ya está en uso.
problem-wrong-credentials = La dirección y la contraseña no van juntas.
problem-wrong-password = Esta no es tu contraseña.
problem-wrong-state = Esto ya no es posible.
problem-wrong-time = Esta hora no es posible.

## The way in

email = Correo electrónico
password = Contraseña
password-show = Mostrar la contraseña
password-hint = 8 caracteres o más. Unas palabras que nadie más juntaría son seguras y fáciles de recordar.
first-name = Nombre
last-name = Apellidos
username = Nombre de usuario
username-hint = Así te encuentran los demás. Puedes cambiarlo más tarde.
rule-name = Escribe de 1 a 50 caracteres, sin direcciones web, @, signos que nadie ve ni el nombre de este sitio.
rule-username = De 3 a 50 letras sin acentos, cifras y, entre ellas, puntos, guiones o guiones bajos. No puede ser un nombre reservado, como admin, ni parecer una dirección web.
rule-email = Esto no es un correo electrónico. Tiene la forma nombre@example.com.
rule-password = Elige de 8 a 128 caracteres difíciles de adivinar: ni una contraseña común, ni una hecha con tus nombres, tu dirección o el nombre de este sitio.
skip = Omitir
continue = Continuar
time-zone = Zona horaria
time-zone-now = { $zone }: allí son ahora las { $time }.
time-zone-none = Ninguna zona horaria empieza así. Prueba con la ciudad grande más cercana.

landing-title = Enseñas lo que sabes y aprendes lo que saben los demás
landing-text = En algún lugar hay alguien que sabe lo que quieres aprender y le encantaría aprender lo que tú sabes. Aquí os encontráis. Nadie paga.
landing-you-teach = Tú enseñas
landing-you-learn = Tú aprendes
landing-mine = una hora de lo que sabes
landing-theirs = una hora de lo que saben
landing-step-1-title = Di qué puedes enseñar
landing-step-1 = Y qué quieres aprender. La pregunta de quien empieza es bienvenida, y el truco de quien sabe también.
landing-step-2-title = Encuentra a alguien que encaje
landing-step-2 = Primero aparecen las personas que enseñan lo que buscas y buscan lo que enseñas, con los motivos.
landing-step-3-title = Quedad, una hora por una hora
landing-step-3 = Acordad una hora que muestran los relojes de los dos, quedad y contad después cómo fue.
landing-trending = Lo que la gente intercambia esta semana
landing-people =
    { $count ->
        [one] { $count } persona
       *[other] { $count } personas
    }

signup-title = Únete a Learn Exchange
signup-text = Se tarda un minuto. Nadie paga, ni ahora ni después.
signup-action = Unirme
signup-have = ¿Ya tienes cuenta?
signup-link = Únete a Learn Exchange
signin-title = Iniciar sesión
signin-action = Iniciar sesión
signin-ended = Se ha cerrado tu sesión. Vuelve a iniciarla para seguir; lo que has escrito está guardado.
signin-first = Inicia sesión y te llevamos a lo que querías ver.
forgot-link = ¿Has olvidado tu contraseña?

signout = Cerrar sesión
signout-everywhere = Cerrar sesión en todas partes
signout-title = ¿Cerrar sesión?
signout-everywhere-title = ¿Cerrar sesión en todos los dispositivos?
signout-everywhere-text = También se cierra en tus otros teléfonos y ordenadores.
signout-unsent =
    { $count ->
        [one] Hay algo que has escrito y no se ha enviado todavía. Se pierde si cierras sesión.
       *[other] Hay { $count } cosas que has escrito y no se han enviado todavía. Se pierden si cierras sesión.
    }

step-of = Paso { $step } de { $steps }
welcome-later = Puedes cambiar todo esto más tarde.
welcome-picture-title = Una cara para tu nombre
welcome-picture-text = Hola, { $name }. Se aprende mejor de alguien cuya cara se conoce.
welcome-skills-title = Lo que puedes enseñar, lo que quieres aprender
welcome-skills-text = Aquí nadie paga. Lo que enseñas es lo que das por lo que aprendes.
welcome-people-title = Personas que encajan contigo
welcome-people-text = Síguelas, y lo que publiquen estará en tu inicio.
welcome-people-none = Todavía no encaja nadie
welcome-people-none-text = En cuanto alguien enseñe lo que buscas, lo encontrarás en Explorar.
welcome-done = Ir a mi inicio
people-failed = Las personas no se han cargado
follow = Seguir
following = Siguiendo
follow-person = Seguir a { $name }
unfollow-person = Siguiendo a { $name }: dejar de seguir

bench-offered = Enseño
bench-sought = Quiero aprender
bench-add = Añadir una habilidad
bench-own = Añadir «{ $skill }»
bench-added = { $skill }: añadida.
bench-level = Nivel de { $skill }
bench-remove = Quitar { $skill }
bench-twice = { $skill } ya está en este lado.

picture-choose = Elegir una imagen
picture-other = Elegir otra imagen
picture-hint = Una foto de hasta 15 MB. Tú eliges la parte que se muestra.
picture-busy = La imagen se está preparando…
picture-unreadable = Este archivo no se puede mostrar como imagen. Elige un JPEG, PNG, WebP o GIF.
crop-area = La parte de la imagen que se muestra. Mueve la imagen con las flechas.
crop-help = Arrastra la imagen, o muévela con las flechas.
crop-zoom = Zoom
crop-done = Usar esta parte

verify-title = Tu correo electrónico
verify-busy = Se está confirmando la dirección…
verify-done = La dirección está confirmada
verify-done-text = Los demás ya pueden contactar contigo, y te avisamos por correo de lo que te espera.
verify-done-out = Inicia sesión para seguir.
verify-expired = Este enlace ya no funciona
verify-expired-text = Funciona durante tres días. Pide otro correo y abre su enlace.
verify-expired-out = Funciona durante tres días. Inicia sesión para pedir otro correo.
verify-used = Este enlace ya se ha usado
verify-used-text = Si tu dirección está confirmada, no queda nada por hacer.
signed-in-as = Has iniciado sesión como { $name } ({ $email }). ¿El enlace es para otra cuenta? Entonces cambia a ella.
verify-failed = Ahora no se ha podido confirmar la dirección
change-account = Cambiar de cuenta
link-missing = Aquí no hay ningún enlace
link-missing-text = Abre de nuevo el enlace del correo, o cópialo entero.

forgot-title = ¿Has olvidado tu contraseña?
forgot-text = Escribe tu dirección y recibirás un correo con un enlace para elegir una nueva.
forgot-action = Enviar el correo
forgot-done = Mira tu correo
forgot-done-text = Si { $email } es de una cuenta, un correo con un enlace va en camino. El enlace funciona una vez, durante una hora.
forgot-again = ¿No llega nada? Mira en la carpeta de correo no deseado, o escribe otra dirección.
forgot-other = Otra dirección

reset-title = Elige una contraseña nueva
reset-text = Se cerrará la sesión en todos los dispositivos, y la iniciarás con la nueva.
reset-new = Contraseña nueva
reset-action = Guardar esta contraseña
reset-done = Tu contraseña es nueva
reset-done-text = Inicia sesión con ella. En los demás dispositivos se ha cerrado.
reset-done-other = Es de otra cuenta que la que tiene aquí la sesión iniciada.
reset-expired = Este enlace ya no funciona
reset-expired-text = Funciona durante una hora. Pide otro correo.
reset-used = Este enlace ya se ha usado
reset-used-text = Cada enlace cambia la contraseña una vez. Si no has sido tú, pide otro correo y elige una contraseña nueva.
reset-again = Pedir otro correo

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
write-discarded = Lo que escribiste se ha descartado.
undo = Deshacer
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
people-fit-none = Di qué enseñas y qué quieres aprender, y aquí verás a quienes encajan contigo.
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
        [one] Valoración de { NUMBER($average, minimumFractionDigits: 1, maximumFractionDigits: 1) } por { $people } persona
       *[other] Valoración de { NUMBER($average, minimumFractionDigits: 1, maximumFractionDigits: 1) } por { $people } personas
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
live-slow = Sin conexión en directo. Los mensajes nuevos llegan cada 15 segundos.
notification-open = Abrir
notifications-failed = No se han cargado tus notificaciones
notifications-none = Aún no hay nada
notifications-none-text = Cuando a alguien le guste algo tuyo, lo comente, te siga, te escriba o te pida un intercambio, lo verás aquí.
notifications-mark-all = Marcar todo como leído
notifications-mark = Marcar como leída
notifications-mark-up-to = Marcar esta y las anteriores como leídas
notifications-more = Más sobre esta notificación
notifications-why = ¿Por qué he recibido esto?
notifications-today = Hoy
notifications-week = Los últimos siete días
notifications-earlier = Antes
why-failed = No se han cargado los motivos
why-next-time = La próxima vez: { $kind }
why-all-settings = Todos los ajustes de notificaciones
channel-inApp = En la lista
channel-live = En directo
channel-push = Push
channel-email = Correo
settings-failed = No se han cargado tus ajustes
notification-settings = Ajustes de notificaciones
notification-settings-text = En la lista y en la página abierta te avisamos de todo. Aquí eliges qué te llega además por push y por correo.
kinds-people = Personas
kinds-exchanges = Intercambios
kinds-sessions = Sesiones
kinds-ratings = Valoraciones y más
kind-like = Me gusta
kind-comment = Comentarios
kind-follow = Nuevos seguidores
kind-message = Mensajes
kind-exchange_request = Alguien pide un intercambio
kind-exchange_accepted = Aceptan mi petición
kind-exchange_canceled = Un intercambio termina antes de tiempo
kind-exchange_completed = Un intercambio se completa
kind-session_proposed = Proponen una sesión
kind-session_scheduled = Se acuerda una hora
kind-session_changed = Una sesión cambia
kind-session_completed = Una sesión se completa
kind-session_reminder = Una sesión empieza pronto
kind-session_rated = Alguien valora una sesión
kind-rating_replied = Responden a mi valoración
kind-badge = Una insignia nueva
kind-summary = Lo que llegó en las horas de silencio
quiet-hours = Horas de silencio
quiet-hours-text = El push y el correo esperan a que terminen, según el reloj de { $city }; entonces uno de cada resume lo que llegó. De una sesión que empieza en menos de dos horas te avisamos igualmente.
quiet-hours-keep = Tener horas de silencio
quiet-from = Desde
quiet-until = Hasta
quiet-never = El inicio y el final son la misma hora.
lock-screen = Pantalla de bloqueo
lock-screen-hide = No mostrar nombres ni palabras de nadie en la pantalla de bloqueo
unsubscribe = No recibir más correos
unsubscribe-text = Con este botón dejas de recibir correos de este tipo. En la aplicación te avisaremos igualmente.
unsubscribe-action = Parar estos correos
unsubscribed = Ya no recibirás estos correos
unsubscribed-text = Trataban de: { $kind }. Puedes cambiarlo cuando quieras.
unsubscribe-broken = Este enlace no está completo
unsubscribe-broken-text = Ábrelo de nuevo desde el correo, o cópialo entero.

## Exchanges, sessions, ratings

you = tú
with-name = Con { $name }
rule-line = { $day }, { $city }, { $whose }
rule-place = { $city }, { $whose }
rule-both = tú y { $name }
time-place = { $time } { $city }
place-you = { $city }, tú
until-in = en { $time }
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
exchanges-accepted = Activos
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
propose-exchange-title = Proponer un intercambio a { $name }
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
past = ya pasó
hour-skipped = no existe: los relojes se adelantan
hour-twice = llega dos veces: los relojes se atrasan
slots-most = Se pueden elegir hasta { $count } horas.
slot-chosen = Elegida
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
where-wrong = Eso no lleva a donde dice. Escribe el enlace desde https:// o un lugar con palabras.
person-teaches = { $name } enseña
propose = Proponer un intercambio
propose-this = Proponer este intercambio
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

schedule-views = Vistas
schedule-agenda = Lista
schedule-week = Semana
schedule-failed = No se ha podido cargar tu agenda
schedule-empty = No hay sesiones previstas
schedule-empty-text = Aquí están las sesiones propuestas o acordadas, con los dos relojes.
schedule-proposed =
    { $count ->
        [one] { $minutes } minutos, propuesta
       *[other] { $minutes } minutos, { $count } horas propuestas; esta es la primera
    }
schedule-accepted = { $minutes } minutos, acordada
schedule-completed = { $minutes } minutos, celebrada
schedule-canceled = { $minutes } minutos, cancelada
schedule-no_show = { $minutes } minutos, no celebrada
print = Imprimir
calendar-title = En tu calendario
calendar-text = Tu programa de calendario puede mostrar tus sesiones, y se entera de los cambios.
calendar-secret = Quien tenga esta dirección puede leer tus sesiones: guárdala como una contraseña. Deja de valer con una contraseña nueva y cuando cierras la sesión en todos los dispositivos.
calendar-on = Obtener una dirección
calendar-url = Dirección para suscribirse
calendar-open = Abrir en un calendario
calendar-code = La dirección como código QR
calendar-code-show = Mostrar un código para el móvil
calendar-code-hide = Ocultar el código
calendar-renew = Dirección nueva
calendar-renew-text = La dirección de ahora deja de funcionar: a los programas que la usan hay que darles la nueva.
calendar-off = Desactivar
calendar-off-text = Los programas que usan la dirección ya no podrán leer tus sesiones.

## Settings

settings-profile = Perfil
settings-profile-text = Foto, nombres, habilidades, zona horaria y lo que cuentas de ti
settings-look = Idioma y aspecto
settings-look-text = Idioma aquí y en los correos, claro u oscuro, teclas
settings-notifications-text = De qué te avisamos, dónde y cuándo
settings-privacy = Privacidad
settings-privacy-text = Quién ve cuándo estás, y las personas bloqueadas
settings-security = Contraseña y dispositivos
settings-security-text = Una contraseña nueva, y dónde tienes la sesión abierta
settings-calendar-text = Tus sesiones en tu programa de calendario
settings-address = Entras como { $email }.
settings-person = Tú
settings-skills = Tus habilidades
settings-skills-save = Guardar habilidades
saved = Guardado.
picture-remove = Quitar la foto
bio = Sobre ti
bio-hint = Puedes usar Markdown: **negrita**, *cursiva*, listas y enlaces.
preview-show = Ver cómo quedará
preview-hide = Ocultar la vista previa
language-mails = Idioma de correos, avisos y calendarios
keys-on = Teclas sueltas
keys-on-hint = Pulsa ? para verlas. Desactívalas si estorban a tus herramientas.
presence = Mostrar cuándo estoy
presence-hint = Las personas con las que chateas ven si estás en línea.
blocked-title = Personas bloqueadas
blocked-failed = No se han podido cargar las personas bloqueadas
blocked-none = No has bloqueado a nadie.
unblock-name = Desbloquear a { $name }
unblocked = { $name } y tú os podéis ver otra vez.
security-mails = Te avisamos por correo cuando cambia tu contraseña y cuando un dispositivo nuevo inicia sesión.
security-mails-unverified = Cuando tu dirección esté confirmada, te avisaremos por correo cuando cambie tu contraseña y cuando un dispositivo nuevo inicie sesión.
devices-title = Dónde tienes la sesión abierta
devices-failed = No se han podido cargar tus dispositivos
device-this = Este dispositivo
device-remove-name = Cerrar la sesión de { $name }
device-removed = Sesión cerrada en ese dispositivo.
password-change = Cambiar la contraseña
password-current = Contraseña actual
password-new = Contraseña nueva
password-others = Se cierra la sesión en todos tus demás dispositivos y la dirección secreta de tu calendario deja de valer.
password-changed = Contraseña cambiada. Se ha cerrado la sesión en los demás dispositivos.
