### Lo que se comunica a las personas, en español. Cada idioma tiene los mismos mensajes.

## Notificaciones: lo que dicen y su título. $actor es el nombre de la persona de que se trata,
## $others cuántas personas más hay, $count cuántos comentarios o mensajes.

## $when es un día y una hora en el reloj de quien lee; { $time } del { $day } es lo que marca un
## reloj en el mismo instante donde se acordó la sesión.

session-time = { $when } ({ $city }){ $elsewhere ->
       *[none] {""}
        [same] , { time-there } en { $cityElsewhere }
        [other] , { time-there } del { $day } en { $cityElsewhere }
    }

time-there = { $hour ->
        [1] que es la { $time }
       *[other] que son las { $time }
    }

## $times son todas las horas que se proponen, $slots cuántas son.

session-details = { $minutes ->
        [0] {""}
       *[other] {" "}{ $minutes } minutos.
    }{ $hasPlace ->
        [yes] {" "}Dónde: { $place }
       *[no] {""}
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
    .title = { $others ->
        [0] A { $actor } le gusta lo que has escrito
       *[other] A { $actor } y a otras personas les gusta lo que has escrito
    }

comment = { $count ->
        [one] { $actor } ha comentado tu publicación «{ $title }»: { $text }
       *[other] { $count } comentarios nuevos en tu publicación «{ $title }». { $actor }: { $text }
    }
    .title = { $count ->
        [one] { $actor } ha comentado tu publicación
       *[other] { $actor } y otras personas han comentado tu publicación
    }

follow = { $others ->
        [0] { $actor } te sigue.
        [one] { $actor } y una persona más te siguen.
       *[other] { $actor } y { $others } personas más te siguen.
    }
    .title = { $others ->
        [0] { $actor } te sigue
       *[other] { $actor } y otras personas te siguen
    }

message = { $count ->
        [one] { $actor }: { $text }
       *[other] { $count } mensajes nuevos. { $actor }: { $text }
    }
    .title = { $count ->
        [one] Mensaje de { $actor }
       *[other] { $count } mensajes de { $actor }
    }

exchange-request = { $actor } te ofrece { $offered } y quiere aprender { $requested }.
    .title = { $actor } te propone un intercambio

exchange-accepted = { $actor } ha aceptado intercambiar contigo { $offered } por { $requested }.
    .title = { $actor } ha aceptado tu solicitud

exchange-canceled = { $reason ->
        [declined] { $actor } no quiere intercambiar { $offered } por { $requested }.
        [withdrawn] { $actor } ha retirado la solicitud de intercambiar { $offered } por { $requested }.
        [expired] Nadie respondió a tiempo: la solicitud entre { $actor } y tú, { $offered } por { $requested }, ha caducado.
       *[canceled] { $actor } ha terminado vuestro intercambio de { $offered } por { $requested }.
    }
    .title = { $reason ->
        [declined] { $actor } no ha aceptado tu solicitud
        [withdrawn] { $actor } ha retirado una solicitud
        [expired] La solicitud entre { $actor } y tú ha caducado
       *[canceled] { $actor } ha terminado vuestro intercambio
    }

exchange-completed = Tu intercambio con { $actor }, { $offered } por { $requested }, se ha completado.
    .title = Tu intercambio con { $actor } se ha completado

session-proposed = { $actor } propone una sesión ({ $offered } por { $requested }){ $slots ->
        [one] : { $times }.
       *[other] , a una de estas horas: { $times }.
    }{ session-details }
    .title = { $slots ->
        [one] { $actor } propone { $when }
       *[other] { $actor } propone { $slots } horas, desde { $when }
    }

session-scheduled = { $actor } ha aceptado: vuestra sesión ({ $offered } por { $requested }) empieza el { $times }.{ session-details }
    .title = Acordado con { $actor }: { $when }

session-changed = { $change ->
        [SessionCanceled] { $reason ->
            [lapsed] Nadie aceptó a tiempo: tu sesión con { $actor } no tendrá lugar.
           *[canceled] { $actor } ha cancelado vuestra sesión del { $times }.
        }
        [SessionMarkedCompleted] { $actor } dice que vuestra sesión tuvo lugar. ¿Es así?
        [NoShowReported] { $actor } dice que no viniste a vuestra sesión del { $times }.
        [NoShowContested] { $actor } dice que sí vino a vuestra sesión del { $times }.
       *[SessionRescheduled] { $slots ->
            [one] { $actor } propone otra hora para vuestra sesión: { $times }.{ session-details }
           *[other] { $actor } propone otras horas para vuestra sesión: { $times }.{ session-details }
        }
    }
    .title = { $change ->
        [SessionCanceled] { $reason ->
            [lapsed] Sin sesión con { $actor }: nadie aceptó a tiempo
           *[canceled] { $actor } ha cancelado la sesión del { $when }
        }
        [SessionMarkedCompleted] ¿Tuvo lugar tu sesión con { $actor }?
        [NoShowReported] { $actor } dice que no viniste
        [NoShowContested] { $actor } dice que sí vino
       *[SessionRescheduled] { $slots ->
            [one] { $actor } cambia vuestra sesión: { $when }
           *[other] { $actor } cambia vuestra sesión: { $slots } horas, desde { $when }
        }
    }

session-completed = Tu sesión con { $actor } ({ $offered } por { $requested }) se ha completado. Ya puedes valorarla.
    .title = Tu sesión con { $actor } se ha completado

session-reminder = Tu sesión con { $actor } ({ $offered } por { $requested }) empieza el { $times }.{ session-details }
    .title = Tu sesión con { $actor }: { $when }

session-rated = { $actor } ha valorado vuestra sesión ({ $offered } por { $requested }) con un { $score } de 5.
    .title = { $actor } ha valorado vuestra sesión

rating-replied = { $actor } ha respondido a tu valoración: { $text }
    .title = { $actor } ha respondido a tu valoración

badge = { $badge ->
        [first_exchange] Has completado tu primer intercambio.
        [ten_sessions] Has completado diez sesiones.
        [five_skills_taught] Has enseñado cinco habilidades.
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
mail-or-open = O abre esta dirección:
mail-why = Recibes este correo porque tienes una cuenta en Learn Exchange y quieres correos sobre esto.
mail-unsubscribe = No recibir más correos sobre esto
mail-preferences = Elegir de qué se te avisa
