"""The site's own text and images: clean HTML, and blocks."""
