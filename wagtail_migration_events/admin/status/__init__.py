"""Postponing, cancelling, rescheduling and moving online, of one event or of many."""
