"""Events through the front door of the API."""
