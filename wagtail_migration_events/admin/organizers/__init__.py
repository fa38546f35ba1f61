"""Choosing organizers, and making one where it is missing."""
