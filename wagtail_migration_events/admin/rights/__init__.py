"""Who may change the facts of events."""
