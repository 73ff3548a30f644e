### Lo que se comunica a las personas, en español. Cada idioma tiene los mismos mensajes.

## Notificaciones: lo que dicen y su título. $actor es el nombre de la persona de que se trata,
## $others cuántas personas más hay, $count cuántos comentarios o mensajes.

session-time = { $isElsewhere ->
        [yes] { $when } ({ $zone }), que son las { $whenElsewhere } en { $elsewhere }
       *[no] { $when } ({ $zone })
    }

like = { $liked ->
        [comment] { $others ->
            [0] A { $actor } le gusta tu comentario «{ $text }».
            [one] A { $actor } y a una persona más les gusta tu comentario «{ $text }».
           *[other] A { $actor } y a { $others } personas más les gusta tu comentario «{ $text }».
        }
       *[post] { $others ->
            [0] A { $actor } le gusta tu publicación «{ $text }».
            [one] A { $actor } y a una persona más les gusta tu publicación «{ $text }».
           *[other] A { $actor } y a { $others } personas más les gusta tu publicación «{ $text }».
        }
    }
    .title = A alguien le gusta lo que has escrito

comment = { $count ->
        [one] { $actor } ha comentado tu publicación «{ $title }»: { $text }
       *[other] { $count } comentarios nuevos en tu publicación «{ $title }». { $actor }: { $text }
    }
    .title = Nuevo comentario

follow = { $others ->
        [0] { $actor } te sigue.
        [one] { $actor } y una persona más te siguen.
       *[other] { $actor } y { $others } personas más te siguen.
    }
    .title = Alguien te sigue

message = { $count ->
        [one] { $actor }: { $text }
       *[other] { $count } mensajes nuevos. { $actor }: { $text }
    }
    .title = Nuevo mensaje

exchange-request = { $actor } te ofrece { $offered } y quiere aprender { $requested }.
    .title = Nueva solicitud de intercambio

exchange-accepted = { $actor } ha aceptado intercambiar contigo { $offered } por { $requested }.
    .title = Han aceptado tu solicitud

exchange-canceled = { $reason ->
        [declined] { $actor } no quiere intercambiar { $offered } por { $requested }.
        [withdrawn] { $actor } ha retirado la solicitud de intercambiar { $offered } por { $requested }.
        [expired] Nadie respondió a tiempo: la solicitud entre { $actor } y tú, { $offered } por { $requested }, ha caducado.
       *[canceled] { $actor } ha terminado vuestro intercambio de { $offered } por { $requested }.
    }
    .title = Intercambio cancelado

exchange-completed = Tu intercambio con { $actor }, { $offered } por { $requested }, se ha completado.
    .title = Intercambio completado

session-proposed = { $actor } propone una sesión ({ $offered } por { $requested }): { session-time }.
    .title = Nueva sesión propuesta

session-scheduled = { $actor } ha aceptado: vuestra sesión ({ $offered } por { $requested }) empieza el { session-time }.
    .title = Sesión acordada

session-changed = { $change ->
        [SessionCanceled] { $reason ->
            [lapsed] Nadie aceptó a tiempo: tu sesión con { $actor } no tendrá lugar.
           *[canceled] { $actor } ha cancelado vuestra sesión del { session-time }.
        }
        [SessionMarkedCompleted] { $actor } dice que vuestra sesión tuvo lugar. ¿Es así?
        [NoShowReported] { $actor } dice que no viniste a vuestra sesión del { session-time }.
        [NoShowContested] { $actor } dice que sí vino a vuestra sesión del { session-time }.
       *[SessionRescheduled] { $actor } propone otra hora para vuestra sesión: { session-time }.
    }
    .title = Tu sesión ha cambiado

session-completed = Tu sesión con { $actor } ({ $offered } por { $requested }) se ha completado. Ya puedes valorarla.
    .title = Sesión completada

session-reminder = Tu sesión con { $actor } ({ $offered } por { $requested }) empieza el { session-time }.{ $hasPlace ->
        [yes] {" "}Dónde: { $place }
       *[no] {""}
    }
    .title = Tu sesión se acerca

session-rated = { $actor } ha valorado vuestra sesión ({ $offered } por { $requested }) con un { $score } de 5.
    .title = Te han valorado

rating-replied = { $actor } ha respondido a tu valoración: { $text }
    .title = Respuesta a tu valoración

badge = { $badge ->
        [first_exchange] Has completado tu primer intercambio.
        [ten_sessions] Has completado diez sesiones.
        [top_rated] Las sesiones contigo reciben muy buenas valoraciones.
        [polyglot] Has enseñado o aprendido varios idiomas.
        [dependable] Estás ahí cuando lo dices.
       *[other] Has conseguido la insignia «{ $badge }».
    }
    .title = Nueva insignia

summary = { $count ->
        [one] Tienes una notificación nueva.
       *[other] Tienes { $count } notificaciones nuevas.
    }
    .title = Mientras había silencio

## La última línea del correo que cuenta lo que retuvieron las horas de silencio, si no cabe todo.

summary-more = { $count ->
        [one] Y una más.
       *[other] Y { $count } más.
    }

mails-held = { $count ->
        [one] Tienes una notificación sin leer.
       *[other] Tienes { $count } notificaciones sin leer. Eran demasiadas para un correo por cada una.
    }
    .title = Más notificaciones

## Lo que muestra una pantalla bloqueada a quien no quiere ver nada de otras personas en ella.

private = Tienes una notificación nueva.
    .title = Learn Exchange

## Por qué algo llegó, o no, por una vía: $channel es in_app, live, push o email.

why-pending = Está en camino.
why-sent = { $channel ->
        [push] Se envió a tus dispositivos.
        [email] Se te envió por correo.
        [live] Se mostró en directo, en tus dispositivos conectados.
       *[in_app] Se añadió a tu lista.
    }
why-grouped = { $channel ->
       *[in_app] Se unió a una notificación que aún no habías leído.
        [push] Se unió a una notificación que aún no habías leído, así que no se envió aparte.
        [email] Se unió a una notificación que aún no habías leído, así que no tuvo un correo aparte.
    }
why-repeated = Ya se te avisó hace poco de la misma persona y de lo mismo.
why-muted = { $channel ->
       *[push] Según tus preferencias, de esto no se avisa a tus dispositivos.
        [email] Según tus preferencias, de esto no se avisa por correo.
    }
why-deferred = Tenías horas de silencio hasta las { $until }.
why-blocked = Uno de los dos ha bloqueado al otro.
why-self-action = Lo hiciste tú.
why-outdated = Había cambiado, o quedado muy atrás, antes de que se te pudiera avisar.
why-already-read = Ya lo habías leído.
why-not-applicable = De esto nunca se avisa por esta vía.
why-online = Lo viste en directo, en un dispositivo conectado.
why-offline = Ningún dispositivo tuyo estaba conectado.
why-no-device = No tienes ningún dispositivo que reciba notificaciones.
why-push-off = Las notificaciones a dispositivos están desactivadas aquí para todos.
why-device-dead = Tus dispositivos ya no reciben notificaciones; se han quitado.
why-no-address = Tu dirección de correo no está verificada.
why-bounced = Los correos a tu dirección fueron devueltos o marcados como no deseados.
why-summed-up = Había demasiados correos en una hora: se resumió con otros en uno.
why-withdrawn = Se retiró antes de que lo leyeras.
why-taken-back = Se borró o se retiró después, y ya no cuenta.
why-failed = No se pudo entregar, aunque se intentó varias veces.

## El marco de un correo.

mail-greeting = Hola, { $name }:
mail-open = Abrir en Learn Exchange
mail-why = Recibes este correo porque tienes una cuenta en Learn Exchange y quieres correos sobre esto.
mail-unsubscribe = No recibir más correos sobre esto
mail-preferences = Elegir de qué se te avisa
