"""The stacks, each depending only on those before it.

data → messaging → realtime → api → the domains → observability
"""
