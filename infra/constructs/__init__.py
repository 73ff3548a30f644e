"""Constructs: one line of a table becomes resources."""
