"""The stacks, each depending only on those before it.

data → messaging → api → the domains → observability
"""
