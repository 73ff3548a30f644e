"""What every domain of Learn Exchange shares: HTTP, identity, events, time, tables."""
