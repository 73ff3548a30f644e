### Calendarios, en español. Cada idioma tiene los mismos mensajes.

session = { $offered } por { $requested }, con { $partner }.
