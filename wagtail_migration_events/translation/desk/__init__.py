"""The translator's view of an event: its text in two languages, side by side, in the admin."""
