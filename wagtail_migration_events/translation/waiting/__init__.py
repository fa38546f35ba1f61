"""What waits for one person: the page "My translations", and its first lines on the home page."""
