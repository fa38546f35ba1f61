"""The list of all events in the admin, and the same columns in the explorer."""
