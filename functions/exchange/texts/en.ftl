### Calendars, in English. Every language has the same messages.

session = { $offered } for { $requested }, with { $partner }.{ $slots ->
        [0] {""}
        [one] {""}
       *[other] {" "}One of these times is still to be chosen: { $times }.
    }
