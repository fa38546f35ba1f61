"""The index by which events of any page class are found: its rows, filters and facets."""
