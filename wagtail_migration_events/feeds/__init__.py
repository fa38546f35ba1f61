"""What calendars and readers of feeds subscribe to, tables, and the addresses below pages."""
