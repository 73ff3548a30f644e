"""Parts that tests share: people, a client that calls endpoints, and counting."""
