"""The feed: posts, comments, likes, and what each reader sees of them."""
