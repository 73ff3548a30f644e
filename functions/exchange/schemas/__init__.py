"""What the exchange endpoints take and answer, by what it is about.

A function builds the models that it imports, so it imports only those that it needs.
"""
