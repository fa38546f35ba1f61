"""From a page to others: above it, in other languages, for search engines and networks."""
