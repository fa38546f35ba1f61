"""Reading files of other systems: each reader yields the same neutral records."""
