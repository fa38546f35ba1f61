"""What the list of events in the admin can be narrowed by."""
