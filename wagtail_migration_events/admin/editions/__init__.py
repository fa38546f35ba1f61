"""New events from those there are: the next edition, a side event."""
