"""When something takes place, and how that is said: pure functions, no tables."""
