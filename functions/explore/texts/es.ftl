### Por qué se recomienda a alguien, en español. Cada idioma tiene los mismos mensajes, de una línea.

teaches = Enseña { $skill } (nivel { $level }), que buscas
learns = Quiere aprender { $skill }, que ofreces
rated = Valoración de { $average } por { $people } personas
    .one = Valoración de { $average } por { $people } persona
hours = { $hours } de tus horas de vigilia en común

## Un número que no es entero.

decimal = { $whole },{ $fraction }

## Lo bien que alguien conoce una habilidad.

beginner = principiante
intermediate = intermedio
expert = experto
