### Lo que una conversación cuenta de intercambios y sesiones, en español. Cada idioma tiene los mismos
### mensajes, de una línea: uno por suceso.

ExchangeRequested = Pide un intercambio: { $offered } por { $requested }
ExchangeAccepted = Intercambio aceptado: { $offered } por { $requested }
ExchangeCanceled = Intercambio terminado: { $offered } por { $requested }
ExchangeCompleted = Intercambio completado: { $offered } por { $requested }
SessionProposed = Propone una sesión
SessionAccepted = Sesión acordada
SessionRescheduled = Propone otra hora para una sesión
SessionCanceled = Sesión cancelada
SessionMarkedCompleted = Dice que la sesión tuvo lugar
SessionCompleted = Sesión completada
NoShowReported = Dice que la otra persona no vino a la sesión
NoShowContested = Dice que sí vino a la sesión
