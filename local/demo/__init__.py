"""Demo content: people and posts as data, and what draws their pictures."""
