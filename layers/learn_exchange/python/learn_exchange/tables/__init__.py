"""One module per DynamoDB table: its items, keys, indexes and access patterns; nothing of HTTP."""
