"""Images and documents that a source names by their addresses: fetched once, or left as links."""
