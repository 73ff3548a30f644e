"""Requests and answers of the exchange endpoints, one module a subject.

Importing a model builds it, which takes time at a cold start: so a function imports what it needs.
"""
