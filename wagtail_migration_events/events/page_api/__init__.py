"""An event as Wagtail's own page endpoints (API v2 and v3) give it: ``api_fields``."""
