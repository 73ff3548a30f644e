### Calendars, in English. Every language has the same messages.

session = { $offered } for { $requested }, with { $partner }.
