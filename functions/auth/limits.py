"""Limits of attempts. Windows are fixed; each limit can be set by the environment.

After https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html
"""

from datetime import timedelta

from learn_exchange.limits import RateLimit

QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)

SIGNUP_ADDRESS = RateLimit("signup-address", 100, HOUR)
# A login that succeeds is given back, so these count failures.
LOGIN_ACCOUNT_AND_ADDRESS = RateLimit("login-account-and-address", 5, QUARTER)
LOGIN_ADDRESS = RateLimit("login-address", 50, QUARTER)
# Only delays, so that nobody can lock another out: see `login.py`.
LOGIN_ACCOUNT = RateLimit("login-account", 1_000_000, QUARTER)
# By both, so that a stranger's requests do not use up the owner's.
MAIL_ACCOUNT_AND_ADDRESS = RateLimit("mail-account-and-address", 5, HOUR)
# Nobody's mailbox is filled, from however many addresses it is tried.
MAIL_ACCOUNT = RateLimit("mail-account", 30, HOUR)
MAIL_ADDRESS = RateLimit("mail-address", 50, HOUR)
VERIFICATION_MAIL = RateLimit("verification-mail", 5, HOUR)
PASSWORD_CHANGE = RateLimit("password-change", 5, QUARTER)
