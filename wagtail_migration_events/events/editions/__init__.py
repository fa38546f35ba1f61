"""The next edition of an event: the same in all its languages, at another time."""
