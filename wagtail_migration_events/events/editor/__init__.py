"""How an event is edited: panels, the form and local hours."""
