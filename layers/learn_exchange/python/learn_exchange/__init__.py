"""Code that all domains of Learn Exchange share: HTTP, identity, events, time, tables."""

import gc

# A starting function makes hundreds of thousands of objects that stay: looking through them for
# garbage every 700, as Python does, takes a twentieth of a cold start.
gc.set_threshold(100_000)
