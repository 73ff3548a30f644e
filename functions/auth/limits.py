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
MAIL_ACCOUNT = RateLimit("mail-account", 5, HOUR)
MAIL_ADDRESS = RateLimit("mail-address", 50, HOUR)
PASSWORD_CHANGE = RateLimit("password-change", 5, QUARTER)
