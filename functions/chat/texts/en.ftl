### What is told in a conversation of exchanges and sessions, in English. Every language has the same
### messages, each on one line: one for each event.

ExchangeRequested = Asks for an exchange: { $offered } for { $requested }
ExchangeAccepted = Exchange accepted: { $offered } for { $requested }
ExchangeCanceled = Exchange canceled: { $offered } for { $requested }
ExchangeCompleted = Exchange completed: { $offered } for { $requested }
SessionProposed = Proposes a session
SessionAccepted = Session agreed
SessionRescheduled = Proposes another time for a session
SessionCanceled = Session canceled
SessionMarkedCompleted = Says that the session took place
SessionCompleted = Session completed
NoShowReported = Says that the other did not come to the session
NoShowContested = Says that they did come to the session
