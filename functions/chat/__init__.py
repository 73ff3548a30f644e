"""Chat: conversations between two people."""
