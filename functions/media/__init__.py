"""Media: files that people upload, made anew before anyone sees them."""
