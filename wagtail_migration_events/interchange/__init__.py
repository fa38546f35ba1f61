"""Import and export: events from other systems, and back."""
