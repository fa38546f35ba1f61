"""Dates and hours as people write them, in the six languages of the UN."""
