"""Measures what a cold start of each function costs, beside two handlers that do the same job."""
