"""Notifications: what people are told of, on which channels, and why."""
