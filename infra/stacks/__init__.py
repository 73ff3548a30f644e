"""The stacks, each depending only on those before it.

data → messaging → realtime → api → site → the domains → gateway → observability, client
"""
