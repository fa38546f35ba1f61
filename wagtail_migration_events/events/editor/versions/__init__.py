"""Two states of a page: what differs, and what is kept."""
