"""When an event takes place, as somebody types it."""
