"""Signing up and in: credentials, logins, access tokens, and the mails that carry secret links."""
