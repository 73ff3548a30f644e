"""Measures cold starts, beside two handlers that do the same job, and what feeds cost."""
