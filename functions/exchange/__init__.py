"""Exchanges: two people who teach each other a skill, their sessions, ratings and calendars.

Read `state_machines` first (who can do what, and when), then `aggregate` (how each change is made).
Use cases: `exchanges`, `sessions`, `ratings`, `schedule`, `busy_times`, `calendar_files`. Each file
in `handlers/` is a function that calls one of them.

When two people act at the same time, such as Ben, who accepts a session while Ana moves it:

1. Both requests read the exchange with its sessions, in the same version, and apply their action to
   the rows in memory. Both actions are possible in the state that was read.
2. Each request writes one transaction, on the condition that the version is still the one that was
   read: the rows, and the changed `projections`. DynamoDB lets one succeed; the version increases.
3. The other request fails by that condition, reads again, and applies its action to the new state.
   If it is still possible, it is written now. If not, the answer is 409 `wrong-state`; or it is 409
   `changed-since`, if the client has sent the `revision` that it had seen.

Sessions of different exchanges share no version. If Ben and Cleo accept sessions with Ana at the
same time, both transactions add the same minutes to Ana's `BusyHour`, on the condition that these
are free. One of them succeeds; the other person gets 409 `time-taken`.
"""
