"""What a source says: rows in the columns that all readers share, their cells, and events."""
