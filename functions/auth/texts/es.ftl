### Los correos sobre las cuentas, en español. Cada idioma tiene los mismos mensajes.

mail-greeting = Hola, { $name }:
mail-greeting-nobody = Hola:
mail-or-open = O abre esta dirección:
mail-why-account = Recibes este correo porque trata de tu cuenta en Learn Exchange. Estos correos la protegen y no se pueden desactivar.

verify-email = ¡Te damos la bienvenida a Learn Exchange! Confirma que esta dirección es tuya:
    .subject = Confirma tu dirección de correo
    .action = Confirmar mi dirección
    .note = El enlace funciona una sola vez, durante tres días. Si no te has registrado, ignora este correo.

reset-password = Alguien, esperamos que tú, ha pedido cambiar la contraseña de tu cuenta:
    .subject = Elige una contraseña nueva
    .action = Elegir una contraseña nueva
    .note = El enlace funciona una sola vez, durante una hora. Si no has sido tú, ignora este correo: tu contraseña seguirá siendo la misma.

password-changed = La contraseña de tu cuenta se cambió el { $when } ({ $zone }), desde { $device ->
        [unknown] un dispositivo que no ha dicho cuál es
       *[other] este dispositivo: { $device }
    }. Se ha cerrado la sesión en todos los demás dispositivos.
    .subject = Se ha cambiado tu contraseña
    .action = Elegir una contraseña nueva
    .note = Si has sido tú, no hay nada que hacer. Si no, elige ahora una contraseña nueva: así se cierra la sesión de todos los demás.

password-reset = Se eligió una contraseña nueva para tu cuenta con un enlace de un correo para ti, el { $when } ({ $zone }), desde { $device ->
        [unknown] un dispositivo que no ha dicho cuál es
       *[other] este dispositivo: { $device }
    }. Se ha cerrado la sesión en todos los dispositivos.
    .subject = Se ha elegido una contraseña nueva
    .action = Elegir otra contraseña
    .note = Si has sido tú, no hay nada que hacer. Si no, alguien lee tus correos: protege primero tu buzón y después elige otra contraseña.

new-device = Alguien, esperamos que tú, ha iniciado sesión en tu cuenta el { $when } ({ $zone }), desde { $device ->
        [unknown] un dispositivo que no ha dicho cuál es
       *[other] este dispositivo: { $device }
    }.
    .subject = Un dispositivo nuevo ha iniciado sesión en tu cuenta
    .action = Ver tus dispositivos
    .note = Si has sido tú, no hay nada que hacer. Si no, cambia ahora tu contraseña: así se cierra la sesión en todos los demás dispositivos.
