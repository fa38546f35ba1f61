"""localize's snapshot of the source's text, and the older translations of it."""
