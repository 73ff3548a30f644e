"""Limits for tests: what one account may do in a moment is no limit but where tests are about it."""

from learn_exchange.account_limits import ACCOUNT_LIMITS

RAISED = {variable: "1000000" for limit in ACCOUNT_LIMITS for variable in limit.variables}
