"""Keeps wagtail-localize truthful about events. Needs wagtail-localize."""
