"""What Wagtail's editor does beside its own work for events."""
