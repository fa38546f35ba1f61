"""Events for Wagtail sites: entered once, right in every language."""

__version__ = "0.1.0"
