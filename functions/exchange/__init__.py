"""Exchanges: agreements, sessions, ratings, calendars."""
