"""What calendars and readers subscribe to: pure builders, and the addresses below pages."""
