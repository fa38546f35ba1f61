"""The public lists of events: what an index page shows, and its parameters."""
