"""What editors see of the package in the Wagtail admin."""
