### Calendarios, en español. Cada idioma tiene los mismos mensajes.

session = { $offered } por { $requested }, con { $partner }.{ $slots ->
        [0] {""}
        [one] {""}
       *[other] {" "}Falta elegir una de estas horas: { $times }.
    }
