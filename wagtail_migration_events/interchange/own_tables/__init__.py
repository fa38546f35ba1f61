"""Tables that the package writes itself: all public events in all languages, and read again."""
