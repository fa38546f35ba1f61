"""What a Site decides about its events."""
