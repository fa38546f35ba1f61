"""How the pages of a group come to have the same facts: those that the source has published."""
