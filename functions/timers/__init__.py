"""Timers: what the scheduler says becomes an event like any other."""
