"""Postponing, cancelling, rescheduling an event and moving it online, in all languages at once."""
