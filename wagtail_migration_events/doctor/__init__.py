"""What is wrong with the events of a site, and what to do about it."""
