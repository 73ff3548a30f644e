### Los correos con enlaces secretos, en español. Cada idioma tiene los mismos mensajes.

mail-greeting = Hola, { $name }:

verify-email = ¡Te damos la bienvenida a Learn Exchange! Confirma que esta dirección es tuya:
    .subject = Confirma tu dirección de correo
    .action = Confirmar mi dirección
    .note = El enlace funciona una sola vez, durante tres días. Si no te has registrado, ignora este correo.

reset-password = Alguien, esperamos que tú, ha pedido cambiar la contraseña de tu cuenta:
    .subject = Elige una contraseña nueva
    .action = Elegir una contraseña nueva
    .note = El enlace funciona una sola vez, durante una hora. Si no has sido tú, ignora este correo: tu contraseña seguirá siendo la misma.
