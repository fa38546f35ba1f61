"""What stands between wagtail-localize and the pages of events."""
