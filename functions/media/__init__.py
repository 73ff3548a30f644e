"""Media: files that people upload, rewritten before anyone sees them."""
