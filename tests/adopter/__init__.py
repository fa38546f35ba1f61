"""A pretend third-party site: it uses each way of extending the package."""
