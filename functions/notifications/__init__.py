"""Notifications: whom events notify, on which channels, and why.

From an event to a push, for a newcomer:

1. `handlers/notify.py` takes the events that `kinds.py` registers, and calls `dispatch.notify`.
2. `recipients.py` yields a candidate for each person whom the event may notify.
3. `context.py` loads that person's rows: preferences, unread counter, blocks, group, dedup record.
4. `policy.py` decides the outcome on each channel; push is `pending` if nothing speaks against it.
5. `ledger.py` writes this decision and the notification in one transaction.
6. `channels.py` shows it live; if nobody is connected, `texts.py` renders it for the push.
7. `push/sender.py` sends it to the person's devices, and the ledger notes the outcome.

If a step fails, the event is delivered again, and only the channels still pending are sent.
"""
