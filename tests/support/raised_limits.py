"""The limits of accounts, raised by name: tests do in a moment what takes people days."""

from learn_exchange.account_limits import ACCOUNT_LIMITS

RAISED = {variable: "1000000" for limit in ACCOUNT_LIMITS for variable in limit.variables}
