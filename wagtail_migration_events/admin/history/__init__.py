"""What the history of a page, and the comparison of two versions, say in words."""
