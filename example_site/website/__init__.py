"""The site's own part: its home page, its own kind of event, its content."""
