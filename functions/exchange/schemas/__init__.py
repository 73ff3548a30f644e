"""Requests and answers of the exchange endpoints, by subject.

A function builds the models that it imports, so it imports only those that it needs.
"""
