"""How an event is edited: panels, the form, rows and local hours."""
