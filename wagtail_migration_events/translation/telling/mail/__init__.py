"""One message for one person, with all that is to be told."""
